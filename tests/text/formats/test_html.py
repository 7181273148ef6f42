"""Pages as crawled: the article out of its page, the label table as head data, numbers of lists, tables row by row."""

from pathlib import Path

import pytest

from luodi.text.errors import NoTextError
from luodi.text.extract import Head
from luodi.text.formats.html import extract
from luodi.text.model import Document
from luodi.text.read import read_paths
from tests.text.formats.making import make_page

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parents[2] / "sources").glob("*.txt"))
NAVIGATION = (
    '<div class="nav"><a href="/">首页</a> &gt; <a href="/zfxxgk">政府信息公开</a></div><h1>示例市人民政府关于支持示例企业的通知</h1>',
    '<div class="footer"><p>主办：示例市人民政府办公室 网站标识码1234567890，请用新版浏览器访问本站，以便得到更好的浏览效果。</p></div>',
)
BODY = [
    "各县（区）人民政府：",
    "为支持示例企业，现将有关事项通知如下，请结合本地实际认真贯彻执行，遇到的问题及时报告。",
    "一、加大补助。对示例企业给予10万元一次性补助，由企业所在县（区）财政承担，随申请随拨付，年底前完成。（市财政局负责）",
    "二、优化服务。对示例企业的申请，自受理之日起7个工作日内办结，不得要求提供清单以外的材料。",
    "示例市人民政府",
    "2020年3月4日",
]
TABLE = """<table class="xxgk"><tr><td>索引号：</td><td>000014349/2020-00012</td><td>发布机构：</td><td>示例市人民政府</td></tr>
<tr><th>文　　号</th><td>示府发〔2020〕3号</td><th>发布日期</th><td>2020-03-06 10:11</td></tr>
<tr><td><b>成文日期</b></td><td>2020年03月04日</td><td>主题分类</td><td>综合政务</td></tr></table>"""


def squeezed(document: Document) -> tuple[str, list[tuple[str, str, str]]]:
    clauses = [(clause.path, "".join(clause.heading.split()), "".join(clause.text.split())) for clause in document.clauses]
    return "".join(document.title.split()), clauses


def read_page(data: bytes, tmp_path: Path) -> Document:
    path = tmp_path / "page.html"
    path.write_bytes(data)
    (document,) = read_paths([path]).documents
    return document


def test_a_real_crawled_page_reads_as_its_plain_text() -> None:
    page, plain = read_paths([HERE / "liuhe.html"]), read_paths([HERE / "liuhe.txt"])
    assert [squeezed(document) for document in page.documents] == [squeezed(document) for document in plain.documents]
    assert page.documents[0].date == "2023-02-08"
    assert page.formats == {"liuhe.html": "html"}
    assert plain.formats == {"liuhe.txt": "txt"}


