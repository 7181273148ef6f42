"""What of some benefits counts in each row, and how many rows have anything."""

from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.batch import Decided
from luodi.bulk.counted import add_counted
from luodi.bulk.memory import Run, of_array, zeros


class Counted:
    """What is certain of each row, and what is possible beyond it, in fen, over the benefits added so far."""

    def __init__(self, rows: int, found: Iterable[Decided] = ()) -> None:
        self.rows = rows
        self.certain, self.possible = zeros("i64", rows), zeros("i64", rows)
        for one in found:
            self.add(one)

    def add(self, one: Decided) -> bool:
        """Add one benefit; whether anything of it can count."""
        return one.outcome != 0 and add_counted(one, self.rows, self.certain, self.possible)

    @property
    def both(self) -> Run:
        """Certain and possible together."""
        both: pa.Array = pc.add_checked(self.certain.array(), self.possible.array())
        return of_array(both, "i64")


def above_nought(run: Run) -> int:
    """How many rows have anything."""
    return int(pc.sum(pc.greater(run.array(), 0)).as_py() or 0)
