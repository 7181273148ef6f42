"""What is kept between runs: whole or not at all, and never needed."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.bulk.kept import Kept, kept, key
from luodi.bulk.verdicts import when_tables
from tests.bulk.build import plan
from tests.decide.build import FACTS, expression

TYPES = {name: fact.type for name, fact in FACTS.items()}
ROOT = Path(__file__).parent.parent.parent
RUN = """
import luodi.bulk.native as native
from luodi.bulk.amounts import amount_loop
from luodi.bulk.ratios import ANY, Measure
from luodi.bulk.memory import empty, filled
from luodi.feel import tree as t
from fractions import Fraction
made = []
compile_ = native._compiled
native._compiled = lambda text: made.append(text) or compile_(text)
loop = amount_loop(t.Arithmetic("+", t.Name("月租金"), t.Money(5)), ("月租金",), (Measure(1, ANY),), Fraction(1, 2))
out = empty("i64", 3)
loop(3, filled("i64", [1, 2, 3]).address, out.address)
print(len(made), out.view.tolist())
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LUODI_CACHE", str(tmp_path))
    return tmp_path / "luodi"


def ran() -> str:
    return subprocess.run([sys.executable, "-c", RUN], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def files(place: Path) -> list[Path]:
    return list(place.glob("bulk-*.sqlite"))


def test_a_loop_is_compiled_once_and_then_read(place: Path) -> None:
    assert ran() == "1 [3, 4, 4]"
    assert ran() == "0 [3, 4, 4]"
    assert [path.stat().st_mode & 0o077 for path in files(place)] == [0]


def test_code_that_was_damaged_is_never_run(place: Path) -> None:
    ran()
    with sqlite3.connect(files(place)[0]) as file:
        file.execute("update kept set entry = zeroblob(length(entry))")
    file.close()
    assert ran() == "1 [3, 4, 4]"
    assert ran() == "0 [3, 4, 4]"


def test_a_file_that_is_none_of_ours_is_made_anew(place: Path) -> None:
    ran()
    files(place)[0].write_bytes(b"\0" * 5_000)
    assert [ran(), ran()] == ["1 [3, 4, 4]", "0 [3, 4, 4]"]


def test_without_a_place_to_write_everything_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("不是文件夹")
    monkeypatch.setenv("LUODI_CACHE", str(tmp_path / "taken"))
    kept().put({"a": b"1"})
    assert kept().get(["a"]) == {}
    assert ran() == "1 [3, 4, 4]"


def test_only_what_the_latest_code_has_kept_stays(place: Path) -> None:
    place.mkdir(parents=True)
    for number in range(5):
        (place / f"bulk-{number}.sqlite").touch()
    kept()
    assert len(files(place)) == 3


def test_tables_that_were_kept_say_what_they_said(place: Path) -> None:
    made, read = plan(), plan()
    assert len(made.tables) == 3
    assert [(one.table, one.variants, one.cells) for one in made.tables.values()] == [
        (one.table, one.variants, one.cells) for one in read.tables.values()
    ]
    with sqlite3.connect(files(place)[0]) as file:
        assert file.execute("select count(*) from kept").fetchone()[0] >= 3
    file.close()


def test_another_bound_of_a_fact_is_another_table(place: Path) -> None:
    trees = (expression("从业人员 >= 100").tree,)
    [wide] = when_tables({0: trees}, TYPES).values()
    [narrow] = when_tables({0: trees}, {**TYPES, "从业人员": replace(TYPES["从业人员"], hi=50)}).values()
    assert wide.table != narrow.table
    assert files(place)


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.binary(max_size=40), max_size=20), st.sets(st.text(max_size=5)))
def test_what_was_put_is_got(tmp_path_factory: pytest.TempPathFactory, entries: dict[str, bytes], others: set[str]) -> None:
    made = Kept(tmp_path_factory.mktemp("kept") / "bulk-test.sqlite")
    named = {key(name): entry for name, entry in entries.items()}
    made.put(named)
    found = made.get([*named, *map(key, others)])
    assert found == named
    assert made.file
    made.file.close()
