"""The sources as a careful human reader lists them: every document, its head, its numbering counted."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from luodi.text.block import squeeze
from luodi.text.marks import mark_of
from luodi.text.model import Document
from luodi.text.numerals import write_numeral
from luodi.text.read import Reading, read_paths

ROOT = Path(__file__).parents[2]
EXPECTED: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "expected" / "documents.yaml").read_text(encoding="utf-8"))
NUMBER_CITED_ELSEWHERE = "jx-20200204-growth-20"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_paths([ROOT / "sources"])


@pytest.fixture(scope="module")
def found(reading: Reading) -> dict[str, Document]:
    return {squeeze(document.title): document for document in reading.documents}


@pytest.fixture(params=EXPECTED, ids=lambda expected: expected["id"])
def pair(request: pytest.FixtureRequest, found: dict[str, Document]) -> tuple[dict[str, Any], Document]:
    expected = request.param
    title = squeeze(expected["title"])
    assert title in found, f"{expected['id']} was not found"
    return expected, found[title]


def test_exactly_the_documents_are_found(reading: Reading) -> None:
    assert [squeeze(document.title) for document in reading.documents] == [squeeze(expected["title"]) for expected in EXPECTED]


def test_titles_keep_the_blanks_between_joint_issuers(pair: tuple[dict[str, Any], Document]) -> None:
    expected, document = pair
    assert document.title == expected["title"]


def test_heads_agree(pair: tuple[dict[str, Any], Document]) -> None:
    expected, document = pair
    number = None if expected["id"] == NUMBER_CITED_ELSEWHERE else expected["number"]
    assert document.number == number
    assert list(document.issuers) == expected["issuers"]
    assert document.date == (str(expected["date"]) if expected["date"] else None)
    assert document.level == expected["level"]
    assert document.inner_title == expected.get("inner_title")
    assert document.published == (str(expected["published"]) if "published" in expected else document.published)


def test_unit_rules_agree(pair: tuple[dict[str, Any], Document]) -> None:
    expected, document = pair
    assert document.unit_rule == expected["unit_rule"]


def test_lines_agree(pair: tuple[dict[str, Any], Document]) -> None:
    """A document ends with its last clause, signature or publicity line; blank lines around it are nobody's."""
    expected, document = pair
    if not expected["lines"]:
        return
    text = (ROOT / "sources" / expected["file"]).read_text(encoding="utf-8")
    first = text.count("\n", 0, document.source.start) + 1
    last = text.count("\n", 0, document.source.end) + 1
    assert document.source.file == expected["file"]
    assert [first, last] == expected["lines"]


def test_numbering_is_counted_right(pair: tuple[dict[str, Any], Document]) -> None:
    expected, document = pair
    articles = expected["articles"]
    styles = Counter(_style(clause.path.rsplit("/", 1)[-1]) for clause in document.clauses)
    sections = sum("/" not in clause.path and _style(clause.path) == "一、" for clause in document.clauses)
    if "sections" in articles:
        assert sections == articles["sections"]
    if articles["style"] in ("（一）", "1.", "一、"):
        assert (sections if articles["style"] == "一、" else styles[articles["style"]]) == articles["count"]
    if articles["style"] == "unnumbered":
        assert [clause.path for clause in document.clauses] == [f"¶{number}" for number in range(1, articles["paragraphs"] + 1)]


def _style(label: str) -> str:
    if re.fullmatch(r"\d+", label):
        return "1."
    if re.fullmatch(r"[一二三四五六七八九十]+", label):
        return "一、"
    mark = mark_of(label)
    return mark.style if mark else ""


def _children(document: Document, path: str) -> list[str]:
    return [clause.path for clause in document.clauses if clause.path.startswith(path + "/") and "/" not in clause.path[len(path) + 1 :]]


def _document(found: dict[str, Document], identity: str) -> Document:
    return next(found[squeeze(expected["title"])] for expected in EXPECTED if expected["id"] == identity)


def test_thirteen_kinds_of_venue(found: dict[str, Document]) -> None:
    document = _document(found, "jx-20200303-two-wells")
    venues = [path for path in _children(document, "四") if "¶" not in path]
    assert [len(_children(document, venue)) for venue in venues] == [5, 5, 4, 3, 4, 4, 3, 5, 4, 4, 4, 4, 4]
    assert _children(document, "四/（十三）/2") == [f"四/（十三）/2/（{number}）" for number in range(1, 5)]
    closing = next(clause for clause in document.clauses if clause.path == "四/¶1")
    assert closing.text.startswith("以上具体操作技术")


def test_three_battles_are_nested(found: dict[str, Document]) -> None:
    document = _document(found, "nc-2020-three-battles")
    styles = Counter(_style(clause.path.rsplit("/", 1)[-1]) for clause in document.clauses)
    assert (styles["（一）"], styles["1."], styles["一是"]) == (10, 16, 3)


def test_the_shuffled_sentences_are_put_back(found: dict[str, Document]) -> None:
    expected = next(expected for expected in EXPECTED if "first_words" in expected)
    document = _document(found, expected["id"])
    for path, words in expected["first_words"].items():
        clause = next(clause for clause in document.clauses if clause.path == path)
        sentences = [sentence for sentence in re.split(r"(?<=。)", clause.text) if sentence][1:]
        assert [sentence[: len(start)] for sentence, start in zip(sentences, words, strict=True)] == words
    doubted = {remark.place.start for remark in document.remarks if "请核对" in remark.message}
    last = next(clause for clause in document.clauses if clause.path == "七").places[-2:]
    assert {place.start for place in last} <= doubted


