"""A new document drafted: its folder under policies/, with what the text gives and a mark wherever a person must decide."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from luodi.places.regions import Regions
from luodi.policy.coverage import NUMBER
from luodi.policy.drafting.entry import VALIDITY, Entry, Setting, title_of
from luodi.policy.drafting.pieces import pieces_of
from luodi.policy.drafting.skeletons import SETTLES, is_left, skeletons
from luodi.policy.drafting.to_yaml import entries, mapping
from luodi.policy.unwritten import MARK
from luodi.text.model import Clause, Document
from luodi.text.numerals import read_numeral
from luodi.text.said.model import Period, Said
from luodi.text.said.read import said_of

ABOUT = re.compile(r"^.*?(?=关于|印发|转发)")
NOTICE = re.compile(r"的?(?:通知|公告|函)$")
LABELS = {"前言": "pre", "结尾": "end", "通知": "notice", "注": "note", "题注": "made"}
PARTY = "中共"
NUMERAL = re.compile(r"[一二三四五六七八九十百零〇]+|\d+")
FILE = "draft.yaml"
ISSUED = "印发"


@dataclass(frozen=True, slots=True)
class Draft:
    """A folder to be: its name, its files by name, and how many instruments of each kind it holds."""

    id: str
    files: Mapping[str, str]
    counts: Mapping[str, int]


def draft(document: Document, source: str, regions: Regions, events: frozenset[str] = frozenset(), id: str = "") -> Draft:
    """The folder for one document. `source` is its file's name under sources/, `events` the names the library's events bear."""
    name = id or document.id
    findings = {said.path: said for said in said_of(document)}
    setting = Setting(events, any(stack.rule in SETTLES for said in findings.values() for stack in said.stacks))
    found = [entry for clause in document.clauses for entry in _clause(clause, findings.get(clause.path) or Said(clause.path), setting)]
    instruments = _identified(name, found)
    counts: dict[str, int] = {}
    for entry in instruments:
        counts[str(entry["kind"])] = counts.get(str(entry["kind"]), 0) + 1
    head = _head(document, name, source, regions, findings)
    return Draft(name, {"document.yaml": mapping(head), FILE: _explained(entries(instruments))}, counts)


def _explained(text: str) -> str:
    return f"# 由原文起草。写着“{MARK}”的地方要人来写，luodi check 逐处列出；写好以后请为每项待遇补上办例（*.cases.yaml）。\n\n{text}"


def _clause(clause: Clause, said: Said, setting: Setting) -> list[Entry]:
    """A clause's instruments; neighbouring sentences that only wait for the same decision are one."""
    if not clause.text:
        return [_heading(clause)] if NUMBER.search(clause.heading) else []
    found: list[Entry] = []
    for piece in pieces_of(clause, said):
        for entry in skeletons(piece, setting):
            last = found[-1] if found else {}
            if last and is_left(entry) and is_left(last) and last["kind"] == entry["kind"]:
                found[-1] = _joined(last, entry)
            else:
                found.append(entry)
    return found or [_heading(clause)]


def _heading(clause: Clause) -> Entry:
    """A clause that is a heading, or nothing but the list of its units."""
    words = clause.heading or clause.text
    return {"title": title_of("", words), "kind": "statement", "clause": clause.path, "quote": words, "why": "只是标题，没有可办的事项。"}


def _joined(one: Entry, other: Entry) -> Entry:
    quotes = [*_listed(one["quote"]), *_listed(other["quote"])]
    joined = {**one, "quote": quotes}
    return {**joined, "what": "；".join(quotes)} if "what" in one else joined


def _listed(quote: object) -> list[str]:
    return [quote] if isinstance(quote, str) else [str(part) for part in quote] if isinstance(quote, Sequence) else []


def _identified(name: str, found: list[Entry]) -> list[Entry]:
    """Every entry with an id made of the document's and its clause's path, and titles that tell the entries of one clause apart."""
    met: dict[str, int] = {}
    titles: dict[str, int] = {}
    every = [str(entry["title"]) for entry in found]
    result: list[Entry] = []
    for entry in found:
        place, title = slug(str(entry["clause"])), str(entry["title"])
        met[place] = met.get(place, 0) + 1
        titles[title] = titles.get(title, 0) + 1
        shown = f"{title}（{titles[title]}）" if every.count(title) > 1 else title
        result.append({"id": f"{name}-{place}-{met[place]}", **entry, "title": shown})
    return result


