"""A citizen takes a time at a hall from the phone, puts it into the calendar, changes it and gives it back; the window sees who comes."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PHONE, Samples, visit
from tests.stories.test_board import enter
from tests.stories.test_signing_in import give_password, readable

HALL = "示例·东湖区政务大厅一号窗口"


def test_one_is_taken_kept_changed_and_given_back(browser: Browser, site: str, samples: Samples) -> None:
    for page in visit(browser, site, viewport=PHONE):
        give_password(page, "shili-geren", samples.password)
        page.goto("/services/")
        page.get_by_role("link", name="预约", exact=True).click()
        page.get_by_role("link", name=HALL, exact=True).click()
        readable(page)
        page.get_by_label("办什么").select_option("不动产登记")
        page.get_by_role("radio", name="15:00–15:30").nth(1).check()
        page.get_by_role("button", name="预约").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("2020年3月11日 周三 15:00")
        readable(page)
        with page.expect_download() as kept:
            page.get_by_role("link", name="存进日历").click()
        assert "DTSTART:20200311T070000Z" in Path(kept.value.path()).read_text("utf-8")
        page.get_by_role("link", name="改时间").click()
        page.get_by_role("radio", name="16:00–16:30").nth(1).check()
        page.get_by_role("button", name="改到这个时间").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("2020年3月11日 周三 16:00")
        sees(browser, site, samples)
        page.get_by_role("button", name="取消预约").click()
        expect(page.get_by_text("已取消")).to_be_visible()


def sees(browser: Browser, site: str, samples: Samples) -> None:
    """The window's list of that day, and of today, where somebody comes now."""
    for window in visit(browser, site):
        enter(window, "shili-chuangkou", samples)
        window.goto("/appointments/desk/?day=2020-03-11")
        row = window.get_by_role("row", name="16:00–16:30")
        expect(row).to_contain_text("示例·居民")
        window.goto("/appointments/desk/")
        coming = window.get_by_role("row", name="09:30–10:00")
        coming.get_by_role("button", name="没来").click()
        expect(window.get_by_role("row", name="09:30–10:00").get_by_text("没来", exact=True).first).to_be_visible()
        readable(window)


def test_without_signing_in_one_sees_the_times_and_is_asked_to(phone: Page) -> None:
    phone.goto("/appointments/")
    readable(phone)
    phone.get_by_role("link", name=HALL, exact=True).click()
    expect(phone.get_by_role("link", name="登录后预约")).to_be_visible()
    readable(phone)
