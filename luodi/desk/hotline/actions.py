"""All that writes voices: raising one, and each step after it; clocks with it, the ledger last. The ledger never holds what was said."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse

from luodi.desk import clock
from luodi.desk.hotline.desks import desk_in
from luodi.desk.hotline.errors import NobodyError, StepError, WordsError
from luodi.desk.hotline.models import Kind, Rating, Sort, State, Turn, Voice, Way, Word
from luodi.desk.hotline.steps import ASKERS, UNITS, WATCHERS, WITH_WORDS, lawful, led_to
from luodi.desk.ledger.actions import Act, named, record
from luodi.desk.outbox.actions import notify
from luodi.desk.parties.models import PUBLIC_ROLES, Account, Party, Role, Unit
from luodi.desk.parties.queries import officers_of, organisations_of, parties_of, scope_of, supervisors_over
from luodi.desk.registers.actions import Opening, open_rows
from luodi.desk.registers.actions import take_step as take_row_step
from luodi.desk.registers.models import Kind as RowKind
from luodi.desk.registers.models import State as RowState

REGISTER = "voice"
LIVE = (RowState.OPEN, RowState.PAUSED)
RECEIVED = (Way.PHONE, Way.WINDOW, Way.POST)
HANDLERS = (Role.OFFICIAL, Role.WINDOW)


@dataclass(frozen=True, slots=True)
class Raised:
    """What a form says. `token` is the form's own: sent twice it is one voice. `on`: the day, where it is entered later (telephone).

    `way`, `caller`, `phone` are for whoever enters it for another: how it came, from whom, where to call back, as far as that was given.
    """

    token: str
    sort: str
    title: str
    text: str
    region: str
    party: Party | None = None
    on: date | None = None
    way: str = Way.ONLINE
    caller: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One step. `to` is the full name of the unit it is passed to, `twin` the number of the voice it is joined to."""

    voice: int
    kind: str
    by: Account
    text: str = ""
    to: str = ""
    twin: int | None = None
    rating: int | None = None
    solved: bool | None = None
    seen: int | None = None
    on: date | None = None

    @property
    def day(self) -> date:
        return self.on or clock.today()


def raise_voice(raised: Raised, *, by: Account) -> tuple[Voice, bool]:
    """Raise it, for oneself or for somebody who called, came or wrote; gives the voice, and False where this very form was sent before.

    WordsError, NobodyError, StepError.
    """
    if raised.sort not in Sort.values or not raised.title.strip() or not raised.text.strip():
        raise WordsError("请选是咨询、诉求、投诉还是建议，再写一句话和详情")
    if raised.on is not None and raised.on > clock.today():
        raise WordsError(f"{raised.on}还没有到，应不晚于今天{clock.today()}")
    desk = desk_in(raised.region, raised.on)
    if desk is None:
        raise NobodyError("本地还没有登记由谁接听，请先打当地的12345热线")
    _require_raising(raised, by, desk.unit)
    try:
        with transaction.atomic():
            return _raised(raised, by, desk.unit), True
    except IntegrityError:
        if earlier := Voice.objects.filter(token=raised.token, account=by).first():
            return earlier, False
        raise


def _require_raising(raised: Raised, by: Account, desk: Unit) -> None:
    """Firms and persons raise their own; for others the desk's officers and the windows of the region do."""
    if by.role in PUBLIC_ROLES:
        if raised.way != Way.ONLINE or raised.caller or raised.phone:
            raise StepError("电话、窗口、邮寄来的，由接的人代录")
        if raised.party and raised.party not in organisations_of(by, clock.today()):
            raise StepError(f"您不能代表“{raised.party}”")
    elif by.role not in HANDLERS or not scope_of(by).covers(region=raised.region, unit=desk.name):
        raise StepError(f"这里的由“{desk}”和本地的窗口代录，您不能")
    elif raised.way not in RECEIVED:
        raise WordsError(f"请选是怎么来的：{'、'.join(way.label for way in RECEIVED)}")


