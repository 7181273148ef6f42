"""A firm's clerk signs in with a password; an officer with a password and the code of her phone, and out again on all of her screens."""

import re
import time
from base64 import b32decode

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import Samples, follow, visit
from tests.stories.test_everyone import CONTRAST, sideways, tab_to

STEP = 30


def digits(key: str, later: int = 0) -> str:
    """The six digits that a phone with this key shows, some steps later."""
    totp = TOTP(b32decode(key))
    totp.time = time.time() + later * STEP
    return f"{totp.token():06}"


def give_password(page: Page, login: str, password: str) -> None:
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="登录").click()
    page.get_by_label("登录名").fill(login)
    page.get_by_label("口令").fill(password)
    follow(page.get_by_role("button", name="登录"))


def test_a_clerk_signs_in_sees_the_firms_and_leaves(page: Page, samples: Samples) -> None:
    give_password(page, "shili-qiye", samples.password)
    expect(page.get_by_role("heading", level=1)).to_have_text("示例·企业办事员")
    expect(page.get_by_text("示例·东湖饭庄")).to_be_visible()
    page.get_by_role("button", name="退出", exact=True).click()
    expect(page.get_by_role("navigation").get_by_role("link", name="登录")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")


def test_an_officer_gives_her_code_and_signs_out_on_both_screens(browser: Browser, site: str, page: Page, samples: Samples) -> None:
    """What is no code is pointed at; the right one opens; signing out everywhere on one screen voids the other."""
    give_password(page, "shili-jingban", samples.password)
    expect(page.get_by_role("heading", level=1)).to_have_text("填验证码")
    page.get_by_label("验证器上的六位数").fill("12")
    page.get_by_role("button", name="继续").click()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("验证器上的六位数")).to_be_focused()
    page.keyboard.type(digits(samples.key))
    page.keyboard.press("Enter")
    expect(page.get_by_text("南昌市发展和改革委员会")).to_be_visible()
    for other in visit(browser, site):
        give_password(other, "shili-jingban", samples.password)
        other.get_by_label("验证器上的六位数").fill(digits(samples.key, later=1))
        other.get_by_role("button", name="继续").click()
        expect(other.get_by_role("heading", level=1)).to_have_text("示例·经办甲")
        page.get_by_role("button", name="在所有设备上退出").click()
        expect(page.get_by_role("status")).to_have_text("已在所有设备上退出。")
        other.reload()
        expect(other.get_by_role("heading", level=1)).to_have_text("登录")


def test_signing_in_by_keyboard_alone(page: Page, samples: Samples) -> None:
    page.goto("/sign-in/")
    tab_to(page, "", tag="INPUT")
    page.keyboard.type("shili-geren")
    page.keyboard.press("Tab")
    page.keyboard.type(samples.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("示例·居民")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_signing_in_can_be_read_and_fit_a_phone(browser: Browser, site: str, samples: Samples, scheme: str) -> None:
    for page in visit(browser, site, color_scheme=scheme, viewport={"width": 390, "height": 844}):
        give_password(page, "shili-ducha", samples.password)
        readable(page)
        page.get_by_role("button", name=re.compile("换个账号")).click()
        give_password(page, "shili-geren", samples.password)
        for address in ("/account/", "/account/password/"):
            page.goto(address)
            readable(page)


def readable(page: Page) -> None:
    assert page.evaluate(CONTRAST) == []
    assert sideways(page) == 0
    assert page.locator("h1").count() == 1
