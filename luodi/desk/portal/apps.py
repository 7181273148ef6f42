"""The public face."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "luodi.desk.portal"
    label = "portal"
    verbose_name = "门户"