def _raised(raised: Raised, by: Account, unit: Unit) -> Voice:
    day = raised.on or clock.today()
    voice = Voice.objects.create(
        token=raised.token,
        sort=raised.sort,
        title=raised.title.strip()[:100],
        text=raised.text.strip(),
        account=by,
        agent=None if by.role in PUBLIC_ROLES else by,
        way=raised.way,
        caller=raised.caller.strip()[:40],
        phone=raised.phone.strip()[:20],
        party=raised.party,
        region=raised.region,
        unit=unit,
        raised_on=day,
    )
    word = Word.objects.create(voice=voice, number=1, kind=Kind.RAISED, account=by, unit=unit, happened_on=day)
    _open_turn(voice, by, day)
    _tell(voice, word)
    _record(voice, word)
    return voice


def steps_for(account: Account, voice: Voice) -> list[Kind]:
    """The steps this account may take now."""
    inside = scope_of(account).covers(region=voice.region, unit=voice.unit.name)
    mine = voice.account_id == account.pk or voice.party_id and voice.party in parties_of(account, clock.today())
    allowed: tuple[Kind, ...] = ()
    if account.role in PUBLIC_ROLES:
        allowed = ASKERS if mine else ()
    elif inside and account.role in HANDLERS:
        # The window takes for its own unit only, though it sees all of its region.
        allowed = UNITS if account.unit_id == voice.unit_id or account.role == Role.OFFICIAL else ()
    elif inside and account.role == Role.SUPERVISOR:
        allowed = WATCHERS
    if voice.agent and account.role in HANDLERS and account.unit_id == voice.agent.unit_id:
        # What the asker says on the telephone is entered where the call was taken; nobody rates her own unit.
        allowed += tuple(kind for kind in ASKERS if kind != Kind.RATED or account.unit_id != voice.unit_id)
    return [kind for kind in lawful(voice.state) if kind in allowed]


@transaction.atomic
def take_step(said: Said) -> Voice:
    """Take one step; gives the voice as it then stands. StepError, WordsError."""
    voice = Voice.objects.select_for_update(of=("self",)).select_related("unit", "account", "party").get(pk=said.voice)
    words = list(voice.words.order_by("number"))
    state = led_to(said.kind, voice.state)
    if said.kind not in steps_for(said.by, voice):
        raise StepError(f"“{Kind(said.kind).label}”不是您能对这一件办的")
    if said.seen is not None and said.seen != len(words):
        raise StepError("这一件在您打开之后有了新的变动，请先看一看再办")
    if said.kind in WITH_WORDS and not said.text.strip():
        raise WordsError(f"“{Kind(said.kind).label}”要写明内容或理由")
    if not words[-1].happened_on <= said.day <= clock.today():
        raise StepError(f"{said.day}应不早于上一步的{words[-1].happened_on}，也不晚于今天{clock.today()}")
    had, details = voice.unit, _details(voice, said)
    word = Word.objects.create(
        voice=voice,
        number=len(words) + 1,
        kind=said.kind,
        account=said.by,
        unit=had,
        happened_on=said.day,
        text=said.text.strip(),
        details=details,
    )
    voice.state = state
    _change(voice, said)
    voice.save()
    _move_clocks(voice, said)
    _tell(voice, word)
    _record(voice, word)
    return voice


def _details(voice: Voice, said: Said) -> dict[str, Any]:
    match said.kind:
        case Kind.PASSED:
            return {"to": _receiver(voice, said).name}
        case Kind.JOINED:
            return {"twin": _twin(voice, said).pk}
        case Kind.RATED:
            if said.rating not in Rating.values or said.solved is None:
                raise WordsError("请选一个评价，并说解决了没有")
            return {"rating": said.rating, "solved": said.solved}
    return {}


