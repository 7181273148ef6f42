"""PDF files with a text layer as text: wrapped lines joined by where they stand on the page, page numbers and running heads dropped."""

import re
from collections import Counter
from collections.abc import Iterator
from ctypes import byref
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
from pypdfium2 import raw

from luodi.text.errors import BrokenFileError, LockedFileError, NoTextError
from luodi.text.extract import Extract
from luodi.text.marks import mark_of
from luodi.text.titles import ENDS_LIKE_TITLE, SENTENCE_END, is_addressees

PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·\s]*")
HAN = r"[\u4e00-\u9fff，。、；：“”（）《》〔〕]"
SPACED = re.compile(rf"(?<={HAN}) (?={HAN})")
FIGURES = re.compile(r"\d+")
LATIN = re.compile(r"[A-Za-z]")
# What the text layer gives for a hyphen at the end of a line.
HYPHEN = 0x02
FEWEST_LETTERS = 8
LONGEST_HEAD = 80
INDENT = 1.2
RAGGED = 2.0
GAP = 1.8
OTHER_SIZE = 1.4
SAMPLES = 6
BLANK = 0.3
WIDE_BLANK = 1.5
STOPS = "。；;！？：:）)〕］”"
ENDS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words, its edges in points from the lower left corner, and its height."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


def extract(data: bytes, file: str) -> Extract:
    """The text of a PDF. TextError where it is locked, damaged, or a scan without a text layer."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise LockedFileError(file, "PDF 有密码", "应是不用密码就能打开的 PDF；请先去掉密码") from None
        raise BrokenFileError(file, "PDF 打不开，可能没有下载完整", "应是完整的 PDF；请重新下载，或在阅读器里打开后另存") from None
    try:
        pages = [list(_lines(document, index, file)) for index in range(len(document))]
    finally:
        document.close()
    letters = sum(not character.isspace() for page in pages for line in page for character in line.text)
    if letters < FEWEST_LETTERS * max(len(pages), 1):
        raise NoTextError(file, f"PDF 有{len(pages)}页，却没有文字，是扫描件", "应是带文字层的 PDF；扫描件请先做文字识别")
    return Extract("\n".join(_paragraphs(_without_furniture(pages))))


def _lines(document: Any, index: int, file: str) -> Iterator[Line]:
    """The lines of one page from top to bottom, as the text layer orders them."""
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        raise BrokenFileError(file, f"PDF 第{index + 1}页读不出来", "应是完整的 PDF；请重新下载") from None
    try:
        yield from _beside_joined(_lines_of(text_page.raw, raw.FPDFText_CountChars(text_page.raw)))
    finally:
        text_page.close()
        page.close()


def _lines_of(page: Any, count: int) -> Iterator[Line]:
    characters: list[str] = []
    inside: list[int] = []
    for at in range(count + 1):
        code = raw.FPDFText_GetUnicode(page, at) if at < count else 0x0A
        # After a hyphen at the end of a line the text layer goes on without a break.
        below = bool(characters) and characters[-1] == "-" and 0 < at < count and _box(page, at)[0] < _box(page, at - 1)[0]
        if code in (0x0A, 0x0D) or below:
            words = _tidy("".join(characters))
            if words and inside:
                yield _line(page, words, inside)
            characters, inside = [], []
        if code == HYPHEN or code >= 0x20 or code == 0x09:
            character = "-" if code == HYPHEN else chr(code)
            characters.append(character)
            if not character.isspace():
                inside.append(at)


def _beside_joined(lines: Iterator[Line]) -> Iterator[Line]:
    """Pieces that stand beside each other on one printed line, as a change of font leaves them, put together."""
    before: Line | None = None
    for line in lines:
        if before is None:
            before = line
        elif min(before.top, line.top) - max(before.bottom, line.bottom) > line.height / 2 and line.left >= before.right - line.height / 2:
            apart = (line.left - before.right) / line.height
            blank = "\t" if apart > WIDE_BLANK else " " if apart > BLANK else ""
            before = Line(
                before.text + blank + line.text, before.left, line.right, max(before.top, line.top), min(before.bottom, line.bottom)
            )
        else:
            yield before
            before = line
    if before is not None:
        yield before


def _tidy(words: str) -> str:
    """A line without the blanks that wide letter spacing leaves between its characters, surrogate pairs put together."""
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    return SPACED.sub("", words) if len(SPACED.findall(words)) * 3 > len(words) else words


def _line(page: Any, words: str, inside: list[int]) -> Line:
    """Edges from a few of its characters: the first, the last, and some between, since flat ones do not show the line's height."""
    boxes = [_box(page, at) for at in {*inside[:: max(len(inside) // SAMPLES, 1)], inside[-1]}]
    left, right, bottom, top = zip(*boxes, strict=True)
    return Line(words, min(left), max(right), max(top), min(bottom))


def _box(page: Any, at: int) -> tuple[float, float, float, float]:
    """Left, right, bottom, top of a character's cell; its ink would make 一 and 。 look like another size."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, at, byref(box))
    return box.left, box.right, box.bottom, box.top


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without page numbers and without what stands at the same end of most pages, figures apart."""
    pages = [_without_numbers(page) for page in pages]
    met: Counter[str] = Counter()
    for page in pages:
        met.update({_bare(line) for line in _at_ends(page) if len(line.text) <= LONGEST_HEAD})
    running = {words for words, times in met.items() if times > 1 and times * 2 > len(pages)}
    found = []
    for number, page in enumerate(pages):
        ends = set(map(id, _at_ends(page)))
        # The title itself may be what runs on at the head of later pages: on the first it stays.
        found.append([line for line in page if not (id(line) in ends and _bare(line) in running) or (number == 0 and _is_title(line))])
    return found


def _without_numbers(page: list[Line]) -> list[Line]:
    ends = set(map(id, _at_ends(page)))
    return [line for line in page if not (id(line) in ends and PAGE_NUMBER.fullmatch(line.text))]


def _at_ends(page: list[Line]) -> list[Line]:
    """The lines printed highest and lowest."""
    order = sorted(page, key=lambda line: line.top, reverse=True)
    return order[:ENDS] + order[ENDS:][-ENDS:]


def _bare(line: Line) -> str:
    return FIGURES.sub("", "".join(line.text.split()))


def _is_title(line: Line) -> bool:
    return bool(ENDS_LIKE_TITLE.search(line.text)) and not SENTENCE_END.search(line.text)


def _paragraphs(pages: list[list[Line]]) -> Iterator[str]:
    """Lines joined where the one before is full and the next neither indented, nor apart, nor marked."""
    words, before = "", None
    for page in pages:
        left, right = _margins(page)
        pitch = _pitch(page)
        for line in page:
            # Only where it stands to its own page's margins matters: pages may be set apart.
            here = replace(line, left=line.left - left, right=right - line.right)
            if before is not None and _goes_on(before, here, pitch):
                words += (" " if LATIN.fullmatch(words[-1]) and LATIN.fullmatch(here.text[0]) else "") + here.text
            else:
                if words:
                    yield words
                words = here.text
            before = here
    if words:
        yield words


def _goes_on(before: Line, line: Line, pitch: float) -> bool:
    if before.right > RAGGED * before.height or line.left > INDENT * line.height or is_addressees(before.text):
        return False
    below = before.bottom - line.top
    if below > 0 and below > GAP * pitch:
        return False
    if max(before.height, line.height) > OTHER_SIZE * min(before.height, line.height) and len(line.text) > 1:
        return False
    return not (mark_of(line.text) and before.text[-1] in STOPS)


def _margins(page: list[Line]) -> tuple[float, float]:
    """The left and right edge of a page's text."""
    if not page:
        return 0.0, 0.0
    return min(line.left for line in page), max(line.right for line in page)


def _pitch(page: list[Line]) -> float:
    """The usual blank between two lines of a page, in points."""
    gaps = sorted(one.bottom - other.top for one, other in zip(page, page[1:], strict=False) if one.bottom > other.top)
    return gaps[len(gaps) // 2] if gaps else 1.0
