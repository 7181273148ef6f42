"""The addresses of cases."""

from django.urls import path

from luodi.desk.cases import payment_views, place_views, views

app_name = "cases"

urlpatterns = [
    path("services/", views.services, name="services"),
    path("services/<slug:id>/", views.apply, name="apply"),
    path("published/", views.published_page, name="published"),
    path("cases/", views.mine, name="mine"),
    path("cases/places/", place_views.places, name="places"),
    path("cases/payments/", payment_views.payments, name="payments"),
    path("cases/payments/list.xlsx", payment_views.payment_sheet, name="payment_sheet"),
    path("cases/pots/", payment_views.pots, name="pots"),
    path("cases/duties/<int:id>/", views.duty, name="duty"),
    path("cases/<int:id>/", views.case, name="case"),
    path("cases/<int:id>/correct/", views.correct, name="correct"),
    path("cases/<int:id>/correction/", payment_views.correction, name="correction"),
    path("cases/<int:id>/letter/", views.letter, name="letter"),
]
