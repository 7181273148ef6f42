"""The table of steps, and a case's standing as the fold of its events.

A case's path says which stations come after the approval: publish, pay, check. Those it has not are passed over.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from luodi.desk.cases.errors import StepError
from luodi.desk.cases.models import Event, Kind, State

ONWARD = "onward"
LIVE = (State.HANDLING, State.WAITING, State.PUBLISHED, State.PAYING)
LEADS: Mapping[str, Mapping[str, str]] = {
    Kind.TAKEN: {State.HANDLING: State.HANDLING},
    Kind.AGREED: {State.HANDLING: State.HANDLING},
    Kind.OBJECTED: {State.HANDLING: State.HANDLING},
    Kind.ASKED: {State.HANDLING: State.WAITING},
    Kind.SUPPLIED: {State.WAITING: State.HANDLING},
    Kind.DELIVERED: {state: state for state in (State.HANDLING, State.WAITING, State.PUBLISHED, State.PAYING, State.DONE)},
    Kind.CORRECTED: {State.HANDLING: State.HANDLING},
    Kind.HELD: {state: state for state in LIVE},
    Kind.RELEASED: {state: state for state in LIVE},
    Kind.EXTENDED: {State.HANDLING: State.HANDLING},
    Kind.APPROVED: {State.HANDLING: ONWARD},
    Kind.REFUSED: {State.HANDLING: State.REFUSED},
    Kind.CLEARED: {State.PUBLISHED: ONWARD},
    Kind.CONTESTED: {State.PUBLISHED: State.HANDLING},
    Kind.PREPARED: {State.PAYING: State.PAYING},
    Kind.PAID: {State.PAYING: ONWARD},
    Kind.RETURNED: {State.PAYING: State.PAYING},
    Kind.CHECKED: {State.DONE: State.DONE},
    Kind.REOPENED: dict.fromkeys((State.PUBLISHED, State.PAYING, State.DONE, State.REFUSED), State.HANDLING),
    Kind.WITHDRAWN: dict.fromkeys((State.HANDLING, State.WAITING, State.PUBLISHED), State.WITHDRAWN),
}
TAKING = (Kind.TAKEN, Kind.ASKED, Kind.APPROVED, Kind.REFUSED)
WITH_REASON = frozenset(
    {Kind.OBJECTED, Kind.ASKED, Kind.EXTENDED, Kind.REFUSED, Kind.CONTESTED, Kind.RETURNED, Kind.REOPENED, Kind.CHECKED}
)
STATIONS: Mapping[str, str] = {"publish": State.PUBLISHED, "pay": State.PAYING}
AFTER: Mapping[str, tuple[str, ...]] = {Kind.APPROVED: ("publish", "pay"), Kind.CLEARED: ("pay",), Kind.PAID: ()}


@dataclass(frozen=True, slots=True)
class Standing:
    """`parts` maps each other unit's name to open, agreed or objected; `asked` the papers of the one supplement, None before it.

    `holders` maps a unit's name to the account of its officer who has taken the case; where none has, it is the unit's.
    `owed` are the papers pledged and not yet delivered; `maker` the account that wrote the order; `paid`, `checked` what is over.
    `untaken`: the text sets a limit for taking it in, and nobody has done so yet; to ask for papers or to answer takes it in as well.
    """

    state: str = State.HANDLING
    path: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    holders: Mapping[str, int] = field(default_factory=dict)
    asked: tuple[str, ...] | None = None
    owed: tuple[str, ...] = ()
    amount: int | None = None
    maker: int | None = None
    paid: bool = False
    checked: bool = False
    untaken: bool = False

    @property
    def open_parts(self) -> tuple[str, ...]:
        return tuple(name for name, stands in self.parts.items() if stands == "open")

    @property
    def objections(self) -> tuple[str, ...]:
        return tuple(name for name, stands in self.parts.items() if stands == Kind.OBJECTED)


def fold(events: Iterable[Event]) -> Standing:
    """The standing after all events. StepError where one is not lawful."""
    standing = Standing()
    for event in events:
        standing = after(standing, event.kind, event.details, event.unit.name if event.unit else "", event.account_id)
    return standing


def after(standing: Standing, kind: str, details: Mapping[str, Any], unit: str = "", account: int | None = None) -> Standing:
    """The standing after one more step. StepError says why it cannot be taken now."""
    if kind == Kind.FILED:
        parts = dict.fromkeys(details["parts"], "open")
        untaken = details.get("take", False)
        return Standing(path=tuple(details["path"]), parts=parts, owed=tuple(details["pledged"]), amount=details["amount"], untaken=untaken)
    if why := refused(standing, kind, unit=unit, account=account):
        raise StepError(why)
    state = LEADS[kind][standing.state]
    new = replace(
        standing,
        state=_onward(standing, kind) if state == ONWARD else state,
        untaken=standing.untaken and kind not in TAKING,
    )
    match kind:
        case Kind.AGREED | Kind.OBJECTED:
            return replace(new, parts={**standing.parts, unit: kind})
        case Kind.HELD if account is not None:
            return replace(new, holders={**standing.holders, unit: account})
        case Kind.RELEASED:
            return replace(new, holders={name: holder for name, holder in standing.holders.items() if name != unit})
        case Kind.ASKED:
            return replace(new, asked=tuple(details["papers"]))
        case Kind.DELIVERED | Kind.SUPPLIED:
            return replace(new, owed=tuple(name for name in standing.owed if name not in details["papers"]))
        case Kind.CORRECTED | Kind.APPROVED:
            return replace(new, amount=details["amount"])
        case Kind.PREPARED | Kind.RETURNED:
            return replace(new, maker=account if kind == Kind.PREPARED else None)
        case Kind.PAID:
            return replace(new, paid=True)
        case Kind.CHECKED:
            return replace(new, checked=True)
        case Kind.REOPENED | Kind.CONTESTED:
            return replace(new, parts=dict.fromkeys(standing.parts, "open"), maker=None)
    return new


def refused(standing: Standing, kind: str, *, unit: str = "", account: int | None = None) -> str:
    """Why a step cannot be taken now; empty where it can. `unit` is whose part, `account` who would take it."""
    if standing.state not in LEADS.get(kind, {}):
        return f"这件现在是“{State(standing.state).label}”，不能“{Kind(kind).label}”"
    match kind:
        case Kind.TAKEN if not standing.untaken:
            return "文件没有另定受理的期限，或已经受理"
        case Kind.AGREED | Kind.OBJECTED if standing.parts.get(unit) != "open":
            return f"“{unit}”没有还没办的那一部分，或已经办过了"
        case Kind.HELD if unit in standing.holders and standing.holders[unit] == account:
            return "这件已经由您承办"
        case Kind.RELEASED if not standing.holders or account is not None and standing.holders.get(unit) != account:
            return "这件不是您承办的"
        case Kind.ASKED if standing.asked is not None:
            return "补正只能一次性告知，这件已经告知过了"
        case Kind.DELIVERED if not standing.owed:
            return "没有承诺后补的材料"
        case Kind.CORRECTED if set(standing.parts.values()) - {"open"}:
            return "已有部门办过，不能再更正所填；可以撤回后重新提交"
        case Kind.APPROVED | Kind.REFUSED if standing.open_parts:
            return f"还有部门没有办完：{'、'.join(standing.open_parts)}，都办完才能作决定"
        case Kind.APPROVED if standing.objections:
            return f"{'、'.join(standing.objections)}不同意，不能准予"
        case Kind.PREPARED if standing.maker is not None:
            return "已经制过单，等另一位复核"
        case Kind.PAID | Kind.RETURNED if standing.maker is None:
            return "还没有制单"
        case Kind.PAID if standing.maker == account:
            return "制单的人不能自己复核，请另一位经办复核"
        case Kind.CHECKED if "check" not in standing.path or standing.checked:
            return "没有要做的事后核查，或已经查过"
        case Kind.REOPENED if standing.paid:
            return "钱已经付了，不能撤销重办"
    return ""


def lawful(standing: Standing) -> list[Kind]:
    """The steps that can be taken now, in the table's order, whoever takes them."""
    mine = next(iter(standing.open_parts), "")
    return [Kind(kind) for kind in LEADS if not refused(standing, kind, unit=mine)]


def _onward(standing: Standing, kind: str) -> str:
    """The next station of the path; done where none is left."""
    return next((STATIONS[name] for name in AFTER[kind] if name in standing.path), State.DONE)
