"""Filing a case: may it be asked here, are the papers in, who takes it; then the case, its first event, a clock for each unit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from luodi.desk import clock
from luodi.desk.cases.errors import BarredError, NobodyError, NotMetError, PaperError, StepError
from luodi.desk.cases.files import ATTACHED, described, held_in, move_into
from luodi.desk.cases.matters import Matter
from luodi.desk.cases.models import Case, Duty, Event, Kind, Task, Way
from luodi.desk.cases.places import STANDS, Asked, asked_in, taken_by, units_of
from luodi.desk.cases.rule import Verdict, verdict
from luodi.desk.cases.telling import record_event, tell
from luodi.desk.ledger.actions import Clause
from luodi.desk.parties.models import Account, Party, Role, Unit
from luodi.desk.parties.queries import parties_of, scope_of
from luodi.desk.portal.library import shelf
from luodi.desk.registers.actions import Opening, open_rows
from luodi.policy.model import Quote

REGISTER = "case"
PLEDGED = "以告知承诺书代替"
RECEIVED = (Way.WINDOW, Way.PHONE, Way.POST)


@dataclass(frozen=True, slots=True)
class Filing:
    """What a form says. `papers` maps a paper to the text given, `pledges` a paper to the day by which it is promised.

    `in_place` are the papers for which a pledge stands (告知承诺); `token` is the form's own, so that one form is filed once, with
    the files kept for it. `on` is the day on which it was received, where it is entered later (paper, telephone); the site's day where
    none is given. `way` and `caller` are the window's: how it came, who came with it.
    """

    token: str
    matter: Matter
    party: Party
    region: str
    answers: Mapping[str, str]
    papers: Mapping[str, str] = field(default_factory=dict)
    pledges: Mapping[str, date] = field(default_factory=dict)
    in_place: tuple[str, ...] = ()
    item: str = ""
    on: date | None = None
    way: str = Way.ONLINE
    caller: str = ""


def file_case(filing: Filing, *, by: Account, agent: bool = False) -> tuple[Case, bool]:
    """File for a party; gives the case, and False where this very form had already been filed.

    BarredError where a ban forbids to demand this here, NotMetError where a condition fails or is open, PaperError where a paper is
    missing or on no list, NobodyError where nobody takes it here, StepError where the account may not act for the party.
    """
    _require_acting(filing, by, agent=agent)
    _require_received(filing, agent=agent)
    if earlier := _earlier(filing):
        return earlier, False
    try:
        with transaction.atomic():
            return _filed(filing, by, agent=agent), True
    except IntegrityError:
        # The same form, sent twice at one moment: the other was first.
        if earlier := _earlier(filing):
            return earlier, False
        raise


def _earlier(filing: Filing) -> Case | None:
    case = Case.objects.filter(token=filing.token).first()
    if case is not None and case.party_id != filing.party.pk:
        raise StepError("这张表单已经用过，请从头再填一张")
    return case


def _require_acting(filing: Filing, by: Account, *, agent: bool) -> None:
    if not filing.matter.subject_of(filing.party.subject):
        raise StepError(f"这件事是给{'、'.join(filing.matter.subjects)}的，“{filing.party}”登记的是{filing.party.subject}")
    if agent:
        inside = by.role == Role.WINDOW and scope_of(by).covers(region=filing.region, unit=by.unit.name)
    else:
        inside = filing.party in parties_of(by, clock.today())
    if not inside:
        raise StepError(f"您不能替“{filing.party}”办事；代表单位的人由单位登记，窗口只代办本地区的")


def _require_received(filing: Filing, *, agent: bool) -> None:
    if agent and (filing.way not in RECEIVED or not filing.caller.strip()):
        raise StepError(f"请选是怎么来的（{'、'.join(way.label for way in RECEIVED)}），并写明谁来办的")
    if not agent and (filing.way != Way.ONLINE or filing.caller):
        raise StepError("只有窗口代录窗口、电话和邮寄来的")


def _filed(filing: Filing, by: Account, *, agent: bool) -> Case:
    matter, today = filing.matter, filing.on or clock.today()
    if today > clock.today():
        raise StepError(f"{today}还没有到，提交的日子应不晚于今天{clock.today()}")
    found = verdict(matter, filing.party.subject, filing.answers, filing.region, today)
    require_met(found, matter, filing.party.subject)
    asked = asked_in(matter, filing.region, today)
    units = taken_by(matter, filing.region, today)
    if not units:
        raise NobodyError("文件没有写明这件事由哪个单位受理，本地也还没有登记，请先问当地政务服务中心")
    if len(matter.limits) > 1 and filing.item not in matter.limits:
        raise NotMetError(f"请先选办哪一项：{'、'.join(matter.limits)}")
    files = held_in(filing.token, by)
    attached = {file.paper for file in files} & set(asked.papers)
    papers = _papers(filing, asked, today, attached)
    pledges = {name: day.isoformat() for name, day in filing.pledges.items() if name not in papers}
    unit, *others = units_of(units).values() if len(units) == 1 else [units_of(units)[name] for name in units]
    case = Case.objects.create(
        token=filing.token,
        service=matter.id,
        document=matter.document.id,
        clause=matter.instrument.quote.clause,
        program=shelf().program.fingerprint,
        title=matter.title[:200],
        item=filing.item,
        terms=_terms(matter, asked, filing.item),
        party=filing.party,
        applicant=by,
        agent=by if agent else None,
        way=filing.way,
        caller=filing.caller.strip()[:40],
        unit=unit,
        region=filing.region,
        answers=dict(filing.answers),
        papers=papers,
        pledges=pledges,
        amount=found.amount,
        filed_on=today,
    )
    details = {
        "parts": [one.name for one in others],
        "path": case.terms["path"],
        "pledged": list(pledges),
        "in_place": [name for name, text in papers.items() if text == PLEDGED],
        "amount": found.amount,
        "files": described(move_into(case, files)),
    }
    if matter.take:
        details["take"] = True
    event = Event.objects.create(case=case, number=1, kind=Kind.FILED, account=by, happened_on=today, details=details)
    openings = [(Task.MAIN, "", unit, case.terms["limit"], today)]
    openings += [(Task.TAKE, "", unit, matter.take, today)] if matter.take else []
    openings += [(Task.PART, "", one, case.terms["limit"], today) for one in others]
    openings += [(Task.PLEDGE, name, unit, day, today) for name, day in pledges.items()]
    open_duties(case, openings, by)
    tell(case, event)
    record_event(case, event)
    return case


def require_met(found: Verdict, matter: Matter, party: str) -> None:
    """BarredError, NotMetError. Where something is unknown that no answer settles, the unit looks at it."""
    if found.status == "barred":
        raise BarredError(found.bans)
    if found.lost_to:
        raise NotMetError(f"已可得“{found.lost_to}”，按文件不重复享受，不能再领这一项")
    if found.status == "no":
        failed = "；".join(one.text for one in found.held if one.holds == "no")
        raise NotMetError(f"要求是：{failed}。按所填的不符合")
    asks = {fact.name for fact in matter.facts_of(party)}
    if missing := [name for name in found.missing if name in asks]:
        raise NotMetError(f"还要知道：{'、'.join(missing)}")


def _papers(filing: Filing, asked: Asked, today: date, attached: set[str]) -> dict[str, str]:
    given = {name: text.strip() for name, text in filing.papers.items() if text.strip()}
    given |= {name: ATTACHED for name in attached if name not in given}
    given |= {name: PLEDGED for name in filing.in_place if name not in given}
    if strange := sorted({*given, *filing.pledges} - set(asked.papers)):
        raise PaperError(f"清单上没有“{'、'.join(strange)}”，不用交，也不得索要")
    for name in filing.in_place:
        if asked.papers[name] != "pledge":
            raise PaperError(f"“{name}”不能用承诺书代替，{STANDS[asked.papers[name]]}")
    for name, day in filing.pledges.items():
        if asked.papers[name] != "late":
            raise PaperError(f"“{name}”不能容缺，{STANDS[asked.papers[name]]}")
        if day <= today:
            raise PaperError(f"“{name}”承诺补交的日子{day}应在今天{today}之后")
    if missing := [name for name in asked.papers if name not in given and name not in filing.pledges]:
        late = [name for name in missing if asked.papers[name] == "late"]
        hint = f"；其中{'、'.join(late)}可以承诺后补" if late else ""
        raise PaperError(f"还缺：{'、'.join(missing)}{hint}")
    return given


def _terms(matter: Matter, asked: Asked, item: str) -> dict[str, Any]:
    """What the texts and the place's guide said when the case was filed: it is worked by these."""
    path = []
    if matter.publishes or asked.publish:
        path.append("publish")
    if matter.pays:
        path.append("pay")
    if matter.checks or asked.check_within:
        path.append("check")
    return {
        "papers": list(asked.papers.items()),
        "own_papers": list(matter.papers),
        "own_publish": matter.publishes,
        "guide": asked.source,
        "publish": asked.publish or "",
        "check": asked.check_within or "",
        "path": path,
        "limit": matter.limits.get(item) or next(iter(matter.limits.values()), ""),
        "grounds": [_quoted(quote) for quote in matter.grounds],
    }


def _quoted(quote: Quote) -> dict[str, Any]:
    return {"document": quote.document, "clause": quote.clause, "words": list(quote.words)}


def open_duties(case: Case, openings: list[tuple[str, str, Unit, str, date]], by: Account | None) -> None:
    """Open a row for each: task, paper, unit, limit, start. The party's name stays out of the title: it stands in its own column."""
    clause = Clause(case.document, case.clause, case.program)
    earlier = case.duties.count()
    rows = open_rows(
        [
            Opening(
                REGISTER,
                f"{case.pk}:{earlier + number}",
                f"{case.title}（{Task(task).label}{'：' if about else ''}{about}）"[:300] if task != Task.MAIN else case.title,
                unit,
                case.region,
                limit,
                start,
                case.party,
                instrument=case.service,
                clause=clause,
            )
            for number, (task, about, unit, limit, start) in enumerate(openings)
        ],
        by=by,
    )
    Duty.objects.bulk_create(
        [Duty(case=case, row=row, task=task, about=about) for row, (task, about, *_) in zip(rows, openings, strict=True)]
    )
