"""`luodi forecast`, `compare` and `reach` over the library: text, JSON and workbook say the same."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from luodi.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
ROWS = [
    "编号,注册地,企业规模,承租国有房产,月租金（元）",
    "示例甲,东湖区,小型,是,30000",
    "示例乙,赣州市,大型,是,",
    "示例丙,东湖区,小型,,100",
]


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    return str(path)


def test_a_forecast_in_text_data_and_sheets(table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["forecast", table, "--on", "2020-03-10", "--root", str(ROOT), "--xlsx", str(tmp_path / "f.xlsx")]
    arguments += ["--months", "2020-03..2020-04", "--pot", "state-rent-relief=5万元"]
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rows"], found["total"]["certain"]) == (3, 6_000_000)
    assert found["by"]["place"]["江西省南昌市"] == found["total"]
    assert list(found["months"]) == ["2020-03-01", "2020-04-01"]
    assert found["pots"][0] | {"share": ""} == {
        "benefit": "state-rent-relief",
        "fen": 5_000_000,
        "asked": 6_000_000,
        "rows": 1,
        "served": 0,
        "last": "示例甲",
        "enough": False,
        "share": "",
    }
    assert main(arguments) == 0
    assert "合计：确定 6万元，另外可能" in capsys.readouterr().out
    sheet = load_workbook(tmp_path / "f.xlsx")["待遇"]
    sums = {row[0]: row[5] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert sums["state-rent-relief"] == 60_000


def test_whom_to_reach(table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["reach", table, "--on", "2020-03-10", "--root", str(ROOT), "--benefit", "state-rent-relief"]
    assert main([*arguments, "--json", "--xlsx", str(tmp_path / "r.xlsx")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["id"], one["amount"]) for one in found["certain"]] == [("示例甲", 6_000_000)]
    assert {one["id"]: one["missing"] for one in found["short"]} == {"示例乙": "月租金", "示例丙": "承租国有房产"}
    assert [row[0] for row in load_workbook(tmp_path / "r.xlsx")["只差一件事"].iter_rows(min_row=2, values_only=True)] == [
        "示例乙",
        "示例丙",
    ]
    (tmp_path / "paid.csv").write_text("编号,待遇\n示例甲,state-rent-relief\n", encoding="utf-8")
    assert main([*arguments, "--paid", str(tmp_path / "paid.csv")]) == 0
    assert "已经给过的 1 条不列" in capsys.readouterr().out


def test_a_library_against_itself(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(ROOT), str(ROOT), "--table", table, "--on", "2020-03-10"]) == 0
    assert "没有一项待遇不同" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [["forecast", "--pot", "no-such=3万元"], ["forecast", "--months", "三月"], ["reach", "--benefit", "no-such"]],
)
def test_wrong_arguments(arguments: list[str], table: str, capsys: pytest.CaptureFixture[str]) -> None:
    verb, *rest = arguments
    assert main([verb, table, "--on", "2020-03-10", "--root", str(ROOT), *rest]) == 2
    assert capsys.readouterr().err.count("\n") == 1
