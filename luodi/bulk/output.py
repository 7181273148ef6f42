"""A run's folder: made beside its place, part by part, and put there whole, so that whoever looks sees the old one or the new.

benefits/part-00000.parquet   one row for each row of the table and benefit that is not a no
firms/part-00000.parquet      one row for each row of the table
rejects.csv                   the rows set aside, with the reason
summary.json                  the day, the program, the sums, what was missing
"""

import csv
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from luodi.bulk.errors import TableError
from luodi.bulk.reading import Reject

# So many values a column are handed on together: many small hand-overs cost more than the values.
AT_ONCE: Final = 1 << 16
HEAD: Final = ("行", "编号", "列", "值", "原因")


@dataclass(frozen=True, slots=True)
class Part:
    """What one part came to: rows read, rows set aside, fen certain and possible."""

    rows: int
    rejects: tuple[Reject, ...]
    certain: int
    possible: int
    lines: int


class Output:
    """The folder being made, with a folder in it for each of `kinds`. `key` says what it is made from: a part is only taken over from a
    run with the same."""

    def __init__(self, place: Path, key: Mapping[str, Any], kinds: Sequence[str], *, resume: bool) -> None:
        self.place = place
        self.kinds = kinds
        self.partial = place.with_name(place.name + ".partial")
        text = json.dumps(key, ensure_ascii=False)
        state = self.partial / "state.json"
        if resume and state.exists() and state.read_text(encoding="utf-8") != text:
            raise TableError(f"{self.partial} 是另一次计算留下的", "同一张表、同一天、同一套规则", "去掉 --resume 从头算起")
        if not (resume and state.exists()):
            shutil.rmtree(self.partial, ignore_errors=True)
        for kind in (*kinds, "parts"):
            (self.partial / kind).mkdir(parents=True, exist_ok=True)
        if not state.exists():
            _written(state, text)

    def kept(self, number: int) -> Part | None:
        """A part that an earlier run finished."""
        path = self._note(number)
        if not path.exists():
            return None
        noted = json.loads(path.read_text(encoding="utf-8"))
        return Part(**{**noted, "rejects": tuple(Reject(*reject) for reject in noted["rejects"])})

    def writer(self, kind: str, number: int, schema: pa.Schema) -> pq.ParquetWriter:
        """Where the rows of a part go until it is done."""
        # Sums are mostly noughts, which a dictionary only makes slower.
        texts = [field.name for field in schema if pa.types.is_dictionary(field.type)]
        path = self._unfinished(kind, number)
        return pq.ParquetWriter(path, schema, compression="lz4", use_dictionary=texts, write_statistics=False, write_batch_size=AT_ONCE)

    def done(self, number: int, part: Part) -> None:
        """The part's files are whole: they get their names, and last of all its note."""
        for kind in self.kinds:
            unfinished = self._unfinished(kind, number)
            unfinished.replace(unfinished.with_suffix(".parquet"))
        noted = {"rows": part.rows, "rejects": [astuple(reject) for reject in part.rejects]}
        _written(self._note(number), json.dumps({**noted, "certain": part.certain, "possible": part.possible, "lines": part.lines}))

    def finish(self, parts: Sequence[Part], summary: Mapping[str, Any]) -> None:
        """Put the folder in its place. What stood there goes only when the new one is whole."""
        with (self.partial / "rejects.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(HEAD)
            writer.writerows(astuple(reject) for part in parts for reject in part.rejects)
        _written(self.partial / "summary.json", json.dumps(summary, ensure_ascii=False, indent=1))
        shutil.rmtree(self.partial / "parts")
        (self.partial / "state.json").unlink()
        old = self.place.with_name(self.place.name + ".old")
        shutil.rmtree(old, ignore_errors=True)
        if self.place.exists():
            self.place.replace(old)
        self.partial.replace(self.place)
        shutil.rmtree(old, ignore_errors=True)

    def _note(self, number: int) -> Path:
        return self.partial / "parts" / f"{number:05d}.json"

    def _unfinished(self, kind: str, number: int) -> Path:
        return self.partial / kind / f"part-{number:05d}.unfinished"


def _written(path: Path, text: str) -> None:
    aside = path.with_suffix(".writing")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
