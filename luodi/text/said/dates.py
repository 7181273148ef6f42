"""Days and months a text names (2020年2月24日, 3月底前, 2020年末), the year taken from the document where the text leaves it out."""

import re
from calendar import monthrange
from collections.abc import Iterator

from luodi.text.numerals import read_numeral
from luodi.text.said.model import Day
from luodi.text.said.passage import Passage, scan

HAN = "[一二三四五六七八九十]{1,3}"
DATE = re.compile(
    r"(?<![\d.〔\[])(?:(?P<iso>(?:19|20)\d\d)[-/.](?P<isomonth>\d{1,2})[-/.](?P<isoday>\d{1,2})(?![\d.])"
    r"|(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]|(?P<part>份|底|末|初|[上中下]旬))?"
    r"|(?P<only>(?:19|20)\d\d)年(?P<half>度|底|末|初|年底|年末|上半年|下半年)?)"
    rf"|(?:(?P<hanyear>[一二][〇零一二三四五六七八九]{{3}})年)(?:(?P<hanmonth>{HAN})月(?:(?P<handay>{HAN})日)?)?"
    rf"|(?<![第一二三四五六七八九十个])(?P<shortmonth>{HAN})月(?:(?P<shortday>{HAN})日|(?P<shortpart>底|末|初|份|[上中下]旬))"
    r"|(?P<yearend>(?:今年|本年)?年[底末](?=前|之前|以前|达|力争|实现|完成|[，,])|今年内?(?=[，,]))"
)
HEADS = re.compile(r"[\d一二三四五六七八九十今本年]")
CONTINUES = re.compile(r"[(（]?[^()]{0,2}[)）]?(?:起|开始)?[至到—–~、和及-]{1,2}")
MARK = re.compile(r"(?:[(][^()]{1,3}[)])?(之前|以前|前|起|止|后|之后|以后)")
DIGITS = {figure: str(value) for value, figure in enumerate("〇一二三四五六七八九")} | {"零": "0"}
DECADES = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}


def find_days(passage: Passage, year: str | None) -> Iterator[tuple[int, int, Day]]:
    """(start, end, day) for all days and months of the passage. `year` is the document's; None where it bears none."""
    named, reached = None, 0
    for match in scan(DATE, HEADS, passage.hidden):
        given = match["year"] or match["iso"] or match["only"] or (_han_year(match["hanyear"]) if match["hanyear"] else None)
        if given is None and named and match["month"] and CONTINUES.fullmatch(passage.hidden, reached, match.start()):
            given = named
        named, reached = given, match.end()
        first, last = _bounds(match, given or year)
        mark = MARK.match(passage.hidden, match.end())
        shown = mark[1].removeprefix("之").removeprefix("以") if mark else ""
        yield match.start(), match.end(), Day(*passage.found(match.start(), match.end()), first, last, given is not None, shown)


def _han_year(figures: str) -> str:
    return "".join(DIGITS[figure] for figure in figures)


def _bounds(match: re.Match[str], year: str | None) -> tuple[str | None, str | None]:
    month = match["month"] or match["isomonth"] or _han(match["hanmonth"] or match["shortmonth"])
    day = match["day"] or match["isoday"] or _han(match["handay"] or match["shortday"])
    if year is None:
        return None, None
    if not month:
        return _year_bounds(year, match["half"] or ("底" if (match["yearend"] or "").endswith(("底", "末")) else ""))
    return _month_bounds(int(year), int(month), int(day or 0), match["part"] or match["shortpart"] or "")


def _han(figures: str | None) -> str:
    return str(read_numeral(figures) or "") if figures else ""


def _year_bounds(year: str, part: str) -> tuple[str, str]:
    if part == "初":
        return f"{year}-01-01", f"{year}-01-31"
    if part in ("底", "末", "年底", "年末"):
        return f"{year}-12-31", f"{year}-12-31"
    first = "07-01" if part == "下半年" else "01-01"
    last = "06-30" if part == "上半年" else "12-31"
    return f"{year}-{first}", f"{year}-{last}"


def _month_bounds(year: int, month: int, day: int, part: str) -> tuple[str | None, str | None]:
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        return None, None
    length = monthrange(year, month)[1]
    if day > length:
        return None, None
    low, high = (day, day) if day else (length, length) if part in ("底", "末") else DECADES.get(part, (1, length))
    return f"{year}-{month:02}-{low:02}", f"{year}-{month:02}-{min(high, length):02}"
