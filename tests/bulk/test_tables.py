"""Tables as they come: right ones, and each thing that can be wrong with one."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import pytest

import luodi.bulk.tables
from luodi.bulk.doubled import doubled_ids
from luodi.bulk.errors import TableError
from luodi.bulk.header import header
from luodi.bulk.reading import read_rows
from luodi.bulk.tables import open_table
from tests.bulk.build import decided, firms, lines, plan, rejects, written

GOOD = {
    "编号": ["甲", "乙", "丙"],
    "注册地": ["360102", "东湖区", "武汉市"],
    "规上": ["是", "否", None],
    "困难": ["否", None, "是"],
    "规模": ["小型", "大型", None],
    "月租金（元）": ["100", "200.50", "1"],
    "投资额（万元）": ["300", "50", None],
}


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_table_is_decided_row_by_row(ending: str, tmp_path: Path) -> None:
    summary = decided(written(tmp_path / f"t{ending}", GOOD), tmp_path / "out")
    assert (summary["rows"], summary["rejected"]) == (3, 0)
    found = {(row["id"], row["benefit"]): row for row in lines(tmp_path / "out")}
    assert found["甲", "rent"]["certain"] == 200_00
    assert (found["甲", "grant"]["amount"], found["甲", "grant"]["certain"]) == (3_000_000_0, 3_000_000_0)
    assert (found["甲", "other"]["certain"], found["甲", "other"]["lost_to"]) == (0, "grant")
    assert found["甲", "loan"]["possible"] == 300_000_000
    assert ("乙", "rent") not in found
    assert (found["乙", "grant"]["status"], found["乙", "grant"]["missing"]) == ("unknown", "困难")
    assert found["丙", "loan"]["missing"] == "规模、投资额"
    assert firms(tmp_path / "out")[0] == {"id": "甲", "certain": 200_00 + 3_000_000_0, "possible": 300_000_000, "winners": "grant"}
    assert summary["certain"] == sum(row["certain"] for row in found.values())
    assert summary["possible"] == sum(row["possible"] for row in found.values())


def test_numbers_of_every_exact_type_say_the_same(tmp_path: Path) -> None:
    for column in (pa.array([12_345], pa.int32()), pa.array([Decimal("12345.00")]), pa.array([12345.0]), pa.array(["12345"])):
        table = {"id": ["甲"], "规上": pa.array([True]), "注册地": pa.array([360102]), "月租金（元）": column}
        decided(written(tmp_path / "t.parquet", table), tmp_path / "out")
        assert [row["certain"] for row in lines(tmp_path / "out") if row["benefit"] == "rent"] == [2 * 1_234_500]


def test_a_double_is_the_shortest_decimal_it_stands_for(tmp_path: Path) -> None:
    table = {"id": ["甲", "乙"], "规上": [True, True], "注册地": ["360102"] * 2, "月租金（元）": [0.29, 0.291]}
    summary = decided(written(tmp_path / "t.parquet", table), tmp_path / "out")
    assert [row["certain"] for row in lines(tmp_path / "out") if row["benefit"] == "rent"] == [58]
    assert summary["rejected"] == 1
    assert rejects(tmp_path / "out") == ["2,乙,月租金（元）,0.291,不足一分的零头"]


def test_what_is_missing_is_named_with_what_stays_unknown(tmp_path: Path) -> None:
    summary = decided(written(tmp_path / "t.csv", {"id": ["甲"], "规上": ["是"], "备注": ["无"]}), tmp_path / "out")
    assert summary["missing"]["月租金"] == ["rent"]
    assert summary["missing"]["投资额"] == ["grant", "loan"]
    assert summary["unused"] == ["备注"]


def test_broken_rows_are_set_aside_and_nothing_else_is_lost(tmp_path: Path) -> None:
    count = 2_000
    table = {
        "编号": [f"户{number}" for number in range(count)],
        "规上": ["是"] * count,
        "注册地": ["360102"] * count,
        "月租金（元）": ["3"] * count,
        "规模": ["小型"] * count,
    }
    table["规上"][10] = "也许"
    table["月租金（元）"][20] = "-1"
    table["注册地"][30] = "无此地"
    table["规模"][40] = "巨型"
    table["编号"][50] = "户49"
    table["编号"][60] = ""
    table["月租金（元）"][70] = "3角"
    for ending in (".csv", ".parquet"):
        summary = decided(written(tmp_path / f"t{ending}", table), tmp_path / "out")
        assert summary["rejected"] == 7
        assert [line.split(",")[:3] for line in rejects(tmp_path / "out")] == [
            ["11", "户10", "规上"],
            ["21", "户20", "月租金（元）"],
            ["31", "户30", "注册地"],
            ["41", "户40", "规模"],
            ["51", "户49", "编号"],
            ["61", "", "编号"],
            ["71", "户70", "月租金（元）"],
        ]
        assert "编号与第50行相同" in rejects(tmp_path / "out")[4]
        assert len(firms(tmp_path / "out")) == count - 7
        assert summary["certain"] == (count - 7) * (600 + 2000_00 * 100)


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_ids_that_stand_twice_are_found_whatever_their_length(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(luodi.bulk.tables, "rows_at_once", lambda _: 100)
    draw = Random(1)
    ids = ["".join(draw.choices("甲乙0", k=draw.randrange(12))) for _ in range(1_000)]
    first: dict[str, int] = {}
    expected = {row: first[id] for row, id in enumerate(ids, 1) if first.setdefault(id, row) != row and id}
    table = open_table(written(tmp_path / f"t{ending}", {"id": ids, "规上": ["是"] * len(ids)}))
    assert doubled_ids(table, "id") == expected


MANY, BROKEN = 1_000_000, 654_321


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_of_a_million_rows_the_one_that_is_broken_is_set_aside_and_no_other(ending: str, tmp_path: Path) -> None:
    ids = pc.binary_join_element_wise("户", pa.array(range(1, MANY + 1)).cast(pa.string()), "")
    good = pa.repeat(pa.scalar(300, pa.int64()), MANY)
    rents = pa.concat_arrays([good.slice(0, BROKEN - 1), pa.array([-1], pa.int64()), good.slice(BROKEN)])
    table = pa.table({"编号": ids, "规上": pa.repeat("是", MANY), "注册地": pa.repeat("360102", MANY), "月租金（分）": rents})
    path = tmp_path / f"t{ending}"
    if ending == ".csv":
        pcsv.write_csv(table, path)
    else:
        pq.write_table(table, path)
    summary = decided(path, tmp_path / "out")
    assert rejects(tmp_path / "out") == [f"{BROKEN},户{BROKEN},月租金（分）,-1,太小；应为：不小于 0元"]
    assert (summary["rows"], summary["rejected"]) == (MANY, 1)
    others = pa.concat_arrays([ids.slice(0, BROKEN - 1), ids.slice(BROKEN)])
    assert pq.read_table(tmp_path / "out" / "firms")["id"].combine_chunks().equals(others)
    found = pq.read_table(tmp_path / "out" / "benefits", filters=pc.field("benefit") == "rent", columns=["certain"])
    assert found["certain"].value_counts().to_pylist() == [{"values": 600, "counts": MANY - 1}]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"规上": ["是"]}, "没有编号列"),
        ({"id": ["甲"], "无关": ["是"]}, "没有一列是规则要问的事实"),
        ({"id": ["甲"], "月租金（角）": ["3"]}, "单位是角"),
        ({"id": ["甲"], "月租金": [3]}, "没有写单位"),
        ({"id": ["甲"], "规上": [1.5]}, "列“规上”是double"),
        ({"id": ["甲"], "月租金（元）": ["3"], "月租金（分）": ["300"]}, "说的是同一件事"),
    ],
)
def test_a_table_that_cannot_be_read_says_why_and_writes_nothing(columns: dict[str, list[object]], said: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=said):
        decided(written(tmp_path / "t.parquet", columns), tmp_path / "out")
    assert not (tmp_path / "out").exists()


HEAD = "编号,规上,备注"


@pytest.mark.parametrize(
    ("name", "holds", "said"),
    [
        ("t.parquet", b"PAR1 not really", "读不出来"),
        ("t.parquet", b"", "是空的"),
        ("t.csv", b"", "是空的"),
        ("t.txt", b"id", r"以 \.parquet 或 \.csv 结尾"),
        ("t.csv", f"{HEAD}\n甲,是,无\n".encode("gbk"), "不是 UTF-8 编码：在表格软件里另存"),
        ("t.csv", "id,规上\n".encode() + "甲,是\n".encode("gbk"), "读到一半读不下去.*不是 UTF-8 编码"),
        ("t.csv", f"{HEAD}\n甲,是,无\n".encode("utf-16"), "不是 UTF-8 编码"),
        ("t.csv", f"{HEAD.replace(',', ';')}\n甲;是;无\n".encode(), "只有一列，列名里有“;”.*列之间要用逗号"),
        ("t.csv", f'{HEAD}\n"甲,是,无\n乙,是,无\n丙,是,无\n'.encode(), "第1行有1列，列名有3列.*引号是否成对"),
    ],
)
def test_files_that_are_no_tables_say_why(name: str, holds: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(holds)
    with pytest.raises(TableError, match=said):
        decided(tmp_path / name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_folder_or_nothing_is_no_table(ending: str, tmp_path: Path) -> None:
    (tmp_path / f"folder{ending}").mkdir()
    with pytest.raises(TableError, match="是文件夹"):
        decided(tmp_path / f"folder{ending}", tmp_path / "out")
    with pytest.raises(TableError, match="没有 "):
        decided(tmp_path / f"none{ending}", tmp_path / "out")


def test_a_parquet_file_that_breaks_off_inside_stops_the_run(tmp_path: Path) -> None:
    path = written(tmp_path / "t.parquet", {"编号": [f"户{number}" for number in range(50_000)], "规上": ["是"] * 50_000})
    holds = bytearray(path.read_bytes())
    holds[1_000:3_000] = bytes(2_000)
    path.write_bytes(holds)
    with pytest.raises(TableError, match="读到一半读不下去"):
        decided(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_csv_rows_with_too_few_or_too_many_columns_are_set_aside_in_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of text and batches of rows are small, so that broken rows lie at the ends and the beginnings of both."""
    monkeypatch.setattr(luodi.bulk.tables, "rows_at_once", lambda _: 50)
    monkeypatch.setattr(luodi.bulk.tables, "READ", pcsv.ReadOptions(block_size=200, use_threads=False))
    rows = [f"户{number},是,无" for number in range(1, 401)]
    broken = {1: "户1", 2: "户2,是,无,无", 50: "户50,是", 51: "户51,是", 200: "户200", 399: "户399,,,", 400: "户400"}
    for number, text in broken.items():
        rows[number - 1] = text
    rows[99] = "户100,也许,无"
    (tmp_path / "t.csv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    summary = decided(tmp_path / "t.csv", tmp_path / "out")
    found = list(csv.reader(rejects(tmp_path / "out")))
    ragged = [[str(number), "", "", text, "列数和第一行的列名不一样多"] for number, text in broken.items()]
    assert found == sorted([*ragged, ["100", "户100", "规上", "也许", "“也许”；应为：是 或 否"]], key=lambda row: int(row[0]))
    assert (summary["rows"], summary["rejected"]) == (400, 8)
    assert [row["id"] for row in firms(tmp_path / "out")] == [f"户{number}" for number in range(1, 401) if number not in {*broken, 100}]


@pytest.mark.parametrize(
    "ids",
    [pa.array([[1]]), pa.array([{"a": 1}]), pa.array([b"\xff"]), pa.array([1.0]), pa.array([True])],
    ids=["list", "struct", "bytes", "double", "truth"],
)
def test_ids_are_texts_or_whole_numbers(ids: pa.Array, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="编号列“id”是.*应为：文字或整数"):
        decided(written(tmp_path / "t.parquet", {"id": ids, "规上": ["是"]}), tmp_path / "out")


@pytest.mark.parametrize("ids", [pa.array([7]), pa.array(["七"]).dictionary_encode(), pa.array(["七"], pa.large_string())])
def test_ids_of_these_types_are_taken(ids: pa.Array, tmp_path: Path) -> None:
    assert decided(written(tmp_path / "t.parquet", {"id": ids, "规上": ["是"]}), tmp_path / "out")["rejected"] == 0


@pytest.mark.parametrize(
    ("rents", "refused"),
    [
        (pa.array([Decimal("1" * 40), Decimal(5)], pa.decimal256(40)), "太大"),
        (pa.array([2**64 - 1, 5], pa.uint64()), "太大"),
        (pa.array([2**63 - 1, 5], pa.int64()), "太大"),
        (pa.array([float("inf"), 5]), "不是一个数"),
        (pa.array([1e300, 5]), "太大"),
        (pa.array([-5, 5]).dictionary_encode(), "太小"),
    ],
    ids=["forty digits", "unsigned", "64 bits", "infinite", "a huge double", "below nought"],
)
def test_numbers_beyond_any_bound_cost_their_row_alone(rents: pa.Array, refused: str, tmp_path: Path) -> None:
    table = {"id": ["甲", "乙"], "规上": ["是"] * 2, "注册地": ["360102"] * 2, "月租金（元）": rents}
    decided(written(tmp_path / "t.parquet", table), tmp_path / "out")
    [said] = rejects(tmp_path / "out")
    assert said.startswith("1,甲,月租金（元）,")
    assert refused in said
    assert [(row["id"], row["certain"]) for row in lines(tmp_path / "out") if row["benefit"] == "rent"] == [("乙", 1000)]


def test_a_single_is_the_shortest_decimal_of_its_own(tmp_path: Path) -> None:
    table = {"id": ["甲"], "规上": [True], "注册地": ["360102"], "月租金（元）": pa.array([0.29], pa.float32())}
    decided(written(tmp_path / "t.parquet", table), tmp_path / "out")
    assert [row["certain"] for row in lines(tmp_path / "out") if row["benefit"] == "rent"] == [58]


@pytest.mark.parametrize("name", ["", "很" * 100_000, "a.b", "`", "\n"])
def test_columns_with_odd_names_are_not_read(name: str, tmp_path: Path) -> None:
    summary = decided(written(tmp_path / "t.parquet", {"id": ["甲"], "规上": ["是"], name: [[1]]}), tmp_path / "out")
    assert summary["unused"] == [name] * bool(name)
    assert summary["rejected"] == 0


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (pa.array([date(2020, 3, 1)]), date(2020, 3, 1)),
        (pa.array([date(2020, 3, 1)], pa.date64()), date(2020, 3, 1)),
        (pa.array([datetime(2020, 3, 1, 23, 59, tzinfo=UTC)], pa.timestamp("us")), date(2020, 3, 1)),
        (pa.array([datetime(2020, 2, 29, 17, tzinfo=UTC)], pa.timestamp("us", "Asia/Shanghai")), date(2020, 3, 1)),
        (pa.array(["2020-03-01"]), date(2020, 3, 1)),
    ],
    ids=["date", "date in milliseconds", "moment", "moment in a zone", "text"],
)
def test_a_day_is_the_day_where_it_was(days: pa.Array, read: date) -> None:
    made = plan()
    batch = pa.RecordBatch.from_pydict({"id": ["甲"], "事项发生日": days})
    rows, rejected = read_rows(batch, header(batch.schema.names, made), made.regions, 1, {})
    assert (rows.columns["事项发生日"].value(0), rejected) == (read, [])


