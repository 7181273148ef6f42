"""A forecast as data and as tables."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final

from luodi.outlook.forecast import WAYS, Cost, Day, Forecast
from luodi.outlook.pots import Paid
from luodi.outlook.sheets import Fen, Row, Sheet
from luodi.policy.model import Benefit
from luodi.policy.values import decimal

WAY_TITLES: Final = {"city": "按地市", "county": "按县（区）", "industry": "按行业", "size": "按规模"}
DAYS_APART: Final = "每一天各算各的，不相加：同一笔钱哪一天来算都在里面"
IN_ORDER: Final = "先到先得按表里的先后"


def data(found: Forecast) -> dict[str, Any]:
    """The forecast as plain data; money in fen."""
    crowd = found.crowd
    return {
        "subject": crowd.plan.subject,
        "program": crowd.plan.program.fingerprint,
        "table": crowd.name,
        "synthetic": crowd.synthetic,
        "rows": found.rows,
        "rejected": len(found.rejects),
        "by": found.by,
        "missing": list(crowd.head.missing),
        "unused": list(crowd.head.unused),
        "days": [_day(found, day) for day in found.days],
    }


def sheets(found: Forecast) -> list[Sheet]:
    """All tables: who bears it, the measures, the groups, the days, the pots. But for the days they speak of the first day."""
    day = found.days[0]
    made = [_bearers(day), _benefits(found, day)]
    made += [
        Sheet(WAY_TITLES[way], (found.by[way] or "", "确定", "可能"), tuple(_by_size(day.groups.get(way, {}).items())))
        for way in WAYS
        if found.by[way]
    ]
    if len(found.days) > 1:
        rows = [(one.on.isoformat(), Fen(one.certain), one.certain_rows, Fen(one.possible), one.possible_rows) for one in found.days]
        made.append(Sheet("按月", ("哪一天", "确定", "家数", "可能", "家数"), tuple(rows), DAYS_APART))
    if day.pots:
        made.append(Sheet("资金盘子", POT_HEADS, tuple(_pot_rows(found)), IN_ORDER))
    return made


def _by_size(groups: Iterable[tuple[str, Cost]]) -> list[Row]:
    ordered = sorted(groups, key=lambda item: (-item[1].certain, -item[1].possible))
    return [(name, Fen(cost.certain), Fen(cost.possible)) for name, cost in ordered]


def _bearers(day: Day) -> Sheet:
    rows = [(level, bearer, Fen(cost.certain), Fen(cost.possible)) for (level, bearer), cost in day.bearers.items()]
    return Sheet("谁出钱", ("层级", "文件怎么写", "确定", "可能"), tuple(rows))


def _benefits(found: Forecast, day: Day) -> Sheet:
    rows = []
    for benefit in _ordered(found, day):
        cost = day.benefits[benefit.id]
        short = found.crowd.plan.program.documents[benefit.quote.document].short
        where = f"{short} {benefit.quote.clause}"
        rows.append((benefit.title, where, benefit.force, Fen(cost.certain), Fen(cost.possible), cost.yes, cost.open, cost.unsummed))
    heads = ("措施", "出处", "约束力", "确定", "可能", "符合", "待定", "算不出金额")
    return Sheet("按措施", heads, tuple(rows))


def _ordered(found: Forecast, day: Day) -> list[Benefit]:
    """The benefits that any row may get, dearest first."""
    mine = [line.benefit for line in found.lines if line.benefit.id in day.benefits]
    costs = day.benefits
    return sorted(mine, key=lambda one: (-costs[one.id].certain, -costs[one.id].possible, -costs[one.id].yes))


POT_HEADS: Final = ("哪一天", "盘子", "算哪些", "盘子里有", "要付", "拿全的", "拿一部分的", "拿不到的", "从谁起不够", "按比例各得")


def _pot_rows(found: Forecast) -> Iterable[Row]:
    for day in found.days:
        for pot, sure, all_ in day.pots:
            for which, paid in (("确定", sure), ("连可能", all_)):
                short = paid.first_without or "够"
                yield (
                    day.on.isoformat(),
                    pot.title,
                    which,
                    Fen(pot.fen),
                    Fen(paid.claimed),
                    paid.served,
                    int(paid.part > 0),
                    paid.left_out,
                    short,
                    percent(paid),
                )


def percent(paid: Paid) -> str:
    """What each gets of its claim when all are cut alike, in percent, cut off after two decimals."""
    return f"{decimal(Fraction(paid.ratio * 10_000 // 1, 100))}%"


def _day(found: Forecast, day: Day) -> dict[str, Any]:
    documents = found.crowd.plan.program.documents
    return {
        "on": day.on.isoformat(),
        "certain": day.certain,
        "possible": day.possible,
        "certain_rows": day.certain_rows,
        "possible_rows": day.possible_rows,
        "benefits": [
            {
                "id": benefit.id,
                "title": benefit.title,
                "document": documents[benefit.quote.document].id,
                "clause": benefit.quote.clause,
                "force": benefit.force,
                "yes": day.benefits[benefit.id].yes,
                "unknown": day.benefits[benefit.id].open,
                "unsummed": day.benefits[benefit.id].unsummed,
                **_cost(day.benefits[benefit.id]),
            }
            for benefit in _ordered(found, day)
        ],
        "bearers": [{"level": level, "bearer": bearer, **_cost(cost)} for (level, bearer), cost in day.bearers.items()],
        **{way: [{"name": name, **_cost(cost)} for name, cost in day.groups.get(way, {}).items()] for way in WAYS},
        "pots": [{"pot": pot.named, "fen": pot.fen, "certain": _paid(sure), "with_possible": _paid(all_)} for pot, sure, all_ in day.pots],
    }


def _cost(cost: Cost) -> dict[str, int]:
    return {"certain": cost.certain, "possible": cost.possible}


def _paid(paid: Paid) -> dict[str, Any]:
    return {
        "claimed": paid.claimed,
        "claimants": paid.claimants,
        "paid": paid.paid,
        "served": paid.served,
        "part": paid.part,
        "left_out": paid.left_out,
        "first_without": paid.first_without or None,
        "ratio": [paid.ratio.numerator, paid.ratio.denominator],
    }
