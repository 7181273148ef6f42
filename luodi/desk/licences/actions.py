"""All that writes licences: a list entered by the unit that issued them, each a row of the register; another last day opens another row."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from luodi.desk import clock
from luodi.desk.ledger.actions import Clause
from luodi.desk.licences.errors import LicenceError
from luodi.desk.licences.keeping import REGISTER
from luodi.desk.licences.lists import Aside, Listed
from luodi.desk.licences.models import Licence
from luodi.desk.licences.validity import hangs_on
from luodi.desk.parties.models import Account, Party, Role
from luodi.desk.parties.queries import scope_of
from luodi.desk.portal.library import shelf
from luodi.desk.registers.actions import Opening, Taken, open_rows, take_steps
from luodi.desk.registers.models import Kind, Row


@dataclass(frozen=True, slots=True)
class Entered:
    """How many were new, how many got another last day, how many stood already; which lines were set aside."""

    new: int
    changed: int
    same: int
    aside: tuple[Aside, ...]


@transaction.atomic
def enter_licences(listed: Iterable[Listed], *, by: Account) -> Entered:
    """Keep licences for the firms that hold them, as issued by the officer's unit. LicenceError for an account that issues none."""
    if by.role != Role.OFFICIAL or by.unit is None:
        raise LicenceError("许可证由发证单位的经办登记")
    listed = list(listed)
    firms, there = _firms(listed, by), _there(listed)
    aside, changed, fresh = [], [], []
    for one in listed:
        firm, known = firms.get(one.holder), there.get((one.type.name, one.number))
        if firm is None:
            aside.append(Aside(one.line.number, f"本地区没有登记“{one.holder}”，请写企业的全称或统一社会信用代码"))
        elif known is None:
            fresh.append((one, firm))
        elif known.unit_id != by.unit_id or known.party_id != firm.pk:
            aside.append(Aside(one.line.number, "这个号码已登记在别的发证单位或别的企业名下"))
        elif known.last_day != one.last_day:
            changed.append((one, firm))
    earlier = {key: known.row_id for key, known in there.items()}
    rows = _open([*changed, *fresh], earlier, by)
    for one, _ in changed:
        known = there[(one.type.name, one.number)]
        old, known.last_day, known.row = known.row_id, one.last_day, rows[_key(one, earlier)]
        known.save(update_fields=["last_day", "row"])
        take_steps([Taken(old, Kind.WITHDRAWN, by, text=f"到期日改登记为{one.last_day}")])
    Licence.objects.bulk_create(
        [
            Licence(
                type=one.type.name,
                number=one.number,
                last_day=one.last_day,
                party=firm,
                unit=by.unit,
                region=firm.region,
                row=rows[_key(one, earlier)],
            )
            for one, firm in fresh
        ]
    )
    return Entered(len(fresh), len(changed), len(listed) - len(fresh) - len(changed) - len(aside), tuple(aside))


def _key(one: Listed, earlier: Mapping[tuple[str, str], int]) -> str:
    """The licence, the row it had before, and its own last day, which its row is reckoned from."""
    return f"{one.type.name}:{one.number}:{earlier.get((one.type.name, one.number), 0)}:{one.last_day.isoformat()}"


def _firms(listed: Iterable[Listed], by: Account) -> Mapping[str, Party]:
    named = {one.holder for one in listed if one.holder}
    found: dict[str, Party] = {}
    within = scope_of(by)
    for firm in Party.objects.filter(Q(name__in=named) | Q(code__in=named)).order_by("id"):
        if within.covers(region=firm.region, unit=by.unit.name):
            found |= {firm.name: firm, firm.code: firm}
    return found


def _there(listed: Iterable[Listed]) -> Mapping[tuple[str, str], Licence]:
    kept = Licence.objects.select_for_update().filter(number__in={one.number for one in listed})
    return {(one.type, one.number): one for one in kept}


def _open(listed: Iterable[tuple[Listed, Party]], earlier: Mapping[tuple[str, str], int], by: Account) -> Mapping[str, Row]:
    """A row for each, by its key."""
    openings = []
    for one, firm in listed:
        limit, benefit = hangs_on(one.type, one.last_day, {"注册地": firm.region, **one.answers}, clock.today())
        quote = shelf().instruments[benefit].quote
        openings.append(
            Opening(
                REGISTER,
                _key(one, earlier),
                f"{one.type.name} {one.number}",
                by.unit,
                firm.region,
                limit,
                party=firm,
                instrument=benefit,
                clause=Clause(quote.document, quote.clause, shelf().program.fingerprint),
            )
        )
    return {row.key: row for row in open_rows(openings, by=by)}
