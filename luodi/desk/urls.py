"""The addresses of the desk."""

from django.urls import include, path

urlpatterns = [
    path("", include("luodi.desk.portal.urls")),
]
handler400 = "luodi.desk.portal.views.unreadable"
handler404 = "luodi.desk.portal.views.missing"
handler500 = "luodi.desk.portal.views.broken"