def slug(path: str) -> str:
    """A clause's path in Latin letters and figures: 四/（十一）/¶2 is 4-11-p2."""
    return "-".join(_label(part) for part in path.split("/"))


def _label(part: str) -> str:
    words, _, again = part.partition("·")
    tail = f"x{again}" if again else ""
    if words in LABELS:
        return LABELS[words] + tail
    numeral = NUMERAL.search(words)
    if numeral is None:
        return f"s{'-'.join(f'{ord(character):x}' for character in words)}{tail}"
    number = int(numeral[0]) if numeral[0].isdigit() else read_numeral(numeral[0]) or 0
    before = "p" if words.startswith("¶") else "annex" if words.startswith("附") else "c" if words.endswith("章") else ""
    return f"{before}{number}{tail}"


def _head(document: Document, name: str, source: str, regions: Regions, findings: Mapping[str, Said]) -> dict[str, object]:
    head: dict[str, object] = {"id": name, "title": document.title, "short": short_title(document), "source": source}
    head["region"] = region_of(document, regions) or MARK
    return head | _in_force(findings, document.date)


def short_title(document: Document) -> str:
    """The title without issuer and without 的通知."""
    words = document.inner_title or NOTICE.sub("", ABOUT.sub("", document.title)) or document.title
    return words.strip("《》") or document.title


def region_of(document: Document, regions: Regions) -> str:
    """Whose document it is, by the name of its first issuer; empty where the table of divisions does not settle it."""
    if not document.issuers:
        return ""
    name = "".join(document.issuers[0].split()).removeprefix(PARTY)
    found = ""
    for end in range(len(name), 1, -1):
        codes = regions.codes.get(name[:end], ())
        if len(codes) == 1:
            found = regions.full_name(codes[0])
            break
    wider = found
    if found:
        # 江西省南昌市人民政府: what follows may name a narrower place in it.
        rest = name[end:]
        for stop in range(len(rest), 1, -1):
            inner = [code for code in regions.codes.get(rest[:stop], ()) if regions.relation(code, codes[0]) == "yes"]
            if len(inner) == 1:
                wider = regions.full_name(inner[0])
                break
    if not found and document.level == "nation":
        return "全国"
    return wider


def _in_force(findings: Mapping[str, Said], date: str | None) -> dict[str, object]:
    """The document's own window where one sentence gives its last day; marked where it speaks of validity otherwise."""
    spoken = [
        (path, period) for path, said in findings.items() for period in said.periods if period.validity and VALIDITY.search(period.words)
    ]
    for path, period in spoken:
        start, last = _start(period, date), period.closes
        if start is None or (last and (last.amount or not last.day)):
            continue
        if period.opens and period.opens.event and not last:
            # 自印发之日起 and no end: that is how every document is read that says nothing.
            return {}
        return {"in_force": {"during": f"{start}..{last.day if last else ''}", "clause": path, "quote": period.words}}
    if not spoken:
        return {}
    path, period = spoken[0]
    return {"in_force": f"{MARK}：{path} {period.words}"}


def _start(period: Period, date: str | None) -> str | None:
    """The first day as ISO (印发之日 is the day the document bears), empty where none is named, None where it hangs on an event."""
    if period.opens is None:
        return ""
    if period.opens.amount:
        return None
    return date if period.opens.event == ISSUED else period.opens.day


def summary(result: Draft) -> Iterator[str]:
    """What was drafted, for people."""
    names = {"benefit": "待遇", "service": "服务", "duty": "职责", "target": "目标", "ban": "禁令", "stacking": "叠加规则"}
    names |= {"definition": "定义", "statement": "说明"}
    yield "、".join(f"{names[kind]} {count}" for kind, count in sorted(result.counts.items(), key=lambda pair: list(names).index(pair[0])))
    marks = sum(text.count(MARK) for text in result.files.values()) - 1
    yield f"待写 {marks} 处"
