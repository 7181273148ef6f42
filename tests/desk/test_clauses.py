"""Clauses cut into pieces: every quotation of the library is found in its clause, and nothing of the text is lost."""

import pytest

from luodi.desk.portal.clauses import cut, find, published_mark
from luodi.desk.portal.documents import rows
from luodi.desk.portal.library import shelf
from luodi.text.model import Clause, Place

HERE = Place("a.txt", 0, 20)


def test_words_are_found_whatever_the_blanks() -> None:
    assert find("免 收租金，减半 收租金", "收租金") == [(2, 5), (9, 12)]
    assert find("免收 租金", "收租") == [(1, 4)]
    assert find("免收租金", "") == []


def test_overlapping_quotations_share_a_piece() -> None:
    clause = Clause("一", "", "甲乙丙丁戊", HERE)
    pieces = cut(clause, {1: ["甲乙丙"], 2: ["丙丁"]}, ["戊"])
    assert [(piece.text, piece.numbers, piece.cited) for piece in pieces] == [
        ("甲乙", (1,), False),
        ("丙", (1, 2), False),
        ("丁", (2,), False),
        ("戊", (), True),
    ]


def test_a_run_in_heading_is_set_apart() -> None:
    pieces = cut(Clause("一", "科学谋划。", "科学谋划。建立项目库。", HERE), {})
    assert [(piece.text, piece.heading) for piece in pieces] == [("科学谋划。", True), ("建立项目库。", False)]


@pytest.mark.parametrize(
    ("path", "text", "mark"), [("二/6", "6.对承租", "6."), ("一/（二）", "（二）创新", "（二）"), ("前言/¶1", "为贯彻", "")]
)
def test_a_clause_bears_the_mark_it_was_printed_with(path: str, text: str, mark: str) -> None:
    body = text.removeprefix(mark)
    assert published_mark(Clause(path, "", body, Place("a.txt", 0, len(text))), {"a.txt": text}) == mark


@pytest.mark.parametrize("id", sorted(shelf().documents))
def test_a_page_holds_the_whole_text_of_its_document(id: str) -> None:
    document = shelf().documents[id]
    shown = rows(shelf(), document)
    for row in shown:
        assert "".join(piece.text for piece in row.pieces) == row.clause.text
        assert row.standing_heading in ("", row.clause.heading)
    printed = [clause for row in shown for clause in (row.opened, row.clause) if clause is not None]
    assert printed == list(document.clauses)


def test_every_quotation_of_the_library_is_marked_in_its_clause() -> None:
    for document in shelf().documents.values():
        for row in rows(shelf(), document):
            marked = {number for piece in (*row.pieces, *row.heading_pieces) for number in piece.numbers}
            assert marked == {run.number for run in row.runs}, row.clause.path


def test_a_heading_that_opens_its_first_paragraph_is_printed_once() -> None:
    shown = rows(shelf(), shelf().documents["nc-20200226-projects-37"])
    row = next(row for row in shown if row.clause.path == "五/（三十）/¶1")
    assert row.opened is not None
    assert (row.opened.path, row.mark, row.standing_heading) == ("五/（三十）", "（三十）", "")
    assert row.pieces[0].heading
