"""The addresses of drafting."""

from django.urls import path

from luodi.desk.drafting import views

app_name = "drafting"

urlpatterns = [path("costs/", views.costs, name="costs")]