def test_the_headless_copy_belongs_to_its_twin(found: dict[str, Document]) -> None:
    copies = {place.file: document for document in found.values() for place in document.copies}
    assert copies["000_9ce9624b4f550d81.txt"] is _document(found, "jx-20200302-make-up-time")
    assert copies["002_249b4e24e5003887.txt"] is _document(found, "jj-20200304-make-up-time")


def test_ten_damaged_numbers_are_restored(found: dict[str, Document]) -> None:
    document = _document(found, "jj-20200304-make-up-time")
    labels = [clause.path.rsplit("/", 1)[-1] for clause in document.clauses if clause.path.count("/") == 1 and "¶" not in clause.path]
    assert labels[-12:] == [f"（{write_numeral(number)}）" for number in range(11, 23)]
    assert sum("编号印作" in remark.message for remark in document.remarks) == 10


def test_damaged_unit_lists_are_restored(found: dict[str, Document]) -> None:
    document = _document(found, "jj-20200304-make-up-time")
    units = {clause.path: clause.units for clause in document.clauses}
    assert "市港口航运管理局" in units["三/（六）"] and "市邮政管理局" in units["三/（六）"]
    assert {"市采砂管理局", "市供销社"} <= set(units["三/（八）"])
    assert {"市住建局", "市发改委", "市自然资源局", "市工信局"} <= set(units["五/（十三）"])
    assert units["五/（十二）"] == ("市政务服务局", "市市场监管局", "市政府信息办", "各县〔市、区〕政府", "管委会")
    messages = [remark.message for remark in document.remarks]
    assert sum("中间缺顿号" in message for message in messages) == 4
    assert sum("缺左括号" in message for message in messages) == 1
    assert sum("缺右括号" in message for message in messages) == 2
    assert sum("缺左、右括号" in message for message in messages) == 1


def test_a_paragraph_after_the_last_article_is_the_end(found: dict[str, Document]) -> None:
    document = _document(found, "nc-20200226-projects-37")
    clauses = {clause.path: clause for clause in document.clauses}
    assert clauses["结尾/¶2"].text.startswith("本政策措施自印发之日起实施，有效期至2020年12月31日")
    assert clauses["注/2"].text == "责任单位排第一的为牵头单位，其他为配合单位。"
    assert clauses["通知/¶1"].text.endswith("现印发给你们，请认真贯彻执行。")


def test_an_article_of_several_paragraphs(found: dict[str, Document]) -> None:
    document = _document(found, "nc-20200226-projects-37")
    clauses = {clause.path: clause for clause in document.clauses}
    article = clauses["五/（三十）"]
    assert (article.heading, article.text) == ("加强工业项目财政资金补助", "")
    assert [path for path in clauses if path.startswith("五/（三十）/")] == [f"五/（三十）/¶{number}" for number in range(1, 5)]
    assert "对省大中型建设项目、省重点建设项目" in clauses["五/（三十）/¶1"].text
    for path in ("五/（三十）", "五/（三十）/¶1", "五/（三十）/¶4"):
        assert clauses[path].lead == ("市工信局",)
        assert clauses[path].support == ("市财政局", "各县〔区〕人民政府", "开发区〔新区〕管委会")
        assert clauses[path].unit_rule == "first"


def test_a_list_in_the_middle_holds_for_the_paragraphs_before_it(found: dict[str, Document]) -> None:
    clauses = {clause.path: clause for clause in _document(found, "nc-20200226-projects-37").clauses}
    assert clauses["五/（三十一）/¶1"].units == ("市发改委", "市财政局")
    assert clauses["五/（三十一）/¶2"].units == ("市商务局", "市财政局")
    assert clauses["五/（三十一）"].units == ("市发改委", "市财政局", "市商务局")


def test_named_leads(found: dict[str, Document]) -> None:
    clause = next(clause for clause in _document(found, "jx-20200204-growth-20").clauses if clause.path == "二/6")
    assert clause.lead == ("省财政厅", "省国资委")
    assert clause.support == ("省工业和信息化厅", "省科技厅", "省人力资源社会保障厅", "各市、县〔区〕人民政府", "赣江新区管委会")
    assert clause.text.startswith("对承租国有资产类生产经营用房的企业，1个月房租免收")


def test_where_nothing_is_said_of_a_lead_it_is_unknown(found: dict[str, Document]) -> None:
    clause = next(clause for clause in _document(found, "jx-20200302-make-up-time").clauses if clause.path == "三/（三）")
    assert (clause.lead, clause.support, clause.unit_rule) == ((), (), "none")
    assert clause.units[0] == "省工业和信息化厅"


def test_what_is_inferred_is_remarked(found: dict[str, Document]) -> None:
    messages = [remark.message for remark in _document(found, "nc-2020-six-stabilities").remarks]
    assert any("推定为南昌市人民政府" in message for message in messages)
    assert any("标题不在文中" in message for message in messages)


def test_texts_stand_in_their_sources(reading: Reading) -> None:
    """A clause's places, joined, are its text: quotations can be shown in the original."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "sources").glob("*.txt")}
    for document in reading.documents:
        for clause in document.clauses:
            assert "".join(texts[place.file][place.start : place.end] for place in clause.places) == clause.text
            if clause.text:
                assert clause.place.start <= clause.places[0].start


def test_a_unit_list_that_lost_its_bracket_ends_with_its_paragraph(reading: Reading) -> None:
    """Jiujiang's (二十二) lacks the closing bracket: the page-break rule once drew the closing words of the document into its units."""
    (document,) = [one for one in reading.documents if one.title.startswith("九江市")]
    last, closing = document.clauses[-2:]
    assert (last.path, closing.path) == ("七/（二十二）", "结尾/¶1")
    assert last.units[-2:] == ("各县〔市、区〕政府", "管委会")
