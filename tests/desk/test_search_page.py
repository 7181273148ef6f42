"""The search page, by the words on it, on both databases."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client

from luodi.desk.portal.library import shelf
from luodi.desk.search.actions import build_index
from luodi.desk.search.queries import Filters, search

GROWTH = "jx-20200204-growth-20"


@pytest.fixture
def indexed(stored: str) -> str:
    build_index(shelf().policies.values(), shelf().regions, shelf().program.fingerprint)
    return stored


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    text = response.content.decode()
    assert text.count("<h1>") == 1
    return text


def test_a_search_lists_clauses_with_all_words_marked_and_leads_to_them(indexed: str, client: Client) -> None:
    text = page(client, "/search/?q=国有 房租")
    assert f"{search('国有 房租').count} 个条款里有这些字" in text
    assert {"国有", "房租"} <= set(re.findall(r"<mark>([^<]+)</mark>", text))
    links = unquote(text.replace("&amp;", "&"))
    assert re.search(rf'href="/documents/{GROWTH}/\?q=国有&q=房租&at=二/6#c-二/6"', links)


def test_what_is_typed_otherwise_than_printed_is_marked_as_printed(indexed: str, client: Client) -> None:
    """The link carries the words of the text, so that the document's page marks them too."""
    hit = search("ａｐｐ").hits[0]
    text = page(client, "/search/?q=ａｐｐ")
    assert "<mark>APP</mark>" in text
    assert "<mark" in page(client, f"/documents/{hit.document}/?q=APP&at={hit.path}")


def test_a_hit_in_a_heading_is_marked_there_on_both_pages(indexed: str, client: Client) -> None:
    assert "完善为复工复产<mark>企业</mark>服务机制" in page(client, "/search/?q=企业")
    assert "完善为复工复产<mark>企业</mark>服务机制" in page(client, "/documents/cn-20200303-approval-streamlining/?q=企业&at=三")


def test_every_hit_is_marked_on_the_page_it_leads_to(indexed: str, client: Client) -> None:
    text = page(client, "/search/?q=资金")
    links = re.findall(r'<p class="facts"><a href="([^"]+)"', text)
    assert len(links) == 20
    for link in links:
        assert "<mark" in page(client, link.replace("&amp;", "&").partition("#")[0]), link


def test_a_page_without_a_question_says_how_to_begin(indexed: str, client: Client) -> None:
    text = page(client, "/search/")
    assert "写一两个词" in text
    assert 'role="status"' not in text


def test_filters_narrow_the_search_and_stay_filled_in(indexed: str, client: Client) -> None:
    address = "/search/?q=企业&level=province&kind=benefit&region=江西省&unit=&since=2020-02-01&until=2020-02-10"
    text = page(client, address)
    code = shelf().regions.code("江西省")
    day = type(shelf().first_day).fromisoformat
    by = Filters("province", code, "", "benefit", day("2020-02-01"), day("2020-02-10"))
    assert f"{search('企业', by).count} 个条款里有这些字" in text
    assert "范围：省 · 能得到 · 江西省 · 2020-02-01起 · 2020-02-10止" in text
    assert all(part in text for part in ('value="province" selected', 'value="benefit" selected', 'value="江西省"', 'value="2020-02-01"'))
    assert 'href="?q=%E4%BC%81%E4%B8%9A"' in text


def test_filters_alone_list_what_a_unit_answers_for(indexed: str, client: Client) -> None:
    assert f"{search('', Filters(unit='省财政厅')).count} 个条款符合这些条件" in page(client, "/search/?unit=省财政厅")


def test_pages_lead_on_and_keep_the_filters(indexed: str, client: Client) -> None:
    text = page(client, "/search/?q=企业&level=nation")
    following = re.search(r'href="(\?[^"]+)" rel="next"', text)
    assert following
    assert "level=nation" in following[1]
    second = page(client, "/search/" + following[1].replace("&amp;", "&"))
    assert "第 2 页" in second
    assert 'rel="prev"' in second
    assert "第 1 页" in page(client, "/search/?q=企业&page=nonsense")


def test_a_title_is_found_too(indexed: str, client: Client) -> None:
    assert "份文件的标题里有" in page(client, "/search/?q=社会保险费")


def test_nothing_found_says_what_to_try(indexed: str, client: Client) -> None:
    assert "换个短一点的词试试" in page(client, "/search/?q=海底捞月亮")
    assert "放宽一点范围" in page(client, "/search/?q=企业&until=1999-01-01")


REFUSED = {
    f"q={'企业' * 5_000}": ("q", "最多 60 个字"),
    "q=企业&region=南昌": ("region", "没有叫“南昌”的地方"),
    "q=企业&since=昨天": ("since", "请填一个日期"),
    "q=企业&until=2020-13-01": ("until", "请填一个日期"),
}


def test_what_cannot_be_searched_for_is_refused_at_its_field(indexed: str, client: Client) -> None:
    for address, (field, message) in REFUSED.items():
        text = page(client, f"/search/?{address}", status=422)
        assert f'href="#{field}"' in text, address
        assert message in text, address
        assert '<details class="narrowing" open>' in text, address


ODD = ('"', "'", "*", "NEAR(", "%25", "_", ":", "%00", "%ED%A0%80", "🙂", "<script>alert(1)</script>", "{{ 1 }}", "a AND", "\\")


def test_no_characters_break_the_page(indexed: str, client: Client) -> None:
    for odd in ODD:
        for field in ("q", "level", "unit", "kind", "page"):
            address = f"/search/?q=企业&{field}={odd}" if field != "q" else f"/search/?q={odd}"
            assert "<script" not in page(client, address), address


def test_without_an_index_the_page_says_what_to_do(stored: str, client: Client) -> None:
    assert "luodi serve" in page(client, "/search/?q=企业", status=503)
