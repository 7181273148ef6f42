"""The search: an index of the library's clauses."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "luodi.desk.search"
    label = "search"
    verbose_name = "查找"
