"""The address of the API."""

from django.urls import path

from luodi.desk.api.site import api

urlpatterns = [path("v1/", api.urls)]
