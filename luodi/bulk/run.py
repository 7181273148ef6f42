"""A table decided from end to end: read in batches, each decided and written by one of a few threads, its sums added up."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from luodi.bulk.batch import Batch
from luodi.bulk.emit import FIRMS, LONG, Emitter, Tally
from luodi.bulk.header import Header, header
from luodi.bulk.output import Output, Part
from luodi.bulk.plan import Plan
from luodi.bulk.reading import read_rows
from luodi.bulk.sums import summed
from luodi.bulk.tables import Table, doubled_ids

FORMAT: Final = 1
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Job:
    """One table for one kind of subject on one day. `known_only` leaves out of the long rows what is still unknown."""

    plan: Plan
    table: Table
    on: date
    id: str | None = None
    known_only: bool = False

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
        }


def run(job: Job, place: Path, *, resume: bool = False, threads: int = 2, told: Told | None = None) -> dict[str, Any]:
    """Decide the table into the folder `place`; its summary. `told` hears how many rows are done.

    TableError where the table cannot be read; nothing is then put in place.
    """
    head = job.header()
    output = Output(place, job.key, resume=resume)
    doubled = doubled_ids(job.table, head.id)
    parts = []
    rows = 0
    for part in _in_order(_tasks(job, head, output, doubled), threads):
        parts.append(part)
        rows += part.rows
        if told:
            told(rows)
    summary = _summary(job, head, parts)
    output.finish(parts, summary)
    return summary


Task = Callable[[], Part]


def _tasks(job: Job, head: Header, output: Output, doubled: dict[int, int]) -> Iterator[Task]:
    first = 1
    for number, batch in zip(count(), job.table.batches(head.columns), strict=False):
        yield _task(job, head, output, doubled, batch, number, first)
        first += batch.num_rows


def _task(job: Job, head: Header, output: Output, doubled: dict[int, int], batch: pa.RecordBatch, number: int, first: int) -> Task:
    own = {row: before for row, before in doubled.items() if first <= row < first + batch.num_rows}

    def task() -> Part:
        kept = output.kept(number)
        return kept or _part(job, head, output, batch, number, first, own)

    return task


def _part(job: Job, head: Header, output: Output, batch: pa.RecordBatch, number: int, first: int, doubled: dict[int, int]) -> Part:
    rows, rejects = read_rows(batch, head, job.plan.regions, first, doubled)
    decided = Batch(job.plan, rows.columns, rows.count, job.on)
    tally = Tally(rows.count)
    lines = 0
    with output.writer("benefits", number, LONG) as writer:

        def write(found: pa.RecordBatch) -> None:
            nonlocal lines
            lines += found.num_rows
            writer.write_batch(found, row_group_size=found.num_rows)

        emitter = Emitter(decided, rows.ids, write, known_only=job.known_only)
        for line, one in decided.each():
            emitter.add(line, one)
            tally.add(one)
        emitter.flush()
    with output.writer("firms", number, FIRMS) as writer:
        writer.write_batch(tally.firms(rows.ids))
    certain, possible = summed(tally.certain, rows.count), summed(tally.possible, rows.count)
    part = Part(batch.num_rows, tuple(rejects), certain, possible, lines)
    output.done(number, part)
    return part


def _in_order(tasks: Iterator[Task], threads: int) -> Iterator[Part]:
    """The tasks' parts in order. No more are under way than there are threads, and one that waits: memory does not grow with rows."""
    waiting: list[Future[Part]] = []
    with ThreadPoolExecutor(threads) as pool:
        try:
            for task in tasks:
                waiting.append(pool.submit(task))
                if len(waiting) > threads:
                    yield waiting.pop(0).result()
            while waiting:
                yield waiting.pop(0).result()
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise


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
