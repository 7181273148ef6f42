"""A restaurant in a medium-risk district files to reopen; a factory in a low-risk one is shown that nobody may ask it to."""

from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PHONE, Samples, visit
from tests.stories.test_board import enter
from tests.stories.test_signing_in import give_password, readable

RETURN = "/services/streamline-return-application/"


def choose(page: Page, firm: str) -> None:
    page.goto(RETURN)
    page.get_by_role("link", name=firm).click()


def test_a_restaurant_files_to_reopen_and_sees_who_has_it_until_when(page: Page, samples: Samples) -> None:
    give_password(page, "shili-qiye", samples.password)
    choose(page, "示例·东湖饭庄")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_contain_text("还缺：复工复产方案")
    page.get_by_label("复工复产方案").fill("示例：分区、测温、消毒")
    page.get_by_role("button", name="提交").click()
    parts = page.get_by_role("region", name="各部门").locator("tbody tr")
    expect(parts).to_have_count(2)
    for part in parts.all():
        expect(part).to_contain_text("2020年3月12日 周四")
    page.get_by_role("button", name="撤回").click()
    expect(page.get_by_text("已撤回").first).to_be_visible()


def test_a_factory_in_a_low_risk_district_is_shown_the_words(page: Page, samples: Samples) -> None:
    give_password(page, "shili-qiye", samples.password)
    choose(page, "示例·赣江精密机械厂")
    expect(page.get_by_role("heading", name="不用办，也不得要求您办")).to_be_visible()
    expect(page.get_by_text("低风险地区不得采取审批、备案等方式延缓开工")).to_be_visible()
    expect(page.get_by_role("button", name="提交")).to_have_count(0)


def test_pages_of_cases_can_be_read_and_fit_a_phone(browser: Browser, site: str, samples: Samples) -> None:
    for page in visit(browser, site, viewport=PHONE):
        give_password(page, "shili-qiye", samples.password)
        for address in ("/services/", RETURN, "/cases/", "/cases/1/"):
            page.goto(address)
            readable(page)
        for firm in ("示例·东湖饭庄", "示例·赣江精密机械厂"):
            choose(page, firm)
            readable(page)
    for page in visit(browser, site, viewport=PHONE, color_scheme="dark"):
        enter(page, "shili-jingban", samples)
        for address in ("/cases/", "/cases/1/"):
            page.goto(address)
            readable(page)
