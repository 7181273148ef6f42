"""What of some benefits counts in each row, and how many rows have anything."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.batch import Decided, totals
from luodi.bulk.memory import Run, of_array


def counted(found: Sequence[Decided], rows: int) -> tuple[Run, Run]:
    """What is certain of each row, and what is certain and possible together, in fen, over these benefits."""
    certain, possible = totals(found, rows)
    both: pa.Array = pc.add_checked(certain.array(), possible.array())
    return certain, of_array(both, "i64")


def above_nought(run: Run) -> int:
    """How many rows have anything."""
    return int(pc.sum(pc.greater(run.array(), 0)).as_py() or 0)
