"""Heads and ends of documents: titles over lines, numbers, issuers, days, addressees, signatures, page labels."""

import pytest

from luodi.text.block import blocks_of
from luodi.text.model import Document
from luodi.text.read import read_text
from luodi.text.titles import issuers_of, level_of, read_date, title_at

BODY = """各县（区）人民政府，市政府各部门：
为做好示例工作，现将有关事项通知如下：
一、加强领导。各地要落实责任，及时报告。
二、强化督查。对落实不力的，予以通报。
"""


def read(text: str) -> Document:
    (document,) = read_text(text).documents
    return document


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("示例市人民政府关于做好示例工作的通知", "示例市人民政府关于做好示例工作的通知"),
        ("示例市人民政府办公室\n关于做好示例工作的\n实施意见", "示例市人民政府办公室关于做好示例工作的实施意见"),
        ("示例省财政厅 示例省商务厅\n关于支持示例的若干措施", "示例省财政厅 示例省商务厅关于支持示例的若干措施"),
        ("示例市人民政府关于印发示例市示例项目管理办法\n的通知", "示例市人民政府关于印发示例市示例项目管理办法的通知"),
        ("示例市人民政府关于印发《示例市示例\n管理办法（试行）》的通知", "示例市人民政府关于印发《示例市示例管理办法（试行）》的通知"),
        ("示例总局 示例药监局支持复工十条", "示例总局 示例药监局支持复工十条"),
        ("示例市示例管理办法（暂行）", "示例市示例管理办法（暂行）"),
    ],
)
def test_titles(lines: str, title: str) -> None:
    found = title_at(blocks_of(lines), 0)
    assert found is not None
    assert (found.text, found.size) == (title, lines.count("\n") + 1)


@pytest.mark.parametrize(
    "line", ["要落实各项措施。", "一、落实措施", "2020年3月4日", "（此件主动公开）", "各县（区）人民政府：", "首页 > 政务公开 > 通知"]
)
def test_what_is_no_title(line: str) -> None:
    assert title_at(blocks_of(line), 0) is None


@pytest.mark.parametrize(
    ("title", "issuers", "level"),
    [
        ("国务院办公厅关于示例的通知", ("国务院办公厅",), "nation"),
        ("中共中央 国务院关于示例的意见", ("中共中央", "国务院"), "nation"),
        ("市场监管总局 国家药监局支持示例十条", ("市场监管总局", "国家药监局"), "nation"),
        ("示例省人民政府关于示例的通知", ("示例省人民政府",), "province"),
        ("上海市人民政府关于示例的通知", ("上海市人民政府",), "province"),
        ("上海市长宁区人民政府关于示例的通知", ("上海市长宁区人民政府",), "county"),
        ("示例省示例市人民政府关于示例的通知", ("示例省示例市人民政府",), "city"),
        ("示例市财政局关于示例的通知", ("示例市财政局",), "city"),
        ("中共示例县委 示例县人民政府关于示例的意见", ("中共示例县委", "示例县人民政府"), "county"),
        ("国家市场监管总局关于示例的通知", ("国家市场监管总局",), "nation"),
        ("国家示例委等部门关于示例的指导意见", ("国家示例委",), "nation"),
        ("示例自治区人民政府关于示例的通知", ("示例自治区人民政府",), "province"),
    ],
)
def test_issuers_and_levels(title: str, issuers: tuple[str, ...], level: str) -> None:
    assert issuers_of(title) == issuers
    assert level_of(issuers) == level


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020年3月4日", "2020-03-04"),
        ("2020 年 12 月 15 日", "2020-12-15"),
        ("二〇二〇年三月二十四日", "2020-03-24"),
        ("二○二○年十月十日", "2020-10-10"),
        ("2020-03-16 10:02:10", "2020-03-16"),
        ("2020年13月4日", None),
        ("三月四日", None),
    ],
)
def test_days(text: str, day: str | None) -> None:
    assert read_date(text) == day


def test_a_whole_head_and_end() -> None:
    document = read(
        f"示例市人民政府文件\n示府发〔2020〕3号\n示例市人民政府关于示例工作的通知\n{BODY}示例市人民政府\n2020年3月4日\n（此件主动公开）\n抄送：市委办公室\n"
    )
    assert document.number == "示府发〔2020〕3号"
    assert document.date == "2020-03-04"
    assert document.issuers == ("示例市人民政府",)
    assert document.addressees == ("各县（区）人民政府", "市政府各部门")
    assert [clause.path for clause in document.clauses] == ["前言/¶1", "一", "二"]
    assert document.source.start == 0


def test_name_and_day_on_one_line() -> None:
    assert read(f"示例市人民政府关于示例工作的通知\n{BODY}示例市人民政府  2020年3月4日\n").date == "2020-03-04"


def test_a_signature_without_a_day() -> None:
    document = read(f"关于示例工作的通知\n{BODY}示例市人民政府\n")
    assert document.issuers == ("示例市人民政府",)
    assert document.date is None


