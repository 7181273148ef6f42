"""All that writes cases: filing, each unit's part, the one supplement, the answer, withdrawal; the ledger last."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from luodi.desk import clock
from luodi.desk.cases.errors import BarredError, CaseError, NobodyError, NotMetError, PaperError, StepError
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.models import Case, Event, Kind
from luodi.desk.cases.places import Taken, taken_in, units_of
from luodi.desk.cases.rule import Verdict, verdict
from luodi.desk.cases.steps import WITH_REASON, Standing, after, fold
from luodi.desk.ledger.actions import Act, Clause, named, record
from luodi.desk.outbox.actions import notify
from luodi.desk.parties.models import Account, Enterprise, Unit
from luodi.desk.parties.queries import officers_of
from luodi.desk.portal.library import shelf
from luodi.desk.registers.actions import Opening, open_rows, take_steps
from luodi.desk.registers.actions import Taken as Step
from luodi.desk.registers.models import Kind as RowKind
from luodi.desk.registers.models import Row
from luodi.desk.registers.models import State as RowState
from luodi.places.units import Units

REGISTER = "case"


@transaction.atomic
def file_case(
    matter: Matter,
    enterprise: Enterprise,
    region: str,
    answers: Mapping[str, str],
    papers: Mapping[str, str],
    *,
    by: Account,
    agent: Account | None = None,
    pledged: Iterable[str] = (),
    item: str = "",
    on: date | None = None,
) -> Case:
    """File for an enterprise, on the day on which it asked; each unit's part gets its row and its clock.

    BarredError where a ban forbids to demand this here, NotMetError where a condition fails or is open, PaperError where a paper is
    missing or on no list, NobodyError where nobody takes it here.
    """
    on = on or clock.today()
    _require_rule(verdict(matter, answers, region, on), matter)
    taken = taken_in(matter, region, on)
    if not taken.units:
        raise NobodyError("文件没有写明这件事由哪个单位受理，本地也还没有登记，请先问当地政务服务中心")
    if matter.limits and len(matter.limits) > 1 and item not in matter.limits:
        raise NotMetError(f"请先选办哪一项：{'、'.join(matter.limits)}")
    pledged = list(pledged)
    _require_papers(matter, taken, papers, pledged)
    units = units_of(taken.units, Units.load(shelf().regions.folder.parent / "units", shelf().regions))
    limit = matter.limits.get(item) or next(iter(matter.limits.values()), "")
    case = Case.objects.create(
        service=matter.id,
        document=matter.document.id,
        clause=matter.instrument.quote.clause,
        program=shelf().program.fingerprint,
        title=matter.title[:200],
        item=item,
        limit=limit,
        enterprise=enterprise,
        applicant=by,
        agent=agent,
        unit=units[taken.units[0]],
        region=region,
        parts=list(taken.units),
        answers=dict(answers),
        papers={name: text.strip() for name, text in papers.items() if text.strip()},
        pledged=pledged,
        filed_on=on,
    )
    case.units.set(units.values())
    event = Event.objects.create(case=case, number=1, kind=Kind.FILED, account=agent or by, happened_on=on, details={"parts": case.parts})
    clause = Clause(case.document, case.clause, case.program)
    openings = [
        _opening(case, units[name], clause, limit, f"{case.pk}:{units[name].pk}", f"{case} · {enterprise.name}") for name in taken.units
    ]
    openings += [
        _opening(case, case.unit, clause, "", f"{case.pk}:pledge:{n}", f"{case} 容缺补交：{name}") for n, name in enumerate(pledged)
    ]
    open_rows(openings, by=agent or by)
    for officer in officers_of(case.unit):
        notify(
            f"case:{case.pk}:filed:{officer.login}",
            f"新办件：{case.title}"[:200],
            f"{enterprise.name}提交。",
            account=officer.login,
            link=f"/cases/{case.pk}/",
            about="case",
        )
    _record(case, event)
    return case


def _opening(case: Case, unit: Unit, clause: Clause, limit: str, key: str, title: str) -> Opening:
    return Opening(
        REGISTER, key, title[:300], unit, case.region, limit, case.filed_on, case.enterprise, instrument=case.service, clause=clause
    )


def _require_rule(found: Verdict, matter: Matter) -> None:
    if found.status == "barred":
        raise BarredError(found.bans)
    if found.status == "unknown":
        raise NotMetError(f"还要知道：{'、'.join(found.missing) or '文件没有说清的一项条件'}")
    if found.status == "no":
        failed = "；".join(one.text for one in found.held if one.holds == "no")
        raise NotMetError(f"“{matter.title}”要求：{failed}，按所答的不符合")


def _require_papers(matter: Matter, taken: Taken, papers: Mapping[str, str], pledged: list[str]) -> None:
    if strange := sorted({*papers, *pledged} - set(taken.papers)):
        raise PaperError(f"清单上没有“{'、'.join(strange)}”，不用交，也不得索要")
    missing = [name for name in taken.papers if not papers.get(name, "").strip() and name not in pledged]
    if missing:
        hint = f"；这件事可以容缺（{matter.tolerates}），缺的可以承诺后补" if matter.tolerates else ""
        raise PaperError(f"还缺：{'、'.join(missing)}{hint}")
    if pledged and not matter.tolerates:
        raise PaperError(f"文件没有说这件事可以容缺，{'、'.join(pledged)}要先交齐")


def may(account: Account, case: Case, kind: str) -> str:
    """The unit for which this account may take such a step, its own name for the applicant; empty where it may not."""
    if kind in (Kind.SUPPLIED, Kind.WITHDRAWN):
        acting = account.memberships.filter(enterprise=case.enterprise_id).exists()
        return account.name if acting or account.pk == case.agent_id else ""
    if account.unit is None or account.role != "official":
        return ""
    lead = case.parts[0]
    if kind in (Kind.AGREED, Kind.OBJECTED):
        return account.unit.name if account.unit.name in case.parts else ""
    return lead if account.unit.name == lead else ""


@transaction.atomic
def take_step(
    case: Case | int,
    kind: str,
    *,
    by: Account,
    text: str = "",
    papers: Mapping[str, str] | Iterable[str] = (),
    ground: int | None = None,
    seen: int | None = None,
) -> Case:
    """Take one step: `papers` are the names asked for, or the texts supplied; `ground` is which of the matter's words a refusal quotes.

    StepError where this account may not, the table does not allow it, a reason is missing, or something happened since `seen` events.
    """
    case = (
        Case.objects.select_for_update(of=("self",)).select_related("unit", "enterprise").get(pk=case if isinstance(case, int) else case.pk)
    )
    events = list(case.events.select_related("unit").order_by("number"))
    if seen is not None and seen != len(events):
        raise StepError("这件在您打开之后有了新的变动，请先看一看再办")
    if kind == Kind.FILED or not may(by, case, kind):
        raise StepError(f"您不能对这件办“{Kind(kind).label}”")
    if kind in WITH_REASON and not text.strip():
        raise StepError(f"“{Kind(kind).label}”要写明理由")
    standing = fold(events)
    details = _details(case, kind, papers, ground, standing)
    unit = by.unit if kind in (Kind.AGREED, Kind.OBJECTED) else None
    new = after(standing, kind, details, unit.name if unit else "")
    if kind == Kind.SUPPLIED:
        case.papers |= {name: given.strip() for name, given in dict(papers).items()}
    event = Event.objects.create(
        case=case, number=len(events) + 1, kind=kind, account=by, unit=unit, happened_on=clock.today(), text=text.strip(), details=details
    )
    case.state = new.state
    case.save(update_fields=["state", "papers"])
    _move_rows(case, kind, unit, by, text)
    _tell(case, event)
    _record(case, event)
    return case


def _details(case: Case, kind: str, papers: Mapping[str, str] | Iterable[str], ground: int | None, standing: Standing) -> dict[str, object]:
    listed = taken_in(matter_of(case), case.region, case.filed_on).papers
    if kind == Kind.ASKED:
        names = list(dict.fromkeys(papers))
        if not names or set(names) - set(listed):
            raise PaperError(f"补正只能要清单上的材料：{'、'.join(listed) or '清单上没有材料，什么也不得索要'}")
        return {"papers": names}
    if kind == Kind.SUPPLIED:
        given = {name for name, text in dict(papers).items() if text.strip()}
        if standing.asked is not None and (lacking := [name for name in standing.asked if name not in given]):
            raise PaperError(f"还缺：{'、'.join(lacking)}")
        if strange := given - set(listed):
            raise PaperError(f"清单上没有“{'、'.join(sorted(strange))}”，不用交")
        return {"papers": sorted(given)}
    if kind == Kind.REFUSED:
        grounds = matter_of(case).grounds
        if ground is None or not 0 <= ground < len(grounds):
            raise StepError("不予办理要指明依据文件里的哪一句话")
        quote = grounds[ground]
        return {"document": quote.document, "clause": quote.clause, "words": list(quote.words)}
    return {}


def matter_of(case: Case) -> Matter:
    """The matter a case is about; CaseError where the library no longer holds it."""
    if case.service not in matters():
        raise CaseError(f"政策文件里已没有“{case.title}”这一项，请管理员看一看")
    return matters()[case.service]


def rows_of(case: Case) -> list[Row]:
    """The rows of its parts, and of papers pledged."""
    return list(Row.objects.filter(register=REGISTER, key__startswith=f"{case.pk}:").select_related("unit").order_by("id"))


def _move_rows(case: Case, kind: str, unit: Unit | None, by: Account, text: str) -> None:
    """What a step does to the clocks: a part's ends, a supplement stops all, an answer or withdrawal closes what is left."""
    rows = [row for row in rows_of(case) if row.state in (RowState.OPEN, RowState.PAUSED)]
    parts = [row for row in rows if ":pledge:" not in row.key]
    if kind in (Kind.AGREED, Kind.OBJECTED):
        steps = [Step(row.pk, RowKind.DONE, by, text=text) for row in parts if row.unit_id == unit.pk]
    elif kind == Kind.ASKED:
        steps = [Step(row.pk, RowKind.PAUSED, by, text=f"一次性告知补正：{text}") for row in parts]
    elif kind == Kind.SUPPLIED:
        steps = [Step(row.pk, RowKind.RESUMED, by) for row in parts if row.state == RowState.PAUSED]
    elif kind in (Kind.WITHDRAWN, Kind.REFUSED):
        steps = [Step(row.pk, RowKind.WITHDRAWN, by, text=Kind(kind).label) for row in rows]
    else:
        steps = []
    if steps:
        take_steps(steps)


def _tell(case: Case, event: Event) -> None:
    """The firm hears what was asked of it and what was decided; the lead when all parts are in."""
    if event.kind in (Kind.ASKED, Kind.GRANTED, Kind.REFUSED):
        body = {
            Kind.ASKED: f"请补：{'、'.join(event.details.get('papers', ()))}。{event.text}",
            Kind.GRANTED: f"“{case.title}”已办成。{event.text}",
            Kind.REFUSED: f"“{case.title}”未予办理，理由和救济途径见办件里的告知书。",
        }[event.kind]
        title = f"办件{case.pk}：{Kind(event.kind).label}"
        notify(f"case:{case.pk}:{event.number}", title, body, enterprise=case.enterprise, link=f"/cases/{case.pk}/", about="case")


def _record(case: Case, event: Event) -> None:
    clause = Clause(case.document, case.clause, case.program)
    details = {"event": event.number, **event.details}
    record(Act(f"cases.{event.kind}", named(case), named(event.account), named(case.enterprise), details, event.happened_on, clause))
