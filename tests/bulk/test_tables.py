"""Tables as they come: right ones, and each thing that can be wrong with one."""

from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import pytest

from luodi.bulk.errors import TableError
from tests.bulk.build import decided, firms, lines, rejects, written

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


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    (tmp_path / "t.parquet").write_bytes(b"PAR1 not really")
    (tmp_path / "t.csv").write_bytes(b"")
    (tmp_path / "t.txt").write_bytes(b"id")
    for name in ("t.parquet", "t.csv", "t.txt"):
        with pytest.raises(TableError):
            decided(tmp_path / name, tmp_path / "out")
