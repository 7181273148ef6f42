"""Drafting: what a document will cost, before it is signed."""

from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "luodi.desk.drafting"
    label = "drafting"
    verbose_name = "起草"
