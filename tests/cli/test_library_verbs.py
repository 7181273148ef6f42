"""The verbs over the whole library: what is covered, what was carried out, which promise is served."""

import json
from pathlib import Path

import pytest

from luodi.cli.main import main
from luodi.cli.promises import markdown
from luodi.policy.load import Loaded
from luodi.policy.promises import read_promises, serve

ROOT = Path(__file__).resolve().parents[2]


def test_coverage_counts_every_clause_and_number_of_what_is_encoded(capsys: pytest.CaptureFixture[str]) -> None:
    main(["coverage", "--root", str(ROOT), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert len(told) == 22
    for document in told:
        if document["kinds"]:
            assert document["clauses"]["unclaimed"] == [], document["document"]
            assert [number for number in document["numbers"] if not number["claimed_by"]] == []
            assert document["benefits"]["without_cases"] == []


def test_coverage_as_a_table_sums_up_what_each_document_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--root", str(ROOT), "--markdown"]) == 0
    head, _, *rows, sums = (line.strip("| ").split(" | ") for line in capsys.readouterr().out.splitlines() if line.startswith("|"))
    assert (len(rows), head[0], sums[0]) == (22, "文件", "合计")
    assert [int(cell) for cell in sums[1:]] == [sum(int(row[at]) for row in rows) for at in range(1, len(head))]


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_what_the_readmes_count_is_up_to_date(readme: str, capsys: pytest.CaptureFixture[str]) -> None:
    """To mend: put what `luodi coverage --markdown` prints between the two marks."""
    main(["coverage", "--root", str(ROOT), "--markdown"])
    written = (ROOT / readme).read_text("utf-8").partition("<!-- counts -->")[2].partition("<!-- /counts -->")[0]
    assert written.strip() == capsys.readouterr().out.strip()


def test_coverage_of_one_document_names_who_claims_each_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "nc-20200226-projects-37", "--root", str(ROOT)]) == 0
    assert "equipment-upgrade-grant" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["coverage", "nc-2020022"], ["cascade", "nc-2020022"]])
def test_a_document_that_is_not_there_suggests_the_nearest(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--root", str(ROOT)]) == 2
    assert "nc-20200226-projects-37" in capsys.readouterr().err


def test_cascade_proposes_links_for_a_person_to_confirm(capsys: pytest.CaptureFixture[str]) -> None:
    pair = ["jx-20200302-make-up-time", "jj-20200304-make-up-time"]
    assert main(["cascade", *pair, "--propose", "--root", str(ROOT)]) == 0
    out = capsys.readouterr().out
    assert "{clause: 四/（九）, of: 四/（八）, relation: 待写}" in out
    assert "没有找到对应的：三/（七）、五/（十五）" in out
    assert main(["cascade", pair[0], "--root", str(ROOT), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["upper"] == pair[0]


def test_the_page_of_promises_is_up_to_date(loaded: Loaded) -> None:
    library = loaded.library
    rows = serve(read_promises(ROOT, library), library)
    assert len(rows) == 69
    page = (ROOT / "docs" / "promises.md").read_text("utf-8")
    assert page == markdown(rows, library), "luodi promises --markdown > docs/promises.md"
