"""A case as its page shows it: stations passed and to come, who has it, papers, the rule with its reasons, and the acts one may take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from luodi.decide.model import Held
from luodi.desk import clock
from luodi.desk.cases.acting import FIRMS, steps_for
from luodi.desk.cases.corrections import net_paid
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Duty, Event, Kind, State
from luodi.desk.cases.pots import Left, left_in, pot_of
from luodi.desk.cases.rule import verdict
from luodi.desk.cases.steps import LIVE, WITH_REASON, Standing, fold
from luodi.desk.parties.models import PUBLIC_ROLES, Account
from luodi.desk.portal.library import shelf
from luodi.desk.portal.results import SIGNS

# What an officer types: yuan with at most two places.
FEN = re.compile(r"\d{1,12}(?:\.\d{1,2})?")
# The main act of a moment comes first and lies open.
VERBS: Mapping[str, str] = {
    Kind.TAKEN: "受理",
    Kind.AGREED: "同意",
    Kind.APPROVED: "准予办理",
    Kind.SUPPLIED: "提交补正",
    Kind.DELIVERED: "补交承诺的材料",
    Kind.CLEARED: "公示期满，没有异议",
    Kind.PREPARED: "制单",
    Kind.PAID: "复核并付款",
    Kind.CHECKED: "登记事后核查",
    Kind.ASKED: "一次性告知补正",
    Kind.OBJECTED: "不同意",
    Kind.REFUSED: "不予办理",
    Kind.CONTESTED: "公示有异议，退回核查",
    Kind.RETURNED: "退回制单",
    Kind.REOPENED: "撤销原决定，重新办理",
    Kind.WITHDRAWN: "撤回这件",
}
ORDER = tuple(VERBS)
# What one would not do by mistake comes folded.
GRAVE = frozenset({Kind.REFUSED, Kind.OBJECTED, Kind.CONTESTED, Kind.RETURNED, Kind.REOPENED, Kind.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Paper:
    """`number` names its box; `words` says how it stands in this case."""

    number: int
    name: str
    text: str
    words: str


@dataclass(frozen=True, slots=True)
class Act:
    """A step one may take: its verb, the boxes it needs."""

    kind: Kind
    verb: str
    papers: tuple[Paper, ...] = ()
    asks: tuple[Paper, ...] = ()
    grounds: tuple[tuple[int, Mapping[str, Any]], ...] = ()
    amount: bool = False
    receipt: bool = False
    reason: bool = False
    says: bool = True

    @property
    def grave(self) -> bool:
        return self.kind in GRAVE


@dataclass(frozen=True, slots=True)
class Page:
    """`stations` are (name, done, here); `held` the rule's reasons by the policies as they now are, `changed` whether these are others."""

    standing: Standing
    events: tuple[Event, ...]
    duties: tuple[Duty, ...]
    stations: tuple[tuple[str, bool, bool], ...]
    papers: tuple[Paper, ...]
    answers: tuple[tuple[str, str], ...]
    acts: tuple[Act, ...]
    corrects: bool
    held: tuple[tuple[Held, str], ...]
    own_words: Mapping[str, Any]
    changed: bool
    net: int | None = None
    pot: Left | None = None

    @property
    def seen(self) -> int:
        return len(self.events)

    @property
    def live(self) -> bool:
        return self.standing.state in LIVE


def as_page(case: Case, reader: Account) -> Page:
    events = tuple(case.events.select_related("account", "unit").order_by("number"))
    standing = fold(events)
    steps = steps_for(reader, case, standing)
    papers = _papers(case, standing)
    matter = matters().get(case.service)
    official = reader.role not in PUBLIC_ROLES
    held = verdict(matter, case.answers, case.region, case.filed_on).held if matter and official else ()
    return Page(
        standing,
        events,
        tuple(case.duties.select_related("row__unit").order_by("id")),
        _stations(standing),
        papers,
        _answers(case),
        tuple(_act(case, kind, standing, papers) for kind in sorted(steps, key=_rank) if kind in VERBS),
        Kind.CORRECTED in steps,
        tuple((one, SIGNS[one.holds]) for one in held),
        case.terms["grounds"][-1],
        case.program != shelf().program.fingerprint,
        _net(case, standing),
        _pot(case, standing),
    )


