"""`luodi forecast`: what it prints, and that its JSON and its workbook say the same."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from luodi.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
BASE = ["--on", "2020-03-10", "--root", str(ROOT)]


def test_a_table_is_forecast(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.csv").write_text(
        "编号,注册地,承租国有房产,月租金（元）\n=示例甲,东湖区,是,30000\n示例乙,湖口县,是,10000\n示例丙,东湖区,大概,1\n", encoding="utf-8"
    )
    arguments = ["forecast", str(tmp_path / "t.csv"), *BASE, "--only", "jx-20200204-growth-20", "--pot", "全部=7万元", "--months", "2"]
    book = tmp_path / "f.xlsx"
    assert main([*arguments, "--xlsx", str(book)]) == 1
    said = capsys.readouterr().out
    for words in (
        "2020-03-10，企业 2 行（t.csv）",
        "确定 8万元，2 行有",
        "第3行没有算",
        "国有房产租金减免",
        "江西省九江市",
        "87.5%",
        "按月",
    ):
        assert words in said
    assert main([*arguments, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert not found["synthetic"]
    assert [day["certain"] for day in found["days"]] == [8_000_000, 8_000_000]
    [pot] = found["days"][0]["pots"]
    assert (pot["certain"]["served"], pot["certain"]["part"], pot["certain"]["ratio"]) == (1, 1_000_000, [7, 8])
    sheet = load_workbook(book)["按措施"]
    assert [sheet.cell(1, 4).value, sheet.cell(2, 1).value, sheet.cell(2, 4).value] == ["确定（元）", "国有房产租金减免", 80_000]


def test_a_synthetic_population_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "--synthetic", "50", "--subject", "项目", *BASE]) == 0
    assert "合成的50行，不是任何人" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ([], "要算谁没有说清"),
        (["x.csv", "--synthetic", "3"], "要算谁没有说清"),
        (["--synthetic", "0"], "--synthetic 0"),
        (["--synthetic", "3", "--months", "0"], "--months 0"),
        (["--synthetic", "3", "--only", "租金"], "没有叫“租金”的待遇或文件"),
        (["--synthetic", "3", "--pot", "全部"], "资金盘子“全部”"),
    ],
)
def test_wrong_arguments_are_one_message(change: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", *change, *BASE]) == 2
    assert said in capsys.readouterr().err
