"""Clauses from an outline: paths as the document would cite them, texts, places, and the units printed at their ends."""

from dataclasses import dataclass, field, replace

from luodi.text.block import Block, spans_of
from luodi.text.model import Clause, Place, Remark
from luodi.text.outline import Node, Outline
from luodi.text.prose import find_prose
from luodi.text.units import CLOSE, UnitList, find_lists

TOGETHER = 8
NEAR = 200
FEWEST_BARE = 3


@dataclass(slots=True)
class Builder:
    """Collects the clauses of one document. `groups` ties clauses to the unit lists that apply to them, `prose` to what running words say.

    `in_order`: the blocks stand in the file in the order of the text.
    """

    file: str
    in_order: bool = True
    clauses: list[Clause] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    lists: list[UnitList] = field(default_factory=list)
    groups: list[tuple[list[int], list[UnitList]]] = field(default_factory=list)
    prose: list[tuple[list[int], list[UnitList]]] = field(default_factory=list)
    printed: list[tuple[UnitList, Block]] = field(default_factory=list)
    paths: dict[str, int] = field(default_factory=dict)

    def part(self, name: str, outline: Outline, opening: str, closing: str) -> None:
        """Add one part; `opening` and `closing` name its paragraphs before and after the numbering."""
        for block, message in outline.doubts:
            self.remark(block, message)
        self._paragraphs(opening, outline.opening)
        for node in outline.nodes:
            self._node(f"{name}/" if name else "", node)
        self._paragraphs(closing, outline.closing)

    def remark(self, block: Block, message: str) -> None:
        self.remarks.append(Remark(self._place(block.start, block.end), message))

    def _node(self, prefix: str, node: Node) -> None:
        rest: list[tuple[str, Node | _Closing | _Headed]] = [(prefix, node)]
        while rest:
            before, current = rest.pop()
            if isinstance(current, _Headed):
                current.indexes.extend(range(current.first, len(self.clauses)))
                continue
            if isinstance(current, _Closing):
                self._paragraphs(before, current.blocks, current.count)
                continue
            path = self._own_path(before + current.mark.label)
            if current.headed and (lists := self._in_heading(current)):
                rest.append(("", _Headed(len(self.clauses), lists)))
            count = self._provision(path, current)
            if current.closing:
                rest.append((path, _Closing(current.closing, count)))
            rest.extend((f"{path}/", child) for child in reversed(current.children))

    def _in_heading(self, node: Node) -> list[int]:
        """Take a list off the end of a heading; the clauses it will hold for, wherever these print none of their own."""
        lists = find_lists(node.heading) if node.heading[-1:] in CLOSE else []
        if not lists or lists[-1].end < len(node.heading) or not lists[-1].start:
            return []
        node.heading = node.heading[: lists[-1].start].rstrip()
        indexes = [len(self.clauses)]
        self.lists.append(lists[-1])
        self.groups.append((indexes, lists[-1:]))
        return indexes

    def _provision(self, path: str, node: Node) -> int:
        """One provision; how many unnumbered paragraphs it has."""
        single = len(node.paragraphs) == 1 and not node.children and not node.closing
        if single:
            text = node.paragraphs[0]
            self._add(path, node.heading, text, node.block if node.headed else None, node.block.start)
            self._units([len(self.clauses) - 1], [text])
            return 0
        mark_end = node.block.end if node.headed or not node.paragraphs else _end_of_mark(node)
        place = self._place(node.block.start, mark_end)
        own = len(self.clauses)
        self.clauses.append(Clause(path, node.heading, "", place))
        indexes = self._texts(path, node.paragraphs, 0)
        if node.children:
            self._units(indexes, node.paragraphs)
        else:
            self._units([*indexes, own], node.paragraphs)
        return len(node.paragraphs)

    def _paragraphs(self, path: str, blocks: list[Block], count: int = 0) -> None:
        indexes = self._texts(path, blocks, count)
        for index, block in zip(indexes, blocks, strict=True):
            self._units([index], [block])

    def _texts(self, path: str, blocks: list[Block], count: int) -> list[int]:
        first = len(self.clauses)
        for number, block in enumerate(blocks, count + 1):
            self._add(self._own_path(f"{path}/¶{number}" if path else f"¶{number}"), "", block, None, block.start)
        return list(range(first, len(self.clauses)))

    def _add(self, path: str, heading: str, block: Block, line: Block | None, start: int) -> None:
        """A clause of one block; `line` is the heading's own line, which may stand elsewhere."""
        places = tuple(self._place(*span) for span in block.spans)
        apart = line is not None and not 0 <= block.start - line.end <= (NEAR if self.in_order else 0)
        end = line.end if line and apart else _end_together(block)
        self.clauses.append(Clause(path, heading, block.text, self._place(start, end), places))

    def _units(self, indexes: list[int], blocks: list[Block]) -> None:
        """Tie lists to clauses: one applies to the paragraphs since the list before it. A last index beyond the blocks is the article."""
        waiting: list[int] = []
        every: list[UnitList] = []
        for index, block in zip(indexes, blocks, strict=False):
            lists = find_lists(block.text)
            waiting.append(index)
            if not lists:
                continue
            self.printed.extend((found, block) for found in lists)
            self.groups.append((waiting, lists))
            waiting = []
            every.extend(lists)
        self.lists.extend(every)
        if not every:
            self._prose(indexes, blocks)
        elif len(indexes) > len(blocks):
            self.groups.append((indexes[len(blocks) :], every))

    def _prose(self, indexes: list[int], blocks: list[Block]) -> None:
        """Units in running words hold for their own paragraph, and for its article."""
        every: list[UnitList] = []
        for index, block in zip(indexes, blocks, strict=False):
            said = find_prose(block.text)
            if said:
                self.prose.append(([index], said))
                every.extend(said)
        if every and len(indexes) > len(blocks):
            self.prose.append((indexes[len(blocks) :], every))

    def _own_path(self, path: str) -> str:
        own = path
        while own in self.paths:
            self.paths[path] += 1
            own = f"{path}·{self.paths[path]}"
        self.paths[own] = 1
        return own

    def _place(self, start: int, end: int) -> Place:
        return Place(self.file, start, end)


