"""Signing in and out, as a browser does it, on both databases."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django_otp.oath import TOTP
from pytest_django import Settings

from luodi.desk import clock
from luodi.desk.parties.actions import act_for, close_account, open_account, sign_out_everywhere
from luodi.desk.parties.codes import device_of, device_to_enrol, enrol
from luodi.desk.parties.models import Account
from luodi.desk.parties.sample import SINCE
from luodi.desk.portal.answers import read_answers
from luodi.desk.portal.gate import signed_in as guarded
from luodi.desk.portal.views import not_yours
from tests.desk.test_scope import account, party, unit

PASSWORD = "示例里够长的一个口令"


@pytest.fixture(autouse=True)
def quick(settings: Settings) -> None:
    """Hashing is slow on purpose; here it would only be slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def firm(stored: str) -> Account:
    return account("firm", "clerk", password=PASSWORD)


@pytest.fixture
def officer(stored: str) -> Account:
    return account("official", "officer", password=PASSWORD, unit=unit())


@pytest.fixture
def enrolled(officer: Account) -> Account:
    enrol(officer, digits(officer, waiting=True, later=-30))
    return officer


def digits(who: Account, *, waiting: bool = False, later: int = 0) -> str:
    """The code that the account's phone shows, some seconds later."""
    device = device_to_enrol(who) if waiting else device_of(who)
    totp = TOTP(device.bin_key)
    totp.time = time.time() + later
    return f"{totp.token():06}"


def give_password(client: Client, login: str, password: str = PASSWORD, there: str = "") -> object:
    return client.post("/sign-in/", {"login": login, "password": password, "next": there})


def pass_both(client: Client, who: Account, later: int = 0) -> None:
    give_password(client, who.login)
    assert client.post("/sign-in/code/", {"code": digits(who, later=later)}).status_code == 302


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def signed_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_a_firm_signs_in_by_password_and_sees_for_whom_it_acts(client: Client, firm: Account) -> None:
    act_for(firm, party("360102"), since=SINCE)
    assert give_password(client, " CLERK ").headers["Location"] == "/account/"
    page = text(client, "/account/")
    assert "示例·clerk" in page
    assert "示例·360102第1家" in page


def test_an_unknown_name_and_a_wrong_password_are_told_the_same(client: Client, firm: Account) -> None:
    answers = [give_password(client, name, "不对的口令不对的口令") for name in ("clerk", "nobody")]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("登录名或口令不对" in answer.content.decode() for answer in answers)


def test_five_wrong_passwords_rest_the_account_also_for_the_right_one(client: Client, firm: Account) -> None:
    for _ in range(4):
        assert give_password(client, "clerk", "错的").status_code == 422
    for password in ("错的", PASSWORD):
        answer = give_password(client, "clerk", password)
        assert answer.status_code == 429
        assert "停 15 分钟" in answer.content.decode()
    assert not signed_in(client)


def test_a_resting_account_leaves_others_alone(client: Client, firm: Account) -> None:
    other = account("person", "citizen", password=PASSWORD)
    for _ in range(6):
        give_password(client, "clerk", "错的")
    assert give_password(client, other.login).status_code == 302


def test_answers_given_before_signing_in_are_kept_and_go_with_signing_out(client: Client, firm: Account) -> None:
    client.post("/ask/企业/question/月租金/", {"月租金": "3", "月租金.unit": "万元"})
    give_password(client, "clerk")
    assert read_answers(client.session, "企业", ["月租金"]) == {"月租金": "3万元"}
    client.post("/sign-out/")
    assert not signed_in(client)
    assert read_answers(client.session, "企业", ["月租金"]) == {}


def test_one_goes_back_where_one_came_from_and_nowhere_else(client: Client, firm: Account) -> None:
    assert client.get("/account/password/").headers["Location"] == "/sign-in/?next=%2Faccount%2Fpassword%2F"
    assert give_password(client, "clerk", there="https://elsewhere.example/").headers["Location"] == "/account/"
    client.post("/sign-out/")
    assert give_password(client, "clerk", there="/account/password/").headers["Location"] == "/account/password/"


def test_an_official_is_nobody_between_password_and_code(client: Client, enrolled: Account) -> None:
    assert give_password(client, "officer").headers["Location"].startswith("/sign-in/code/")
    assert not signed_in(client)
    assert "登录</a>" in text(client, "/about/")
    assert client.post("/sign-out/everywhere/").status_code == 302
    enrolled.refresh_from_db()
    assert enrolled.epoch == 0


def test_the_first_sign_in_enrols_a_phone_by_picture_or_by_key(client: Client, officer: Account) -> None:
    give_password(client, "officer")
    assert client.get("/sign-in/code/").headers["Location"].startswith("/sign-in/phone/")
    page = text(client, "/sign-in/phone/")
    assert '<svg width="' in page
    assert "style=" not in page
    assert re.search(r'class="key">(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}<', page)
    assert client.post("/sign-in/phone/", {"code": "12345"}).status_code == 422
    assert client.post("/sign-in/phone/", {"code": digits(officer, waiting=True)}).headers["Location"] == "/account/"
    assert signed_in(client)


def test_a_key_somebody_saw_earlier_is_void_at_the_next_sign_in(client: Client, officer: Account) -> None:
    give_password(client, "officer")
    seen = digits(officer, waiting=True)
    give_password(Client(), "officer")
    assert client.post("/sign-in/phone/", {"code": seen}).status_code == 422


