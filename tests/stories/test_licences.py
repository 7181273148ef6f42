"""A pharmacy's licence ran out in the epidemic: nobody knows until which day it holds, until the day of the event is entered."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PHONE, opened, printed, visit
from tests.stories.test_board import enter
from tests.stories.test_signing_in import give_password, readable

END = "省级一级响应解除"
LIST = "种类,号码,到期日\n药品经营许可证,甲,2020-02-10\n驾驶证,乙,2020-02-10\n"


def until_seen(page: Page, text: str) -> None:
    """The worker reckons anew by itself: look again until it has."""
    for _ in range(60):
        page.reload()
        if page.get_by_text(text).count():
            return
        page.wait_for_timeout(500)
    expect(page.get_by_text(text).first).to_be_visible()


def test_the_day_is_entered_late_and_every_licence_gets_its_own(browser: Browser, tmp_path: Path) -> None:
    with opened(tmp_path) as (site, lines):
        samples = printed(lines)
        for firm in visit(browser, site, viewport=PHONE):
            give_password(firm, "shili-qiye", samples.password)
            firm.goto("/licences/mine/")
            expect(firm.get_by_text(f"等事件：{END}的日子还没有录入").first).to_be_visible()
            readable(firm)
            for head in visit(browser, site):
                enter(head, "shili-guanli", samples)
                head.goto("/board/days/")
                head.get_by_label("哪件事").select_option(END)
                head.get_by_label("哪一天（空着表示还没有发生）").fill("2020-03-10")
                head.get_by_label("依据").fill("示例：合成的，不是真实的日子")
                head.get_by_role("button", name="登记").click()
            until_seen(firm, "2020年5月9日")
            expect(firm.get_by_text("2020年1月20日").first).to_be_visible()


def test_anybody_asks_about_one_and_about_a_list(phone: Page, page: Page, tmp_path: Path) -> None:
    phone.goto("/licences/")
    phone.get_by_label("哪一种许可证").select_option("采矿许可证")
    phone.get_by_label("证上写的到期日").fill("2020-02-20")
    phone.get_by_label("持证人在哪里").fill("江西省南昌市")
    phone.get_by_role("button", name="看看到哪天").click()
    expect(phone.get_by_role("heading", name="还要再答几个问题")).to_be_visible()
    for group in phone.get_by_role("group").all():
        group.get_by_label("是", exact=True).check()
    phone.get_by_role("button", name="看看到哪天").click()
    expect(phone.get_by_role("heading", name="可以延期，延到哪一天文件未载明")).to_be_visible()
    expect(phone.get_by_text("延期办理勘查许可证、采矿许可证延续手续").first).to_be_visible()
    readable(phone)
    file = tmp_path / "list.csv"
    file.write_text(LIST, "utf-8")
    page.goto("/licences/list/")
    page.get_by_label("清单（CSV 或 XLSX").set_input_files(file)
    page.get_by_role("button", name="看结果").click()
    expect(page.get_by_role("heading", name="算出 1 本，退回 1 行")).to_be_visible()
    expect(page.get_by_text("第 3 行")).to_be_visible()
    readable(page)
