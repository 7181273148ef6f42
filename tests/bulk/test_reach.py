"""Whom to reach without being asked: what is certain, with its evidence, and what one fact is wanting for."""

from pathlib import Path

from luodi.bulk.header import header
from luodi.bulk.reach import Reach, bound, reach
from luodi.bulk.tables import open_table
from tests.bulk.build import ON, plan, written

ROWS = {
    "id": ["甲", "乙", "丙", "丁"],
    "注册地": ["360102", "360102", "360102", "420100"],
    "规上": ["是", None, None, "是"],
    "困难": ["否"] * 4,
    "月租金（元）": ["10", "10", None, "10"],
    "投资额（元）": ["10000000"] * 4,
}


def reached(tmp_path: Path, **rest: object) -> Reach:
    made, table = plan(), open_table(written(tmp_path / "t.parquet", ROWS))
    return reach(made, table, header(table.columns, made), ON, benefits=bound(made, ["money"]), **rest)  # type: ignore[arg-type]


def test_what_is_certain_comes_with_its_evidence(tmp_path: Path) -> None:
    found = reached(tmp_path)
    rents = [one for one in found.certain if one.benefit == "rent"]
    assert [(one.id, one.amount) for one in rents] == [("甲", 20_00)]
    assert [(evidence.condition, evidence.facts) for evidence in rents[0].evidence] == [
        ("在江西省南昌市", {"注册地": "江西省南昌市东湖区"}),
        ("规上", {"规上": "是"}),
    ]
    assert rents[0].evidence[1].words == "“规上”的原话"
    assert rents[0].evidence[1].sources == {"规上": "所给的表"}


def test_what_one_fact_is_wanting_for(tmp_path: Path) -> None:
    found = reached(tmp_path)
    assert [(one.id, one.missing, one.question) for one in found.short] == [("乙", "规上", "规上是什么？")]
    assert found.wanting == {"规上": 1}


def test_losers_the_paid_and_what_waits_for_somebody_are_left_out(tmp_path: Path) -> None:
    found = reached(tmp_path, paid={("甲", "grant")})
    assert "other" not in found.counts
    assert "loan" not in found.counts
    assert (found.counts["grant"], found.already) == (3, 1)


def test_a_list_is_cut_and_its_count_is_not(tmp_path: Path) -> None:
    found = reached(tmp_path, most=1)
    assert (len(found.certain), found.counts.total()) == (1, 5)
