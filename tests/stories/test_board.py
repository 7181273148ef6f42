"""A supervisor of the province finds the unit that is always late, presses it and reads Monday's report; an officer reports."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PHONE, Samples, follow, visit
from tests.stories.test_signing_in import STEP, digits, give_password, readable

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
    """Another story may have used a code up: then the next is taken, and after it the one that comes within half a minute."""
    give_password(page, login, samples.password)
    for steps, wait in ((later, 0), (1, 0), (1, STEP)):
        page.wait_for_timeout(wait * 1000)
        page.get_by_label("验证器上的六位数").fill(digits(samples.key, steps))
        follow(page.get_by_role("button", name="继续"))
        if not page.get_by_label("验证器上的六位数").count():
            break
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
    page.get_by_label("勾选的几项一起办，说明").fill("示例：已办")
    page.get_by_role("button", name="报办结").click()
    expect(page.get_by_role("status")).to_have_text("办好了 2 项。")
    for title in titles:
        expect(page.get_by_label(title, exact=True)).to_have_count(0)


def test_an_officer_works_through_her_rows_by_keyboard_alone(page: Page, samples: Samples) -> None:
    """She moves, chooses two, takes both over, opens the next; letters typed into a field stay letters, and she can do without keys."""
    enter(page, "shili-jingban2", samples, 1)
    page.goto("/board/rows/?light=none")
    rows = page.get_by_role("region", name="事项").locator("tbody tr")
    for key in "jxjx":
        page.keyboard.press(key)
    expect(rows.nth(1).get_by_role("link")).to_be_focused()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.keyboard.press("x")
    page.keyboard.press("k")
    expect(rows.nth(0).get_by_role("link")).to_be_focused()
    field = page.get_by_label("勾选的几项一起办，说明")
    field.fill("")
    field.press("x")
    expect(field).to_have_value("x")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    page.get_by_role("button", name="由我来办").press("Enter")
    expect(page.get_by_role("status")).to_have_text("办好了 1 项。")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="在列表里用键盘")
    expect(keys).to_be_visible()
    keys.get_by_label("这台电脑上不用这些键").check()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".rows :focus")).to_have_count(0)
    page.get_by_role("button", name="键盘用法").click()
    keys.get_by_label("这台电脑上不用这些键").uncheck()
    keys.get_by_role("button", name="关上").click()
    page.keyboard.press("j")
    title = rows.nth(0).get_by_role("link").inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)


@pytest.mark.parametrize(("scheme", "later"), [("light", 0), ("dark", 1)])
def test_the_board_can_be_read_and_fits_a_phone(browser: Browser, site: str, samples: Samples, scheme: str, later: int) -> None:
    for page in visit(browser, site, color_scheme=scheme, viewport=PHONE):
        enter(page, "shili-guanli", samples, later)
        for address in ADDRESSES:
            page.goto(address)
            readable(page)
        page.goto("/board/rows/")
        follow(page.locator("main .rows a").first)
        readable(page)
