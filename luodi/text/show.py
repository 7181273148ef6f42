"""A reading for people: one line a document, and where asked its tree of clauses."""

from collections.abc import Iterator

from luodi.text.model import Clause, Document
from luodi.text.read import Reading

LEVELS = {"nation": "国家", "province": "省", "city": "市", "county": "县"}
RULES = {"named": "写明牵头", "several": "分工牵头", "first": "首位牵头", "none": "牵头未载明", "absent": "无责任单位"}
WIDTH = 40


def listing(reading: Reading, clauses: bool = False) -> Iterator[str]:
    """Lines to print."""
    for document in reading.documents:
        yield _headline(document)
        for place in document.copies:
            yield f"    另见 {place.file} 第{place.start}—{place.end}字，同一文件"
        if clauses:
            yield from map(_clause, document.clauses)
            yield from (f"    ※ 第{remark.place.start}字：{remark.message}" for remark in document.remarks)
        elif document.remarks:
            yield f"    ※ 存疑{len(document.remarks)}处（--clauses 可看）"
    yield from (f"※ {remark.place.file} 第{remark.place.start}字：{remark.message}" for remark in reading.remarks)
    yield f"共{len(reading.documents)}件"


def _headline(document: Document) -> str:
    marks = [
        LEVELS[document.level],
        document.number or "文号未载明",
        document.date or "日期未载明",
        f"{len(document.clauses)}条",
        RULES[document.unit_rule],
    ]
    return f"{document.id}  {document.title or '（无标题）'}\n    {' · '.join(marks)}"


def _clause(clause: Clause) -> str:
    words = clause.heading or clause.text
    short = words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
    return f"    {'  ' * clause.path.count('/')}{clause.path}  {short}{_units(clause)}"


def _units(clause: Clause) -> str:
    if not clause.units:
        return ""
    if not clause.lead:
        return f"  ［{'、'.join(clause.units)}］"
    support = f"；配合：{'、'.join(clause.support)}" if clause.support else ""
    return f"  ［牵头：{'、'.join(clause.lead)}{support}］"
