import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from luodi.cli.main import main

TESTS = Path(__file__).resolve().parent.parent
HEAVY = ("django", "pydantic", "numpy", "pyarrow", "llvmlite", "lxml")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the small library, with a cache of its own."""
    monkeypatch.setenv("LUODI_CACHE", str(tmp_path / "cache"))
    found = tmp_path / "root"
    shutil.copytree(TESTS / "policy" / "small", found)
    (found / "reference").symlink_to(TESTS.parent / "reference")
    return found


def facts(root: Path, text: str) -> str:
    path = root.parent / "firm.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def run(root: Path, text: str, *more: str, subject: str = "企业", on: str = "2020-03-10") -> int:
    return main(["decide", "--subject", subject, "--facts", facts(root, text), "--on", on, "--root", str(root), *more])


RENT = "注册地: 南昌市东湖区\n承租国有房产: 是\n月租金: 2万元\n"


def test_an_answer_in_chinese(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, RENT) == 0
    out = capsys.readouterr().out
    assert "企业，2020年3月10日" in out
    assert "确定 6万元" in out
    assert "国有房租减免　少付6万元" in out
    assert "示例措施 一：“对承租国有房产的企业，免收3个月房租，最高不超过10万元”" in out.replace("\n           ", "")
    assert "注册地 江西省南昌市东湖区" in out
    assert "设备投了多少？（金额（元、万元、亿元））" in out
    assert "【今天能不能开】所载文件没有说不许" in out
    assert "\x1b" not in out


def test_the_same_as_data(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, RENT, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["total"] == {"certain": 6_000_000, "possible": 0}
    by_id = {one["id"]: one for one in found["benefits"]}
    assert by_id["rent"]["gives"]["amount"] == 6_000_000
    assert by_id["equipment"]["status"] == "unknown"
    assert [one["fact"] for one in found["ask"]] == ["设备投资额"]
    assert (found["must"]["opening"], found["must"]["bounds"]) == (None, [])


def test_a_no_says_what_it_lacks(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, RENT.replace("是", "否")) == 0
    assert "差在　承租国有房产 否，须为是" in capsys.readouterr().out


def test_facts_from_standard_input(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RENT.encode())))
    assert main(["decide", "--subject", "企业", "--facts", "-", "--on", "2020-03-10", "--root", str(root)]) == 0
    assert "确定 6万元" in capsys.readouterr().out


def test_the_second_run_reads_the_cache_and_says_the_same(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, RENT) == 0
    first = capsys.readouterr().out
    assert list((root.parent / "cache").rglob("program-*.json"))
    assert run(root, RENT) == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(
    ("text", "id", "said"),
    [
        ("承租国有房: 是", "unknown-fact", "承租国有房产"),
        ("承租国有房产: 3万元", "wrong-type", "是 或 否"),
        ("月租金: 30000", "money-without-unit", "30000元"),
        ("员工数: 12台", "wrong-unit", "12人"),
        ("注册地: [", "not-yaml", "YAML"),
        ("", "empty", "至少一行"),
        ("- 注册地", "wrong-shape", "一组"),
        ("注册地: 没有这个地方", "unknown-region", "注册地：没有叫“没有这个地方”的地方；应为：行政区划的名称或代码。例"),
        ("注册地: " + "南" * 100_000, "wrong-type", "有100000个字"),
        ("月租金: -1元", "out-of-bounds", "] 月租金：“-1元”太小"),
        ("月租金： 3万元", "wrong-shape", "冒号要用半角的"),
        ("月租金: {每月: 3万元}", "wrong-shape", "单独一个值"),
        ('月租金: "\\e[31m3"', "wrong-type", "“\N{REPLACEMENT CHARACTER}[31m3”"),
    ],
)
def test_bad_facts_are_one_clear_message(root: Path, capsys: pytest.CaptureFixture[str], text: str, id: str, said: str) -> None:
    assert run(root, text) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert f"[{id}]" in captured.err
    assert said in captured.err
    assert "firm.yaml:" in captured.err
    assert captured.err.count("\n") == 1


def test_a_day_that_is_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, RENT, on="2020-02-30") == 2
    assert "2020-02-30" in capsys.readouterr().err


def test_a_subject_that_is_none(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, RENT, subject="企业家") == 2
    captured = capsys.readouterr()
    assert "[unknown-subject]" in captured.err
    assert "企业" in captured.err


def test_a_file_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "--subject", "企业", "--facts", str(root / "none.yaml"), "--on", "2020-03-10", "--root", str(root)]) == 2
    assert "none.yaml" in capsys.readouterr().err


def test_a_root_without_a_library(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "--subject", "企业", "--facts", facts(root, RENT), "--on", "2020-03-10", "--root", str(root.parent)]) == 2
    assert "[no-library]" in capsys.readouterr().err


def test_deciding_imports_nothing_heavy(root: Path) -> None:
    script = (
        "import sys\n"
        "from luodi.cli.main import main\n"
        "code = main(sys.argv[1:])\n"
        f"heavy = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "print(code, heavy, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script, "decide", "--subject", "企业", "--facts", facts(root, RENT), "--on", "2020-03-10"]
    found = subprocess.run(
        [*command, "--root", str(root)], capture_output=True, text=True, encoding="utf-8", env=os.environ, cwd=TESTS.parent, check=True
    )
    assert found.stderr == "0 []\n"
