"""`luodi synth` and `luodi bulk` over the library: what they print, and that what they write adds up."""

import json
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from luodi.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def test_a_synthetic_table_is_decided_and_adds_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = str(tmp_path / "t.parquet"), tmp_path / "out"
    assert main(["synth", "300", "-o", table, "--root", str(ROOT), "--subject", "项目"]) == 0
    assert "合成" in capsys.readouterr().out
    assert main(["bulk", table, "--on", "2020-03-10", "-o", str(out), "--root", str(ROOT), "--subject", "项目", "--json"]) == 0
    summary = json.loads(capsys.readouterr().out)
    rows, firms = (pq.read_table(out / kind) for kind in ("benefits", "firms"))
    assert (summary["rows"], summary["lines"], firms.num_rows) == (300, rows.num_rows, 300)
    for name in ("certain", "possible"):
        assert pc.sum(rows[name]).as_py() == pc.sum(firms[name]).as_py() == summary[name]

    assert main(["bulk", table, "--on", "2020-03-10", "-o", str(out), "--root", str(ROOT), "--subject", "项目", "--totals"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["firms", "rejects.csv", "summary.json"]
    assert pq.read_table(out / "firms").equals(firms)


def test_what_the_table_lacks_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.csv").write_text(
        "编号,注册地,承租国有房产,月租金（元）\n示例甲,东湖区,是,30000\n示例乙,东湖区,大概,1\n", encoding="utf-8"
    )
    arguments = ["bulk", str(tmp_path / "t.csv"), "--on", "2020-03-10", "-o", str(tmp_path / "out"), "--root", str(ROOT)]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert "确定可得 6万元" in said.out
    assert "有 1 行没有算" in said.out
    assert "表里没有的事实" in said.out
    assert main([*arguments, "--known-only"]) == 1
    assert set(pq.read_table(tmp_path / "out" / "benefits")["status"].to_pylist()) == {"yes"}


@pytest.mark.parametrize(("change", "said"), [(["--subject", "火星人"], "没有“火星人”"), (["--on", "后天"], "后天")])
def test_wrong_arguments_are_one_message(change: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.csv").write_text("编号,承租国有房产\n示例甲,是\n", encoding="utf-8")
    assert main(["bulk", str(tmp_path / "t.csv"), "--on", "2020-03-10", "-o", str(tmp_path / "out"), "--root", str(ROOT), *change]) == 2
    assert said in capsys.readouterr().err
