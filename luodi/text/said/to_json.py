"""What is said as plain data; exact values are decimal text (2/3 where they do not end)."""

from dataclasses import fields
from fractions import Fraction
from typing import Any

from luodi.days.window import Anchor
from luodi.text.model import Place
from luodi.text.said.model import Day, Found, Said
from luodi.text.said.show import show_value


def to_data(said: Said) -> dict[str, Any]:
    """{"amounts": […], "limits": […], …}: a list for each kind of which the clause says something, `path` left out."""
    kinds = (field.name for field in fields(said) if field.name != "path")
    return {kind: [_finding(item) for item in getattr(said, kind)] for kind in kinds if getattr(said, kind)}


def _finding(item: Found) -> dict[str, Any]:
    return {field.name: _value(getattr(item, field.name)) for field in fields(item)}


def _value(value: object) -> Any:
    if isinstance(value, Fraction):
        return show_value(value)
    if isinstance(value, Place):
        return {"file": value.file, "start": value.start, "end": value.end}
    if isinstance(value, Anchor):
        return {"day": value.day, "event": value.event, "amount": value.amount, "unit": value.unit}
    if isinstance(value, (Found, Day)):
        return _finding(value)
    return list(value) if isinstance(value, tuple) else value
