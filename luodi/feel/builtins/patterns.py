"""Regular expressions as XPath writes them, turned into those that Python reads."""

import re
import sys
import unicodedata
from functools import lru_cache

FLAGS = {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE, "x": re.VERBOSE, "q": 0}
NAME_START = ":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
CLASSES = {"i": NAME_START, "c": NAME_START + "\\-.0-9\u00b7\u0300-\u036f\u203f-\u2040", "d": "\\d", "w": "\\w", "s": " \\t\\n\\r"}
BLOCKS = {
    "BasicLatin": (0x0000, 0x007F),
    "Latin-1Supplement": (0x0080, 0x00FF),
    "LatinExtended-A": (0x0100, 0x017F),
    "LatinExtended-B": (0x0180, 0x024F),
    "Greek": (0x0370, 0x03FF),
    "GreekandCoptic": (0x0370, 0x03FF),
    "Cyrillic": (0x0400, 0x04FF),
    "Hebrew": (0x0590, 0x05FF),
    "Arabic": (0x0600, 0x06FF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "CJKSymbolsandPunctuation": (0x3000, 0x303F),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7AF),
}
PROPERTY = re.compile(r"\\([pP])\{(\^?)([A-Za-z0-9-]+)\}")
QUANTIFIED = re.compile(r"\{[0-9]+(?:,[0-9]*)?\}")


@lru_cache(maxsize=256)
def translate(pattern: str, flags: str) -> re.Pattern[str] | None:
    """The compiled pattern; None where the pattern or a flag is wrong."""
    if not set(flags) <= set(FLAGS) or len(pattern) > 10_000:
        return None
    value = re.UNICODE
    for flag in flags:
        value |= FLAGS[flag]
    if "q" in flags:
        return re.compile(re.escape(pattern), value & ~re.VERBOSE)
    if "x" in flags:
        value &= ~re.VERBOSE
        pattern = _without_space(pattern)
    try:
        return re.compile(Translator(pattern, bool(value & re.MULTILINE), "s" in flags).whole(), value)
    except (re.error, ValueError, RecursionError, OverflowError):
        return None


def replacement_for(text: str, groups: int, literal: bool) -> str | None:
    r"""The replacement as Python writes it: `$1` is a group, `\$` and `\\` are signs. None where it is wrong."""
    if literal:
        return text.replace("\\", "\\\\")
    out, at = [], 0
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            if text[at + 1 : at + 2] not in ("\\", "$"):
                return None
            out.append("\\\\" if text[at + 1] == "\\" else "$")
            at += 2
        elif sign == "$":
            digits = re.match(r"[0-9]+", text[at + 1 :])
            if digits is None:
                return None
            number = digits.group()
            while len(number) > 1 and int(number) > groups:
                number = number[:-1]
            out.append(f"\\g<{number}>" if int(number) <= groups else "")
            at += 1 + len(number)
        else:
            out.append(sign)
            at += 1
    return "".join(out)


def _without_space(pattern: str) -> str:
    out, inside, at = [], 0, 0
    while at < len(pattern):
        sign = pattern[at]
        escaped = sign == "\\" and not pattern[at + 1 : at + 2].isspace()
        if escaped:
            out.append(pattern[at : at + 2])
        elif inside or not sign.isspace():
            out.append(sign)
        inside += 0 if escaped else (sign == "[") - (sign == "]" and inside > 0)
        at += 2 if escaped else 1
    return "".join(out)


