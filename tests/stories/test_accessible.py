"""Every type of page for those who cannot see or point: axe finds nothing against WCAG 2.1 AA, on a wide screen and on a phone."""

from collections.abc import Iterator
from typing import IO

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.stories.conftest import PHONE, Samples, follow, opened, printed
from tests.stories.test_board import ADDRESSES as BOARD
from tests.stories.test_board import enter
from tests.stories.test_cases import GRANT, RETURN, upload
from tests.stories.test_everyone import ADDRESSES as PUBLIC
from tests.stories.test_everyone import as_sample
from tests.stories.test_reach import OFFICIAL, arrived
from tests.stories.test_signing_in import give_password

WIDE = {"width": 1280, "height": 900}
# Of many alike the first few stand for all: axe takes minutes over hundreds of cards.
FEW = """
() => {
  for (const details of document.querySelectorAll("main details")) details.open = true;
  for (const parent of document.querySelectorAll("main, main *")) {
    const seen = {};
    for (const child of [...parent.children]) {
      const alike = `${child.tagName} ${child.getAttribute("class")}`;
      seen[alike] = (seen[alike] || 0) + 1;
      if (seen[alike] > 4 && !child.querySelector("[role=alert]")) child.remove();
    }
  }
}
"""
FOUND = """
async () => {
  const asked = {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], resultTypes: ["violations"]};
  const {violations} = await axe.run(document, asked);
  return violations.flatMap(one => one.nodes.slice(0, 3).map(node => `${one.id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
}
"""


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, IO[str]]]:
    """A site of its own: a code counts once, and other stories use theirs up."""
    with opened(tmp_path_factory.mktemp("accessible")) as site:
        yield site


@pytest.fixture(scope="module")
def keys(apart: tuple[str, IO[str]]) -> Samples:
    return printed(apart[1])


@pytest.fixture
def visitor(browser: Browser, apart: tuple[str, IO[str]]) -> Iterator[Page]:
    context = browser.new_context(base_url=apart[0], locale="zh-CN", viewport=WIDE)
    yield context.new_page()
    context.close()


def audit(page: Page, *addresses: str) -> None:
    """Each address, or the page as it stands, at both sizes."""
    wrong: dict[str, list[str]] = {}
    for address in addresses or ("",):
        if address:
            page.goto(address)
        page.evaluate(FEW)
        page.evaluate(AXE_SCRIPT)
        for size in (WIDE, PHONE):
            page.set_viewport_size(size)
            if found := page.evaluate(FOUND):
                wrong[f"{page.url} {size['width']}"] = found
    assert wrong == {}


def test_what_everybody_reads(visitor: Page) -> None:
    audit(visitor, *PUBLIC, "/services/", "/documents/none/")


def test_what_comes_of_answers(visitor: Page) -> None:
    as_sample(visitor)
    audit(visitor, "/ask/企业/result/", "/ask/企业/musts/")
    visitor.goto("/ask/企业/question/月租金/")
    visitor.locator("main input[type=text], main input:not([type])").first.fill("很多")
    follow(visitor.get_by_role("button", name="继续"))
    assert visitor.get_by_role("alert").count()
    audit(visitor)


def test_what_a_firm_files(visitor: Page, keys: Samples) -> None:
    give_password(visitor, "shili-qiye", keys.password)
    audit(visitor, "/account/", "/account/password/", RETURN, "/cases/", "/cases/1/", "/subscriptions/", "/inbox/")
    audit(visitor, "/licences/mine/", "/appointments/halls/1/", "/appointments/2/")
    arrived(visitor, "条政策消息")
    audit(visitor)
    for firm in ("示例·东湖饭庄", "示例·赣江精密机械厂"):
        visitor.goto(RETURN)
        follow(visitor.get_by_role("link", name=firm))
        audit(visitor)
    visitor.goto(GRANT)
    visitor.get_by_role("link", name="示例·赣江精密机械厂").click()
    visitor.get_by_label("购买设备发票的文件").set_input_files(upload("发票.pdf"))
    follow(visitor.get_by_role("button", name="存下文件，先不提交"))
    audit(visitor)


def test_what_an_officer_works_on(visitor: Page, keys: Samples) -> None:
    give_password(visitor, "shili-jingban2", keys.password)
    audit(visitor)
    enter(visitor, "shili-jingban", keys)
    audit(visitor, "/cases/", "/cases/1/", "/board/rows/", "/account/away/", "/voices/new/", "/licences/mine/", "/appointments/desk/")
    for case, title in ((1, "受理通知书"), (5, "不予办理告知书")):
        visitor.goto(f"/cases/{case}/")
        follow(visitor.get_by_role("link", name=title))
        audit(visitor)


def test_what_those_who_pay_see(visitor: Page, keys: Samples) -> None:
    enter(visitor, "shili-gongxin", keys)
    audit(visitor, "/cases/payments/", "/cases/pots/", "/cases/10/correction/")


def test_what_the_window_enters(visitor: Page, keys: Samples) -> None:
    enter(visitor, "shili-chuangkou", keys)
    audit(visitor, "/appointments/desk/", "/voices/new/", f"{RETURN}?firm=示例·东湖饭庄")
    follow(visitor.get_by_role("button", name="提交", exact=True))
    assert visitor.get_by_role("alert").count()
    audit(visitor)


def test_what_an_administrator_sees(visitor: Page, keys: Samples) -> None:
    enter(visitor, "shili-guanli", keys)
    audit(visitor, *BOARD, "/cases/", "/cases/1/", "/cases/places/", "/cases/pots/", "/appointments/enter/", "/account/away/", *OFFICIAL)
    visitor.goto("/board/rows/")
    follow(visitor.locator("main .rows a").first)
    audit(visitor)