def test_a_signature_that_contradicts_the_title_is_remarked() -> None:
    document = read(f"示例市人民政府关于示例工作的通知\n{BODY}示例市财政局\n示例市商务局\n2020年3月4日\n")
    assert document.issuers == ("示例市人民政府",)
    assert any("不一致" in remark.message for remark in document.remarks)


def test_labels_of_a_page() -> None:
    document = read(f"示例市人民政府关于示例工作的通知\n来源：示例网 发布日期：2020-03-16 10:02\n发文字号：示府发〔2020〕3号\n{BODY}")
    assert (document.number, document.published, document.date) == ("示府发〔2020〕3号", "2020-03-16", None)


def test_a_table_of_contents_is_no_clause() -> None:
    contents = "目录\n第一章 总则……1\n第二章 附则……2\n"
    body = "第一章 总则\n第一条 为示例，制定本办法。\n第二章 附则\n第二条 本办法自发布之日起施行。\n"
    document = read(f"示例市示例管理办法\n{contents}{body}")
    assert [clause.path for clause in document.clauses] == ["第一章", "第一章/第一条", "第二章", "第二章/第二条"]


def test_what_a_notice_issues() -> None:
    document = read(
        "示例市人民政府关于印发示例办法的通知\n各县（区）人民政府：\n《示例市示例办法》已经市政府同意，现印发给你们，请遵照执行。\n2020年3月4日\n"
        "附件\n示例市示例办法\n为做好示例，制定本办法。\n一、范围。适用于全市，另有规定的除外。\n二、标准。按规定执行，不得突破。\n"
    )
    assert document.inner_title == "示例市示例办法"
    assert [clause.path for clause in document.clauses] == ["通知/¶1", "前言/¶1", "一", "二"]


def test_annexes_begin_their_own_numbering() -> None:
    document = read(
        f"示例市人民政府关于示例工作的通知\n{BODY}附件：1.示例名单\n2.示例清单\n附件1\n一、甲。其余的话。\n二、乙。其余的话。\n附件2\n一、丙。其余的话。\n"
    )
    assert [clause.path for clause in document.clauses][3:] == ["附件1/一", "附件1/二", "附件2/一"]


def test_numbering_that_begins_again_is_listed_apart() -> None:
    document = read(f"示例市人民政府关于示例工作的通知\n{BODY}示例名单\n一、甲。其余的话。\n二、乙。其余的话。\n")
    assert [clause.path for clause in document.clauses][3:] == ["续2/¶1", "续2/一", "续2/二"]
    assert any("另列" in remark.message for remark in document.remarks)


def test_annexes_named_in_a_list_open_where_they_stand() -> None:
    document = read(
        f"示例市人民政府关于示例工作的通知\n{BODY}附件1：示例名单\n附件2：示例清单\n2020年3月4日\n附件1：示例名单\n一、甲。其余。\n二、乙。其余。\n"
    )
    assert [clause.path for clause in document.clauses][3:] == ["附件1/一", "附件1/二"]


def test_a_forwarded_text_is_no_document_of_its_own() -> None:
    document = read(
        "示例省人民政府办公厅转发省财政厅关于支持示例发展意见的通知\n各市、县人民政府：\n"
        "省财政厅《关于支持示例发展的意见》已经省政府同意，现转发给你们，请贯彻执行。\n2020年3月1日\n"
        "省财政厅关于支持示例发展的意见\n为支持示例发展，提出以下意见：\n一、投入。安排资金，支持示例。\n二、环境。简化审批，提高效率。\n"
    )
    assert document.inner_title == "省财政厅关于支持示例发展的意见"
    assert [clause.path for clause in document.clauses] == ["通知/¶1", "前言/¶1", "一", "二"]


def test_how_a_regulation_was_made() -> None:
    document = read(
        "示例市示例办法\n（2011 年 12 月 15 日示例市人民政府令第 61 号公布，根据 2015 年 9 月 30 日示例市人民政府令第 132 号修订）\n"
        "第一章 总 则\n第一条 为了示例，制定本办法。\n第二条 本办法自2012年2月1日起施行。\n"
    )
    assert (document.number, document.date, document.issuers) == ("示例市人民政府令第61号", "2011-12-15", ("示例市人民政府",))
    assert [(clause.path, clause.heading) for clause in document.clauses] == [
        ("题注/¶1", ""),
        ("第一章", "总则"),
        ("第一章/第一条", ""),
        ("第一章/第二条", ""),
    ]


def test_two_documents_with_their_numbers_above() -> None:
    text = "".join(
        f"示财〔2020〕{n}号\n示例县财政局关于示例{n}的通知\n各乡镇：\n一、使用。专款专用，不得挪用。\n2020年1月{n}日\n" for n in (1, 2)
    )
    documents = read_text(text).documents
    assert [(document.number, document.date) for document in documents] == [
        ("示财〔2020〕1号", "2020-01-01"),
        ("示财〔2020〕2号", "2020-01-02"),
    ]
