"""要做什么: may it open, what it must have, report, do and not do, and what nobody may ask of it."""

from html import unescape

import pytest
from django.test import Client

from luodi.desk.portal.asking import bind, subjects
from luodi.desk.portal.library import shelf
from luodi.desk.portal.musts import musts

DAY = shelf().first_day.replace(year=2020, month=3, day=10)
SHOP = {"注册地": "360102", "场所类型": "商场超市", "风险等级": "低风险"}


def text_of(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_a_shop_sees_its_own_checklist_what_it_reports_and_what_nobody_may_ask(client: Client) -> None:
    for fact, text in SHOP.items():
        client.post(f"/ask/企业/question/{fact}/", {fact: text})
    text = text_of(client, "/ask/企业/musts/")
    assert "商场超市、宾馆酒店和理发店等疫情防控清单" in text
    assert "31 条要求" in text
    assert "学校及托幼机构疫情防控清单" not in text
    assert "报当地疾控部门" in text
    assert "低风险地区不得采取审批、备案等方式延缓开工" in text


def test_a_question_asked_from_here_leads_back_here(client: Client) -> None:
    assert "?to=musts" in text_of(client, "/ask/企业/musts/")
    response = client.post("/ask/企业/question/风险等级/", {"风险等级": "低风险", "to": "musts"})
    assert response.headers["Location"].endswith("/musts/")


@pytest.mark.parametrize("subject", [subject.name for subject in subjects(shelf())])
def test_everybody_sees_everything_that_may_bind_once(client: Client, subject: str) -> None:
    binding = bind(shelf(), subject, {}, DAY)
    shown = musts(shelf(), binding)
    found = [item.bound for section in shown.sections for item in (*section.held, *section.hints, *section.waiting)]
    assert sorted((bound.id, bound.sort) for bound in found) == sorted(
        (bound.id, bound.sort) for bound in binding.bounds if bound.sort != "open"
    )
    assert "今天能不能开" in text_of(client, f"/ask/{subject}/musts/")


def test_the_result_page_leads_there(client: Client) -> None:
    assert "/musts/" in text_of(client, "/ask/企业/result/")
