"""Texts that lost their layout: line breaks, wraps, order, or stand in several places."""

import random
import re

import pytest

from luodi.text.block import squeeze
from luodi.text.model import Document
from luodi.text.read import read_text
from tests.text.coverage import doubled, lost

TITLE = "示例市人民政府关于支持示例企业共渡难关的若干意见"
ARTICLES = {
    "一": "加大金融支持。鼓励银行机构降低贷款利率，增加信用贷款和中长期贷款。对到期还款困难的企业予以展期。不得盲目抽贷、断贷。",
    "二": "减轻租金负担。对承租国有资产经营用房的中小企业减免房租。鼓励其他业主为租户减免租金，双方协商解决具体数额。",
    "三": "稳定用工岗位。对不裁员或少裁员的参保企业返还失业保险费。组织职工开展线上技能培训，按规定给予培训补贴。",
    "四": "优化政务服务。推行网上办理、掌上办理和邮寄送达。对重点项目开辟审批绿色通道，压缩办理时限。",
    "五": "强化督促检查。各地各部门要细化具体措施，抓好贯彻落实。对推诿扯皮、落实不力的，依法依规严肃问责。",
}
LINES = [
    TITLE,
    "各县（区）人民政府，市政府各部门：",
    "为支持示例企业共渡难关，现提出以下意见：",
    *(f"{mark}、{text}" for mark, text in ARTICLES.items()),
]


def read(text: str) -> Document:
    (document,) = read_text(text).documents
    return document


def texts(document: Document) -> dict[str, str]:
    return {clause.path: squeeze(clause.text) for clause in document.clauses if clause.path in ARTICLES}


@pytest.mark.parametrize("glue", [" ", "　", "  ", ""])
def test_lost_line_breaks(glue: str) -> None:
    document = read(glue.join(LINES))
    assert document.title == TITLE
    assert document.addressees == ("各县（区）人民政府", "市政府各部门")
    assert texts(document) == ARTICLES


def test_units_after_lost_line_breaks() -> None:
    lines = [*LINES[:3], "一、加大金融支持", *(f"{n}.{text} 责任单位:市金融办、财政局" for n, text in enumerate(ARTICLES.values(), 1))]
    document = read(" ".join(lines))
    assert [clause.path for clause in document.clauses] == ["前言/¶1", "一", "一/1", "一/2", "一/3", "一/4", "一/5"]
    assert all(clause.units == ("市金融办", "财政局") for clause in document.clauses[2:])


@pytest.mark.parametrize("width", [18, 22, 28])
def test_hard_wraps(width: int) -> None:
    wrapped = [piece for line in LINES for piece in re.findall(rf".{{1,{width}}}", line)]
    text = "\n".join(wrapped)
    document = read(text)
    assert squeeze(document.title) == TITLE
    assert texts(document) == ARTICLES
    assert lost(read_text(text), text) == ""


@pytest.mark.parametrize("seed", range(12))
def test_two_streams_printed_into_each_other(seed: int) -> None:
    """Two copies of one text, cut into chunks of sentences and shuffled together, each copy keeping its order."""
    chance = random.Random(seed)
    sentences = [sentence for line in LINES[3:] for sentence in re.split(r"(?<=。)", line) if sentence]
    head = LINES[0] + LINES[1] + "为支持示例企业共渡难关，现提出以下意见。"
    streams = [list(sentences), list(sentences)]
    printed = [head, head]
    while any(streams):
        stream = chance.choice([stream for stream in streams if stream])
        size = chance.randrange(1, 5)
        printed.append("".join(stream[:size]))
        del stream[:size]
    text = "".join(printed)
    document = read(text)
    assert texts(document) == ARTICLES
    assert any("只读一次" in remark.message for remark in document.remarks)
    assert lost(read_text(text), text) == ""
    assert doubled(read_text(text), text) == ""


def test_a_text_printed_twice_in_a_row_is_read_once() -> None:
    once = "".join(LINES)
    assert texts(read(once + once)) == ARTICLES


