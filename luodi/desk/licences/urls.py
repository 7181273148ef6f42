"""The addresses of licences."""

from django.urls import path

from luodi.desk.licences import views

app_name = "licences"

urlpatterns = [
    path("", views.one, name="one"),
    path("list/", views.many, name="many"),
    path("list/sample.csv", views.sample, name="sample"),
    path("mine/", views.mine, name="mine"),
]
