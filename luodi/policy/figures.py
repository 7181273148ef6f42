"""Figures and days of a rule held against the words it quotes: a swapped amount or a window one day too long stands in no words."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from luodi.days.window import Anchor, Window
from luodi.feel.tree import Money, Number, Percent, Tree
from luodi.feel.walk import children
from luodi.policy.model import Condition, Expression, Figure, Gift, Instrument, Limit, PolicyDocument, Quote, Share
from luodi.policy.values import FEN, show_money
from luodi.text.block import squeeze
from luodi.text.said.figures import read_value

# A bound below which nothing is given, one of each, a ratio turned into a part: these are how a rule is written, not figures of a policy.
FREE = frozenset({Fraction(0), Fraction(1)})
NUMERAL = re.compile(
    r"(?P<below>\d{1,3}|[一二三四五六七八九十百]{1,4})分之(?P<above>\d{1,3}(?:\.\d+)?|[一二两三四五六七八九十点]{1,5})"
    r"|(?:\d[\d,]*(?:\.\d+)?|[〇零一二两三四五六七八九十百千]+)[十百千]?[万亿]*|(?P<half>半)|(?P<alone>[万亿])(?=元)|(?P<same>当[日天]|次日|上月|全[额部])|(?P<whole>全覆盖)|(?P<twice>早晚|前和[^，。]{0,8}后各[^，。]{0,4}[一1]次)"
)
MEASURED = re.compile(r"\d+(?:\.\d+)?[万亿]?")
YEARS = re.compile(r"(?<!\d)(20\d\d)年")
MONTHS = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月")
YEAR_ENDS = ("年底", "年末", "年内", "全年", "今年", "年度", "年前", "下半年")
PARTS_OF_YEAR = {"一季度": "03-31", "上半年": "06-30", "三季度": "09-30"}


def unquoted(instrument: Instrument, document: PolicyDocument) -> Iterator[str]:
    """Each figure or day of the instrument that its words do not have, as it would be written."""
    words = _squeezed(instrument)
    have = set(_said(words)) | {value for text in instrument.figures for value, _ in _measured(text)}
    for value, shown in _figures(instrument):
        if value not in FREE and not {value, value * 100, 1 / value, value / FEN["元"]} & have:
            yield shown
    known = {anchor.day for anchor in _days(document.during)} | set(instrument.figures)
    for anchor in _days(instrument):
        if anchor.day and anchor.day not in known and not _day_said(anchor.day, words):
            yield anchor.day
        if anchor.amount and Fraction(abs(anchor.amount)) not in have | FREE:
            yield f"{abs(anchor.amount)}{anchor.unit}"


def unquoted_window(document: PolicyDocument) -> Iterator[str]:
    """Each day of the document's own window that the words it quotes for it do not have, its own date aside."""
    if document.during_quote is None:
        return
    words = _squeezed(document.during_quote)
    for anchor in _days(document.during):
        if anchor.day and anchor.day != document.text.date and not _day_said(anchor.day, words):
            yield anchor.day


def _squeezed(part: Any) -> str:
    """All that is quoted, without the blanks that a crawled page puts around its figures (2012 年 2 月 1 日)."""
    return squeeze("".join(_words(part)))


def _words(part: Any) -> Iterator[str]:
    if isinstance(part, Quote):
        yield from part.words
    for child in _parts(part):
        yield from _words(child)


def _parts(part: Any) -> Iterable[Any]:
    """What it is made of; texts and what is empty have no parts and are left out."""
    found = part if isinstance(part, tuple) else [getattr(part, name) for name in _names(part.__class__)]
    return [one for one in found if one and not isinstance(one, str)]


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) and not issubclass(kind, Tree) else ()


def _said(words: str) -> Iterator[Fraction]:
    for match in NUMERAL.finditer(words):
        if match["below"]:
            below, above = read_value(match["below"]), read_value(match["above"])
            if below and above:
                yield from (above / below, below, above)
        elif match["half"]:
            yield from (Fraction(1, 2), Fraction(6))
        elif match["alone"]:
            yield Fraction(10**8 if match["alone"] == "亿" else 10**4)
        elif match["whole"] or match["twice"]:
            yield Fraction(100 if match["whole"] else 2)
        elif not match["same"] and (value := read_value(match[0])) is not None:
            yield value


def _figures(part: Any) -> Iterator[tuple[Fraction, str]]:
    """(value, as it is written) of every figure in an instrument: literals of its rules, spans, values of targets and lines."""
    if isinstance(part, Expression):
        # A decision of a model has its figures from the model, whose source stands beside it.
        yield from _literals(part.tree) if not part.text.partition(" 的 ")[0].endswith(".dmn") else ()
    elif isinstance(part, Gift):
        written = (part.rate, part.by, part.by_at_most)
        yield from (figure for text in written if text for figure in _measured(text))
        yield from (figure for child in (part.amount, part.at_most, part.of, part.times) for figure in _figures(child))
    elif isinstance(part, Figure | Share | Limit):
        texts = (part.value,) if isinstance(part, Figure) else (part.amount,) if isinstance(part, Share) else (part.within, part.at_least)
        yield from (figure for text in texts if text for figure in _measured(text))
    else:
        for name in ("value", "lasts", "apart", "count"):
            if isinstance(part, Instrument) or name in ("apart", "count"):
                told = getattr(part, name, None) if is_dataclass(part) else None
                yield from _measured(str(told)) if told else ()
        if not isinstance(part, Quote | Window | Anchor):
            yield from (figure for child in _parts(part) for figure in _figures(child))


def _measured(text: str) -> Iterator[tuple[Fraction, str]]:
    for match in MEASURED.finditer(text):
        value = read_value(match[0])
        if value is not None:
            yield value, text


def _literals(tree: Tree) -> Iterator[tuple[Fraction, str]]:
    if isinstance(tree, Money):
        yield Fraction(tree.fen, FEN["元"]), show_money(tree.fen)
    elif isinstance(tree, Number):
        yield Fraction(tree.text), tree.text
    elif isinstance(tree, Percent):
        yield Fraction(tree.text), f"{tree.text}%"
    else:
        for child in children(tree):
            yield from _literals(child)


def _days(part: Any) -> Iterator[Anchor]:
    if isinstance(part, Anchor):
        yield part
    elif not isinstance(part, Quote | Expression | Condition):
        yield from (found for child in _parts(part) for found in _days(child))


def _day_said(day: str, words: str) -> bool:
    """Whether the words name the day: month and day, a month's first or last where only the month stands, a year's end."""
    years = set(YEARS.findall(words))
    if years and day[:4] not in years:
        return False
    month, number = int(day[5:7]), int(day[8:])
    if day[5:] in ("12-31", "01-01") and (any(end in words for end in YEAR_ENDS) or f"{day[:4]}年" in words):
        return True
    if any(day[5:] == end and part in words for part, end in PARTS_OF_YEAR.items()):
        return True
    for match in MONTHS.finditer(words):
        if (read_value(match["month"]) or 0) == month:
            said = re.match(r"(\d{1,2})日|(底|末|初|上旬|中旬|下旬)?", words[match.end() :])
            if said and said[1]:
                if int(said[1]) == number:
                    return True
            elif number in (1, monthrange(int(day[:4]), month)[1]) or (said and said[2]):
                return True
    return f"至{number}日" in words or f"至{number}号" in words