def _net(case: Case, standing: Standing) -> int | None:
    """What was paid in the end, once something was."""
    return net_paid(case.payment) if standing.paid else None


def _pot(case: Case, standing: Standing) -> Left | None:
    """The pot that a case which is still to be paid draws on."""
    pot = pot_of(case, clock.today()) if "pay" in standing.path and standing.state in LIVE else None
    return left_in(pot) if pot else None


def as_letter(case: Case) -> Event | None:
    """The refusal that stands; None where the case is not refused."""
    if case.state != State.REFUSED:
        return None
    return case.events.filter(kind=Kind.REFUSED).select_related("account").last()


def _rank(kind: str) -> tuple[bool, int]:
    return kind in GRAVE, ORDER.index(kind) if kind in ORDER else len(ORDER)


def _stations(standing: Standing) -> tuple[tuple[str, bool, bool], ...]:
    """提交, 审核, 公示, 拨付, 办成, 核查: those on this case's path, which are passed and which it is at."""
    names = ["提交", "审核"]
    names += [word for name, word in (("publish", "公示"), ("pay", "拨付")) if name in standing.path]
    ends = {State.REFUSED: "不予办理", State.WITHDRAWN: "已撤回"}
    names.append(ends.get(State(standing.state), "办成"))
    names += ["事后核查"] if "check" in standing.path else []
    at = {State.PUBLISHED: "公示", State.PAYING: "拨付", State.HANDLING: "审核", State.WAITING: "审核"}.get(State(standing.state))
    if at is None:
        at = "事后核查" if standing.state == State.DONE and "check" in standing.path and not standing.checked else names[-1]
        if at != "事后核查" and "check" in standing.path and not standing.checked:
            at = names[-2]
    here = names.index(at)
    return tuple((name, place < here, place == here) for place, name in enumerate(names))


def _papers(case: Case, standing: Standing) -> tuple[Paper, ...]:
    found = []
    for number, name in enumerate(case.listed):
        text = case.papers.get(name, "")
        words = ""
        if name in standing.owed:
            words = f"承诺 {case.pledges[name]} 前补交"
        if standing.state == State.WAITING and name in (standing.asked or ()):
            words = "请补正"
        found.append(Paper(number, name, text, words))
    return tuple(found)


def _answers(case: Case) -> tuple[tuple[str, str], ...]:
    facts, regions = shelf().program.facts, shelf().regions
    found = []
    order = {name: place for place, name in enumerate(facts)}
    for name, text in sorted(case.answers.items(), key=lambda item: order.get(item[0], len(order))):
        region = name in facts and facts[name].type.kind == "region" and text in regions.names
        found.append((name, regions.full_name(text) if region else text))
    return tuple(found)


def _act(case: Case, kind: Kind, standing: Standing, papers: tuple[Paper, ...]) -> Act:
    wanted = {Kind.SUPPLIED: standing.asked or (), Kind.DELIVERED: standing.owed}.get(kind, ())
    return Act(
        kind,
        VERBS[kind],
        tuple(one for one in papers if one.name in wanted),
        papers if kind == Kind.ASKED else (),
        tuple(enumerate(case.terms["grounds"])) if kind == Kind.REFUSED else (),
        kind == Kind.APPROVED and "pay" in standing.path and standing.amount is None,
        kind == Kind.PAID,
        kind in WITH_REASON,
        kind not in (Kind.PREPARED, Kind.PAID, Kind.CLEARED, Kind.WITHDRAWN) and kind not in FIRMS,
    )
