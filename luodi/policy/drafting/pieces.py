"""A clause cut into the sentences that each make something happen, with what is said in each of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from luodi.policy.coverage import NUMBER
from luodi.text.model import Clause
from luodi.text.said.model import Amount, Ban, Binding, Duty, Found, Limit, Period, Said, Stack, Target

PLAIN = r"[^（）()〔〕［］\[\]【】]"
BRACKETED = re.compile(rf"[（(〔［\[【]{PLAIN}{{0,400}}(?:[（(〔［\[]{PLAIN}{{0,60}}[）)〕］\]]{PLAIN}{{0,400}}){{0,40}}[）)〕］\]】]")
SENTENCE = re.compile(r"[^。；;！？]+[。；;！？]*")
CHUNK = re.compile(r"[^，,：:]+[，,：:]*")
UNIT_WORDS = re.compile(r"责任单位|责任部门|牵头|配合|负责|落实|列第一|列首位|下同")
UNIT_LINE = re.compile(r"^(?:责任单位|责任部门|牵头单位|配合单位|负责部门|牵头部门|实施单位)[:：]")
F = TypeVar("F", bound=Found)
ENDS = "。；;！？ \u3000\xa0\t"


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a clause: characters [start, end) of its text, its words, and the findings that lie in it."""

    clause: Clause
    start: int
    end: int
    amounts: tuple[Amount, ...]
    limits: tuple[Limit, ...]
    periods: tuple[Period, ...]
    targets: tuple[Target, ...]
    duties: tuple[Duty, ...]
    bans: tuple[Ban, ...]
    bindings: tuple[Binding, ...]
    stacks: tuple[Stack, ...]

    @property
    def words(self) -> str:
        return self.clause.text[self.start : self.end].strip(ENDS)

    def chunks(self) -> list[tuple[int, int]]:
        """The piece cut at its commas, brackets left whole: characters of the clause's text."""
        masked = _masked(self.clause.text)
        return [match.span() for match in CHUNK.finditer(masked, self.start, self.end)]


def pieces_of(clause: Clause, said: Said) -> list[Piece]:
    """The clause's sentences in order; unit lists and a run-in heading belong to none, unless they bear a number."""
    found: list[Piece] = []
    for start, end in _spans(clause):
        inside = _Inside(start, end)
        found.append(
            Piece(
                clause,
                start,
                end,
                inside.of(said.amounts),
                inside.of(said.limits),
                inside.of(said.periods),
                inside.of(said.targets),
                inside.of(said.duties),
                inside.of(said.bans),
                tuple(binding for binding in said.bindings if binding.start < end and start < binding.end),
                inside.of(said.stacks),
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Inside:
    start: int
    end: int

    def of(self, findings: tuple[F, ...]) -> tuple[F, ...]:
        """The findings that begin in the piece."""
        return tuple(finding for finding in findings if self.start <= finding.start < self.end)


def _spans(clause: Clause) -> Iterator[tuple[int, int]]:
    text = clause.text
    masked = _masked(text)
    before: tuple[int, int] | None = None
    for match in SENTENCE.finditer(masked):
        start, end = match.span()
        words = text[start:end].strip(ENDS)
        idle = not words or words == clause.heading or UNIT_LINE.match(words) or _is_unit_list(words)
        if not idle:
            if before:
                yield before
            before = (start, _without_units(text, masked, start, end))
        elif before and words and NUMBER.search(words):
            before = (before[0], end)
        elif words and NUMBER.search(words):
            before = (start, end)
    if before:
        yield before


def _masked(text: str) -> str:
    """The text with what stands in brackets replaced by as many signs, so that no sentence ends there."""
    return BRACKETED.sub(lambda match: "\ue010" * len(match[0]), text)


def _is_unit_list(words: str) -> bool:
    return words[:1] in "（(〔［[【" and BRACKETED.fullmatch(words) is not None and bool(UNIT_WORDS.search(words))


def _without_units(text: str, masked: str, start: int, end: int) -> int:
    """Where a sentence ends before the unit list in brackets at its end."""
    stop = start + len(masked[start:end].rstrip(ENDS))
    first = stop
    while first > start and masked[first - 1] == "\ue010":
        first -= 1
    listed = text[first:stop]
    if first == stop or not UNIT_WORDS.search(listed) or NUMBER.search(listed):
        return end
    return first
