"""Frozen dataclasses as plain JSON data and back: the shape is read off the type hints once, fields at their default are left out."""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from luodi.feel.data import from_data, to_data
from luodi.feel.tree import Tree
from luodi.feel.types import Bound

Decoder = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """`value` as dicts, lists, strings and numbers. Trees are encoded by the FEEL folder's own rule."""
    if isinstance(value, Tree):
        return to_data(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: encode(part)
            for name, default in _defaults(type(value))
            if (part := getattr(value, name)) != default or default is MISSING
        }
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    return value


def decode(shape: type, data: Any) -> Any:
    """The inverse of `encode`, given the type it was encoded from."""
    return _decoder(shape)(data)


@cache
def _defaults(shape: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, _default(field)) for field in fields(shape))


def _default(field: "Field[Any]") -> Any:
    if field.default is not MISSING:
        return field.default
    return MISSING if field.default_factory is MISSING else field.default_factory()


@cache
def _decoder(shape: Any) -> Decoder:
    origin, parts = get_origin(shape), get_args(shape)
    if shape is Tree:
        return from_data
    if shape == Bound or shape in (str, int, bool, Any) or origin is Literal:
        return _as_is
    if origin in (Union, types.UnionType):
        return _optional(next(part for part in parts if part is not type(None)))
    if origin is tuple:
        return _sequence(_decoder(parts[0]))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(_decoder(parts[1]))
    if isinstance(shape, type) and is_dataclass(shape):
        return _dataclass(shape)
    raise TypeError(f"no plain form for {shape}")


def _as_is(data: Any) -> Any:
    return data


def _optional(part: Any) -> Decoder:
    # Looked up late: a type may hold itself (a list type's item).
    return lambda data: None if data is None else _decoder(part)(data)


def _sequence(item: Decoder) -> Decoder:
    return lambda data: tuple([item(part) for part in data])


def _mapping(item: Decoder) -> Decoder:
    return lambda data: {key: item(part) for key, part in data.items()}


def _dataclass(shape: type) -> Decoder:
    hints = get_type_hints(shape)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(shape)}
    return lambda data: shape(**{name: decoders[name](part) for name, part in data.items()})
