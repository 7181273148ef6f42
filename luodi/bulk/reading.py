"""Arrow columns read as columns of facts: whole columns at once where their type allows, value by value where it does not.

Nothing is guessed: money without a unit is refused, a number that does not come out even is refused, and a refused value sets
its row aside with the reason. A null, an empty text and NaN say nothing: unknown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from luodi.bulk.bits import truths, whole_numbers
from luodi.bulk.cells import DECIMALS, MOST, scale
from luodi.bulk.columns import Column
from luodi.bulk.errors import RejectedError, TableError
from luodi.bulk.header import Header, Source
from luodi.bulk.lookups import looked_up, taken
from luodi.bulk.memory import filled, of_array
from luodi.bulk.ratios import UNKNOWN
from luodi.feel.run import Value
from luodi.places.errors import PlaceError
from luodi.places.regions import Regions
from luodi.policy.errors import PolicyError
from luodi.policy.values import fact_value, shown

# The column in which a CSV's rows keep their text where it does not fall into columns.
UNREADABLE: Final = "\0"
FIRST_DAY: Final = (date.min - date(1970, 1, 1)).days
LAST_DAY: Final = (date.max - date(1970, 1, 1)).days


@dataclass(frozen=True, slots=True)
class Reject:
    """A row set aside: its number in the table from 1, its id as written, the column, the value, and why."""

    row: int
    id: str
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The rows of a batch that can be decided: their ids and their facts."""

    ids: pa.Array
    columns: dict[str, Column]

    @property
    def count(self) -> int:
        return len(self.ids)


def read_rows(batch: pa.RecordBatch, header: Header, regions: Regions, first: int, doubled: dict[int, int]) -> tuple[Rows, list[Reject]]:
    """The batch's rows, less those set aside. `first` is the number of its first row; `doubled` says which rows repeat which row's id."""
    ids = id_texts(batch.column(header.id), header.id)
    rejects: dict[int, Reject] = {}

    def reject(row: int, column: str, value: object, why: str) -> None:
        rejects.setdefault(row, Reject(first + row, ids[row].as_py() or "", column, "" if value is None else str(value), why))

    if UNREADABLE in batch.schema.names:
        broken = batch.column(UNREADABLE)
        for row in pc.indices_nonzero(broken.is_valid()).to_pylist():
            reject(row, "", broken[row].as_py(), "列数和第一行的列名不一样多")
    for row in pc.indices_nonzero(pc.or_kleene(ids.is_null(), pc.equal(pc.utf8_trim_whitespace(ids), ""))).to_pylist():
        reject(row, header.id, None, "没有编号")
    for row in range(batch.num_rows) if doubled else ():
        if first + row in doubled:
            reject(row, header.id, ids[row].as_py(), f"编号与第{doubled[first + row]}行相同")
    columns = {source.fact.name: _column(batch.column(source.column), source, regions, reject) for source in header.sources}
    if not rejects:
        return Rows(ids, columns), []
    keep = pa.array([row not in rejects for row in range(batch.num_rows)])
    kept, _ = read_rows(batch.filter(keep), header, regions, first, {})
    return kept, [rejects[row] for row in sorted(rejects)]


def id_texts(array: pa.Array, name: str) -> pa.Array:
    """Ids as texts; TableError where they are of a type that no id has. A double may already have lost digits."""
    plain = _plain(array)
    kinds = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_integer, pa.types.is_decimal)
    if not any(kind(plain.type) for kind in (*kinds, pa.types.is_date, pa.types.is_null)):
        raise TableError(f"编号列“{name}”是{array.type}", "文字或整数")
    return plain.cast(pa.string())


Refuse = Callable[[int, str, object, str], None]


def _column(array: pa.Array, source: Source, regions: Regions, reject: Refuse) -> Column:
    kind, type = source.fact.type.kind, array.type
    value_type = type.value_type if pa.types.is_dictionary(type) else type
    if pa.types.is_null(type):
        array, value_type = array.cast(pa.string()), pa.string()
    if kind == "boolean" and pa.types.is_boolean(value_type):
        return Column(source.fact.type, "truth", truths(_plain(array)))
    if pa.types.is_string(value_type) or pa.types.is_large_string(value_type):
        return _spoken(array, source, regions, reject)
    if kind == "region" and pa.types.is_integer(value_type):
        return _spoken(array.cast(pa.string()), source, regions, reject)
    if kind == "date" and (pa.types.is_date(value_type) or pa.types.is_timestamp(value_type)):
        return _days(_plain(array).cast(pa.date32()), source, reject)
    if kind in ("money", "number") and (
        pa.types.is_integer(value_type) or pa.types.is_decimal(value_type) or pa.types.is_floating(value_type)
    ):
        return _reckoned(_plain(array), source, reject)
    raise TableError(f"列“{source.column}”是{type}", f"{source.fact.type.chinese}，或文字")


