"""A comparison as data, as tables and as lines."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from luodi.decide.wording import condition_words, nearest_words
from luodi.outlook.compare import SIDES, Change, Comparison, Sum
from luodi.outlook.sheets import Fen, Row, Sheet
from luodi.outlook.sides import Answer, Example
from luodi.policy.model import Benefit, Quote
from luodi.policy.values import show_money

WORDS: Final = {"gained": "新得到", "lost": "失去", "more": "得的多了", "less": "得的少了", "kept": "不变", "neither": "都不符合"}
# What of a change is told first: those whom it moves, then those who stand beside the line.
TOLD: Final = ("gained", "lost", "more", "less", "kept", "neither")
STATUSES: Final = {"yes": "符合", "no": "不符合", "unknown": "待定"}


def data(found: Comparison) -> dict[str, Any]:
    """The comparison as plain data; money in fen."""
    return {
        "on": found.on.isoformat(),
        "subject": found.new.subject,
        "programs": [found.old.program.fingerprint, found.new.program.fingerprint],
        "table": found.name,
        "synthetic": found.synthetic,
        "rows": found.rows,
        "rejected": found.rejected,
        "certain": _sum(found.certain),
        "all": _sum(found.all),
        "changes": [_change(change) for change in found.changes],
        "silent": [_change(change) for change in found.silent],
    }


def sheets(found: Comparison) -> list[Sheet]:
    """The changes, the words responsible, and the rows on each side."""
    heads = ("措施", "怎样", "文件", "条款", *(WORDS[side] for side in TOLD), "确定增减", "可能增减")
    changes: list[Row] = [
        (change.benefit.title, change.how, *where(found, change.benefit), *(change.sides[side] for side in TOLD), *_fen(change))
        for change in found.changes
    ]
    parts = [
        (change.benefit.title, part.what, part.old or "（没有）", part.new or "（没有）", part.quote.clause, words(part.quote))
        for change in (*found.changes, *found.silent)
        for part in change.parts
    ]
    examples = [
        (change.benefit.title, WORDS[side], example.id, _facts(example.facts), _said(example.old), _said(example.new))
        for change in found.changes
        for side, example in _in_order(change)
    ]
    return [
        Sheet("措施", heads, tuple(changes)),
        Sheet("哪里改了", ("措施", "什么", "旧", "新", "条款", "原话"), tuple(parts)),
        Sheet("线两边", ("措施", "哪一边", "编号", "事实", "旧", "新"), tuple(examples)),
    ]


def lines(found: Comparison, most: int) -> Iterator[str]:
    """The comparison for a terminal, no more than `most` changes of it."""
    whose = f"{found.name}，不是任何人" if found.synthetic else found.name
    yield f"{found.on}，{found.new.subject} {found.rows} 行（{whose}）"
    for said, sum in (("确定的", found.certain), ("连可能的", found.all)):
        gains = f"{sum.gaining} 行多得，共 {show_money(sum.gained)}"
        yield f"{said}：{gains}；{sum.losing} 行少得，共 {show_money(sum.lost)}"
    if found.rejected:
        yield f"有 {found.rejected} 行没有算（哪里不对，用 luodi bulk 看）"
    if not found.changes:
        yield "没有一行的结果不同"
    for change in found.changes[:most]:
        yield ""
        yield from _lines(found, change)
    if len(found.changes) > most:
        yield f"……还有 {len(found.changes) - most} 项，全部列出用 --json 或 --xlsx"
    for change in found.silent:
        yield f"没有一行因此不同：{change.how} {change.benefit.title}（{' '.join(where(found, change.benefit))}）"


def _lines(found: Comparison, change: Change) -> Iterator[str]:
    yield f"{change.how}：{change.benefit.title}（{' '.join(where(found, change.benefit))}）"
    if not change.parts:
        yield f"  凭　{words(change.benefit.quote)}"
    for part in change.parts:
        yield f"  {part.what}　{part.old or '（没有）'} → {part.new or '（没有）'}"
        yield f"      {part.quote.clause}：{words(part.quote)}"
    counted = "，".join(f"{WORDS[side]} {change.sides[side]} 行" for side in TOLD if change.sides[side])
    yield f"  {counted}；确定 {signed(change.certain)}，可能 {signed(change.possible)}"
    for side, example in _in_order(change):
        yield f"  {WORDS[side]}，例 {example.id}（{_facts(example.facts)}）"
        yield f"      旧　{_said(example.old)}"
        yield f"      新　{_said(example.new)}"


def _in_order(change: Change) -> list[tuple[str, Example]]:
    return [(side, change.examples[side]) for side in TOLD if side in change.examples]


def where(found: Comparison, benefit: Benefit) -> tuple[str, str]:
    """The document's short name and the clause."""
    documents = {**found.old.program.documents, **found.new.program.documents}
    return documents[benefit.quote.document].short, benefit.quote.clause


def words(quote: Quote) -> str:
    return f"“{'……'.join(quote.words)}”"


def signed(fen: int) -> str:
    """+6万元, -6万元, 0元."""
    return f"+{show_money(fen)}" if fen > 0 else show_money(fen)


def _fen(change: Change) -> tuple[Fen, Fen]:
    return Fen(change.certain), Fen(change.possible)


def _facts(facts: Mapping[str, str]) -> str:
    return "，".join(f"{name} {value}" for name, value in facts.items()) or "这项要问的都没有说"


def _said(answer: Answer | None) -> str:
    """不符合：“…”：裁员率 5.8%；差在裁员率 5.8%，须不高于5.5%."""
    if answer is None:
        return "没有这一项"
    outcome = answer.outcome
    said = STATUSES[outcome.status]
    if outcome.status != "no":
        sum = outcome.certain + outcome.possible
        return said + (f"，{show_money(sum)}" if sum else "") + (f"，还差{'、'.join(outcome.missing)}" if outcome.missing else "")
    if answer.nearest:
        return f"{said}，差在{nearest_words(answer.nearest)}"
    failed = [condition_words(held) for held in outcome.conditions if held.holds == "no"]
    return said + (f"，{failed[0]}" if failed else "")


def _sum(sum: Sum) -> dict[str, int]:
    return {"gaining": sum.gaining, "losing": sum.losing, "gained": sum.gained, "lost": sum.lost}


def _change(change: Change) -> dict[str, Any]:
    quote = change.benefit.quote
    return {
        "id": change.id,
        "title": change.benefit.title,
        "how": change.how,
        "document": quote.document,
        "clause": quote.clause,
        "words": list(quote.words),
        "parts": [
            {"what": part.what, "old": part.old, "new": part.new, "clause": part.quote.clause, "words": list(part.quote.words)}
            for part in change.parts
        ],
        "certain": change.certain,
        "possible": change.possible,
        "sides": {side: change.sides[side] for side in SIDES},
        "examples": {side: _example(example) for side, example in _in_order(change)},
    }


def _example(example: Example) -> dict[str, Any]:
    return {"id": example.id, "facts": dict(example.facts), "old": _answer(example.old), "new": _answer(example.new)}


def _answer(answer: Answer | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    outcome = answer.outcome
    sums = {"certain": outcome.certain, "possible": outcome.possible}
    return {"status": outcome.status, **sums, "missing": list(outcome.missing), "words": _said(answer)}
