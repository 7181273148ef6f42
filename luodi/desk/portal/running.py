"""What a clause makes run, as words: each instrument of the library in a line or two, by its kind."""

from collections.abc import Callable
from dataclasses import dataclass

from luodi.days.window import show_anchor, show_window
from luodi.desk.portal.rules import sum_words
from luodi.feel.speak import speak
from luodi.policy.model import (
    Amendment,
    Ban,
    Benefit,
    Checklist,
    Control,
    Definition,
    Duty,
    Exchange,
    Gift,
    Instrument,
    Limit,
    Service,
    Share,
    Stacking,
    Target,
)

KINDS = {
    "benefit": "能得到",
    "service": "能办理",
    "duty": "要做到",
    "target": "要达到",
    "ban": "不允许",
    "definition": "怎样算",
    "stacking": "怎样叠加",
    "amendment": "改了什么",
    "checklist": "要备齐",
    "control": "要管控",
    "exchange": "供与需",
}
COUNTED = {
    "benefit": "项能得到的",
    "service": "项能办理的",
    "duty": "件必须做的",
    "ban": "条不允许的",
    "definition": "个说法有定义",
    "stacking": "条叠加规则",
    "target": "个要达到的数",
    "checklist": "张要备齐的清单",
    "control": "项管控",
    "exchange": "项调配",
    "amendment": "处改动",
}
MOST_WORDS = 40
GIFTS = {"money": "给钱", "charge": "少收", "delay": "延期", "right": "权利"}


@dataclass(frozen=True, slots=True)
class Line:
    """One instrument in the margin of its clause. `number` ties it to the pieces of the text it quotes."""

    number: int
    id: str
    kind: str
    title: str
    label: str
    notes: tuple[str, ...]


def line(number: int, instrument: Instrument) -> Line:
    label = KINDS.get(instrument.kind, instrument.kind)
    notes = NOTES.get(instrument.kind, lambda _: ())(instrument)
    return Line(number, instrument.id, instrument.kind, instrument.title, label, tuple(note for note in notes if note))


def gift_words(gift: Gift) -> str:
    """What is given, before anybody's figures are known: 200万元; 少付房租…; 延到2020年2月24日; 不作违约处理."""
    if gift.kind == "right":
        return gift.right or ""
    if gift.words:
        return gift.words
    if gift.kind == "delay":
        return _delay_words(gift)
    verb = "少付" if gift.kind == "charge" else ""
    if gift.rate:
        words = f"{verb}{speak(gift.of.tree) if gift.of else '所涉金额'}的{gift.rate}"
    elif gift.at_most:
        words = f"至多{verb}{sum_words(gift.at_most)}"
    else:
        words = f"{verb}{sum_words(gift.amount)}" if gift.amount else verb
    times = f"，按{speak(gift.times.tree)}计" if gift.times else ""
    return f"{f'每{gift.per}' if gift.per else ''}{words}{times}"


def _delay_words(gift: Gift) -> str:
    if gift.until:
        return f"延到{show_anchor(gift.until)}"
    return f"延长{gift.by}" if gift.by else f"延长不超过{gift.by_at_most}"


def _benefit(benefit: Benefit) -> tuple[str, ...]:
    words = gift_words(benefit.gives)
    gift = words if len(words) <= MOST_WORDS else GIFTS[benefit.gives.kind]
    given = f"{'、'.join(benefit.subjects)}：{gift}" if benefit.gives.kind != "right" else f"给{'、'.join(benefit.subjects)}"
    bound = {"应": "", "可": f"等{benefit.granted_by or '有关方面'}决定", "鼓励": "只是鼓励"}[benefit.force]
    return (" · ".join(part for part in (given, bound) if part),)


def limit_words(limit: Limit) -> str:
    """7个工作日内; 当场; 不少于15日."""
    if limit.within is None:
        return f"不少于{limit.at_least}"
    return f"{limit.within}内" if limit.within[:1].isdecimal() else limit.within


