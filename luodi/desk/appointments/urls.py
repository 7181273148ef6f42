"""The addresses of appointments."""

from django.urls import path

from luodi.desk.appointments import views

app_name = "appointments"

urlpatterns = [
    path("", views.halls, name="halls"),
    path("halls/<int:id>/", views.hall, name="hall"),
    path("<int:id>/", views.booking, name="booking"),
    path("<int:id>/appointment.ics", views.file, name="file"),
    path("desk/", views.desk, name="desk"),
    path("enter/", views.enter, name="enter"),
]
