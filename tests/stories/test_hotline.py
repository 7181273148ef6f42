"""A complaint is passed on twice, answered, rated badly and opened again; every page of it can be read on a phone."""

from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PHONE, Samples, visit
from tests.stories.test_board import enter
from tests.stories.test_cases import act
from tests.stories.test_signing_in import give_password, readable

REFORM, HEALTH = "南昌市发展和改革委员会", "南昌市卫生健康委员会"


def pass_on(page: Page, to: str, why: str) -> None:
    fold = page.locator("details", has=page.locator("summary", has_text="转给别的单位"))
    fold.locator("summary").click()
    fold.get_by_label("转给哪个单位（全称）").fill(to)
    fold.get_by_label("理由").fill(why)
    fold.get_by_role("button").click()
    expect(page.get_by_text(f"→ {to}")).to_be_visible()


def test_a_complaint_is_passed_on_twice_answered_rated_badly_and_opened_again(
    browser: Browser, site: str, page: Page, samples: Samples
) -> None:
    give_password(page, "shili-qiye", samples.password)
    page.goto("/voices/new/")
    page.get_by_label("投诉").check()
    page.get_by_label("一句话说是什么事").fill("示例：园区要收复工保证金")
    page.get_by_label("详细说说").fill("示例：说不交五万元不让开工。")
    page.get_by_label("在哪里（写到县、区）").fill("江西省南昌市东湖区")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("示例：园区要收复工保证金")
    address = page.url
    for official in visit(browser, site):
        enter(official, "shili-chuangkou", samples)
        official.goto(address)
        pass_on(official, REFORM, "示例：归发改委管")
    for official in visit(browser, site):
        enter(official, "shili-jingban2", samples)
        official.goto(address)
        pass_on(official, HEALTH, "示例：和防疫有关，请卫健委先看")
    for official in visit(browser, site):
        enter(official, "shili-weijian", samples, later=1)
        official.goto(address)
        act(official, "受理")
        official.get_by_label("答复").fill("示例：已转告园区，文件写明严禁收取。")
        act(official, "答复")
    page.goto(address)
    expect(page.get_by_text("文件写明严禁收取")).to_be_visible()
    page.get_by_label("不满意", exact=True).check()
    page.get_by_label("没有解决", exact=True).check()
    act(page, "评价")
    fold = page.locator("details", has=page.locator("summary", has_text="要求重办"))
    fold.get_by_label("理由").fill("示例：今天还在收。")
    fold.get_by_role("button").click()
    expect(page.get_by_role("region", name="谁办过，到哪天").locator("tbody tr")).to_have_count(3)
    expect(page.get_by_text("办理中").first).to_be_visible()


def test_pages_of_the_hotline_can_be_read_and_fit_a_phone(browser: Browser, site: str, samples: Samples) -> None:
    for page in visit(browser, site, viewport=PHONE):
        give_password(page, "shili-geren", samples.password)
        for address in ("/voices/", "/voices/new/", "/voices/1/", "/voices/4/"):
            page.goto(address)
            readable(page)
    for page in visit(browser, site, viewport=PHONE, color_scheme="dark"):
        enter(page, "shili-ducha", samples)
        for address in ("/voices/", "/voices/2/", "/voices/rates/"):
            page.goto(address)
            readable(page)
