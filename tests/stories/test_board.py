"""A supervisor of the province finds the unit that is always late, presses it and reads Monday's report; an officer reports."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PHONE, Samples, visit
from tests.stories.test_signing_in import digits, give_password, readable

ADDRESSES = (
    "/board/",
    "/board/rows/",
    "/board/rows/?light=late",
    "/board/weeks/",
    "/board/weeks/2020-03-02/",
    "/board/unassigned/",
    "/board/days/",
    "/board/calendar/",
)


def enter(page: Page, login: str, samples: Samples, later: int = 0) -> None:
    give_password(page, login, samples.password)
    page.get_by_label("验证器上的六位数").fill(digits(samples.key, later))
    page.get_by_role("button", name="继续").click()
    expect(page.get_by_role("navigation", name="主要页面").get_by_role("link", name="督办")).to_be_visible()


def test_a_supervisor_finds_the_unit_that_is_always_late(page: Page, samples: Samples) -> None:
    """The board is sorted by lateness; the first unit has done nothing in time. One click opens its rows, two more press it."""
    enter(page, "shili-ducha2", samples)
    page.get_by_role("link", name="督办").click()
    first = page.get_by_role("region", name="按单位").locator("tbody tr").first
    expect(first.locator("td").last).to_have_text("0%")
    unit = first.get_by_role("rowheader").inner_text()
    first.locator("td.late-word a").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("全部事项")
    rows = page.get_by_role("region", name="事项").locator("tbody tr")
    assert rows.count() >= 3
    assert all(unit in text and "超期" in text for text in rows.all_inner_texts())
    rows.first.get_by_role("link").click()
    page.get_by_label("说明").fill("请今日报送，并说明原因")
    page.get_by_role("button", name="催办").click()
    expect(page.locator(".history")).to_contain_text("请今日报送，并说明原因")
    page.goto("/board/weeks/2020-03-02/")
    expect(page.get_by_role("region", name="按单位").locator("tbody tr").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="下载表格（XLSX）").click()
    assert download.value.suggested_filename == "weekly-2020-03-02.xlsx"


def test_an_officer_reports_several_of_her_rows_at_once(page: Page, samples: Samples) -> None:
    enter(page, "shili-jingban2", samples)
    page.goto("/board/rows/?light=none")
    boxes = page.get_by_role("checkbox")
    expect(boxes.first).to_be_visible()
    titles = [boxes.nth(n).get_attribute("aria-label") or "" for n in (0, 1)]
    for n in (0, 1):
        boxes.nth(n).check()
    page.get_by_label("勾选的几项一起报办结").fill("示例：已办")
    page.get_by_role("button", name="报办结").click()
    for title in titles:
        expect(page.get_by_label(title, exact=True)).to_have_count(0)


@pytest.mark.parametrize(("scheme", "later"), [("light", 0), ("dark", 1)])
def test_the_board_can_be_read_and_fits_a_phone(browser: Browser, site: str, samples: Samples, scheme: str, later: int) -> None:
    for page in visit(browser, site, color_scheme=scheme, viewport=PHONE):
        enter(page, "shili-guanli", samples, later)
        for address in ADDRESSES:
            page.goto(address)
            readable(page)
        page.goto("/board/rows/")
        page.locator("main .rows a").first.click()
        readable(page)