@dataclass(frozen=True, slots=True)
class _Closing:
    """Paragraphs after a provision's sub-provisions; `count` paragraphs stood before those."""

    blocks: list[Block]
    count: int


@dataclass(frozen=True, slots=True)
class _Headed:
    """The end of a provision in whose heading units stand: `indexes` is to hold its clauses, of which `first` is the first."""

    first: int
    indexes: list[int]


@dataclass(frozen=True, slots=True)
class _Units:
    """The units of a clause: who leads, who supports, all of them, and how the lead is known."""

    lead: tuple[str, ...]
    support: tuple[str, ...]
    every: tuple[str, ...]
    rule: str


def _end_together(block: Block) -> int:
    """Where the block's first run of spans ends that stand together, blanks between them."""
    end = block.spans[0][1]
    for first, last in block.spans[1:]:
        if not 0 <= first - end <= TOGETHER:
            break
        end = last
    return end


def _end_of_mark(node: Node) -> int:
    """Where the mark ends in the source, a line break within it or not."""
    return min(spans_of(node.block, 0, node.mark.end)[-1][1], node.paragraphs[0].start)


def apply_units(builder: Builder, first_leads: bool) -> tuple[tuple[Clause, ...], str]:
    """Clauses with their units, and the document's rule. `first_leads`: it says somewhere that the first named leads."""
    first_leads = first_leads or any(found.says_first for found in builder.lists)
    clauses = builder.clauses
    lists_of_names = _accepts_bare(builder.lists)
    every = [found for found in builder.lists if lists_of_names or not found.bare]
    for indexes, printed in builder.groups:
        lists = [found for found in printed if lists_of_names or not found.bare]
        if not lists:
            continue
        _apply(clauses, indexes, _together(lists, first_leads))
    for indexes, said in builder.prose:
        _apply(clauses, indexes, _together(said, first_leads=False))
    _remark_repairs(builder)
    return tuple(clauses), _document_rule(every, first_leads)


def _remark_repairs(builder: Builder) -> None:
    """Say what was restored; a bracket is lost only where the document's other lists have it."""
    bracketed = any(found.bracketed for found in builder.lists)
    for found, block in builder.printed:
        if found.lacks and bracketed:
            builder.remark(block, f"责任单位名单缺{'、'.join(found.lacks)}括号")
        for repair in found.repairs:
            builder.remark(block, repair)


def _accepts_bare(lists: list[UnitList]) -> bool:
    """Brackets with names alone are lists where the document has others, or several of them."""
    return any(not found.bare for found in lists) or len(lists) >= FEWEST_BARE


def _apply(clauses: list[Clause], indexes: list[int], units: _Units) -> None:
    for index in indexes:
        clauses[index] = replace(clauses[index], lead=units.lead, support=units.support, units=units.every, unit_rule=units.rule)


def _together(lists: list[UnitList], first_leads: bool) -> _Units:
    """The units of several lists. Who stands in a list without a known lead beside lists with one neither leads nor supports."""
    lead: list[str] = []
    support: list[str] = []
    every: list[str] = []
    rules: set[str] = set()
    for found in lists:
        here, rule = found.lead, found.rule
        if rule == "none" and first_leads:
            here, rule = found.plain[:1], "first"
        own = (*found.lead, *found.plain, *found.support)
        lead.extend(here)
        support.extend(own if here else found.support)
        every.extend(own)
        rules.add(rule)
    helping = tuple(unit for unit in dict.fromkeys(support) if unit not in lead)
    return _Units(tuple(dict.fromkeys(lead)), helping, tuple(dict.fromkeys(every)), _strongest(rules))


def _strongest(rules: set[str]) -> str:
    return next((rule for rule in ("several", "named", "first", "none") if rule in rules), "absent")


def _document_rule(lists: list[UnitList], first_leads: bool) -> str:
    if not lists:
        return "absent"
    if first_leads:
        return "first"
    counts = {rule: sum(found.rule == rule for found in lists) for rule in ("several", "named", "none")}
    return max(counts, key=lambda rule: counts[rule])
