"""The addresses of cases."""

from django.urls import path

from luodi.desk.cases import views

app_name = "cases"

urlpatterns = [
    path("services/", views.services, name="services"),
    path("services/<slug:id>/", views.apply, name="apply"),
    path("cases/", views.mine, name="mine"),
    path("cases/places/", views.places, name="places"),
    path("cases/parts/<int:id>/", views.part, name="part"),
    path("cases/<int:id>/", views.case, name="case"),
    path("cases/<int:id>/letter/", views.letter, name="letter"),
]
