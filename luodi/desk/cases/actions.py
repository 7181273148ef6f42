"""All that happens to a case after its filing: who may, is the step allowed, write; the clocks with it, the ledger last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from luodi.desk import clock
from luodi.desk.cases.acting import OF_UNITS, unit_for
from luodi.desk.cases.errors import CaseError, PaperError, StepError
from luodi.desk.cases.files import ATTACHED, described, keeping
from luodi.desk.cases.filing import open_duties, require_met
from luodi.desk.cases.matters import Matter, matters
from luodi.desk.cases.models import Case, Event, Kind, PaperFile, Payment, State, Task
from luodi.desk.cases.places import require_lawful_words, units_of
from luodi.desk.cases.pots import require_left
from luodi.desk.cases.rule import verdict
from luodi.desk.cases.steps import TAKING, WITH_REASON, Standing, after, fold, refused
from luodi.desk.cases.telling import record_event, tell
from luodi.desk.parties.models import Account
from luodi.desk.registers.actions import Taken, take_steps
from luodi.desk.registers.models import Kind as RowKind
from luodi.desk.registers.models import Row
from luodi.desk.registers.models import State as RowState

LIVE = (RowState.OPEN, RowState.PAUSED)
ANSWERS = (Kind.APPROVED, Kind.REFUSED)


@dataclass(frozen=True, slots=True)
class Step:
    """One step on a case. `papers` maps papers asked for or supplied to a text; `files` came with them; `answers` are facts as corrected.

    `ground` is which of the case's words a refusal quotes; `amount` what is granted, in fen; `receipt` the bank's number; `extend_by`
    a span (3个工作日). `seen` is the number of events that whoever acts has seen: where another came meanwhile, this one is refused.
    `on` is the day on which it happened, not before the last event; the site's where none is given.
    """

    case: int
    kind: str
    by: Account
    text: str = ""
    papers: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    ground: int | None = None
    amount: int | None = None
    receipt: str = ""
    extend_by: str = ""
    seen: int | None = None
    on: date | None = None
    files: tuple[PaperFile, ...] = ()

    @property
    def day(self) -> date:
        return self.on or clock.today()


@transaction.atomic
def take_step(step: Step) -> Case:
    """Take one step, gives the case as it then stands. StepError, PaperError, NotMetError; EntryError where one demands the unlawful."""
    case = Case.objects.select_for_update(of=("self",)).select_related("unit", "party").get(pk=step.case)
    events = list(case.events.select_related("unit").order_by("number"))
    standing = fold(events)
    unit = unit_for(step.by, case, step.kind, standing) if step.kind in Kind.values and step.kind != Kind.FILED else None
    if unit is None:
        raise StepError(f"“{Kind(step.kind).label if step.kind in Kind.values else step.kind}”不是您能对这件办的，或已经有人在办、办过了")
    if step.seen is not None and step.seen != len(events):
        raise StepError("这件在您打开之后有了新的变动，请先看一看再办")
    if step.kind in WITH_REASON and not step.text.strip():
        raise StepError(f"“{Kind(step.kind).label}”要写明理由")
    if not events[-1].happened_on <= step.day <= clock.today():
        raise StepError(f"{step.day}应不早于上一步的{events[-1].happened_on}，也不晚于今天{clock.today()}")
    if step.files and step.kind not in (Kind.SUPPLIED, Kind.DELIVERED):
        raise StepError(f"“{Kind(step.kind).label}”不带文件")
    part = unit if step.kind in OF_UNITS else ""
    if why := refused(standing, step.kind, unit=part, account=step.by.pk):
        raise StepError(why)
    details = _details(case, step, standing)
    new = after(standing, step.kind, details, part, step.by.pk)
    event = Event.objects.create(
        case=case,
        number=len(events) + 1,
        kind=step.kind,
        account=step.by,
        unit=units_of([part])[part] if part else None,
        happened_on=step.day,
        text=step.text.strip(),
        details=details,
    )
    case.state, case.amount = new.state, new.amount
    if step.kind in (Kind.SUPPLIED, Kind.DELIVERED):
        case.papers |= {name: text.strip() for name, text in step.papers.items() if text.strip()}
    if step.kind == Kind.CORRECTED:
        case.answers |= step.answers
    case.save(update_fields=["state", "amount", "papers", "answers"])
    _pay(case, step, new)
    _move_clocks(case, step, part, new)
    if step.kind == Kind.EXTENDED:
        event.details["to"] = _main_row(case).due.isoformat()
        event.save(update_fields=["details"])
    tell(case, event)
    record_event(case, event)
    return case


def take_step_with(step: Step, uploads: Iterable[tuple[str, UploadedFile]]) -> Case:
    """Take a step that brings files, each with the paper it is: both or neither. FileError besides what `take_step` raises."""
    with keeping(step.by) as keep:
        case = Case.objects.select_for_update().get(pk=step.case)
        files = tuple(keep(upload, paper, case=case) for paper, upload in uploads)
        papers = {**dict.fromkeys((file.paper for file in files), ATTACHED), **step.papers}
        return take_step(replace(step, papers=papers, files=files))


def matter_of(case: Case) -> Matter:
    """The matter a case is about; CaseError where the library no longer holds it."""
    if case.service not in matters():
        raise CaseError(f"政策文件里已没有“{case.title}”这一项，请管理员看一看")
    return matters()[case.service]


def _details(case: Case, step: Step, standing: Standing) -> dict[str, Any]:
    match step.kind:
        case Kind.ASKED:
            return {"papers": _asked(case, step)}
        case Kind.SUPPLIED:
            return {"papers": _supplied(case, step, standing.asked or ()), "files": described(step.files)}
        case Kind.DELIVERED:
            given = _supplied(case, step, ())
            if not set(given) & set(standing.owed):
                raise PaperError(f"请补交：{'、'.join(standing.owed)}")
            return {"papers": given, "files": described(step.files)}
        case Kind.EXTENDED:
            return {"by": step.extend_by.strip(), "from": _last_day(case, step.day).isoformat()}
        case Kind.CORRECTED:
            found = verdict(matter_of(case), case.party.subject, {**case.answers, **step.answers}, case.region, step.day)
            require_met(found, matter_of(case), case.party.subject)
            return {"facts": sorted(step.answers), "amount": found.amount}
        case Kind.APPROVED:
            return {"amount": _granted(case, step, standing)}
        case Kind.REFUSED:
            return _ground(case, step)
        case Kind.CLEARED:
            _require_published(case, step.day)
        case Kind.PAID:
            return {"receipt": _receipt(step)}
    return {}


def _asked(case: Case, step: Step) -> list[str]:
    listed = case.listed
    names = [name for name in listed if name in step.papers]
    if not names or set(step.papers) - set(listed):
        raise PaperError(f"补正只能要清单上的材料：{'、'.join(listed) or '清单上没有材料，什么也不得索要'}")
    require_lawful_words(case.service, step.text)
    return names


def _supplied(case: Case, step: Step, wanted: tuple[str, ...]) -> list[str]:
    given = {name for name, text in step.papers.items() if text.strip()}
    if strange := given - set(case.listed):
        raise PaperError(f"清单上没有“{'、'.join(sorted(strange))}”，不用交")
    if lacking := [name for name in wanted if name not in given]:
        raise PaperError(f"还缺：{'、'.join(lacking)}")
    if not given:
        raise PaperError("请写上要交的材料")
    return sorted(given)


def _main_row(case: Case) -> Row:
    return case.duties.select_related("row").get(task=Task.MAIN).row


def _last_day(case: Case, day: date) -> date:
    """The day until which the case is to be answered, as long as it has not passed: what is late stays late."""
    due = _main_row(case).due
    if due is None:
        raise StepError("这件没有期限，没有可以延的")
    if day > due:
        raise StepError(f"期限{due}已经过了，不能再延")
    return due


def _granted(case: Case, step: Step, standing: Standing) -> int | None:
    """Where the rule gives a sum, that sum; where it gives a ceiling or none, what the officer enters, not above the ceiling."""
    if "pay" not in standing.path:
        return None
    found = verdict(matter_of(case), case.party.subject, case.answers, case.region, case.filed_on)
    if found.amount is not None:
        if step.amount not in (None, found.amount):
            raise StepError("文件把金额定死了，不能另填")
        return found.amount
    if step.amount is None or step.amount <= 0:
        raise StepError("文件没有定死金额，请填准予的金额")
    if found.at_most is not None and step.amount > found.at_most:
        raise StepError(f"文件写的是不超过{found.at_most // 100}元，准予的不能更多")
    return step.amount


def _ground(case: Case, step: Step) -> dict[str, Any]:
    grounds = case.terms["grounds"]
    if step.ground is None or not 0 <= step.ground < len(grounds):
        raise StepError("不予办理要指明依据文件里的哪一句话")
    return dict(grounds[step.ground])


def _require_published(case: Case, day: date) -> None:
    row = case.duties.filter(task=Task.PUBLISH, row__state__in=LIVE).select_related("row").get().row
    if row.due is not None and day <= row.due:
        raise StepError(f"公示到{row.due}，还没有期满")


def _receipt(step: Step) -> str:
    if not step.receipt.strip():
        raise StepError("请填银行回单号")
    return step.receipt.strip()[:80]


def _pay(case: Case, step: Step, new: Standing) -> None:
    """The order is written with the case's row held: of two orders, or two releases, at once one is first and the other is told."""
    match step.kind:
        case Kind.PREPARED:
            require_left(case, new.amount, step.day, ordered=True)
            Payment.objects.create(case=case, amount=new.amount, payee=case.party.name, maker=step.by, made_on=step.day)
        case Kind.RETURNED | Kind.REOPENED:
            Payment.objects.filter(case=case, paid_on=None).delete()
        case Kind.PAID:
            require_left(case, new.amount, step.day, ordered=False)
            paid = {"checker": step.by, "paid_on": step.day, "receipt": _receipt(step)}
            if not Payment.objects.filter(case=case, paid_on=None).update(**paid):
                raise StepError("这一笔已经付过了")


