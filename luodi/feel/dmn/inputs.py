"""Inputs of a model as people write them, turned into values of the types that its input data declare."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from luodi.feel.builtins.conversion import shown
from luodi.feel.dmn.errors import ModelError
from luodi.feel.dmn.evaluate import Engine
from luodi.feel.dmn.model import Key
from luodi.feel.values.kinds import ANY, Kind, convert
from luodi.feel.values.ranges import Value
from luodi.feel.values.text import read_date, read_duration, read_moment, read_number, read_time

Plain = Any
"""str | list of Plain | mapping of str to Plain: what a file of inputs holds before it is known what it means."""

BOOLEANS = {"true": True, "false": False, "是": True, "否": False}
READERS: dict[str, Callable[[str], Value]] = {
    "number": read_number,
    "string": lambda text: text,
    "boolean": BOOLEANS.get,
    "date": read_date,
    "time": read_time,
    "date and time": read_moment,
    "days and time duration": read_duration,
    "years and months duration": read_duration,
}
EXAMPLES = {"number": "12.5", "boolean": "是 或 否", "date": "2020-02-24", "time": "08:30:00", "date and time": "2020-02-24T08:30:00"}


def read_inputs(given: Mapping[str, Plain], engine: Engine, source: str) -> dict[Key, Value]:
    """The values by element. Raises ModelError for a name the model does not ask, or a value that is not of its type."""
    asked = {element.name: element for element in engine.elements.values() if element.kind == "inputData"}
    values = {}
    for name, plain in given.items():
        element = asked.get(name)
        if element is None:
            close = get_close_matches(name, list(asked), n=1, cutoff=0.3)
            raise ModelError(f"模型不问“{name}”", source, 0, f"是不是“{close[0]}”？" if close else "它问：" + "、".join(asked))
        kind = engine.kind(element) or ANY
        value = typed(plain, kind, name, source)
        if value is not None and convert(value, kind) is None:
            raise ModelError(f"“{name}”不能是 {shown(value)}", source, 0, f"类型是 {kind.name}，或不在允许的值里")
        values[element.key] = value
    return values


def typed(plain: Plain, kind: Kind, name: str, source: str) -> Value:
    """The value of one input, by its type; without a type a number, a yes or no, or a text."""
    if isinstance(plain, Mapping):
        members = dict(kind.members or ())
        return {key: typed(value, members.get(key, ANY), f"{name}.{key}", source) for key, value in plain.items()}
    if not isinstance(plain, str):
        item = kind.item if kind.name == "list" and kind.item is not None else ANY
        return [typed(value, item, name, source) for value in plain]
    if plain in ("", "null"):
        return None
    if kind.name == "list":
        return [typed(plain, kind.item or ANY, name, source)]
    reader = READERS.get(kind.name)
    if reader is None:
        found = BOOLEANS.get(plain, read_number(plain))
        return plain if found is None else found
    value = reader(plain)
    if value is None:
        raise ModelError(
            f"“{name}”写着“{plain}”", source, 0, f"应为 {kind.name}" + (f"，例：{EXAMPLES[kind.name]}" if kind.name in EXAMPLES else "")
        )
    return value