class Translator:
    """One pattern, read from left to right."""

    def __init__(self, pattern: str, multiline: bool, dotall: bool) -> None:
        self.dotall = dotall
        self.pattern = pattern
        self.multiline = multiline
        self.at = 0

    def whole(self) -> str:
        """The pattern for Python. Raises ValueError for what XPath does not allow."""
        out = []
        while self.at < len(self.pattern):
            out.append(self.one())
        return "".join(out)

    def one(self) -> str:
        sign = self.pattern[self.at]
        if sign == "[":
            return self.bracket()
        if sign == "\\":
            return self.escape(False)
        if sign == "(" and self.pattern[self.at + 1 : self.at + 2] == "?" and self.pattern[self.at + 2 : self.at + 3] != ":":
            raise ValueError("group")
        if sign == "{" and not QUANTIFIED.match(self.pattern, self.at):
            raise ValueError("quantifier")
        if sign in "]}" and not (sign == "}" and self.closes()):
            raise ValueError(sign)
        self.at += 1
        if sign == "." and not self.dotall:
            return "[^\\n\\r]"
        if sign == "$" and not self.multiline:
            return "\\Z"
        return sign

    def closes(self) -> bool:
        """Whether the brace at this place ends a quantifier."""
        begin = self.pattern.rfind("{", 0, self.at)
        match = QUANTIFIED.match(self.pattern, begin) if begin >= 0 else None
        return match is not None and match.end() == self.at + 1

    def escape(self, inside: bool) -> str:
        found = PROPERTY.match(self.pattern, self.at)
        if found:
            self.at = found.end()
            negated = (found[1] == "P") != bool(found[2])
            return _property(found[3], negated, inside)
        sign = self.pattern[self.at + 1 : self.at + 2]
        self.at += 2
        if sign.lower() in CLASSES:
            body = CLASSES[sign.lower()]
            if inside and sign.islower():
                return body
            if inside:
                return sign_class(sign)
            return f"[{'^' if sign.isupper() else ''}{body}]"
        if sign in "nrt\\|.?*+(){}-[]^$" and sign:
            return "\\" + sign
        if sign.isdigit() and not inside and sign != "0":
            return f"(?:\\{sign})"
        raise ValueError(sign)

    def bracket(self) -> str:
        """A character class, with subtraction: `[a-z-[aeiou]]`."""
        self.at += 1
        negated = self.pattern[self.at : self.at + 1] == "^"
        self.at += negated
        body, subtracted, first = [], "", True
        while True:
            sign = self.pattern[self.at : self.at + 1]
            if not sign:
                raise ValueError("[")
            if sign == "]":
                if first:
                    raise ValueError("[]")
                self.at += 1
                break
            if sign == "-" and self.pattern[self.at + 1 : self.at + 2] == "[":
                self.at += 1
                subtracted = f"(?!{self.bracket()})"
            elif sign == "[":
                raise ValueError("[")
            elif sign == "\\":
                body.append(self.escape(True))
            else:
                body.append("\\" + sign if sign in "^&~|" else sign)
                self.at += 1
            first = False
        return f"{subtracted}[{'^' if negated else ''}{''.join(body)}]"


def sign_class(sign: str) -> str:
    """A negated class inside brackets."""
    if sign in "DW":
        return "\\" + sign
    if sign == "S":
        return "\\S"
    raise ValueError(sign)


def _property(name: str, negated: bool, inside: bool) -> str:
    ranges = _ranges(name, negated)
    return ranges if inside else f"[{ranges}]"


@lru_cache(maxsize=64)
def _ranges(name: str, negated: bool) -> str:
    """The characters of a category or a block (IsBasicLatin), as ranges of a class."""
    if name.startswith("Is"):
        low, high = BLOCKS.get(name[2:], (-1, -1))
        if low < 0:
            raise ValueError(name)
        spans = [(low, high)] if not negated else [(0, low - 1), (high + 1, sys.maxunicode)]
        spans = [(start, end) for start, end in spans if start <= end]
    else:
        spans = _category(name, negated)
    if not spans:
        raise ValueError(name)
    return "".join(f"\\U{start:08x}-\\U{end:08x}" for start, end in spans)


def _category(name: str, negated: bool) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = -1
    for code in range(sys.maxunicode + 2):
        inside = code <= sys.maxunicode and unicodedata.category(chr(code)).startswith(name) != negated
        if inside and start < 0:
            start = code
        elif not inside and start >= 0:
            spans.append((start, code - 1))
            start = -1
    return spans