def _service(service: Service) -> tuple[str, ...]:
    limits = (f"{limit.subject}：{limit_words(limit)}" for limit in service.limits)
    tolerated = f"可以容缺：{service.tolerates}" if service.tolerates else ""
    return (*limits, tolerated, f"办理单位：{service.unit}" if service.unit else "")


def _duty(duty: Duty) -> tuple[str, ...]:
    when = duty.rhythm or (f"{show_anchor(duty.due)}前" if duty.due else "")
    return (f"{'、'.join(duty.by)}：{duty.what}" if duty.by else duty.what, when, f"报{duty.to}" if duty.to else "")


def _ban(ban: Ban) -> tuple[str, ...]:
    return (f"{'、'.join(ban.on)}：{ban.what}" if ban.on else ban.what, show_window(ban.during) if ban.during else "")


def _definition(definition: Definition) -> tuple[str, ...]:
    means = f"：{speak(definition.means.tree)}" if definition.means else "，指所引的这句话"
    return (f"“{definition.term}”{means}", show_window(definition.during) if definition.during else "")


def _target(target: Target) -> tuple[str, ...]:
    words = {">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于", "=": "达到"}
    return (
        f"{f'{target.region}：' if target.region else ''}{target.metric}{words.get(target.op, target.op)}{target.value}",
        f"到{show_anchor(target.by_day)}" if target.by_day else "",
    )


def _stacking(stacking: Stacking) -> tuple[str, ...]:
    same = f"（{stacking.on}）" if stacking.on else ""
    ceiling = f"，上限{sum_words(stacking.ceiling)}" if stacking.ceiling else ""
    wins = (
        "取舍：取高的一项"
        if stacking.wins.by == "就高"
        else ("取舍：文件未载明" if stacking.rule == "不重复" and not stacking.wins.by else "")
    )
    return (f"{stacking.rule}{same}{ceiling}", wins)


def _checklist(checklist: Checklist) -> tuple[str, ...]:
    also = f"，另加别的清单 {len(checklist.includes)} 张" if checklist.includes else ""
    return ("、".join(checklist.places), f"要求 {len(checklist.items)} 条{also}")


def _control(control: Control) -> tuple[str, ...]:
    since = "，从什么时候起算文件未载明" if control.since == "未载明" else f"，从{control.since}起" if control.since else ""
    tests = control.tests
    apart = f"，间隔至少{tests.apart}" if tests and tests.apart else ""
    return (
        f"{control.on}：{control.what}",
        f"{control.lasts}{since}" if control.lasts else "",
        f"检测{tests.count}次，{tests.result}{apart}" if tests else "",
        f"解除：{'；'.join(control.release)}" if control.release else "",
    )


def share_words(share: Share) -> str:
    """公众：每日10万只; 县区：文件未载明."""
    amount = "数量文件未载明" if share.amount == "未载明" else share.amount
    return f"{share.who}：{f'每{share.per}' if share.per else ''}{amount}"


def _exchange(exchange: Exchange) -> tuple[str, ...]:
    tiers = "、".join(tier.who for tier in exchange.tiers)
    order = "先后" if exchange.ranked else "供给（谁先谁后，文件未规定）"
    return (
        exchange.goods,
        f"来自：{'、'.join(exchange.offers)}" if exchange.offers else "",
        f"{order}：{tiers}" if tiers else "",
        *(f"至少留给{share_words(share)}" for share in exchange.floors),
        *(f"应得的份额，{share_words(share)}" for share in exchange.returns),
    )


def _amendment(amendment: Amendment) -> tuple[str, ...]:
    return (f"{amendment.effect}《{amendment.of}》：{amendment.what}", f"到{show_anchor(amendment.until)}" if amendment.until else "")


NOTES: dict[str, Callable[..., tuple[str, ...]]] = {
    "benefit": _benefit,
    "service": _service,
    "duty": _duty,
    "ban": _ban,
    "definition": _definition,
    "target": _target,
    "stacking": _stacking,
    "checklist": _checklist,
    "control": _control,
    "exchange": _exchange,
    "amendment": _amendment,
}
