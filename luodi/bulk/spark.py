"""The same loops inside Spark: a frame of subjects in, a frame of answers out, through `mapInArrow`.

The program goes to the workers as plain data and is made ready there once a process; only the columns it reads are selected.
A row that `luodi bulk` would set aside comes back as one row with the status `rejected` and the reason. Ids that stand twice are not
looked for: that would take a shuffle, and the frame's owner knows whether it can have any.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.batch import Batch
from luodi.bulk.emit import FIRMS, LONG, Emitter, Tally
from luodi.bulk.header import Header, header
from luodi.bulk.plan import Plan
from luodi.bulk.reading import Reject, read_rows
from luodi.places.regions import Regions
from luodi.policy.codec import decode, encode
from luodi.policy.program import Program

REJECTED = "rejected"
BENEFITS = "id string, benefit string, status string, amount long, certain long, possible long, lost_to string, missing string"
SUMS = "id string, certain long, possible long, winners string"
Batches = Iterator[pa.RecordBatch]


@dataclass(frozen=True, slots=True)
class Shipped:
    """All that a worker needs, as plain text: the program, the divisions, the kind of subject, the day, the header's columns."""

    program: str
    divisions: str
    subject: str
    on: str
    columns: tuple[str, ...]
    id: str


def decide_frame(frame: Any, plan: Plan, on: date, id: str | None = None) -> Any:
    """One row for each row of the frame and benefit that is not a no, as in `benefits/` of `luodi bulk`. TableError as there."""
    return _mapped(frame, plan, on, id, _benefits, BENEFITS)


def decide_sums(frame: Any, plan: Plan, on: date, id: str | None = None) -> Any:
    """One row for each row of the frame, as in `firms/` of `luodi bulk`; rows set aside have no sums."""
    return _mapped(frame, plan, on, id, _firms, SUMS)


def _mapped(frame: Any, plan: Plan, on: date, id: str | None, one: Callable[[Shipped, Batches], Batches], schema: str) -> Any:
    head = header(frame.columns, plan, id)
    shipped = _shipped(plan, head, on)
    chosen = frame.select(*["`" + name.replace("`", "``") + "`" for name in head.columns])
    return chosen.mapInArrow(lambda batches: one(shipped, batches), schema)


def _shipped(plan: Plan, head: Header, on: date) -> Shipped:
    regions = plan.regions
    divisions = {"names": regions.names, "codes": regions.codes, "pseudo": sorted(regions.pseudo), "sole": regions.sole}
    texts = json.dumps(encode(plan.program), ensure_ascii=False), json.dumps(divisions, ensure_ascii=False)
    return Shipped(*texts, plan.subject, on.isoformat(), tuple(head.columns), head.id)


@cache
def _plan(program: str, divisions: str, subject: str) -> Plan:
    """The plan on a worker, made once a process."""
    table = json.loads(divisions)
    codes = {name: tuple(found) for name, found in table["codes"].items()}
    regions = Regions(table["names"], codes, frozenset(table["pseudo"]), table["sole"], Path())
    return Plan(decode(Program, json.loads(program)), regions, subject)


def _benefits(shipped: Shipped, batches: Batches) -> Batches:
    for batch, ids, rejects in _decided(shipped, batches):
        found: list[pa.RecordBatch] = []
        emitter = Emitter(batch, ids, lambda rows, kept=found: kept.extend(map(_own, rows.combine_chunks().to_batches())))  # type: ignore[misc]
        for number, one in batch.each():
            emitter.add(number, one)
        emitter.flush()
        yield from found
        if rejects:
            yield _own(pa.RecordBatch.from_pylist([_rejected(reject) for reject in rejects], LONG))


def _firms(shipped: Shipped, batches: Batches) -> Batches:
    for batch, ids, rejects in _decided(shipped, batches):
        tally = Tally(batch.rows)
        for _, one in batch.each():
            tally.add(one)
        yield _own(tally.firms(ids))
        if rejects:
            yield _own(pa.RecordBatch.from_pylist([{"id": reject.id} for reject in rejects], FIRMS))


def _decided(shipped: Shipped, batches: Batches) -> Iterator[tuple[Batch, pa.Array, list[Reject]]]:
    plan = _plan(shipped.program, shipped.divisions, shipped.subject)
    head, first = header(shipped.columns, plan, shipped.id), 1
    for raw in batches:
        rows, rejects = read_rows(raw, head, plan.regions, first, {})
        yield Batch(plan, rows.columns, rows.count, date.fromisoformat(shipped.on)), rows.ids, rejects
        first += raw.num_rows


def _rejected(reject: Reject) -> dict[str, Any]:
    return {"id": reject.id, "status": REJECTED, "missing": f"{reject.column}“{reject.value}”：{reject.why}"}


def _own(rows: pa.RecordBatch) -> pa.RecordBatch:
    """The rows in memory of their own, with texts as texts: Spark takes no dictionaries, and what was gathered is written over next."""
    return pa.RecordBatch.from_arrays([_copied(column) for column in rows.columns], names=rows.schema.names)


def _copied(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        return column.dictionary_decode()
    return pc.add(column, 0) if pa.types.is_integer(column.type) else column
