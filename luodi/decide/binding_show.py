"""What binds a subject laid out for a terminal: may it open, what must it have, report, do and not do, what may nobody ask of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from luodi.decide.model import Binding, Bound, Kept
from luodi.decide.show import INDENT, LABEL, LISTED, WIDTH, Heads, wrapped
from luodi.decide.wording import cited, quote_words

SECTIONS: Final = {
    "have": "要备齐、做到的",
    "report": "要报的",
    "do": "要做的",
    "not": "不许做的",
    "spared": "谁也不能要求您的",
}
OPENING: Final = {
    "yes": "能：文件说可以",
    "no": "不能：文件说不可以",
    "unknown": "还说不定：还差几件事",
    None: "所载文件没有说不许，也没有专门说可以",
}
ASKED: Final = 5


def show_binding(binding: Binding, heads: Heads, width: int = WIDTH, *, whole: bool = False) -> str:
    """All that binds, wrapped to `width` columns; lines of checklists and what is only encouraged where `whole`."""
    return "\n".join(_lines(binding, heads, max(width, 40), whole)) + "\n"


def reported(bounds: Sequence[Bound]) -> list[tuple[Bound, Kept]]:
    """The lines of checklists that are to be done by a rhythm."""
    return [(bound, line) for bound in bounds if bound.sort == "have" and bound.status == "yes" for line in bound.lines if line.rhythm]


def _lines(binding: Binding, heads: Heads, width: int, whole: bool) -> Iterator[str]:
    yield f"【今天能不能开】{OPENING[binding.opening]}"
    for bound in binding.bounds:
        if bound.sort == "open" and (whole or bound.status == "yes" or (binding.opening == "unknown" and not bound.opens)):
            yield from _bound(bound, heads, width)
    for sort, title in SECTIONS.items():
        found = [bound for bound in binding.bounds if bound.sort == sort and (whole or bound.force != "鼓励")]
        held = [bound for bound in found if bound.status == "yes"]
        rhythmic = reported(binding.bounds) if sort == "report" else []
        if not found and not rhythmic:
            continue
        yield ""
        yield f"【{title}】{len(held) + len(rhythmic)}项" + (f"，另有{len(found) - len(held)}项还说不定" if len(found) > len(held) else "")
        for bound in (found if whole else held)[: None if whole else LISTED]:
            yield from _bound(bound, heads, width)
            yield from _kept(bound, width) if whole else ()
        for bound, line in rhythmic:
            yield from wrapped(f"· {line.rhythm}：{line.what}（{_short(bound, heads)} {line.quote.clause}）", width, 0, 2)
        if not whole and len(held) > LISTED:
            yield f"……还有{len(held) - LISTED}项，全部列出用 --all"
    if binding.ask:
        yield ""
        names = "、".join(f"“{question.fact}”" for question in binding.ask[:ASKED])
        yield from wrapped(f"说清{names}{'等' if len(binding.ask) > ASKED else ''}，必须做的才说得准。", width, 0, 0)


def _bound(bound: Bound, heads: Heads, width: int) -> Iterator[str]:
    force = "" if bound.force == "应" else f"［{bound.force}］"
    count = f"（{len(bound.lines)}条）" if bound.lines else ""
    when = "，".join(part for part in (bound.rhythm, f"报{bound.to}" if bound.to else "", bound.due or "", *bound.clock) if part)
    yield from wrapped(f"· {force}{bound.title}{count}{f'：{when}' if when else ''}", width, 0, 2)
    yield from wrapped(f"{' ' * INDENT}凭　　{cited(bound.quote, _short(bound, heads))}", width, 0, INDENT + LABEL - 2)
    if bound.status == "unknown":
        waits = "、".join(bound.missing) or "；".join(bound.remarks)
        yield from wrapped(f"{' ' * INDENT}还差　{waits}", width, 0, INDENT + LABEL - 2)


def _kept(bound: Bound, width: int) -> Iterator[str]:
    for number, line in enumerate(bound.lines, 1):
        extra = "；".join(
            part for part in (line.rhythm or "", line.figure, f"还差{'、'.join(line.missing)}" if line.missing else "") if part
        )
        words = "" if line.what in quote_words(line.quote) else quote_words(line.quote)
        yield from wrapped(f"{' ' * INDENT}□ {number}. {line.what}{f'（{extra}）' if extra else ''}{words}", width, 0, INDENT + LABEL - 2)


def _short(bound: Bound, heads: Heads) -> str:
    return heads[bound.document].short if bound.document in heads else bound.document
