"""Small programs put together by hand: 示例 facts, benefits and stackings, with quotations that stand nowhere."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from luodi.days.window import parse_window
from luodi.decide.engine import Engine
from luodi.decide.model import Decision, Outcome
from luodi.feel.parse import parse
from luodi.feel.profile import check
from luodi.feel.types import Type
from luodi.places.regions import Regions
from luodi.policy.model import Area, Benefit, Condition, Event, Expression, Fact, Gift, Quote, Spot, Stacking, Wins
from luodi.policy.program import DocumentHead, Program
from luodi.text.model import Place

ON = date(2020, 3, 10)
SPOT = Spot("示例.yaml", 1, 1)
NAMES = {
    "000000": "全国",
    "360000": "江西省",
    "360100": "南昌市",
    "360102": "东湖区",
    "360400": "九江市",
    "420000": "湖北省",
    "420100": "武汉市",
}
REGIONS = Regions(NAMES, {name: (code,) for code, name in NAMES.items()}, frozenset(), {}, None)  # type: ignore[arg-type]

TYPES = {
    "注册地": Type("region"),
    "经营地": Type("region"),
    "参保地": Type("region"),
    "项目所在地": Type("region"),
    "规上": Type("boolean"),
    "困难": Type("boolean"),
    "另行购置": Type("boolean"),
    "规模": Type("string", values=("大型", "中型", "小型")),
    "从业人员": Type("number", "人", (), 0, 100_000),
    "人数": Type("number", "人", (), 0, 100_000),
    "月数": Type("number", "个月", (), 0, 12),
    "投资额": Type("money", "", (), 0, 10**15),
    "发票额": Type("money", "", (), 0, 10**15),
    "月租金": Type("money", "", (), 0, 10**12),
    "营业收入": Type("money", "", (), 0, 10**15),
    "事项发生日": Type("date"),
}
OWNERS = {"项目所在地": ("项目",), "事项发生日": ("企业", "项目")}
FACTS = {name: Fact(name, type, OWNERS.get(name, ("企业",)), f"{name}是什么？", "示例", values=type.values) for name, type in TYPES.items()}
EVENTS = {
    "疫情结束": Event("疫情结束", None, None, "2020-05-06", "示例"),
    "响应解除": Event("响应解除", None, "2020-03-12", None, "示例"),
}


def quote(words: str = "示例条款的原话", clause: str = "一/1") -> Quote:
    return Quote("demo", clause, (words,), (Place("demo.txt", 10, 10 + len(words)),))


def expression(text: str) -> Expression:
    tree = parse(text)
    return Expression(text, tree, check(tree, TYPES))


def money(text: str, **rest: Any) -> Gift:
    return Gift("money", amount=expression(text), **rest)


def at_most(text: str, **rest: Any) -> Gift:
    return Gift("money", at_most=expression(text), **rest)


def benefit(id: str, gives: Gift | None = None, when: Sequence[str] = (), **rest: Any) -> Benefit:
    """A 示例 benefit for firms everywhere, from 2020-02-26 to 2020-12-31, bound, unless `rest` says otherwise."""
    keys: dict[str, Any] = {
        "subjects": ("企业",),
        "area": Area(None, "000000"),
        "during": parse_window("2020-02-26..2020-12-31"),
        "stack": ("未规定",),
        "gives": gives or Gift("right", right="示例权利"),
        "when": tuple(Condition(expression(text), quote(f"“{text}”的原话")) for text in when),
    }
    return Benefit(id, "benefit", f"示例{id}", quote(), SPOT, **(keys | rest))


def stacking(id: str, members: Sequence[str], by: str | None = "就高", rule: str = "不重复", **rest: Any) -> Stacking:
    for key in ("unless", "ceiling"):
        if key in rest:
            rest[key] = expression(rest[key])
    wins = Wins(by, quote("就高", "结尾/¶2") if by else None)
    words = quote("不重复享受", "一/9")
    return Stacking(id, "stacking", f"示例{id}", words, SPOT, members=tuple(members), rule=rule, wins=wins, **rest)  # type: ignore[arg-type]


def program(*instruments: Benefit | Stacking, **rest: Any) -> Program:
    keys: dict[str, Any] = {
        "documents": {"demo": DocumentHead("demo", "示例市关于示例的通知", "示例通知", None, "2020-02-26", "city", "360100")},
        "facts": FACTS,
        "events": EVENTS,
    }
    return Program(
        1,
        "示例",
        benefits=tuple(one for one in instruments if isinstance(one, Benefit)),
        stackings=tuple(one for one in instruments if isinstance(one, Stacking)),
        **(keys | rest),
    )


def decide(
    instruments: Sequence[Benefit | Stacking], facts: Mapping[str, Any] | None = None, on: date = ON, subject: str = "企业"
) -> Decision:
    return Engine(program(*instruments), REGIONS).decide(subject, facts or {}, on)


def outcomes(*args: Any, **rest: Any) -> dict[str, Outcome]:
    return {outcome.id: outcome for outcome in decide(*args, **rest).outcomes}


def outcome(one: Benefit, facts: Mapping[str, Any] | None = None, **rest: Any) -> Outcome:
    [found] = decide([one], facts, **rest).outcomes
    return found


def yuan(number: int) -> int:
    return number * 100


def wan(number: int) -> int:
    return number * 1_000_000
