"""Pages that read, by the words on them."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client

from luodi.desk.portal.library import shelf

NC37 = "nc-20200226-projects-37"


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("address", ["/", "/documents/", "/ask/", "/about/", "/day/"])
def test_plain_pages_stand_without_a_database(client: Client, address: str) -> None:
    text = page(client, address)
    assert "2020年3月10日 周二" in text
    assert text.count("<h1>") == 1


@pytest.mark.parametrize("id", sorted(shelf().documents))
def test_every_document_has_a_page_with_an_anchor_for_each_clause(client: Client, id: str) -> None:
    text = page(client, f"/documents/{id}/")
    assert all(f'id="c-{clause.path}"' in text for clause in shelf().documents[id].clauses)


@pytest.mark.parametrize("id", sorted(shelf().instruments))
def test_every_instrument_has_a_page_that_quotes_its_words(client: Client, id: str) -> None:
    text = page(client, f"/measures/{id}/")
    assert shelf().instruments[id].title in text
    assert shelf().instruments[id].quote.words[0][:6] in text


def test_the_library_lists_every_document_and_what_was_made_of_it(client: Client) -> None:
    text = page(client, "/documents/")
    assert all(f"/documents/{id}/" in text for id in shelf().documents)
    encoded = [policy for policy in shelf().policies.values() if policy.instruments]
    assert text.count("已读，尚未编成规则") == len(shelf().documents) - len(encoded)


def test_figures_on_the_front_are_counted_from_the_library(client: Client) -> None:
    text = page(client, "/")
    clauses = sum(len(document.clauses) for document in shelf().documents.values())
    assert f"<dd>{len(shelf().documents)}</dd>" in text
    assert f"<dd>{clauses}</dd>" in text
    assert f"<dd>{len(shelf().benefits)}</dd>" in text


def test_a_document_names_units_and_says_where_it_names_no_lead(client: Client) -> None:
    assert "<dt>牵头</dt><dd>市发改委</dd>" in page(client, f"/documents/{NC37}/")
    assert "文件未说明牵头" in page(client, "/documents/jj-20200304-make-up-time/")


def test_a_quotation_in_an_address_is_marked_in_its_clause_only(client: Client) -> None:
    words = "本年度设备投资额超过100万元的"
    text = page(client, f"/documents/{NC37}/?q={words}&at=五/（三十）/¶2")
    marked = re.findall(r"<mark[^>]*>([^<]+)</mark>", text)
    assert "".join(marked) == words
    assert "<mark" not in page(client, f"/documents/{NC37}/?q={words}&at=一/（一）")


def test_words_in_an_address_cannot_become_markup(client: Client) -> None:
    assert "<script" not in page(client, f"/documents/{NC37}/?q=<script>alert(1)</script>")


def test_a_measure_links_back_to_its_clause_with_its_words(client: Client) -> None:
    text = unquote(page(client, "/measures/equipment-upgrade-grant/").replace("&amp;", "&"))
    assert f"/documents/{NC37}/?q=" in text
    assert "#c-五/（三十）/¶2" in text


def test_repairs_of_the_reader_are_shown(client: Client) -> None:
    document = shelf().documents["jj-20200304-make-up-time"]
    text = page(client, f"/documents/{document.id}/")
    assert document.remarks
    assert text.count("字起）") == len(document.remarks)
    listed = text[text.index('id="remarks"') :]
    assert 'href="#c-%E4%BA%94/%EF%BC%88%E5%8D%81%E4%B8%89%EF%BC%89"' in listed


@pytest.mark.parametrize("address", ["/nothing/", "/documents/none/", "/measures/none/", "/ask/神仙/", "/ask/企业/question/没有/"])
def test_a_page_that_is_not_there_says_so_plainly(client: Client, address: str) -> None:
    assert "没有这一页" in page(client, address, status=404)


def test_an_error_page_stands_alone(client: Client) -> None:
    client.raise_request_exception = False
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("luodi.desk.portal.documents.by_level", lambda *_: 1 / 0)
        response = client.get("/documents/")
    assert response.status_code == 500
    assert "不是您的错" in response.content.decode()


def test_every_answer_forbids_what_the_site_does_not_serve(client: Client) -> None:
    assert "default-src 'self'" in client.get("/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in client.get("/nothing/").headers["Content-Security-Policy"]


def test_a_form_without_its_key_is_answered_plainly() -> None:
    response = Client(enforce_csrf_checks=True).post("/day/", {"day": "2020-03-11"})
    assert response.status_code == 403
    assert "您的回答没有丢" in response.content.decode()


def test_the_day_can_be_changed_and_changed_back(client: Client) -> None:
    response = client.post("/day/", {"day": "2020-03-11", "back": "/about/"})
    assert response.headers["Location"] == "/about/"
    assert "2020年3月11日 周三" in page(client, "/about/")
    assert "回到 2020年3月10日 周二" in page(client, "/about/")
    client.post("/day/", {"day": "2020-03-10"})
    assert "回到" not in page(client, "/about/").split("<main")[0]


@pytest.mark.parametrize("day", ["1999-01-01", "2099-01-01", "soon", ""])
def test_a_day_outside_the_calendar_is_refused_with_a_reason(client: Client, day: str) -> None:
    response = client.post("/day/", {"day": day})
    assert response.status_code == 422
    assert 'href="#chosen-day"' in response.content.decode()
    assert "2020年3月10日 周二" in page(client, "/about/")


def test_choosing_a_day_never_leads_off_the_site(client: Client) -> None:
    assert client.post("/day/", {"day": "2020-03-11", "back": "https://elsewhere.example/"}).headers["Location"] == "/"


def test_a_duty_is_done_not_given(client: Client) -> None:
    text = page(client, "/measures/social-insurance-who-is-relieved/")
    assert "应当做" in text
    assert "应当给" not in text


def test_rules_and_paths_are_said_as_people_say_them(client: Client) -> None:
    text = page(client, "/measures/equipment-upgrade-grant/")
    assert "本年度设备投资额超过100万元" in text
    assert "10%×（购买设备发票额减100万元），最高500万元" in text
    assert "五（三十）第2段" in text


def test_nobody_is_named_to_ask_where_no_unit_is(client: Client) -> None:
    assert "可以问下面" not in page(client, "/measures/social-insurance-sme-exemption/")


def test_the_page_of_the_day_holds_the_day(client: Client) -> None:
    assert 'value="2020-03-10"' in page(client, "/day/")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:8123@evil.example"])
def test_a_foreign_host_is_answered_plainly(client: Client, host: str) -> None:
    response = client.get("/", headers={"host": host})
    assert response.status_code == 400
    assert "这次没有送到" in response.content.decode()
    assert "evil" not in response.content.decode()


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data"])
def test_a_broken_form_is_answered_plainly(client: Client, kind: str) -> None:
    response = client.post("/ask/企业/all/", data=b"a=b", content_type=kind)
    assert response.status_code == 400
    assert "这次没有送到" in response.content.decode()
