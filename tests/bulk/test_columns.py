"""Arrow's columns as loops read them, and the batches they come in: nothing moves, nothing is lost."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.bulk.bits import truths, whole_numbers
from luodi.bulk.groups import row_batches
from luodi.bulk.loops import Loop, sparse_loop
from luodi.bulk.memory import empty, filled
from luodi.bulk.native import native
from luodi.bulk.ratios import UNKNOWN

TRUTHS = st.lists(st.sampled_from([True, False, None]), max_size=200)
NUMBERS = st.lists(st.one_of(st.none(), st.integers(-1_000, 1_000)), max_size=200)


@settings(deadline=None)
@given(TRUTHS, st.integers(0, 20))
def test_truths_wherever_the_array_begins(values: list[bool | None], start: int) -> None:
    found = truths(pa.array(values, pa.bool_()).slice(start))
    assert found.view.tolist() == [2 if value is None else int(value) for value in values[start:]]


@settings(deadline=None)
@given(NUMBERS, st.integers(0, 20), st.integers(1, 10))
def test_whole_numbers_wherever_the_array_begins(values: list[int | None], start: int, factor: int) -> None:
    found = whole_numbers(pa.array(values, pa.int64()).slice(start), -500, 1_000, factor)
    if any(value is not None and value < -500 for value in values[start:]):
        assert found is None
    else:
        assert found is not None
        assert found.view.tolist() == [UNKNOWN if value is None else value * factor for value in values[start:]]


@pytest.mark.parametrize("group", [7, 10, 40, 500], ids=["smaller groups", "a batch each", "a few batches each", "one large group"])
def test_batches_are_the_rows_in_order_however_they_were_grouped(tmp_path: Path, group: int) -> None:
    table = pa.table(
        {
            "id": [f"户{number}" for number in range(123)],
            **{f"列{place}": [None if number % 7 == place % 7 else number * place for number in range(123)] for place in range(70)},
            "类": pa.array(["甲", "乙", None] * 41).dictionary_encode(),
        }
    )
    pq.write_table(table, tmp_path / "t.parquet", row_group_size=group)
    columns = ["类", "列69", "id", *(f"列{place}" for place in range(69))]
    batches = list(row_batches(tmp_path / "t.parquet", pq.read_metadata(tmp_path / "t.parquet"), columns, 10))
    assert pa.Table.from_batches(batches).to_pylist() == table.select(columns).to_pylist()
    assert all(batch.num_rows <= 10 for batch in batches)
    assert all(batch.schema.names == columns for batch in batches)


def test_a_table_without_rows_has_no_batches(tmp_path: Path) -> None:
    pq.write_table(pa.table({"id": pa.array([], pa.string())}), tmp_path / "t.parquet")
    assert sum(batch.num_rows for batch in row_batches(tmp_path / "t.parquet", pq.read_metadata(tmp_path / "t.parquet"), ["id"], 10)) == 0


@settings(deadline=None)
@given(st.lists(st.sampled_from([0, 0, 0, 0, 1, 200]), max_size=300), st.sampled_from(["u8", "u16"]))
def test_the_few_rows_at_which_there_is_anything(values: list[int], width: str) -> None:
    run, places = filled(width, values), empty("i32", len(values) + 1)
    count = picking(width)(len(values), run.address, places.address)
    assert places.view[:count].tolist() == [place for place, value in enumerate(values) if value]


@native
def picking(width: str) -> Loop:
    return sparse_loop([width, "i32"], 0, lambda lane: lane.put(1, lane.index, lane.scalars[-1]))
