"""Built-in functions on texts; positions count characters from 1, as code points."""

import re
from decimal import Decimal

from luodi.feel.builtins.patterns import replacement_for, translate
from luodi.feel.builtins.registry import builtin
from luodi.feel.values.ranges import Value


@builtin("substring(string: string, start position: number, length: number?)")
def substring(string: str, start: Decimal, length: Decimal | None = None) -> Value:
    first = int(start)
    begin = first - 1 if first > 0 else len(string) + first
    if first == 0 or not 0 <= begin < len(string) or (length is not None and int(length) < 1):
        return None
    return string[begin:] if length is None else string[begin : begin + int(length)]


@builtin("string length(string: string)")
def string_length(string: str) -> Value:
    return Decimal(len(string))


@builtin("upper case(string: string)")
def upper_case(string: str) -> Value:
    return string.upper()


@builtin("lower case(string: string)")
def lower_case(string: str) -> Value:
    return string.lower()


@builtin("substring before(string: string, match: string)")
def substring_before(string: str, match: str) -> Value:
    before, found, _ = string.partition(match) if match else ("", "", "")
    return before if found else ""


@builtin("substring after(string: string, match: string)")
def substring_after(string: str, match: str) -> Value:
    return string.partition(match)[2] if match else string


@builtin("contains(string: string, match: string)")
def contains(string: str, match: str) -> Value:
    return match in string


@builtin("starts with(string: string, match: string)")
def starts_with(string: str, match: str) -> Value:
    return string.startswith(match)


@builtin("ends with(string: string, match: string)")
def ends_with(string: str, match: str) -> Value:
    return string.endswith(match)


@builtin("matches(input: string, pattern: string, flags: string?~)")
def matches(input: str, pattern: str, flags: str | None = None) -> Value:
    compiled = translate(pattern, flags or "")
    return None if compiled is None else compiled.search(input) is not None


@builtin("replace(input: string, pattern: string, replacement: string, flags: string?~)")
def replace(input: str, pattern: str, replacement: str, flags: str | None = None) -> Value:
    compiled = translate(pattern, flags or "")
    if compiled is None:
        return None
    template = replacement_for(replacement, compiled.groups, "q" in (flags or ""))
    if template is None:
        return None
    try:
        return compiled.sub(template, input)
    except (re.error, RecursionError):
        return None


@builtin("split(string: string, delimiter: string)")
def split(string: str, delimiter: str) -> Value:
    compiled = translate(delimiter, "")
    if compiled is None:
        return None
    pieces, last = [], 0
    for match in compiled.finditer(string):
        if match.end() > match.start():
            pieces.append(string[last : match.start()])
            last = match.end()
    return [*pieces, string[last:]]


@builtin("string join(list: list, delimiter: string?~)")
def string_join(list: list[Value], delimiter: str | None = None) -> Value:
    if not all(item is None or isinstance(item, str) for item in list):
        return None
    return (delimiter or "").join(item for item in list if item is not None)