@pytest.mark.parametrize(
    ("days", "refused"),
    [
        (pa.array([10**9], pa.int32()).cast(pa.date32()), "不是公历的日期"),
        (pa.array(["2020/3/1"]), "日期，写作 年-月-日"),
        (pa.array(["2020-13-01"]), "日期，写作 年-月-日"),
    ],
    ids=["no year has it", "slashes", "a thirteenth month"],
)
def test_what_is_no_day_costs_its_row_alone(days: pa.Array, refused: str, tmp_path: Path) -> None:
    table = {"id": ["甲", "乙"], "事项发生日": pa.concat_arrays([days, pa.array([None], days.type)])}
    decided(written(tmp_path / "t.parquet", table), tmp_path / "out")
    assert [refused in line for line in rejects(tmp_path / "out")] == [True]
    assert [row["id"] for row in firms(tmp_path / "out")] == ["乙"]


@pytest.mark.parametrize("days", [pa.array([5], pa.duration("s")), pa.array([5], pa.time64("us")), pa.array([5])])
def test_lengths_of_time_and_numbers_are_no_days(days: pa.Array, tmp_path: Path) -> None:
    with pytest.raises(TableError, match="列“事项发生日”是.*应为：日期，或文字"):
        decided(written(tmp_path / "t.parquet", {"id": ["甲"], "事项发生日": days}), tmp_path / "out")


def test_few_columns_are_taken_a_row_group_at_once(tmp_path: Path) -> None:
    count = 2 * luodi.bulk.tables.GROUP
    few = pa.table({"id": pa.array(range(count)), "a": pa.nulls(count, pa.int8())})
    pq.write_table(few, tmp_path / "few.parquet", row_group_size=luodi.bulk.tables.GROUP)
    many = few.select(["id"])
    for number in range(luodi.bulk.tables.FEW):
        many = many.append_column(f"c{number}", few["a"])
    pq.write_table(many, tmp_path / "many.parquet", row_group_size=luodi.bulk.tables.GROUP)
    sizes = {}
    for name in ("few", "many"):
        table = open_table(tmp_path / f"{name}.parquet")
        sizes[name] = [batch.num_rows for batch in table.batches(table.columns)]
    assert sizes["few"] == [131_072] * 2
    assert sizes["many"] == [43_712, 43_712, 43_648] * 2