def test_who_knows_the_password_alone_cannot_enrol_a_second_phone(client: Client, enrolled: Account) -> None:
    give_password(client, "officer")
    assert client.get("/sign-in/phone/").headers["Location"].startswith("/sign-in/code/")
    assert client.post("/sign-in/phone/", {"code": digits(enrolled, waiting=True)}).headers["Location"].startswith("/sign-in/code/")
    assert not signed_in(client)


def test_a_code_counts_once_and_wrong_ones_wait(client: Client, enrolled: Account) -> None:
    code = digits(enrolled)
    give_password(client, "officer")
    client.post("/sign-in/code/", {"code": f"{code[:3]} {code[3:]}"})
    assert signed_in(client)
    again = Client()
    give_password(again, "officer")
    assert "已经用过" in again.post("/sign-in/code/", {"code": code}).content.decode()
    soon = again.post("/sign-in/code/", {"code": digits(enrolled, later=30)})
    assert soon.status_code == 422
    assert "请过 1 秒再试" in soon.content.decode()


def test_an_idle_official_is_signed_out_and_told(client: Client, enrolled: Account) -> None:
    pass_both(client, enrolled)
    later = datetime.now(UTC) + timedelta(minutes=29)
    with clock.standing_at(moment=later):
        assert signed_in(client)
    with clock.standing_at(moment=later + timedelta(minutes=29)):
        assert signed_in(client)
    with clock.standing_at(moment=later + timedelta(minutes=60)):
        assert not signed_in(client)
        assert "很久没有操作" in text(client, "/sign-in/")


def test_a_firm_is_not_hurried(client: Client, firm: Account) -> None:
    give_password(client, "clerk")
    with clock.standing_at(moment=datetime.now(UTC) + timedelta(hours=8)):
        assert signed_in(client)


def test_signing_out_everywhere_ends_every_browser(client: Client, firm: Account) -> None:
    other = Client()
    give_password(client, "clerk")
    give_password(other, "clerk")
    assert client.post("/sign-out/everywhere/").headers["Location"] == "/sign-in/"
    assert "已在所有设备上退出" in text(client, "/sign-in/")
    assert not signed_in(other)


def test_a_copied_cookie_is_void_after_signing_out_everywhere(client: Client, firm: Account) -> None:
    give_password(client, "clerk")
    copied = client.cookies["luodi"].value
    sign_out_everywhere(firm)
    thief = Client()
    thief.cookies["luodi"] = copied
    assert not signed_in(thief)


def test_a_new_password_keeps_this_browser_and_ends_the_others(client: Client, firm: Account) -> None:
    other, new = Client(), "另一个够长的示例口令"
    give_password(client, "clerk")
    give_password(other, "clerk")
    assert client.post("/account/password/", {"old": PASSWORD, "new": new, "again": new}).status_code == 302
    assert signed_in(client)
    assert not signed_in(other)
    assert give_password(other, "clerk", new).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("错的", "另一个够长的示例口令", "另一个够长的示例口令", "现在的口令不对"),
        (PASSWORD, "另一个够长的示例口令", "又一个够长的示例口令", "两次填的新口令不一样"),
        (PASSWORD, "短口令", "短口令", "至少要 10 个字"),
        (PASSWORD, "2020031020200310", "2020031020200310", "不能全是数字"),
        (PASSWORD, "password123", "password123", "太常见"),
        (PASSWORD, "示例·clerk88", "示例·clerk88", "太像"),
    ],
)
def test_a_password_that_will_not_do_is_told_why(client: Client, firm: Account, old: str, new: str, again: str, said: str) -> None:
    give_password(client, "clerk")
    answer = client.post("/account/password/", {"old": old, "new": new, "again": again})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_who_left_is_out_at_once(client: Client, firm: Account) -> None:
    give_password(client, "clerk")
    close_account(firm)
    assert not signed_in(client)
    assert give_password(client, "clerk").status_code == 422


def test_a_sample_account_is_let_in_on_a_sample_site_only(client: Client, firm: Account, settings: Settings) -> None:
    give_password(client, "clerk")
    settings.LUODI_SAMPLES = False
    assert not signed_in(client)
    assert give_password(client, "clerk").status_code == 422


def test_a_real_account_is_let_in_anywhere(client: Client, stored: str, settings: Settings) -> None:
    settings.LUODI_SAMPLES = False
    open_account("zhao", "某", "person", password=PASSWORD)
    assert give_password(client, "zhao").status_code == 302


def test_pages_of_a_person_are_kept_nowhere(client: Client, firm: Account) -> None:
    assert "no-store" not in client.get("/about/").headers.get("Cache-Control", "")
    give_password(client, "clerk")
    assert client.get("/about/").headers["Cache-Control"] == "no-store"


def test_a_forged_or_old_cookie_is_nobody(client: Client, stored: str) -> None:
    client.cookies["luodi"] = "eyJfYXV0aF91c2VyX2lkIjoiMSJ9:1abcde:forged"
    assert not signed_in(client)


def test_a_page_of_another_role_says_whose_it_is_not(firm: Account, rf: RequestFactory) -> None:
    page = guarded("official")(lambda request: HttpResponse("ok"))
    request = rf.get("/")
    request.user = firm
    with pytest.raises(PermissionDenied):
        page(request)
    answer = not_yours(request, PermissionDenied())
    assert answer.status_code == 403
    assert "您登录的是企业、机构人员账号" in answer.content.decode()
    assert guarded("firm")(lambda request: HttpResponse("ok"))(request).content == b"ok"


def test_leaving_takes_a_button_not_a_link(client: Client, firm: Account) -> None:
    give_password(client, "clerk")
    assert [client.get(address).status_code for address in ("/sign-out/", "/sign-out/everywhere/")] == [405, 405]
    assert signed_in(client)
