"""What drafted instruments share: their keys in the order in which they are written, titles, words, days as policy files put them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from luodi.days.window import Anchor
from luodi.policy.drafting.pieces import ENDS, Piece
from luodi.policy.unwritten import MARK
from luodi.text.said.model import Found

Entry = Mapping[str, object]
# What tells a document's own validity from that of a licence it speaks of.
VALIDITY = re.compile(r"施行|实施|执行|生效|试行|有效期(?:限|为|至|到|暂定)")
SUBJECTS = {
    "企业": re.compile(r"企业|公司|商户|市场主体|纳税人|用人单位|合作社|运营方"),
    "项目": re.compile(r"项目"),
    "个人": re.compile(r"个人|职工|人员|毕业生|农民工|劳动者|医务|居民|患者|困难群众|家庭"),
    "机构": re.compile(r"机构|医院|学校|院所|协会|银行"),
    "个体工商户": re.compile(r"个体工商户|个体户"),
}
TITLE = 24


@dataclass(frozen=True, slots=True)
class Setting:
    """What the library and the document settle for every skeleton: names of events, whether the document speaks of stacking."""

    events: frozenset[str]
    stacks: bool


def entry_of(piece: Piece, kind: str, keys: Entry, title: str = "", quote: str = "") -> Entry:
    words = quote or piece.words
    return {"title": title_of(piece.clause.heading, title or words), "kind": kind, "clause": piece.clause.path, "quote": words, **keys}


def title_of(heading: str, words: str) -> str:
    """A short title: the clause's heading and, where it has none, the first words."""
    shown = "".join((heading or words).split()).strip(ENDS)
    return shown if len(shown) <= TITLE else f"{shown[: TITLE - 1]}…"


def chunk_of(piece: Piece, found: Found) -> str:
    """The words between commas in which a finding stands."""
    spans = [(first, last) for first, last in piece.chunks() if first <= found.start < last]
    first, last = spans[0] if spans else (found.start, found.end)
    return piece.clause.text[first:last].strip(f"，,：:{ENDS}")


def last_day(anchor: Anchor, words: str, setting: Setting) -> str:
    """A last day as policy files write it; one that hangs on an event the library does not know is left with its words."""
    if anchor.day and not anchor.amount:
        return anchor.day
    if anchor.event in setting.events and not anchor.amount:
        return anchor.event or MARK
    if anchor.event in setting.events:
        return f"{anchor.event} + {anchor.amount}{anchor.unit}"
    return f"{MARK}：{''.join(words.split())[:60]}"


def subject_of(piece: Piece) -> str:
    named = [subject for subject, pattern in SUBJECTS.items() if pattern.search(piece.words)]
    return named[0] if len(named) == 1 else MARK