def _receiver(voice: Voice, said: Said) -> Unit:
    unit = Unit.objects.filter(name=said.to.strip()).first()
    if unit is None:
        raise WordsError(f"没有“{said.to}”这个单位，请写已登记单位的全称")
    # Whoever has passed it on does not get it back: only forwards, so that it stops somewhere.
    if voice.turns.filter(row__unit=unit).exists():
        raise StepError(f"“{unit}”已经办过或转出过这一件，不能再转回去；该谁办说不清的，请督查的人定")
    return unit


def _twin(voice: Voice, said: Said) -> Voice:
    twin = Voice.objects.filter(pk=said.twin, unit=voice.unit, state__in=[State.WAITING, State.HANDLING]).exclude(pk=voice.pk).first()
    if twin is None:
        raise WordsError("请写本单位还在办的另一件的号")
    return twin


def _change(voice: Voice, said: Said) -> None:
    match said.kind:
        case Kind.PASSED:
            voice.unit = _receiver(voice, said)
        case Kind.JOINED:
            voice.joined = _twin(voice, said)
        case Kind.ANSWERED:
            voice.answered_on = voice.answered_on or said.day
        case Kind.RATED:
            voice.rating, voice.solved = said.rating, said.solved


def _open_turn(voice: Voice, by: Account, day: date) -> None:
    """The unit that now has it gets a row, by the limit of the place where one is entered."""
    desk = desk_in(voice.region, day)
    key = f"{voice.pk}:{voice.turns.count()}"
    opening = Opening(REGISTER, key, str(voice), voice.unit, voice.region, desk.limit if desk else "", day, voice.party)
    (row,) = open_rows([opening], by=by)
    Turn.objects.create(voice=voice, row=row)


def _move_clocks(voice: Voice, said: Said) -> None:
    turn = voice.turns.select_related("row").last()
    live = turn.row.state in LIVE
    match said.kind:
        case Kind.ANSWERED if live:
            _step_row(turn, RowKind.DONE, said)
        case Kind.PASSED | Kind.JOINED | Kind.WITHDRAWN if live:
            _step_row(turn, RowKind.WITHDRAWN, said)
        case Kind.REOPENED:
            _step_row(turn, RowKind.REOPENED, said)
        case Kind.PRESSED if live:
            _step_row(turn, RowKind.NOTED, said)
    if said.kind == Kind.PASSED:
        _open_turn(voice, said.by, said.day)


def _step_row(turn: Turn, kind: str, said: Said) -> None:
    take_row_step(turn.row_id, kind, by=said.by, on=said.day, text=Kind(said.kind).label)


def _tell(voice: Voice, word: Word) -> None:
    """The asker of answers and of passing on; the unit of what comes to it; those above of what is opened again."""
    link, key = reverse("hotline:voice", args=[voice.pk]), f"voice:{voice.pk}:{word.number}"
    about = f"voice:{voice.sort}"
    if word.kind in (Kind.TAKEN, Kind.PASSED, Kind.ANSWERED, Kind.JOINED):
        for one in (voice, *voice.twins.select_related("account")):
            where = reverse("hotline:voice", args=[one.pk])
            notify(
                f"{key}:{one.pk}",
                f"{voice}：{word.get_kind_display()}",
                f"现在由{voice.unit}办。",
                account=one.account.login,
                link=where,
                about=about,
            )
    if word.kind in (Kind.RAISED, Kind.PASSED, Kind.PRESSED, Kind.REOPENED):
        told = dict.fromkeys(officers_of(voice.unit))
        if word.kind == Kind.REOPENED:
            told |= dict.fromkeys(supervisors_over(voice.region))
        for one in told:
            notify(f"{key}:{one.login}", f"{word.get_kind_display()}：{voice}", "请看一看。", account=one.login, link=link, about=about)


def _record(voice: Voice, word: Word) -> None:
    firm = f"parties.party:{voice.party_id}" if voice.party_id else ""
    record(Act(f"hotline.{word.kind}", named(voice), named(word.account), firm, {"word": word.number, **word.details}, word.happened_on))
