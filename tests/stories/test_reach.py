"""A clerk subscribes, a document lands overnight and is told; an official invites; the clerk hands in what is filled in for her."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PHONE, ROOT, Samples, follow, opened, printed, visit
from tests.stories.test_board import enter
from tests.stories.test_signing_in import give_password, readable

LANDING = "cn-20200227-associations"
PROJECTS = "nc-20200226-projects-37"
OWN = ("/subscriptions/", "/inbox/", "/account/", "/cases/")
OFFICIAL = (
    "/reach/",
    f"/reach/documents/{PROJECTS}/",
    "/reach/invite/",
    "/reach/invite/meltblown-grant/",
    "/reach/invite/equipment-upgrade-grant/",
)


def without(folder: Path, document: str) -> Path:
    """The library as it was before a document came into it."""
    folder.mkdir()
    for name in ("sources", "reference"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "policies", folder / "policies", ignore=shutil.ignore_patterns(document))
    return folder


def arrived(page: Page, title: str, count: int = 1) -> None:
    """Open the last letter of that title once there are so many: the worker may still be bringing it."""
    for _ in range(60):
        page.goto("/inbox/")
        if page.get_by_role("link", name=title).count() >= count:
            break
        page.wait_for_timeout(500)
    follow(page.get_by_role("link", name=title).first)


def test_a_clerk_subscribes_hears_of_what_lands_and_claims_what_is_filled_in(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path / "var", without(tmp_path / "before", LANDING)) as (site, output):
        samples = printed(output)
        for clerk in visit(browser, site):
            give_password(clerk, "shili-qiye", samples.password)
            clerk.goto("/subscriptions/")
            clerk.get_by_text("按主题和地方").click()
            topic = clerk.locator("details", has_text="按主题和地方")
            topic.get_by_label("替哪家企业").select_option("示例·赣江精密机械厂")
            topic.get_by_label("说到什么").fill("会费")
            topic.get_by_role("button", name="按主题订").click()
            expect(clerk.get_by_text("说到“会费”的")).to_be_visible()
    monkeypatch.setenv("LUODI_DAY", "2020-03-11")
    with opened(tmp_path / "var") as (site, output):
        samples = printed(output)
        for clerk in visit(browser, site):
            give_password(clerk, "shili-qiye", samples.password)
            arrived(clerk, "条政策消息", 2)
            expect(clerk.get_by_text("新文件：《行业协会商会9条》")).to_be_visible()
            expect(clerk.get_by_role("link", name=re.compile("看这份文件.*《行业协会商会9条》"))).to_be_visible()
            arrived(clerk, "申请表已为您填好")
            clerk.get_by_role("link", name="去看看").click()
            expect(clerk.locator("[id='f-购买设备发票额']")).to_have_value("320")
            clerk.get_by_label("购买设备发票 应交").fill("示例：六张")
            clerk.get_by_label("现在没有的，承诺哪一天补交").fill("2020-03-20")
            clerk.get_by_label("不交，承诺属实并承担责任").check()
            clerk.get_by_role("button", name="提交", exact=True).click()
            expect(clerk.get_by_text("办理中").first).to_be_visible()
            clerk.goto("/cases/")
            expect(clerk.get_by_text("已为您填好")).to_have_count(0)


def test_an_official_invites_and_the_funnel_counts(page: Page, samples: Samples) -> None:
    enter(page, "shili-gongxin2", samples)
    page.goto("/reach/invite/meltblown-grant/")
    page.get_by_text("4 项条件").click()
    expect(page.get_by_text("购买熔喷设备发票额：400万元")).to_be_visible()
    page.get_by_role("button", name="邀请 1 家").click()
    expect(page.get_by_text("示例·工信经办乙，1 家")).to_be_visible()
    page.goto(f"/reach/documents/{PROJECTS}/")
    row = page.get_by_role("region", name="按措施").get_by_role("row").filter(has_text="新上熔喷布")
    expect(row.get_by_role("cell").first).to_have_text("1")
    page.goto("/reach/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载表格（XLSX）").click()
    assert download.value.suggested_filename == "reach.xlsx"


def test_a_clerk_reckons_with_what_is_on_record(page: Page, samples: Samples) -> None:
    give_password(page, "shili-qiye", samples.password)
    page.goto("/ask/企业/")
    page.get_by_role("button", name="示例·赣江精密机械厂 替它算一算").click()
    expect(page.get_by_text("登记过的情况已经填好")).to_be_visible()
    expect(page.locator(".total.sure")).to_contain_text("22万元")


def test_pages_of_reach_can_be_read_and_fit_a_phone(browser: Browser, site: str, samples: Samples) -> None:
    for page in visit(browser, site, viewport=PHONE):
        give_password(page, "shili-qiye", samples.password)
        for address in OWN:
            page.goto(address)
            readable(page)
        arrived(page, "条政策消息")
        readable(page)
    for page in visit(browser, site, viewport=PHONE, color_scheme="dark"):
        enter(page, "shili-gongxin", samples)
        for address in OFFICIAL:
            page.goto(address)
            readable(page)
