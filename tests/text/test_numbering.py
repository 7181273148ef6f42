"""Marks, the scanner, and the tree: what is numbering and what is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luodi.text.marks import mark_of
from luodi.text.numerals import read_numeral, write_numeral
from luodi.text.read import read_text

HEAD = "示例市人民政府关于示例工作的意见\n各县（区）人民政府：\n现提出以下意见：\n"


def paths(body: str) -> list[str]:
    return [clause.path for clause in read_text(HEAD + body).documents[0].clauses][1:]


def messages(body: str) -> list[str]:
    return [remark.message for remark in read_text(HEAD + body).documents[0].remarks]


@given(st.integers(min_value=1, max_value=999))
def test_numerals_round_trip(number: int) -> None:
    assert read_numeral(write_numeral(number)) == number


@pytest.mark.parametrize(("text", "number"), [("一十一", 11), ("二十", 20), ("一百零五", 105), ("两", 2), ("三明", None), ("一二", None)])
def test_numerals(text: str, number: int | None) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    ("text", "style", "label"),
    [
        ("第一章 总则", "章", "第一章"),
        ("第 1 4 条 鼓励", "条", "第14条"),
        ("二 、支持", "一、", "二"),
        ("（十一）加强", "（一）", "（十一）"),
        ("(十一)加强", "（一）", "（十一）"),
        ("1．支持", "1.", "1"),
        ("12、支持", "1.", "12"),
        ("（1）发热", "（1）", "（1）"),
        ("1）发热", "1）", "1）"),
        ("③发热", "①", "③"),
        ("二是创新", "一是", "二是"),
    ],
)
def test_marks(text: str, style: str, label: str) -> None:
    mark = mark_of(text)
    assert mark is not None
    assert (mark.style, mark.label) == (style, label)


@pytest.mark.parametrize("text", ["1.5亿元的资金", "2020年2月", "一般不超过", "（暂行）规定", "第三方机构", "一是否则", "十条措施", ""])
def test_what_only_begins_like_a_mark(text: str) -> None:
    mark = mark_of(text)
    assert mark is None or not mark.whole


def test_numbers_run_through_sections() -> None:
    body = "一、甲\n（一）子项。其余。\n（二）子项。其余。\n二、乙\n（三）子项。其余。\n"
    assert paths(body) == ["一", "一/（一）", "一/（二）", "二", "二/（三）"]


def test_numbers_begin_again_under_each_section() -> None:
    body = "一、甲\n1.子项。其余。\n2.子项。其余。\n二、乙\n1.子项。其余。\n"
    assert paths(body) == ["一", "一/1", "一/2", "二", "二/1"]


def test_chapters_and_articles() -> None:
    body = "第一章 总则\n第一条 为规范示例，制定本办法。\n第二条 本办法适用于示例。\n第二章 附则\n第三条 本办法自发布之日起施行。\n"
    assert paths(body) == ["第一章", "第一章/第一条", "第一章/第二条", "第二章", "第二章/第三条"]


def test_four_levels() -> None:
    body = "一、甲\n（一）乙\n1.丙\n（1）丁一。其余。\n（2）丁二。其余。\n2.丙二。其余。\n二、戊\n要做好。\n"
    assert paths(body) == ["一", "一/（一）", "一/（一）/1", "一/（一）/1/（1）", "一/（一）/1/（2）", "一/（一）/2", "二"]


def test_a_number_that_does_not_follow_is_text() -> None:
    body = "一、甲。其余的话。\n五十、这不是条款。\n二、乙。其余的话。\n"
    assert paths(body) == ["一", "一/¶1", "一/¶2", "二"]
    assert any("前后编号不连" in message for message in messages(body))


@pytest.mark.parametrize("printed", ["(十", "（十）", "十）"])
def test_a_damaged_number_is_restored_by_order(printed: str) -> None:
    body = (
        "一、甲\n"
        + "".join(f"（{write_numeral(n)}）子项。其余。\n" for n in range(1, 11))
        + f"{printed}子项。其余。\n（十二）子项。其余。\n"
    )
    assert paths(body)[-3:] == ["一/（十）", "一/（十一）", "一/（十二）"]
    assert any("改读为（十一）" in message for message in messages(body))


def test_a_missing_number_is_said() -> None:
    body = "一、甲。其余的话。\n三、丙。其余的话。\n"
    assert paths(body) == ["一", "三"]
    assert any("中间的条款不在文中" in message for message in messages(body))


def test_firstly_counts_only_at_the_beginning_of_paragraphs() -> None:
    assert paths("一、甲\n一是抓项目；二是抓招商；三是抓服务。\n二、乙\n其余。\n") == ["一", "二"]
    assert paths("一、甲\n总的要求。\n一是抓项目。要快。\n二是抓招商。要准。\n") == ["一", "一/¶1", "一/一是", "一/二是"]


def test_headings() -> None:
    body = "一、支持企业。给予补助，标准另定。\n二、稳定就业。给予补贴，标准另定。\n三、各地要落实责任，确保到位，及时报告，不得拖延。\n"
    document = read_text(HEAD + body).documents[0]
    assert [clause.heading for clause in document.clauses[1:]] == ["支持企业", "稳定就业", ""]
    assert document.clauses[1].text == "支持企业。给予补助，标准另定。"


def test_a_heading_on_its_own_line_is_not_text() -> None:
    document = read_text(HEAD + "一、总体要求\n坚持稳中求进，做好各项工作。\n二、主要任务\n抓好落实，及时报告。\n").documents[0]
    assert [(clause.path, clause.heading, clause.text) for clause in document.clauses[1:]] == [
        ("一", "总体要求", "坚持稳中求进，做好各项工作。"),
        ("二", "主要任务", "抓好落实，及时报告。"),
    ]


def test_the_end_and_the_notes() -> None:
    body = "一、甲。其余的话。\n二、乙。其余的话。\n本意见自印发之日起施行。\n注：\n1、文中所称企业是指示例企业。\n2、其他。\n"
    assert paths(body) == ["一", "二", "结尾/¶1", "注/1", "注/2"]


def test_paths_are_unique() -> None:
    body = "一、甲\n1.子项。其余。\n2.子项。其余。\n说明文字。\n1.再来。其余。\n2.再来。其余。\n"
    found = paths(body)
    assert len(found) == len(set(found))


def test_what_follows_the_items_of_one_sentence_belongs_to_its_article() -> None:
    items = "（一）有场所；\n（二）有设备；\n（三）其他条件。\n"
    body = f"第一条 应当具备下列条件：\n{items}违反前款规定的，不得从事示例活动。\n第二条 任何人有权举报。\n"
    assert paths(body) == ["第一条", "第一条/¶1", "第一条/（一）", "第一条/（二）", "第一条/（三）", "第一条/¶2", "第二条"]


def test_a_mark_alone_on_its_line() -> None:
    document = read_text(HEAD + "第一章\n总则\n第一条\n为了示例，制定本办法。\n第二条\n适用于示例活动。\n").documents[0]
    assert [(clause.path, clause.heading, clause.text) for clause in document.clauses[1:]] == [
        ("第一章", "总则", ""),
        ("第一章/第一条", "", "为了示例，制定本办法。"),
        ("第一章/第二条", "", "适用于示例活动。"),
    ]


def test_boxed_headings() -> None:
    document = read_text(HEAD + "第一条【目的】为了示例，制定本办法。\n第二条（范围）适用于示例活动，另有规定的除外。\n").documents[0]
    assert [clause.heading for clause in document.clauses[1:]] == ["目的", "范围"]


def test_a_heading_over_paragraphs_among_headings_that_run_in() -> None:
    principles = "（二）基本原则。\n坚持统筹。加强统筹。\n坚持创新。加强创新。\n"
    document = read_text(f"{HEAD}（一）总的要求。坚持发展，抓好落实。\n{principles}（三）目标。到明年，见成效。\n").documents[0]
    assert [(clause.path, clause.heading) for clause in document.clauses[1:]] == [
        ("（一）", "总的要求"),
        ("（二）", "基本原则"),
        ("（二）/¶1", ""),
        ("（二）/¶2", ""),
        ("（三）", "目标"),
    ]
