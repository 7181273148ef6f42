"""Marks of numbering at the beginning of a block: 第一章, 第五条, 一、, （一）, 1., （1）, 1）, ①, 一是."""

import re
from dataclasses import dataclass

from luodi.text.numerals import read_numeral, write_numeral

CHINESE = "一二三四五六七八九十百〇零"
ORDINAL = re.compile(
    rf"第[ \u3000\xa0]?(?:([{CHINESE}][{CHINESE} \u3000\xa0]{{0,8}}?)|(\d[\d \u3000\xa0]{{0,6}}?))[ \u3000\xa0]?([编章节条])"
    r"(?:(?<=条)之([一二三四五六七八九十]{1,2}))?[：:、]?"
)
SECTION = re.compile(rf"([{CHINESE}]{{1,5}})[ \u3000\xa0]{{0,2}}[、．.]")
BRACKET = re.compile(rf"[（(][ \u3000\xa0]?([{CHINESE}]{{1,5}})[ \u3000\xa0]?[）)][、．.]?")
OPEN_ONLY = re.compile(rf"[（(]([{CHINESE}]{{1,5}})(?![{CHINESE}）)、，,。·—-])")
CLOSE_ONLY = re.compile(rf"([{CHINESE}]{{1,5}})[）)]")
FIGURE = re.compile(r"(\d{1,3})[ \u3000\xa0]?[.．、](?!(?!(?:19|20)\d\d年)\d|[.．])")
FIGURE_BRACKET = re.compile(r"[（(][ \u3000\xa0]?(\d{1,3})[ \u3000\xa0]?[）)][、．.]?")
FIGURE_CLOSE = re.compile(r"(\d{1,3})[）)][、．.]?")
CIRCLED = re.compile(r"[①-⑳]")
FIRSTLY = re.compile(rf"([{CHINESE}]{{1,3}})是(?![否的指])")
FIRST_CHARACTERS = frozenset(f"第（({CHINESE}0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")

# From the outermost to the innermost. 条 stands outside this order: in some texts it is under 章, in others under （一）.
RANK = {"编": 0, "章": 1, "节": 2, "一、": 4, "（一）": 5, "1.": 6, "（1）": 7, "1）": 8, "①": 9, "一是": 10}


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark at the beginning of a text: style, number, label (as a path cites it), where the words after it begin.

    `whole` is False where one bracket of the mark is missing. `numeral` is what was printed between the brackets.
    `after` is 1 in 第五条之一, an article put in later: it repeats the number of the one before.
    """

    style: str
    number: int
    label: str
    end: int
    whole: bool = True
    numeral: str = ""
    after: int = 0


def mark_of(text: str, position: int = 0) -> Mark | None:
    """The mark that begins at `position`, or None."""
    if position >= len(text) or text[position] not in FIRST_CHARACTERS:
        return None
    first = text[position]
    if first == "第":
        return _ordinal(text, position)
    if first in "（(":
        return _bracketed(text, position)
    if first in CHINESE:
        return _chinese(text, position)
    return _figure(text, position)


def label_for(style: str, number: int, like: Mark) -> str:
    """The label another number would have in the same style: 13 in the style of （一） is （十三）."""
    if style in "编章节条":
        return f"第{number if like.numeral.isdigit() else write_numeral(number)}{style}"
    if style in ("一、", "（一）", "一是"):
        return {"一、": "{}", "（一）": "（{}）", "一是": "{}是"}[style].format(write_numeral(number))
    if style == "①":
        return chr(ord("①") + number - 1) if number <= 20 else str(number)
    return {"1.": "{}", "（1）": "（{}）", "1）": "{}）"}[style].format(number)


def _ordinal(text: str, position: int) -> Mark | None:
    match = ORDINAL.match(text, position)
    if not match:
        return None
    numeral = "".join((match[1] or match[2]).split())
    number = int(numeral) if match[2] else read_numeral(numeral)
    label = f"第{int(numeral) if match[2] else numeral}{match[3]}"
    after = read_numeral(match[4]) or 0 if match[4] else 0
    return Mark(match[3], number, f"{label}之{match[4]}" if after else label, match.end(), True, numeral, after) if number else None


def _bracketed(text: str, position: int) -> Mark | None:
    if match := BRACKET.match(text, position):
        return _mark("（一）", read_numeral(match[1]), f"（{match[1]}）", match, match[1])
    if match := FIGURE_BRACKET.match(text, position):
        return _mark("（1）", int(match[1]), f"（{int(match[1])}）", match, match[1])
    if match := OPEN_ONLY.match(text, position):
        return _mark("（一）", read_numeral(match[1]), f"（{match[1]}）", match, match[1], whole=False)
    return None


def _chinese(text: str, position: int) -> Mark | None:
    if match := SECTION.match(text, position):
        return _mark("一、", read_numeral(match[1]), match[1], match, match[1])
    if match := FIRSTLY.match(text, position):
        return _mark("一是", read_numeral(match[1]), f"{match[1]}是", match, match[1])
    if match := CLOSE_ONLY.match(text, position):
        return _mark("（一）", read_numeral(match[1]), f"（{match[1]}）", match, match[1], whole=False)
    return None


def _figure(text: str, position: int) -> Mark | None:
    if match := FIGURE.match(text, position):
        return _mark("1.", int(match[1]), str(int(match[1])), match, match[1])
    if match := FIGURE_CLOSE.match(text, position):
        return _mark("1）", int(match[1]), f"{int(match[1])}）", match, match[1])
    if match := CIRCLED.match(text, position):
        return _mark("①", ord(match[0]) - ord("①") + 1, match[0], match, match[0])
    return None


def _mark(style: str, number: int | None, label: str, match: re.Match[str], numeral: str, whole: bool = True) -> Mark | None:
    return Mark(style, number, label, match.end(), whole, numeral) if number else None