def _spoken(array: pa.Array, source: Source, regions: Regions, reject: Refuse) -> Column:
    """Texts, each distinct one read once, as a policy file would say them."""
    coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    texts: list[str | None] = coded.dictionary.to_pylist()
    found: list[Value | None] = []
    wrong: dict[int, str] = {}
    for code, text in enumerate(texts):
        try:
            found.append(_said(text.strip(), source, regions) if text and text.strip() else None)
        except RejectedError as error:
            found.append(None)
            wrong[code] = str(error)
    if wrong:
        for row, code in enumerate(coded.indices.to_pylist()):
            if code in wrong:
                reject(row, source.column, texts[code], wrong[code])
    if source.fact.type.kind == "boolean":
        codes = of_array(coded.indices.cast(pa.int32()).fill_null(len(texts)), "i32")
        entries = [2 if value is None else int(value) for value in found]
        return Column(source.fact.type, "truth", looked_up([codes], [1], [*entries, 2], len(array)))
    if source.fact.type.kind in ("number", "money"):
        codes = of_array(coded.indices.cast(pa.int32()).fill_null(len(texts)), "i32")
        numbers = [UNKNOWN if value is None else int(value * scale(source.fact.type)) for value in found]
        return Column(source.fact.type, "number", taken(codes, filled("i64", [*numbers, UNKNOWN]), len(array)))
    return _coded(coded, tuple(found), source)


def _said(text: str, source: Source, regions: Regions) -> Value:
    type = source.fact.type
    try:
        if source.factor is not None and type.kind in ("money", "number") and (source.unit or type.kind == "number"):
            try:
                return _bounded(Fraction(text) * source.factor, source)
            except ValueError:
                pass
        found = fact_value(source.fact, text, regions)
    except (PolicyError, PlaceError) as error:
        raise RejectedError(f"{error.found}；应为：{error.expected}") from None
    return _bounded(Fraction(found), source) if type.kind == "number" else found


def _days(array: pa.Array, source: Source, reject: Refuse) -> Column:
    """Days as a calendar has them; a moment is the day it falls on where its zone is."""
    numbers = array.cast(pa.int32())
    there = pc.and_(pc.greater_equal(numbers, FIRST_DAY), pc.less_equal(numbers, LAST_DAY))
    for row in pc.indices_nonzero(pc.invert(there)).to_pylist():
        reject(row, source.column, f"1970-01-01 + {numbers[row].as_py()} 天", "不是公历的日期")
    days = pc.if_else(there, array, None).dictionary_encode()
    return _coded(days, tuple(days.dictionary.to_pylist()), source)


def _coded(coded: pa.Array, values: Sequence[Value | None], source: Source) -> Column:
    """Codes over the distinct values; two texts may say the same, and an empty one says nothing."""
    # In order, so that batches with the same values have the same codes.
    distinct = tuple(sorted({value for value in values if value is not None}))
    numbers = {value: number for number, value in enumerate(distinct)}
    entries = [numbers.get(value, len(distinct)) for value in values]
    codes = of_array(coded.indices.cast(pa.int32()).fill_null(len(values)), "i32")
    return Column(source.fact.type, "coded", taken(codes, filled("i32", [*entries, len(distinct)]), len(coded)), distinct)


def _reckoned(array: pa.Array, source: Source, reject: Refuse) -> Column:
    """Numbers in the column's unit. Whole ones at once; others exactly, a double as the shortest decimal that it stands for."""
    if source.factor is None:
        raise TableError(f"金额列“{source.column}”没有写单位", "列名带单位", f"例：{source.fact.name}（元）、{source.fact.name}（分）")
    type = source.fact.type
    factor = source.factor * scale(type)
    if pa.types.is_uint64(array.type):
        array = array.cast(pa.decimal128(20))
    if pa.types.is_float32(array.type):
        # Its own shortest decimal, not that of the double it would become.
        array = array.cast(pa.string()).cast(pa.float64())
    if pa.types.is_integer(array.type) and factor.denominator == 1:
        low = type.lo * scale(type) if type.lo is not None else -MOST
        high = type.hi * scale(type) if type.hi is not None else MOST
        whole = array if array.type == pa.int64() else array.cast(pa.int64())
        found = whole_numbers(whole, int(-(-low // factor.numerator)), int(high // factor.numerator), factor.numerator)
        if found is not None:
            return Column(type, "number", found)
    exact = []
    for row, value in enumerate(array.to_pylist()):
        try:
            exact.append(UNKNOWN if _nothing(value) else int(_bounded(_exact(value) * source.factor, source) * scale(type)))
        except RejectedError as error:
            exact.append(UNKNOWN)
            reject(row, source.column, value, str(error))
    return Column(type, "number", filled("i64", exact))


def _nothing(value: Any) -> bool:
    return value is None or value != value


def _exact(value: int | float | Decimal) -> Fraction:
    try:
        return Fraction(repr(value)) if isinstance(value, float) else Fraction(value)
    except (ValueError, OverflowError):
        raise RejectedError(f"“{value}”不是一个数") from None


def _bounded(value: Fraction, source: Source) -> int | Fraction:
    """The value, where it lies within the fact's bounds and comes out even in fen or in six decimals."""
    type = source.fact.type
    if type.lo is not None and value < type.lo:
        raise RejectedError(f"太小；应为：不小于 {shown(type.lo, source.fact)}")
    if type.hi is not None and value > type.hi:
        raise RejectedError(f"太大；应为：不大于 {shown(type.hi, source.fact)}")
    if (value * scale(type)).denominator != 1:
        why = "不足一分的零头" if type.kind == "money" else f"小数超过{DECIMALS}位" if scale(type) > 1 else "这一项只收整数"
        raise RejectedError(why)
    return value.numerator if value.denominator == 1 else value


def _plain(array: pa.Array) -> pa.Array:
    """The values themselves, where they stand in a dictionary."""
    return array.dictionary_decode() if pa.types.is_dictionary(array.type) else array
