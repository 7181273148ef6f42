"""A table decided from end to end: read in batches, each decided and written by one of a few threads, its sums added up."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any, Final

import pyarrow as pa

from luodi.bulk.batch import Batch
from luodi.bulk.doubled import doubled_ids
from luodi.bulk.emit import FIRMS, LONG, Emitter, Tally
from luodi.bulk.header import Header, header
from luodi.bulk.output import Output, Part
from luodi.bulk.plan import Plan
from luodi.bulk.reading import Reject, Rows, read_rows
from luodi.bulk.sums import summed
from luodi.bulk.tables import Table

FORMAT: Final = 4
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One table for one kind of subject on one day. `known_only` leaves out of the long rows what is still unknown; `totals` all of
    them, so that only each row's sums and winners are written."""

    plan: Plan
    table: Table
    on: date
    id: str | None = None
    known_only: bool = False
    totals: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is written."""
        return ("firms",) if self.totals else ("benefits", "firms")

    def header(self) -> Header:
        return header(self.table.columns, self.plan, self.id)

    @property
    def key(self) -> dict[str, Any]:
        """What the output depends on."""
        return {
            "format": FORMAT,
            "program": self.plan.program.fingerprint,
            "subject": self.plan.subject,
            "on": self.on.isoformat(),
            "table": self.table.identity,
            "id": self.id,
            "known_only": self.known_only,
            "totals": self.totals,
        }


def run(job: Job, place: Path, *, resume: bool = False, threads: int = 2, told: Told | None = None) -> dict[str, Any]:
    """Decide the table into the folder `place`; its summary. `told` hears how many rows are done.

    TableError where the table cannot be read; nothing is then put in place.
    """
    head = job.header()
    output = Output(place, job.key, job.kinds, resume=resume)
    found: dict[int, Part] = {}
    for number, part in _parts(job, head, output, threads):
        found[number] = part
        if told:
            told(sum(part.rows for part in found.values()))
    parts = [found[number] for number in sorted(found)]
    summary = _summary(job, head, parts)
    output.finish(parts, summary)
    return summary


def _numbered(job: Job, head: Header) -> Iterator[tuple[int, int, pa.RecordBatch]]:
    """The table's batches, each with its number and that of its first row."""
    first = 1
    for number, batch in enumerate(job.table.batches(head.columns)):
        rows = batch.num_rows
        yield number, first, batch
        first += rows
        del batch


def _parts(job: Job, head: Header, output: Output, threads: int) -> Iterator[tuple[int, Part]]:
    """The parts with their numbers, as they are done. Each thread reads the batch that it decides: no more are in memory than threads."""
    batches, turn = _numbered(job, head), Lock()

    def one() -> tuple[int, Part] | None:
        with turn:
            taken = next(batches, None)
        if taken is None:
            return None
        number, first, batch = taken
        count = batch.num_rows
        part = output.kept(number)
        if part is None:
            own = {row: before for row, before in doubled.result().items() if first <= row < first + count}
            rows, rejects = read_rows(batch, head, job.plan.regions, first, own)
            # What was read is not needed any longer: it takes as much room as what was made of it.
            del taken, batch
            part = _part(job, output, number, count, rows, rejects)
        return number, part

    with ThreadPoolExecutor(threads) as pool:
        try:
            # First in the queue, so that whoever waits for it waits for one that is running; the first rows are read meanwhile.
            doubled = pool.submit(doubled_ids, job.table, head.id)
            running = {pool.submit(one) for _ in range(threads)}
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for found in [future.result() for future in done]:
                    if found:
                        running.add(pool.submit(one))
                        yield found
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


def _part(job: Job, output: Output, number: int, count: int, rows: Rows, rejects: Sequence[Reject]) -> Part:
    batch, tally = Batch(job.plan, rows.columns, rows.count, job.on), Tally(rows.count)
    lines = 0
    if job.totals:
        for _, one in batch.each():
            tally.add(one)
    else:
        lines = _written(job, output, number, batch, rows.ids, tally)
    with output.writer("firms", number, FIRMS) as writer:
        writer.write_batch(tally.firms(rows.ids))
    certain, possible = summed(tally.certain, rows.count), summed(tally.possible, rows.count)
    part = Part(count, tuple(rejects), certain, possible, lines)
    output.done(number, part)
    return part


def _written(job: Job, output: Output, number: int, batch: Batch, ids: pa.Array, tally: Tally) -> int:
    """Write the batch's long rows and add them to the tally; how many there are."""
    lines = 0
    with output.writer("benefits", number, LONG) as writer:

        def write(found: pa.Table) -> None:
            nonlocal lines
            lines += found.num_rows
            writer.write_table(found, row_group_size=found.num_rows)

        emitter = Emitter(batch, ids, write, known_only=job.known_only)
        for line, one in batch.each():
            emitter.add(line, one)
            tally.add(one)
        emitter.flush()
    return lines


def _summary(job: Job, head: Header, parts: list[Part]) -> dict[str, Any]:
    return {
        "on": job.on.isoformat(),
        "subject": job.plan.subject,
        "program": job.plan.program.fingerprint,
        "table": job.table.path.name,
        "rows": sum(part.rows for part in parts),
        "rejected": sum(len(part.rejects) for part in parts),
        "lines": sum(part.lines for part in parts),
        "certain": sum(part.certain for part in parts),
        "possible": sum(part.possible for part in parts),
        "unused": list(head.unused),
        "missing": {fact: list(job.plan.waiting(fact)) for fact in head.missing},
        "gaps": [[gap.benefit, gap.part, gap.why] for gap in job.plan.gaps],
    }
