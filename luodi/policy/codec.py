"""Frozen dataclasses as plain JSON data and back, by their type hints: a list where no field has a default, else a dict without them."""

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from luodi.days.window import Window
from luodi.feel.data import from_data, to_data
from luodi.feel.tree import Tree
from luodi.feel.types import Bound, Type
from luodi.policy.model import Area

Decoder = Callable[[Any], Any]
# A few of these stand thousands of times: each is written as text, and what one text means is made once.
SHARED = (Window, Type, Area)


def encode(value: Any) -> Any:
    """`value` as dicts, lists, strings and numbers. Trees are encoded by the FEEL folder's own rule."""
    if isinstance(value, Tree):
        return to_data(value)
    if isinstance(value, SHARED):
        return json.dumps(_fields(value), ensure_ascii=False, separators=(",", ":"))
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    return value


def _fields(value: Any) -> Any:
    shape: Any = type(value)
    if _is_bare(shape):
        return [encode(getattr(value, name)) for name, _ in _defaults(shape)]
    return {name: encode(part) for name, default in _defaults(shape) if (part := getattr(value, name)) != default or default is MISSING}


def decode(shape: type, data: Any) -> Any:
    """The inverse of `encode`, given the type it was encoded from."""
    return _decoder(shape)(data)


@cache
def _is_bare(shape: type) -> bool:
    """Whether every field must be given, so that their order says which is which."""
    return all(default is MISSING for _, default in _defaults(shape))


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
        return _shared(shape) if shape in SHARED else _dataclass(shape)
    raise TypeError(f"no plain form for {shape}")


def _as_is(data: Any) -> Any:
    return data


def _optional(part: Any) -> Decoder:
    # Looked up late: a type may hold itself (a list type's item).
    late: list[Decoder] = []

    def optional(data: Any) -> Any:
        if data is None:
            return None
        if not late:
            late.append(_decoder(part))
        return late[0](data)

    return optional


def _sequence(item: Decoder) -> Decoder:
    if item is _as_is:
        return tuple
    return lambda data: tuple([item(part) for part in data])


def _mapping(item: Decoder) -> Decoder:
    if item is _as_is:
        return dict
    return lambda data: {key: item(part) for key, part in data.items()}


def _shared(shape: type) -> Decoder:
    made = _dataclass(shape)
    return cache(lambda text: made(json.loads(text)))


def _dataclass(shape: type) -> Decoder:
    hints = get_type_hints(shape)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(shape)}
    if _is_bare(shape):
        return _listed(shape, tuple(decoders.values()))
    # Most fields stand as they are; calling a decoder for each would be half the time of loading.
    turned = {name: decoder for name, decoder in decoders.items() if decoder is not _as_is}

    def named(data: Any) -> Any:
        return shape(**{name: turned[name](part) if name in turned else part for name, part in data.items()})

    return named


def _listed(shape: type, decoders: tuple[Decoder, ...]) -> Decoder:
    if all(decoder is _as_is for decoder in decoders):
        return lambda data: shape(*data)
    return lambda data: shape(*[decoder(part) for decoder, part in zip(decoders, data, strict=True)])
