"""A case as its page shows it: stations passed and to come, who has it, papers, the rule with its reasons, and the acts one may take."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from luodi.decide.model import Held
from luodi.desk import clock
from luodi.desk.cases.acting import FIRMS, steps_for
from luodi.desk.cases.corrections import net_paid
from luodi.desk.cases.letters import TITLES
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Duty, Event, Kind, PaperFile, State
from luodi.desk.cases.pots import Left, left_in, pot_of
from luodi.desk.cases.rule import verdict
from luodi.desk.cases.steps import LIVE, WITH_REASON, Standing, fold
from luodi.desk.ledger.actions import record_reading
from luodi.desk.parties.classes import READERS, Reading, class_in, class_of, shown
from luodi.desk.parties.models import PUBLIC_ROLES, Account, Role
from luodi.desk.parties.queries import scope_of, who_handles
from luodi.desk.portal.library import shelf
from luodi.desk.portal.results import SIGNS
from luodi.desk.registers.queries import LIVE as ROW_LIVE

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
    Kind.HELD: "由我承办",
    Kind.ASKED: "一次性告知补正",
    Kind.EXTENDED: "延期",
    Kind.OBJECTED: "不同意",
    Kind.REFUSED: "不予办理",
    Kind.CONTESTED: "公示有异议，退回核查",
    Kind.RETURNED: "退回制单",
    Kind.REOPENED: "撤销原决定，重新办理",
    Kind.RELEASED: "交回单位，不由我承办",
    Kind.WITHDRAWN: "撤回这件",
}
ORDER = tuple(VERBS)
# What one would not do by mistake comes folded.
GRAVE = frozenset({Kind.REFUSED, Kind.OBJECTED, Kind.CONTESTED, Kind.RETURNED, Kind.REOPENED, Kind.RELEASED, Kind.WITHDRAWN})
SILENT = (Kind.TAKEN, Kind.HELD, Kind.RELEASED, Kind.PREPARED, Kind.PAID, Kind.CLEARED, *FIRMS)


@dataclass(frozen=True, slots=True)
class Paper:
    """`number` names its box; `words` says how it stands in this case, `files` are what came with it."""

    number: int
    name: str
    text: str
    words: str
    files: tuple[PaperFile, ...] = ()


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
    extends: bool = False

    @property
    def grave(self) -> bool:
        return self.kind in GRAVE


@dataclass(frozen=True, slots=True)
class Page:
    """`stations` are (name, done, here); `held` the rule's reasons by the policies as they now are, `changed` whether these are others.

    `duties` come with who has each in hand, `events` with the title of the letter about each, empty where there is none; `files` says
    whether the reader may open files, `opens` whether she may see what was answered and handed in, `enters` whether she enters for the
    party what came to the window.
    """

    standing: Standing
    events: tuple[tuple[Event, str], ...]
    duties: tuple[tuple[Duty, str], ...]
    stations: tuple[tuple[str, bool, bool], ...]
    papers: tuple[Paper, ...]
    answers: tuple[tuple[str, str], ...]
    acts: tuple[Act, ...]
    corrects: bool
    held: tuple[tuple[Held, str], ...]
    own_words: Mapping[str, Any]
    changed: bool
    files: bool
    opens: bool
    enters: bool
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
    papers, open_ = _papers(case, standing), opens(case, reader)
    if open_ and case.party.is_person and case.party_id not in scope_of(reader).parties:
        record_reading(Reading(reader.pk, f"cases.case:{case.pk}", ("answers", "papers")))
    matter = matters().get(case.service)
    official = reader.role not in PUBLIC_ROLES
    held = verdict(matter, case.party.subject, case.answers, case.region, case.filed_on).held if matter and official and open_ else ()
    return Page(
        standing,
        tuple((event, TITLES.get(Kind(event.kind), "")) for event in events),
        tuple((duty, _hand(duty)) for duty in case.duties.select_related("row__unit", "row__holder").order_by("id")),
        _stations(standing),
        papers if open_ else tuple(replace(paper, text="") for paper in papers),
        _answers(case) if open_ else (),
        tuple(_act(case, kind, standing, papers) for kind in sorted(steps, key=_rank) if kind in VERBS),
        Kind.CORRECTED in steps,
        tuple((one, SIGNS[one.holds]) for one in held),
        case.terms["grounds"][-1],
        case.program != shelf().program.fingerprint,
        open_ and reader.role in READERS[class_of(PaperFile, "name")],
        open_,
        reader.role == Role.WINDOW,
        _net(case, standing),
        _pot(case, standing),
    )


def whose(case: Case, reader: Account) -> str:
    """For whom it is, as the reader may know it; reading a person's name leaves a trace, except for herself."""
    return shown(case.party, ["name"], scope_of(reader), inside=True, log=record_reading)["name"]


def opens(case: Case, reader: Account) -> bool:
    """Whether the reader may see what was answered and handed in: of a person, also at the window that entered it."""
    entered = case.agent is not None and reader.role == Role.WINDOW and reader.unit_id == case.agent.unit_id
    return entered or reader.role in READERS[class_in(case, "answers")]


def caller_of(case: Case, reader: Account) -> str:
    """Who came, called or wrote, as the reader may know it; reading it leaves a trace, except for who entered it."""
    if case.agent_id == reader.pk:
        return case.caller
    return shown(case, ["caller"], scope_of(reader), inside=True, log=record_reading)["caller"]


def _hand(duty: Duty) -> str:
    """Whose it is within the unit; empty where nobody has taken it or it is done."""
    holder = duty.row.holder
    if holder is None or duty.row.state not in ROW_LIVE:
        return ""
    handles = who_handles(holder, clock.today())
    if handles is None:
        return f"{holder.name}不在，由本单位别的经办办"
    return holder.name if handles.pk == holder.pk else f"{holder.name}不在，由{handles.name}代办"


def _net(case: Case, standing: Standing) -> int | None:
    """What was paid in the end, once something was."""
    return net_paid(case.payment) if standing.paid else None


def _pot(case: Case, standing: Standing) -> Left | None:
    """The pot that a case which is still to be paid draws on."""
    pot = pot_of(case, clock.today()) if "pay" in standing.path and standing.state in LIVE else None
    return left_in(pot) if pot else None


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
    found, files = [], list(case.files.order_by("id"))
    for number, name in enumerate(case.listed):
        text = case.papers.get(name, "")
        words = ""
        if name in standing.owed:
            words = f"承诺 {case.pledges[name]} 前补交"
        if standing.state == State.WAITING and name in (standing.asked or ()):
            words = "请补正"
        found.append(Paper(number, name, text, words, tuple(file for file in files if file.paper == name)))
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
        kind not in SILENT,
        kind == Kind.EXTENDED,
    )