@pytest.mark.parametrize("source", SEEDS, ids=lambda path: path.stem)
def test_the_source_texts_read_the_same_as_pages(source: Path, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(make_page(source.read_text("utf-8-sig").splitlines()))
    found = [squeezed(document) for document in read_paths([path]).documents]
    assert found == [squeezed(document) for document in read_paths([source]).documents]


@pytest.mark.parametrize("holder", ['div class="TRS_Editor"', 'div id="zoom"', 'td class="article_con b12c"', 'div class="wrap"'])
def test_the_article_is_found_among_navigation(holder: str, tmp_path: Path) -> None:
    around = (f"<table><tr>{NAVIGATION[0]}", f"</tr></table>{NAVIGATION[1]}") if holder.startswith("td") else NAVIGATION
    document = read_page(make_page(BODY, holder, around), tmp_path)
    assert document.title == "示例市人民政府关于支持示例企业的通知"
    assert [clause.path for clause in document.clauses] == ["前言/¶1", "一", "二"]
    assert document.issuers == ("示例市人民政府",)
    assert not any("主办" in clause.text or "首页" in clause.text for clause in document.clauses)


def test_a_heading_in_the_article_is_not_taken_for_its_title(tmp_path: Path) -> None:
    page = make_page(BODY, around=NAVIGATION).decode().replace("<p>一、加大补助。", "<h2>一、总体实施意见</h2><p>（一）加大补助。")
    assert read_page(page.encode(), tmp_path).title == "示例市人民政府关于支持示例企业的通知"


def test_the_label_table_is_head_data_and_not_text(tmp_path: Path) -> None:
    document = read_page(make_page(BODY[:4], around=(NAVIGATION[0] + TABLE, NAVIGATION[1])), tmp_path)
    assert (document.number, document.date, document.published) == ("示府发〔2020〕3号", "2020-03-04", "2020-03-06")
    assert document.issuers == ("示例市人民政府",)
    assert document.level == "city"


def test_labels_inside_the_article_are_taken_out() -> None:
    found = extract(make_page(BODY, around=("", "")).decode().replace('<div class="TRS_Editor">', f'<div class="TRS_Editor">{TABLE}'), "页")
    assert found.head == Head("示府发〔2020〕3号", "2020-03-04", "2020-03-06", ("示例市人民政府",))
    assert "索引号" not in found.text
    assert found.text.startswith("各县（区）人民政府：")


@pytest.mark.parametrize(
    "table",
    [
        "<ul><li><b>索 引 号：</b>A/1</li><li><b>文号：</b>示府发〔2020〕3号</li>"
        "<li><span>成文日期：</span><span>2020-03-04</span></li></ul>",
        "<p>索引号：A/1</p><p>文号：示府发〔2020〕3号</p><p>成文日期：2020年3月4日</p>",
        "<dl><dt>索引号</dt><dd>A/1</dd><dt>文号</dt><dd>示府发〔2020〕3号</dd><dt>成文日期</dt><dd>2020年3月4日</dd></dl>",
    ],
)
def test_labels_are_read_in_any_markup(table: str) -> None:
    head = extract(make_page(BODY, around=(table, "")).decode(), "页").head
    assert (head.number, head.date) == ("示府发〔2020〕3号", "2020-03-04")


def test_a_form_in_an_annex_stays_in_the_text() -> None:
    form = "<table><tr><td>名称</td><td>示例公司</td></tr><tr><td>分类</td><td>甲</td></tr><tr><td>来源</td><td>自有</td></tr></table>"
    text = extract(make_page(BODY).decode().replace("</div>", f"{form}</div>"), "页").text
    assert text.endswith("名称\t示例公司\n分类\t甲\n来源\t自有")


def test_a_day_above_the_article_is_when_it_was_published(tmp_path: Path) -> None:
    line = '<div class="info"><span>发布时间：2020-03-06 10:11</span><span>来源：市政府办公室</span></div>'
    document = read_page(make_page(BODY, around=(NAVIGATION[0] + line, NAVIGATION[1])), tmp_path)
    assert (document.published, document.date) == ("2020-03-06", "2020-03-04")


def test_where_table_and_text_differ_the_text_holds_and_it_is_said(tmp_path: Path) -> None:
    document = read_page(make_page(BODY, around=(NAVIGATION[0] + TABLE.replace("03月04日", "03月09日"), "")), tmp_path)
    assert document.date == "2020-03-04"
    assert any("成文日期（2020-03-09）" in remark.message for remark in document.remarks)


def test_places_count_characters_of_the_extracted_text(tmp_path: Path) -> None:
    data = make_page(BODY, around=NAVIGATION)
    text = extract(data.decode(), "页").text
    for clause in read_page(data, tmp_path).clauses:
        assert text[clause.place.start : clause.place.end].endswith(clause.text)


def test_lists_breaks_and_tables_become_lines() -> None:
    page = (
        "<div id='zoom'><p>前文<br>后文</p><ol start='3'><li>第三件</li><li>4.自己有号</li></ol><ul><li>没有号</li></ul>"
        "<table><tr><th>等级</th><th>补助</th></tr><tr><td><p>一级</p></td><td>10万元</td></tr></table>"
        "<table><tr><td><p>整段一</p><p>整段二</p></td></tr></table></div>"
    )
    lines = extract(page, "页").text.split("\n")
    assert lines == ["前文", "后文", "3. 第三件", "4.自己有号", "没有号", "等级\t补助", "一级\t10万元", "整段一", "整段二"]


def test_what_is_hidden_or_script_is_not_text() -> None:
    page = "<div id='zoom'><script>var a=1;</script><style>p{}</style><!-- 批注 --><p style='display: none'>隐藏</p><p>正文</p></div>"
    assert extract(page, "页").text == "正文"


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>示例</title></head><body></body></html>",
        "<html><body><div id='app'></div><script>load()</script></body></html>",
        "<html>",
    ],
)
def test_a_page_without_a_body_is_refused(page: str, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text(page, "utf-8")
    with pytest.raises(NoTextError, match=r"empty\.html：网页里没有正文"):
        read_paths([path])


def test_a_declared_encoding_that_is_no_longer_true_does_not_harm(tmp_path: Path) -> None:
    data = make_page(BODY).decode().replace("utf-8", "gb2312").encode("gb18030")
    assert read_page(data, tmp_path).clauses[1].heading == "加大补助"
    assert extract('<?xml version="1.0" encoding="gb2312"?><html><body><p>正文</p></body></html>', "页").text == "正文"


def test_deep_nesting_is_read() -> None:
    assert extract("<div>" * 500 + "正文" + "</div>" * 500, "页").text == "正文"
