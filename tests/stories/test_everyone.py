"""Every page for everybody: on a phone, by keyboard alone, without scripts, in the dark, and readable in every colour."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PHONE, follow, visit

ADDRESSES = (
    "/",
    "/licences/?type=食品经营许可证&last_day=2020-02-10",
    "/licences/list/",
    "/appointments/",
    "/appointments/halls/1/",
    "/documents/",
    "/documents/nc-20200226-projects-37/",
    "/documents/jj-20200304-make-up-time/",
    "/documents/cn-20200131-finance-30/",
    "/measures/equipment-upgrade-grant/",
    "/measures/equipment-once/",
    "/search/?q=疫情",
    "/ask/",
    "/ask/企业/",
    "/ask/企业/next/",
    "/ask/企业/question/月租金/",
    "/ask/企业/question/技术改造项目/",
    "/ask/企业/all/",
    "/about/",
    "/day/",
    "/sign-in/",
)
CONTRAST = """
() => {
  const channel = value => (value /= 255) <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
  const rgb = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const ground = element => {
    for (; element; element = element.parentElement) {
      const colour = rgb(getComputedStyle(element).backgroundColor);
      if (colour.length && colour[3] !== 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("option")) continue;
    const [one, two] = [light(rgb(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    const ratio = (one + .05) / (two + .05);
    if (ratio < 4.5) poor.push(`${walker.currentNode.data.trim().slice(0, 20)} ${ratio.toFixed(2)}`);
  }
  return [...new Set(poor)];
}
"""


def as_sample(page: Page, name: str = "新建区熔喷材料公司") -> None:
    page.goto("/ask/企业/")
    follow(page.get_by_role("button", name=re.compile(name)))


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_scrolls_sideways_on_a_phone(phone: Page, address: str) -> None:
    phone.goto(address)
    assert sideways(phone) == 0


def test_neither_does_a_result_with_all_its_reasons_open(phone: Page) -> None:
    as_sample(phone)
    phone.evaluate("for (const details of document.querySelectorAll('main details')) details.open = true")
    assert phone.locator("main details[open]").count() > 10
    assert sideways(phone) == 0


@pytest.mark.parametrize("address", ["/", "/sign-in/", "/ask/", "/ask/企业/", "/ask/企业/next/", "/ask/企业/question/技术改造项目/"])
def test_what_is_pressed_is_big_enough_for_a_thumb(phone: Page, address: str) -> None:
    phone.goto(address)
    for target in phone.locator("main button, main .button, main .door, nav a").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 44, target.inner_text()


def test_beside_the_text_on_a_wide_screen_and_under_it_on_a_phone(page: Page) -> None:
    page.goto("/documents/nc-20200226-projects-37/")
    clause = page.locator("[id='c-一/（一）']")
    units = clause.locator(".units")
    expect(units).to_be_visible()
    expect(units).to_contain_text("市发改委")
    page.set_viewport_size(PHONE)
    expect(units).to_be_hidden()
    clause.locator("summary").click()
    expect(units).to_be_visible()


def test_the_whole_way_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "算一算")
    enter(page)
    tab_to(page, "企业")
    enter(page)
    tab_to(page, "开始，一题一题答")
    enter(page)
    tab_to(page, "", tag="INPUT")
    page.keyboard.type("南昌市青山湖区")
    enter(page)
    expect(page.locator("[id='f-注册地']")).to_have_count(0)
    tab_to(page, "先看结果")
    enter(page)
    tab_to(page, "为什么")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("details.reasons[open]")).to_have_count(1)


def enter(page: Page) -> None:
    """Press Enter and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab_to(page: Page, words: str, tag: str = "") -> None:
    """Press Tab until the focus stands on something in the main part that begins with these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate("(() => { const e = document.activeElement; return [!!e.closest('main'), e.tagName, e.innerText || '']; })()")
        if found[0] and found[2].strip().startswith(words) and tag in ("", found[1]):
            return
    pytest.fail(f"按 Tab 走不到“{words or tag}”")


@pytest.fixture
def scriptless(browser: Browser, site: str) -> Iterator[Page]:
    yield from visit(browser, site, java_script_enabled=False)


def test_everything_works_without_scripts(scriptless: Page) -> None:
    as_sample(scriptless)
    card = scriptless.locator("#b-meltblown-grant")
    card.get_by_text("为什么").click()
    card.locator(".reason").get_by_role("link", name=re.compile("新上熔喷布")).click()
    expect(scriptless.locator("mark").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_can_be_read(browser: Browser, site: str, scheme: str) -> None:
    for page in visit(browser, site, color_scheme=scheme):
        for address in ADDRESSES:
            page.goto(address)
            assert page.evaluate(CONTRAST) == [], address
        as_sample(page)
        page.locator("#b-meltblown-grant").get_by_text("为什么").click()
        assert page.evaluate(CONTRAST) == []


def test_a_paper_copy_shows_the_reasons_and_no_buttons(page: Page) -> None:
    as_sample(page)
    page.emulate_media(media="print")
    expect(page.locator("#b-meltblown-grant .reason").first).to_be_visible()
    expect(page.locator("nav").first).to_be_hidden()
    expect(page.get_by_role("link", name="接着答")).to_be_hidden()
