"""The parties: enterprises and what is known of them."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "luodi.desk.parties"
    label = "parties"
    verbose_name = "主体"
