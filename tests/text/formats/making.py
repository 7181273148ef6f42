"""Files of each format made in the tests: pages, Word documents, PDFs with a text layer, and damaged ones."""

import html
import io
import zipfile
from collections.abc import Iterable, Sequence

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

WIDTH, HEIGHT, EDGE, SIZE, PITCH = 595, 842, 85, 16, 28
A_LINE = (WIDTH - 2 * EDGE) // SIZE
A_PAGE = 22


def make_page(lines: Iterable[str], holder: str = 'div class="TRS_Editor"', around: tuple[str, str] = ("", ""), head: str = "") -> bytes:
    """A page with the lines as paragraphs of the article, whatever stands `around` it."""
    article = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    tag = holder.split()[0]
    body = f"{around[0]}<{holder}>{article}</{tag}>{around[1]}"
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def make_docx(lines: Iterable[str]) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def add_list(document: Document, levels: Sequence[tuple[str, str]]) -> int:
    """Define a list whose levels are (format, pattern); its id, for `numbered`."""
    numbering = document.part.numbering_part.element
    number = 900 + len(numbering.findall(qn("w:num")))
    abstract = _element("w:abstractNum", {"w:abstractNumId": str(number)})
    for depth, (format, pattern) in enumerate(levels):
        level = _element("w:lvl", {"w:ilvl": str(depth)})
        for name, value in (("w:start", "1"), ("w:numFmt", format), ("w:suff", "nothing"), ("w:lvlText", pattern)):
            level.append(_element(name, {"w:val": value}))
        abstract.append(level)
    numbering.insert(0, abstract)
    item = _element("w:num", {"w:numId": str(number)})
    item.append(_element("w:abstractNumId", {"w:val": str(number)}))
    numbering.append(item)
    return number


def numbered(document: Document, text: str, list_id: int, depth: int = 0) -> None:
    """A paragraph that Word numbers by itself."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    item = _element("w:numPr", {})
    item.append(_element("w:ilvl", {"w:val": str(depth)}))
    item.append(_element("w:numId", {"w:val": str(list_id)}))
    properties.append(item)


def _element(name: str, attributes: dict[str, str]) -> OxmlElement:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element


def make_pdf(lines: Iterable[str], running: str = "", centred: int = 0, trailer: bytes = b"") -> bytes:
    """A PDF printed as offices do: first lines indented by two, wrapped lines, page numbers, a running head; the first lines centred."""
    printed: list[tuple[float, str]] = []
    for number, line in enumerate(line for line in lines if line.strip()):
        words = line.strip()
        if number < centred:
            printed.append((max(0, (A_LINE - len(words)) / 2), words))
            continue
        indent = 2
        while words:
            room = A_LINE - indent
            printed.append((indent, words[:room]))
            words, indent = words[room:], 0
    pages = [printed[start : start + A_PAGE] for start in range(0, len(printed), A_PAGE)] or [[]]
    return _pdf([_drawn(page, number, running) for number, page in enumerate(pages, start=1)], trailer)


def _drawn(page: list[tuple[float, str]], number: int, running: str) -> bytes:
    drawn = [(EDGE + indent * SIZE, HEIGHT - 100 - row * PITCH, SIZE, words) for row, (indent, words) in enumerate(page)]
    if running:
        drawn = [(EDGE, HEIGHT - 40, 9, running), *drawn, (WIDTH / 2, 40, 9, f"- {number} -")]
    return b"\n".join(_shown(*part) for part in drawn)


def _shown(x: float, y: float, size: int, words: str) -> bytes:
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET".encode()


def _pdf(contents: list[bytes], trailer: bytes) -> bytes:
    """The font is not embedded: its characters are known by the standard table of GB1, as in many official files."""
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>",
    ]
    for index, content in enumerate(contents):
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F1 3 0 R>>>>/Contents {6 + 2 * index} 0 R>>"
        objects += [page.encode(), b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)]
    out, places = b"%PDF-1.7\n", []
    for number, data in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        trailer,
        len(out),
    )


def make_zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return file.getvalue()
