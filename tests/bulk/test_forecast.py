"""What a table costs, told apart every way, adds up to the same; pots that last and that do not."""

from pathlib import Path

from luodi.bulk.forecast import UNSTATED, Pot, forecast
from luodi.bulk.header import header
from luodi.bulk.plan import Plan
from luodi.bulk.tables import open_table
from luodi.decide.gifts import split
from tests.bulk.build import ON, REGIONS, plan, written
from tests.decide.build import benefit, money, program

COUNT = 500
COLUMNS = {
    "id": [f"户{number}" for number in range(COUNT)],
    "注册地": [["360102", "360111", "360402", None][number % 4] for number in range(COUNT)],
    "规上": ["是"] * COUNT,
    "困难": [["是", "否", None][number % 3] for number in range(COUNT)],
    "规模": [["小型", "大型"][number % 2] for number in range(COUNT)],
    "月租金（分）": list(range(COUNT)),
    "投资额（元）": [3 * number for number in range(COUNT)],
}


def test_every_way_of_telling_apart_adds_up_to_the_total(tmp_path: Path) -> None:
    made, table = plan(), open_table(written(tmp_path / "t.parquet", COLUMNS))
    found = forecast(made, table, header(table.columns, made), ON)
    assert (found.rows, found.rejected) == (COUNT, 0)
    assert found.total.certain > 0
    for costs in (found.by["bearer"], found.by["place"]):
        assert sum(cost.certain for cost in costs.values()) == found.total.certain
        assert sum(cost.possible for cost in costs.values()) == found.total.possible
    assert set(found.by["place"]) == {"江西省南昌市", "江西省九江市", UNSTATED}
    rents = found.benefits["rent"]
    assert rents.cost.certain == sum(2 * number for number in range(1, COUNT) if number % 4 in (0, 1))
    assert rents.cost.possible == sum(2 * number for number in range(1, COUNT) if number % 4 == 3)
    assert (rents.yes, rents.unknown) == (249, 125)


def test_each_bearer_bears_its_part_of_every_single_sum(tmp_path: Path) -> None:
    shares = {"省": 2, "市": 2, "县": 3}
    made = Plan(program(benefit("rent", money("月租金"), shares=shares)), REGIONS, "企业")
    table = open_table(written(tmp_path / "t.parquet", COLUMNS))
    found = forecast(made, table, header(table.columns, made), ON)
    singles = [split(number, shares) for number in range(COUNT)]
    assert {bearer: cost.certain for bearer, cost in found.by["bearer"].items()} == {
        bearer: sum(single[bearer] for single in singles) for bearer in shares
    }


def test_a_pot_lasts_or_runs_out_at_a_row(tmp_path: Path) -> None:
    made = Plan(program(benefit("rent", money("月租金"))), REGIONS, "企业")
    table = open_table(written(tmp_path / "t.parquet", COLUMNS))
    head = header(table.columns, made)
    asked = sum(range(COUNT))
    enough, short = Pot("rent", asked), Pot("rent", 10)
    forecast(made, table, head, ON, [enough])
    forecast(made, table, head, ON, [short])
    assert (enough.enough, enough.served, enough.last) == (True, COUNT - 1, None)
    assert (short.enough, short.asked, short.rows) == (False, asked, COUNT - 1)
    assert (short.served, short.last) == (4, "户5")