def _move_clocks(case: Case, step: Step, part: str, new: Standing) -> None:
    """What a step does to the rows: a part's ends, a supplement stops those that run, an answer ends all but what comes after it."""
    duties = [
        duty for duty in case.duties.select_related("row__unit").order_by("id") if duty.row.state in LIVE or step.kind == Kind.REOPENED
    ]
    answering = [duty for duty in duties if duty.task in (Task.MAIN, Task.PART)]
    taking = [duty for duty in duties if duty.task == Task.TAKE and step.kind in TAKING]
    taken: list[Taken] = []

    def each(some: list[Any], kind: str, text: str = "", **more: Any) -> None:
        taken.extend(Taken(duty.row_id, kind, step.by, step.day, text, **more) for duty in some)

    match step.kind:
        case Kind.AGREED | Kind.OBJECTED:
            each([duty for duty in answering if duty.task == Task.PART and duty.row.unit.name == part], RowKind.DONE, step.text)
        case Kind.HELD | Kind.RELEASED:
            holder = step.by if step.kind == Kind.HELD else None
            each([duty for duty in duties if duty.row.unit.name == part], RowKind.ASSIGNED, holder=holder)
        case Kind.EXTENDED:
            each([duty for duty in answering if duty.row.state == RowState.OPEN], RowKind.EXTENDED, step.text, extend_by=step.extend_by)
        case Kind.ASKED:
            each([duty for duty in answering if duty.row.state == RowState.OPEN], RowKind.PAUSED, "一次性告知补正")
        case Kind.SUPPLIED:
            each([duty for duty in answering if duty.row.state == RowState.PAUSED], RowKind.RESUMED)
        case Kind.APPROVED:
            each(answering, RowKind.DONE, step.text)
        case Kind.REFUSED:
            each(answering, RowKind.DONE, step.text)
            each([duty for duty in duties if duty.task == Task.PLEDGE], RowKind.WITHDRAWN, "不予办理")
        case Kind.CLEARED:
            each([duty for duty in duties if duty.task == Task.PUBLISH], RowKind.DONE)
        case Kind.PAID:
            each([duty for duty in duties if duty.task == Task.PAY], RowKind.DONE)
        case Kind.CHECKED:
            each([duty for duty in duties if duty.task == Task.CHECK], RowKind.DONE, step.text)
        case Kind.WITHDRAWN:
            each(duties, RowKind.WITHDRAWN, "企业撤回")
        case Kind.REOPENED | Kind.CONTESTED:
            live = [duty for duty in duties if duty.row.state in LIVE and duty.task in (Task.PUBLISH, Task.PAY, Task.CHECK)]
            each(live, RowKind.WITHDRAWN, step.text)
            done = case.duties.filter(task__in=[Task.MAIN, Task.PART], row__state=RowState.DONE)
            each(list(done), RowKind.REOPENED, step.text)
    each(taking, RowKind.DONE)
    if step.kind in (Kind.SUPPLIED, Kind.DELIVERED):
        each([duty for duty in duties if duty.task == Task.PLEDGE and step.papers.get(duty.about, "").strip()], RowKind.DONE)
    take_steps(taken)
    _open_next(case, step, new)


def _open_next(case: Case, step: Step, new: Standing) -> None:
    """What has begun with this step gets its own clock: publication, payment, the check afterwards."""
    if step.kind not in (Kind.APPROVED, Kind.CLEARED, Kind.PAID):
        return
    task, limit = {
        State.PUBLISHED: (Task.PUBLISH, case.terms["publish"]),
        State.PAYING: (Task.PAY, ""),
        State.DONE: (Task.CHECK, case.terms["check"]),
    }[State(new.state)]
    if task != Task.CHECK or "check" in new.path:
        open_duties(case, [(task, "", case.unit, limit, step.day)], step.by)
