"""Policy files written out: mappings and lists of scalars as the reader of policy files takes them, every scalar text."""

import re
from collections.abc import Iterator, Mapping, Sequence

Value = "str | Mapping[str, Value] | Sequence[Value]"
PLAIN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff《（][0-9A-Za-z\u4e00-\u9fff《》（）〔〕“”、，。；：！？·—…％%/.¶+* -]*")
RESERVED = re.compile(r"(?:~|null|true|false|yes|no|on|off|y|n)?", re.I)
UNPRINTABLE = re.compile("[^\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]|[\\u2028\\u2029\\ufeff]")
FLAT = 100


def entries(items: Sequence[Mapping[str, object]]) -> str:
    """A file of instruments: a list of mappings, a blank line between them."""
    return "\n".join("".join(f"{'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(_mapping(item))) for item in items)


def mapping(item: Mapping[str, object]) -> str:
    """A file of one mapping."""
    return "".join(f"{line}\n" for line in _mapping(item))


def _mapping(item: Mapping[str, object]) -> Iterator[str]:
    for key, value in item.items():
        if isinstance(value, str) or _is_short(value):
            yield f"{key}: {_flow(value)}"
        elif isinstance(value, Mapping):
            yield f"{key}:"
            yield from (f"  {line}" for line in _mapping(value))
        else:
            assert isinstance(value, Sequence)
            yield f"{key}:"
            yield from (f"  - {_flow(part)}" for part in value)


def _is_short(value: object) -> bool:
    if isinstance(value, Mapping):
        return len(_flow(value)) <= FLAT
    return isinstance(value, Sequence) and all(isinstance(part, str) for part in value) and len(_flow(value)) <= FLAT


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, str):
        return scalar(value)
    assert isinstance(value, Sequence)
    return "[" + ", ".join(_flow(part) for part in value) + "]"


def scalar(text: str) -> str:
    """Text as a YAML scalar: plain where that cannot be read as anything else, quoted otherwise."""
    if PLAIN.fullmatch(text) and not RESERVED.fullmatch(text) and text == text.strip() and ": " not in text and " #" not in text:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + UNPRINTABLE.sub(lambda match: f"\\U{ord(match[0]):08x}", escaped) + '"'
