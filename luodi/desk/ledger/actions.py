"""All that writes into the ledger: `record`, within the caller's transaction."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, date
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from luodi.desk import clock
from luodi.desk.ledger.errors import OutsideError, UnplainError
from luodi.desk.ledger.models import Entry, Head, canonical, digest
from luodi.desk.parties.classes import Reading


@dataclass(frozen=True, slots=True)
class Clause:
    """Under which words something is done: the document's id, the clause's path, the fingerprint of the policies as they then were."""

    document: str = ""
    path: str = ""
    program: str = ""


NO_CLAUSE = Clause()
_system: ContextVar[str] = ContextVar("system", default="")


@dataclass(frozen=True, slots=True)
class Act:
    """What one line says. `happened_on` is the day of the act, the site's where none is given; details are plain data without floats."""

    act: str
    subject: str
    actor: str = ""
    acting_for: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    happened_on: date | None = None
    clause: Clause = NO_CLAUSE


def named(row: Model | None) -> str:
    """A row as the ledger names it: parties.account:12; nobody is empty."""
    return f"{row._meta.label_lower}:{row.pk}" if row is not None else ""


@contextmanager
def through(system: str) -> Iterator[None]:
    """Every line written meanwhile says through which system (`api.token:3`) the actor acted."""
    held = _system.set(system)
    try:
        yield
    finally:
        _system.reset(held)


def record(*acts: Act) -> list[Entry]:
    """Write one line for each act, after the last line there is. Outside a transaction OutsideError: an act and its line are one.

    The head's row is held until the transaction ends, so writers at one moment queue and the chain stays one.
    """
    if not connection.in_atomic_block:
        raise OutsideError("台账只能与所记的事写在同一个事务里，请放进 transaction.atomic()")
    if not acts:
        return []
    head = Head.objects.select_for_update().get(id=1)
    now = clock.now().astimezone(UTC)
    entries = []
    for act in acts:
        entry = Entry(
            number=head.number + 1,
            actor=act.actor,
            acting_for=act.acting_for,
            act=act.act,
            subject=act.subject,
            details=_details(act),
            happened_on=act.happened_on or clock.today(),
            recorded_at=now,
            document=act.clause.document,
            clause=act.clause.path,
            program=act.clause.program,
            previous=head.hash,
        )
        _require_short(entry)
        entry.hash = digest(entry)
        head.number, head.hash = entry.number, entry.hash
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=500)
    head.save(update_fields=["number", "hash"])
    return entries


@transaction.atomic
def record_reading(reading: Reading) -> None:
    """Write that somebody read personal data plainly: whose and which fields, never what they said."""
    actor = f"parties.account:{reading.account}" if reading.account is not None else ""
    record(Act("read", reading.subject, actor, details={"fields": list(reading.fields)}))


def _details(act: Act) -> str:
    if found := _float(act.details):
        raise UnplainError(f"台账“{act.act}”的详情里有小数{found}，应写成整数或文字，例如金额写成分")
    try:
        return canonical({**act.details, **({"through": system} if (system := _system.get()) else {})})
    except (TypeError, ValueError) as error:
        raise UnplainError(f"台账“{act.act}”的详情不是能写成 JSON 的数据：{error}") from None


def _float(value: object) -> str:
    if isinstance(value, float):
        return str(value)
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return next(filter(None, map(_float, inner)), "")


def _require_short(entry: Entry) -> None:
    """SQLite would keep a text that PostgreSQL refuses."""
    for column in Entry._meta.concrete_fields:
        value = getattr(entry, column.attname)
        if column.max_length and len(value) > column.max_length:
            raise UnplainError(f"台账“{entry.act}”的“{column.verbose_name}”有 {len(value)} 个字，应不多于 {column.max_length} 个")
