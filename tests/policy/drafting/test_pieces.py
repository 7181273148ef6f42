"""Clauses cut into sentences: brackets stay whole, unit lists and run-in headings belong to none."""

import pytest

from luodi.policy.drafting.pieces import pieces_of
from luodi.text.model import Clause, Document, Place
from luodi.text.said.read import said

HERE = Place("原文", 0, 1)
DOCUMENT = Document("d", "示例", None, (), "2020-02-04", "city", (), HERE, ())


def words(text: str, heading: str = "") -> list[str]:
    clause = Clause("一", heading, text, HERE, (Place("原文", 0, len(text)),))
    return [piece.words for piece in pieces_of(clause, said(clause, DOCUMENT))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("给予补助。按月发放；逾期不予受理。", ["给予补助", "按月发放", "逾期不予受理"]),
        ("给予补助（含首次；不含二次。下同）。按月发放。", ["给予补助（含首次；不含二次。下同）", "按月发放"]),
        ("给予补助。（责任单位：市财政局；配合单位：市工信局）", ["给予补助"]),
        ("给予补助（市财政局牵头，市工信局配合）。按月发放。", ["给予补助", "按月发放"]),
        ("给予补助。（责任单位：市财政局，电话12345）", ["给予补助。（责任单位：市财政局，电话12345）"]),
        ("给予补助（没有收住。按月发放。", ["给予补助（没有收住", "按月发放"]),
        ("。；。", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_run_in_heading_is_no_sentence() -> None:
    assert words("加大补助。给予补助。", "加大补助") == ["给予补助"]
    assert words("补助100户。给予补助。", "补助100户") == ["补助100户", "给予补助"]


def test_findings_stay_with_their_sentence() -> None:
    text = "对甲类企业给予10万元补助；对乙类企业给予20万元补助，7个工作日内拨付。"
    clause = Clause("一", "", text, HERE, (Place("原文", 0, len(text)),))
    one, other = pieces_of(clause, said(clause, DOCUMENT))
    assert [amount.words for amount in one.amounts] == ["10万元"]
    assert [amount.words for amount in other.amounts if amount.role == "sum"] == ["20万元"]
    assert not one.limits


def test_a_text_of_brackets_takes_no_long_time() -> None:
    assert words("（" * 20_000) == ["（" * 20_000]
    assert words("（甲）" * 5_000) == ["（甲）" * 5_000]
