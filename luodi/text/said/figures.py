"""Numerals, Arabic and Chinese, as exact values."""

import re
from fractions import Fraction

FIGURES = {figure: value for value, figure in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}
SECTIONS = {"万": 10**4, "亿": 10**8}


def read_value(text: str) -> Fraction | None:
    """The value of a numeral: 1,000, 1.5亿, 三百二十, 五千万, 一点五; None where the characters make none."""
    digits = re.match(r"[\d,.]+", text)
    if digits:
        value = Fraction(digits[0].replace(",", "").rstrip(".")) if re.fullmatch(r"\d[\d,]*(?:\.\d+)?\.?", digits[0]) else None
        for scale in text[digits.end() :]:
            value = value * (SCALES | SECTIONS)[scale] if value is not None and scale in SCALES | SECTIONS else None
        return value
    whole, point, part = text.partition("点")
    value = _han_value(whole)
    if value is None or not point:
        return value
    if not part or any(figure not in FIGURES for figure in part):
        return None
    return value + Fraction(int("".join(str(FIGURES[figure]) for figure in part)), 10 ** len(part))


def _han_value(text: str) -> Fraction | None:
    if text == "百":
        return Fraction(100)
    total = section = 0
    figure: int | None = None
    for sign in text:
        if sign in FIGURES:
            if figure:
                return None
            figure = FIGURES[sign]
        elif sign in SCALES:
            if figure is None and sign != "十":
                return None
            section += (1 if figure is None else figure) * SCALES[sign]
            figure = None
        elif sign in SECTIONS:
            section += figure or 0
            if not section and not total:
                return None
            total = (total + section) * SECTIONS[sign] if section < 10**4 and sign == "亿" else total + section * SECTIONS[sign]
            section, figure = 0, None
        else:
            return None
    return Fraction(total + section + (figure or 0))
