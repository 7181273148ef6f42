"""The addresses of the hotline."""

from django.urls import path

from luodi.desk.hotline import views

app_name = "hotline"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("new/", views.new, name="new"),
    path("rates/", views.rates_page, name="rates"),
    path("desks/", views.desks_page, name="desks"),
    path("turns/<int:id>/", views.turn, name="turn"),
    path("<int:id>/", views.voice, name="voice"),
]
