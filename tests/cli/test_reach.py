"""`luodi reach`: the lists over the library, less those already paid, from what is held."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from luodi.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
BENEFIT = "state-rent-relief"
BASE = ["--on", "2020-03-10", "--root", str(ROOT)]
ROWS = [
    "编号,注册地,承租国有房产,月租金（元）",
    "示例甲,东湖区,是,30000",
    "示例乙,赣州市,是,",
    "示例丙,东湖区,,100",
]


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "t.csv"
    path.write_text("\n".join(ROWS), encoding="utf-8")
    return str(path)


def test_the_lists_and_their_evidence(table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "held.csv").write_text("事实,来源\n注册地,市场监管局\n承租国有房产,国资委\n月租金,国资委\n", encoding="utf-8")
    arguments = ["reach", table, *BASE, "--benefit", BENEFIT, "--held", str(tmp_path / "held.csv")]
    assert main([*arguments, "--json", "--xlsx", str(tmp_path / "r.xlsx")]) == 0
    found = json.loads(capsys.readouterr().out)
    [one] = found["certain"]
    assert (one["id"], one["certain"]) == ("示例甲", 6_000_000)
    assert one["sources"]["月租金"].startswith("国资委；要问它的是江西稳增长20条 二/6")
    assert {one["id"]: one["missing"] for one in found["short"]} == {"示例乙": "月租金", "示例丙": "承租国有房产"}
    assert load_workbook(tmp_path / "r.xlsx")["可以主动送达"].cell(2, 1).value == "示例甲"
    (tmp_path / "paid.csv").write_text(f"编号,待遇\n示例甲,{BENEFIT}\n示例丁,{BENEFIT}\n", encoding="utf-8")
    assert main([*arguments, "--paid", str(tmp_path / "paid.csv")]) == 0
    said = capsys.readouterr().out
    assert "已经给过的 1 条不列；给过的名单里有 1 条在表里找不到" in said
    assert "就能断定的 0 条" in said


@pytest.mark.parametrize(
    ("option", "content", "said"),
    [
        ("--benefit", "", "--benefit“”"),
        ("--paid", "编号,项目\n甲,x\n", "两列：编号、待遇"),
        ("--paid", "编号,待遇\n甲,没有的\n", "里的待遇“没有的”"),
        ("--held", "事实,来源\n月租,谁\n", "没有叫“月租”的事实"),
    ],
)
def test_wrong_arguments_are_one_message(
    option: str, content: str, said: str, table: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.csv").write_text(content, encoding="utf-8")
    value = str(tmp_path / "x.csv") if content else ""
    assert main(["reach", table, *BASE, option, value]) == 2
    assert said in capsys.readouterr().err
