"""The addresses of cases."""

from django.urls import path

from luodi.desk.cases import apply_views, letter_views, payment_views, place_views, queue_views, views

app_name = "cases"

urlpatterns = [
    path("services/", views.services, name="services"),
    path("services/<slug:id>/", apply_views.apply, name="apply"),
    path("published/", views.published_page, name="published"),
    path("cases/", queue_views.mine, name="mine"),
    path("cases/places/", place_views.places, name="places"),
    path("cases/payments/", payment_views.payments, name="payments"),
    path("cases/payments/list.xlsx", payment_views.payment_sheet, name="payment_sheet"),
    path("cases/pots/", payment_views.pots, name="pots"),
    path("cases/duties/<int:id>/", views.duty, name="duty"),
    path("cases/<int:id>/", views.case, name="case"),
    path("cases/<int:id>/correct/", views.correct, name="correct"),
    path("cases/letters/<int:id>/", letter_views.letter, name="letter"),
    path("cases/files/<int:id>/", views.file, name="file"),
    path("cases/<int:id>/correction/", payment_views.correction, name="correction"),
]