def test_a_text_without_its_headings_is_a_copy() -> None:
    bare = "\n".join([*LINES[1:3], *(text.partition("。")[2] for text in ARTICLES.values())])
    reading = read_text("\n".join(LINES) + "\n2020年3月4日\n")
    both = read_text("\n".join(LINES) + "\n2020年3月4日\n\n" + "\n".join(LINES) + "\n2020年3月4日\n")
    assert len(both.documents) == 1 and len(both.documents[0].copies) == 1
    assert both.documents[0].clauses == reading.documents[0].clauses
    assert read_text(bare).documents[0].title == ""


def test_another_version_is_no_copy() -> None:
    other = "\n".join(LINES).replace("关于支持示例企业共渡难关的若干意见", "关于进一步支持示例企业的若干意见")
    assert len(read_text("\n".join(LINES) + "\n\n" + other).documents) == 2


def test_headings_without_signs_between_them() -> None:
    first = "一、总体要求（一）指导思想。坚持发展，抓好落实。（二）工作目标。到明年，见成效。"
    body = f"{first}二、主要任务（一）实施工程1.建基地。支持建设，给予补助。2.育企业。加强服务，做好保障。"
    document = read(f"{TITLE}示府发〔2020〕8号各县（区）人民政府，市政府各部门：为支持示例企业，现提出以下意见：{body}")
    assert (document.title, document.number) == (TITLE, "示府发〔2020〕8号")
    assert [clause.path for clause in document.clauses] == [
        "前言/¶1", "一", "一/（一）", "一/（二）", "二", "二/（一）", "二/（一）/1", "二/（一）/2",
    ]  # fmt: skip
    assert [clause.heading for clause in document.clauses][1:] == [
        "总体要求",
        "指导思想",
        "工作目标",
        "主要任务",
        "实施工程",
        "建基地",
        "育企业",
    ]


def test_page_numbers_are_no_text() -> None:
    wrapped = [piece for line in LINES for piece in re.findall(r".{1,22}", line)]
    text = "\n".join([*wrapped[:9], "- 1 -", *wrapped[9:], "- 2 -"])
    assert texts(read(text)) == ARTICLES
    assert lost(read_text(text), text) == ""


def test_stray_blanks_break_no_line() -> None:
    first = "示例市示例管理办法 第一章 总 则 第一条 为了示例，根据 2019 年有关规定，制定本办法。 第二条 适用于示例 活动。"
    text = f"{first} 第二章 附 则 第三条 自 2020 年 3 月 1 日起施行。"
    document = read(text)
    assert [clause.path for clause in document.clauses] == ["第一章", "第一章/第一条", "第一章/第二条", "第二章", "第二章/第三条"]
    assert [clause.heading for clause in document.clauses if "/" not in clause.path] == ["总则", "附则"]
    assert squeeze(document.clauses[1].text) == "为了示例，根据2019年有关规定，制定本办法。"


def test_a_paragraph_cut_by_a_page_break_is_one_again() -> None:
    """The page number between its halves goes behind it."""
    cut = "一、支持企业。对企业给予补助。优化机制设计，强化资金管理，充\n— 3 —\n分调动各级政策执行部门的积极性。\n二、其他。按规定执行。\n"
    (document,) = read_text("示例市人民政府关于示例的通知\n" + cut).documents
    assert [clause.path for clause in document.clauses] == ["一", "二"]
    assert document.clauses[0].text.endswith("强化资金管理，充分调动各级政策执行部门的积极性。")


def test_a_list_that_lost_its_bracket_is_no_cut_paragraph() -> None:
    text = "一、加强宣传。抓好各项政策宣传。（责任单位：市委宣传部、各县政府、管委会\n各级各部门要扛起责任，确保赢得主动。\n"
    (document,) = read_text("示例市人民政府关于示例的通知\n" + text).documents
    assert document.clauses[0].units == ("市委宣传部", "各县政府", "管委会")
    assert document.clauses[1].path == "结尾/¶1"
