"""A document as a page to read: its clauses with anchors, units beside them, the reader's doubts as notes."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from luodi.text.anchors import clause_id
from luodi.text.model import Clause, Document, Remark

HAN_LABEL = re.compile(r"[一二三四五六七八九十百]+")
FIGURE_LABEL = re.compile(r"\d+")
UNPRINTED = re.compile(r"¶\d+|前言|结尾|通知|注|题注")
LEVELS = {"nation": "国家", "province": "省", "city": "市", "county": "县（区）"}
NOT_STATED = "文件未载明"
STYLE = """
:root { color-scheme: light dark; --ink: #1d1d1b; --paper: #fdfcf9; --quiet: #6a665e; --rule: #d9d4c8; --mark: #8a2b1d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e4da; --paper: #1b1a18; --quiet: #a29c90; --rule: #3b3832; --mark: #e58b77; } }
body { margin: 0 auto; max-width: 62rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--ink);
  font: 1.06rem/1.85 "Noto Serif SC", "Source Han Serif SC", "Songti SC", SimSun, serif; }
h1 { font-size: 1.5rem; line-height: 1.45; text-align: center; text-wrap: balance; }
.inner { text-align: center; font-weight: 600; }
dl.meta { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 1.2rem 0 2rem; padding: .8rem 0;
  border-block: 1px solid var(--rule); font-size: .94rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
section.clause { display: grid; grid-template-columns: minmax(0, 1fr) 14rem; gap: 0 1.6rem; scroll-margin-top: 1rem; }
section.clause:target { outline: 2px solid var(--mark); outline-offset: .3rem; }
section.clause > * { grid-column: 1; margin: .2rem 0; overflow-wrap: anywhere; white-space: pre-line; }
section.clause > aside { grid-column: 2; grid-row: 1 / span 3; font-size: .84rem; line-height: 1.6; color: var(--quiet); }
aside p { margin: 0 0 .3rem; }
h2 { font-size: 1.1rem; line-height: 1.6; }
a.mark { color: var(--mark); text-decoration: none; margin-right: .3em; } a.mark:hover, a.mark:focus { text-decoration: underline; }
.d1 { margin-left: 1rem; } .d2 { margin-left: 2rem; } .d3 { margin-left: 3rem; }
sup a { color: var(--mark); text-decoration: none; }
.notes { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: .92rem; }
@media (max-width: 46rem) { section.clause { display: block; } aside { margin-bottom: .6rem; } .d1, .d2, .d3 { margin-left: .5rem; } }
@media print { body { max-width: none; padding: 0; } section.clause { break-inside: avoid-page; } }
"""


def page(document: Document) -> str:
    """One document as an HTML page, whole in itself: no script, no picture, no link out."""
    title = escape(document.title or "（无标题）")
    notes = _notes_by_clause(document)
    body = "\n".join(
        [*_head(document), *(line for clause in document.clauses for line in _clause(clause, notes)), *_notes(document, notes)]
    )
    return _frame(title, body)


def contents(documents: Iterable[tuple[str, Document]]) -> str:
    """A page that leads to other pages in its folder; pairs of file name and document."""
    items = "\n".join(
        f'<li><a href="{escape(quote(name))}">{escape(document.title or "（无标题）")}</a>（{escape(document.date or NOT_STATED)}）</li>'
        for name, document in documents
    )
    return _frame("文件目录", f"<h1>文件目录</h1>\n<ol>\n{items}\n</ol>")


def _frame(title: str, body: str) -> str:
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _head(document: Document) -> Iterator[str]:
    yield f"<h1>{escape(document.title or '（无标题）')}</h1>"
    if document.inner_title:
        yield f'<p class="inner">{escape(document.inner_title)}</p>'
    labels = [
        ("发文", "、".join(document.issuers)),
        ("文号", document.number or ""),
        ("日期", document.date or ""),
        ("层级", LEVELS.get(document.level, "")),
        ("发给", "，".join(document.addressees)),
        ("来源", f"{document.source.file} 第{document.source.start}—{document.source.end}字"),
    ]
    if document.published:
        labels.insert(3, ("公布", document.published))
    rows = "".join(f"<dt>{name}</dt><dd>{escape(words or NOT_STATED)}</dd>" for name, words in labels)
    yield f'<dl class="meta">{rows}</dl>'


def _clause(clause: Clause, notes: dict[str, list[tuple[int, Remark]]]) -> Iterator[str]:
    depth = min(clause.path.count("/"), 3)
    anchor = escape(clause_id(clause.path))
    mark = (
        f'<a class="mark" href="#{escape(quote(clause_id(clause.path)))}" title="{escape(clause.path)}">{escape(_printed(clause.path))}</a>'
    )
    numbers = "".join(f'<sup><a href="#note-{number}">［{number}］</a></sup>' for number, _ in notes.get(clause.path, ()))
    yield f'<section class="clause d{depth}" id="{anchor}">'
    run_in = clause.text.startswith(clause.heading)
    if clause.heading and not (run_in and clause.text):
        yield f"<h2>{mark}{escape(clause.heading)}{'' if clause.text else numbers}</h2>"
        mark = ""
    if clause.text:
        words = escape(clause.text)
        if clause.heading and run_in:
            words = f"<strong>{escape(clause.heading)}</strong>{escape(clause.text[len(clause.heading) :])}"
        yield f"<p>{mark}{words}{numbers}</p>"
    elif not clause.heading:
        yield f"<h2>{mark}{numbers}</h2>"
    yield from _units(clause)
    yield "</section>"


def _units(clause: Clause) -> Iterator[str]:
    if not clause.units:
        return
    lines = [("牵头", clause.lead), ("配合", clause.support)] if clause.lead else [("责任单位", clause.units)]
    rows = "".join(f"<p>{name}：{escape('、'.join(units))}</p>" for name, units in lines if units)
    unknown = "" if clause.lead else "<p>谁牵头，文件未载明</p>"
    yield f"<aside>{rows}{unknown}</aside>"


def _printed(path: str) -> str:
    """The mark as documents print it: 一 is 一、, 6 is 6., （十一） and 第五条 stand as they are; a paragraph bears ¶."""
    label = path.rsplit("/", 1)[-1].split("·")[0]
    if UNPRINTED.fullmatch(label):
        return "¶"
    if HAN_LABEL.fullmatch(label):
        return f"{label}、"
    return f"{label}." if FIGURE_LABEL.fullmatch(label) else f"{label} "


def _notes_by_clause(document: Document) -> dict[str, list[tuple[int, Remark]]]:
    """Remarks, numbered, by the path of the clause they are about; under "" those about none."""
    found: dict[str, list[tuple[int, Remark]]] = {}
    for number, remark in enumerate(document.remarks, start=1):
        about = next((clause.path for clause in document.clauses if _covers(clause, remark)), "")
        found.setdefault(about, []).append((number, remark))
    return found


def _covers(clause: Clause, remark: Remark) -> bool:
    places = (*clause.places, clause.place)
    return any(place.file == remark.place.file and place.start <= remark.place.start < place.end for place in places)


def _notes(document: Document, notes: dict[str, list[tuple[int, Remark]]]) -> Iterator[str]:
    if not document.remarks:
        return
    yield '<section class="notes"><h2>读这份文件时的疑点</h2><ol>'
    about = {number: path for path, remarks in notes.items() for number, _ in remarks}
    for number, remark in enumerate(document.remarks, start=1):
        path = about[number]
        back = f' <a href="#{escape(quote(clause_id(path)))}">{escape(path)}</a>' if path else ""
        yield f'<li id="note-{number}">{escape(remark.message)}{back}（{escape(remark.place.file)} 第{remark.place.start}字起）</li>'
    yield "</ol></section>"
