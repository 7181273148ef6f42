"""One piece of a file as a document: head read, body outlined, clauses built, doubts kept as remarks."""

import hashlib
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from luodi.text.block import squeeze
from luodi.text.clauses import Builder, apply_units
from luodi.text.divide import sections_of
from luodi.text.model import Clause, Document, Place, Remark
from luodi.text.outline import Outline, outline
from luodi.text.roles import FIRST_LEADS
from luodi.text.sections import Sections
from luodi.text.split import Piece
from luodi.text.titles import ORDER, ORGAN_NAME, OWN_REGION, REGION, addressees_of, issuers_of, level_by, level_of, normal_title

Identify = Callable[[str], str | None]


def document_of(file: str, piece: Piece) -> Document:
    """The document a piece holds. Never raises on any text."""
    sections = sections_of(piece)
    spans = [span for block in (*piece.above, *piece.blocks) for span in block.spans]
    builder = Builder(file, in_order=all(one <= other for one, other in pairwise(spans)))
    _build(sections, builder)
    first_leads = any("牵头" in block.text and FIRST_LEADS.search(block.text) for _, blocks in sections.parts for block in blocks)
    clauses, unit_rule = apply_units(builder, first_leads)
    source = Place(file, min(start for start, _ in spans), max(end for _, end in spans))
    remarks = list(builder.remarks)
    first = Place(file, piece.blocks[0].start, piece.blocks[0].start + 1)
    title, inner_title = _titles(piece, sections, first, remarks)
    issuers = _issuers(title if piece.title else "", sections, first, remarks, inner_title or title)
    return Document(
        id=make_id(title, _date(sections)),
        title=title,
        number=sections.number,
        issuers=issuers,
        date=_date(sections),
        level=_level(issuers, title, sections, clauses),
        addressees=addressees_of(sections.addressees.text) if sections.addressees else (),
        source=source,
        clauses=clauses,
        remarks=tuple(remarks),
        inner_title=inner_title,
        unit_rule=unit_rule,
        published=sections.published,
        matter=tuple(Place(file, *span) for block in sections.matter for span in block.spans),
    )


def _build(sections: Sections, builder: Builder) -> None:
    for name, blocks in sections.parts:
        if name in sections.issued and blocks:
            builder.remark(blocks[0], f"同一通知另印发《{sections.issued[name]}》，以“{name}”另列")
        elif "续" in name and blocks:
            builder.remark(blocks[0], f"编号从头开始，前面没有附件标题，以“{name}”另列")
        if name in ("题注", "通知"):
            builder.part("", Outline(opening=blocks), name, "")
        elif name == "注":
            builder.part("注", outline(blocks), "注", "注")
        elif name:
            builder.part(name, outline(blocks), f"{name}/前言" if name in sections.issued else name, f"{name}/结尾")
        else:
            body = outline(blocks)
            builder.part("", body, "前言" if body.nodes else "", "结尾")


def _titles(piece: Piece, sections: Sections, first: Place, remarks: list[Remark]) -> tuple[str, str | None]:
    if piece.title:
        return piece.title.text, sections.inner_title
    if sections.inner_title:
        remarks.append(Remark(first, "通知本身的标题不在文中，以所印发文件的标题为题"))
        return sections.inner_title, None
    remarks.append(Remark(first, "文中没有标题"))
    return "", None


def _issuers(title: str, sections: Sections, first: Place, remarks: list[Remark], region_of: str) -> tuple[str, ...]:
    titled, signed = issuers_of(title), tuple(sections.signature)
    if signed and squeeze("".join(signed)) == squeeze("".join(titled)):
        return titled
    if signed and (len(signed) == len(titled) or not titled):
        return signed
    if titled:
        if signed:
            remarks.append(Remark(first, f"标题中的发文机关（{'、'.join(titled)}）与落款（{'、'.join(signed)}）不一致，从标题"))
        return titled
    if by := _head_names(sections):
        return by
    return _inferred(sections, first, remarks, region_of)


def _head_names(sections: Sections) -> tuple[str, ...]:
    """Who is named in the head where neither title nor signature names an issuer: the order it was given by, or a line of names."""
    order = ORDER.match(sections.number or "")
    return (order[1],) if order and ORGAN_NAME.fullmatch(order[1]) else tuple(sections.above)


def _inferred(sections: Sections, first: Place, remarks: list[Remark], title: str) -> tuple[str, ...]:
    """A government that writes to its own counties and departments, named by the region that opens the title."""
    region = REGION.match(title)
    sent_to = sections.addressees.text if sections.addressees else ""
    if region and "政府" in sent_to:
        issuer = f"{region[0]}人民政府"
        place = sections.addressees
        where = Place(first.file, place.start, place.end) if place else first
        remarks.append(Remark(where, f"文中未载明发文机关，据主送机关推定为{issuer}"))
        return (issuer,)
    remarks.append(Remark(first, "文中未载明发文机关"))
    return ()


def _level(issuers: tuple[str, ...], title: str, sections: Sections, clauses: tuple[Clause, ...]) -> str:
    """By who issues, else by the title's region, by whom it is sent to, or by the units it names most often."""
    if issuers or REGION.match(title):
        return level_of(issuers or (title,))
    sent_to = sections.addressees.text if sections.addressees else ""
    regions = Counter(found[1] for clause in clauses for unit in clause.units if (found := OWN_REGION.match(unit)))
    return level_by(sent_to) or level_of(tuple(f"{region}政府" for region, _ in regions.most_common(1)))


def _date(sections: Sections) -> str | None:
    return next((day for day in sections.dates if day), sections.written)


def make_id(title: str, date: str | None) -> str:
    """doc-<yyyymmdd or undated>-<8 hex digits of the title without blanks>."""
    digest = hashlib.sha256(normal_title(title).encode()).hexdigest()[:8]
    return f"doc-{date.replace('-', '') if date else 'undated'}-{digest}"
