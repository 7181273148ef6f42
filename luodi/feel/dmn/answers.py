"""Values of a model as JSON: numbers in all their digits, dates and durations as text."""

import json
from decimal import Decimal

from luodi.feel.builtins.conversion import shown
from luodi.feel.values.ranges import Value
from luodi.feel.values.text import show_number


def to_json(value: Value) -> str:
    """The JSON text of a value."""
    if isinstance(value, Decimal):
        return show_number(value)
    if value is None or isinstance(value, (bool, str)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ", ".join(to_json(item) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key, ensure_ascii=False)}: {to_json(item)}" for key, item in value.items()) + "}"
    return json.dumps(shown(value), ensure_ascii=False)
