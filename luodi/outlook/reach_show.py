"""Whom to reach, as data, as tables and as lines."""

from collections.abc import Iterator
from typing import Any, Final

from luodi.decide.data import given_data, held_data
from luodi.decide.wording import condition_words, gift_words
from luodi.outlook.reach import Reach, Reached
from luodi.outlook.sheets import Fen, Sheet, printed
from luodi.policy.model import Benefit
from luodi.policy.values import show_money

EXAMPLES: Final = 3


def data(found: Reach) -> dict[str, Any]:
    """All of it as plain data; money in fen."""
    return {
        "on": found.on.isoformat(),
        "subject": found.crowd.plan.subject,
        "program": found.crowd.plan.program.fingerprint,
        "table": found.crowd.name,
        "synthetic": found.crowd.synthetic,
        "rows": found.rows,
        "rejected": len(found.rejects),
        "already": found.already,
        "unmatched": found.unmatched,
        "missing": list(found.crowd.head.missing),
        "certain": [_reached(found, one) for one in found.certain],
        "short": [_reached(found, one) for one in found.short],
        "counts": dict(found.counts),
        "sums": dict(found.sums),
        "shorts": dict(found.shorts),
        "wanting": dict(found.wanting),
    }


def sheets(found: Reach) -> list[Sheet]:
    """The counts, what is wanting, and both lists with their evidence."""
    titles = _titles(found)
    heads = ("编号", "措施", "文件", "条款", "给什么", "确定", "凭据", "事实从哪里来")
    sure = [(*_row(found, one, titles[one.benefit]), _evidence(one), _sources(one)) for one in found.certain]
    facts = found.crowd.plan.program.facts
    short = [
        (*_row(found, one, titles[one.benefit]), _evidence(one), _sources(one), one.missing, facts[one.missing].question)
        for one in found.short
    ]
    return [
        *summary(found),
        Sheet("可以主动送达", heads, tuple(sure), _cut(len(sure), found.counts.total())),
        Sheet("只差一件事", (*heads, "差什么", "怎么问"), tuple(short), _cut(len(short), found.shorts.total())),
    ]


def summary(found: Reach) -> list[Sheet]:
    """How many by measure, and how many by the one fact they lack."""
    titles, facts = _titles(found), found.crowd.plan.program.facts
    ids = sorted({**found.counts, **found.shorts}, key=lambda id: (-found.sums[id], -found.counts[id], -found.shorts[id]))
    by_benefit = [(titles[id].title, *_where(found, titles[id]), found.counts[id], Fen(found.sums[id]), found.shorts[id]) for id in ids]
    wanting = [(name, facts[name].question, count) for name, count in found.wanting.most_common()]
    return [
        Sheet("按措施", ("措施", "文件", "条款", "可以送达", "确定的金额", "只差一件事"), tuple(by_benefit)),
        Sheet("差什么", ("事实", "怎么问", "条数"), tuple(wanting)),
    ]


def lines(found: Reach, most: int) -> Iterator[str]:
    """For a terminal: the counts, then a few with their evidence."""
    crowd = found.crowd
    whose = f"{crowd.name}，不是任何人" if crowd.synthetic else crowd.name
    yield f"{found.on}，{crowd.plan.subject} {found.rows} 行（{whose}）"
    sums = show_money(sum(found.sums.values()))
    yield f"文件写明应给、凭已掌握的事实就能断定的 {found.counts.total()} 条，确定 {sums}；只差一件事的 {found.shorts.total()} 条"
    if found.already or found.unmatched:
        yield f"已经给过的 {found.already} 条不列；给过的名单里有 {found.unmatched} 条在表里找不到"
    for reject in found.rejects[:most]:
        yield f"第{reject.row}行没有算：{reject.column}“{reject.value}”，{reject.why}"
    for sheet in summary(found):
        yield ""
        yield from printed(sheet, most)
    titles = _titles(found)
    for one in found.certain[:EXAMPLES]:
        yield ""
        yield f"例：{one.id}，{titles[one.benefit].title}，{gift_words(one.outcome.gives)}"
        for held in one.conditions:
            yield f"    {condition_words(held)}"
        yield f"    {_sources(one)}"


def _row(found: Reach, one: Reached, benefit: Benefit) -> tuple[str, str, str, str, str, Fen]:
    return one.id, benefit.title, *_where(found, benefit), gift_words(one.outcome.gives), Fen(one.certain)


def _where(found: Reach, benefit: Benefit) -> tuple[str, str]:
    return found.crowd.plan.program.documents[benefit.quote.document].short, benefit.quote.clause


def _titles(found: Reach) -> dict[str, Benefit]:
    return {line.benefit.id: line.benefit for line in found.crowd.plan.lines}


def _evidence(one: Reached) -> str:
    return "；".join(condition_words(held) for held in one.conditions)


def _sources(one: Reached) -> str:
    return "；".join(f"{name}：{source}" for name, source in one.sources.items())


def _cut(listed: int, all_: int) -> str:
    return f"共{all_}条，只列{listed}条" if listed < all_ else ""


def _reached(found: Reach, one: Reached) -> dict[str, Any]:
    fact = found.crowd.plan.program.facts.get(one.missing)
    return {
        "id": one.id,
        "benefit": one.benefit,
        "title": one.outcome.title,
        "document": one.outcome.document,
        "clause": one.outcome.clause,
        "gives": given_data(one.outcome.gives),
        "certain": one.certain,
        "missing": one.missing or None,
        "question": fact.question if fact else None,
        "conditions": [held_data(held) for held in one.conditions],
        "sources": dict(one.sources),
    }
