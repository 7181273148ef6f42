"""Appointments: times at a hall, taken at any hour."""

from collections.abc import Mapping
from typing import ClassVar

from django.apps import AppConfig

from luodi.desk.outbox.handlers import register


class AppointmentsConfig(AppConfig):
    name = "luodi.desk.appointments"
    label = "appointments"
    verbose_name = "预约"
    classes: ClassVar[Mapping[str, str]] = {
        "hall.region": "公开",
        "hall.name": "公开",
        "hall.address": "公开",
        "hall.source": "公开",
        "opening.days": "公开",
        "opening.weekdays": "公开",
        "closing.reason": "公开",
        "booking.matter": "工作",
        "booking.state": "工作",
    }

    def ready(self) -> None:
        register("appointments.remind", "luodi.desk.appointments.reminding.remind", stored=True)
