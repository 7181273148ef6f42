"""`luodi compare`: a document's folder against the library it is put into."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from luodi.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "policies" / "jx-20200204-growth-20"
BASE = ["--on", "2020-03-10", "--root", str(ROOT)]


def test_a_draft_of_one_document_is_held_against_the_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, table, book = tmp_path / "draft", tmp_path / "t.csv", tmp_path / "c.xlsx"
    shutil.copytree(DOCUMENT, draft)
    rules = draft / "s2-relief.yaml"
    rules.write_text(rules.read_text("utf-8").replace("{charge: 月租金 + 2 * 月租金 / 2}", "{charge: 月租金}"), encoding="utf-8")
    table.write_text("编号,注册地,承租国有房产,月租金（元）\n示例甲,东湖区,是,30000\n示例乙,东湖区,否,30000\n", encoding="utf-8")
    arguments = ["compare", str(ROOT), str(draft), "--table", str(table), *BASE]
    assert main([*arguments, "--xlsx", str(book)]) == 0
    said = capsys.readouterr().out
    for words in (
        "1 行少得，共 3万元",
        "国有房产租金减免（江西稳增长20条 二/6）",
        "1个月房租免收",
        "得的少了 1 行，都不符合 1 行",
        "差在承租国有房产 否，须为是",
    ):
        assert words in said
    assert load_workbook(book)["哪里改了"].cell(2, 4).value == "少付月租金"
    assert main([*arguments, "--json"]) == 0
    [change] = json.loads(capsys.readouterr().out)["changes"]
    assert (change["id"], change["certain"], change["examples"]["less"]["new"]["certain"]) == ("state-rent-relief", -3_000_000, 3_000_000)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (["nowhere", "."], "nowhere 里没有 policies/"),
        ([str(ROOT), str(ROOT), "--synthetic", "0"], "--synthetic 0"),
        ([str(ROOT), str(ROOT), "--synthetic", "1", "--table", "t.csv"], "两样里选一样"),
    ],
)
def test_wrong_arguments_are_one_message(change: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", *change, *BASE]) == 2
    assert said in capsys.readouterr().err
