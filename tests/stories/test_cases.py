"""Firms and officials over cases: a restaurant reopens, a factory is told that nobody may ask it, another is paid its equipment grant."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import PHONE, Samples, follow, opened, printed, visit
from tests.stories.test_board import enter
from tests.stories.test_signing_in import give_password, readable

RETURN, GRANT = "/services/streamline-return-application/", "/services/equipment-upgrade-grant/"


def upload(name: str) -> dict[str, object]:
    """A small file as a browser hands it in."""
    return {"name": name, "mimeType": "application/pdf", "buffer": f"%PDF-1.4\n{name}\n%%EOF\n".encode()}


def choose(page: Page, address: str, firm: str) -> None:
    page.goto(address)
    follow(page.get_by_role("link", name=firm))


def act(page: Page, verb: str) -> None:
    """Press a verb, opening its fold where it is closed."""
    fold = page.locator("details", has=page.locator("summary", has_text=verb)).first
    if not fold.evaluate("fold => fold.open"):
        fold.locator("summary").click()
    follow(fold.get_by_role("button", name=verb))


def test_a_restaurant_reopens_through_two_departments_within_two_working_days(
    browser: Browser, site: str, page: Page, samples: Samples
) -> None:
    """In a medium-risk district of Nanchang, by the province's list; filed on Tuesday 10 March it is due on Thursday."""
    give_password(page, "shili-qiye", samples.password)
    choose(page, RETURN, "示例·东湖饭庄")
    page.get_by_label("疫情防控方案 应交").fill("示例：分区、测温、消毒")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("还缺：返岗人员健康情况表")
    page.get_by_label("返岗人员健康情况表的文件").set_input_files({"name": "名单.pdf", "mimeType": "application/pdf", "buffer": b"<html>"})
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("“名单.pdf”不是能收的文件")
    expect(page.get_by_label("疫情防控方案 应交")).to_have_value("示例：分区、测温、消毒")
    page.get_by_label("返岗人员健康情况表的文件").set_input_files(upload("名单.pdf"))
    page.get_by_role("button", name="提交", exact=True).click()
    duties = page.get_by_role("region", name="谁在办，到哪天").locator("tbody tr")
    expect(duties).to_have_count(2)
    for duty in duties.all():
        expect(duty).to_contain_text("2020年3月12日 周四")
    address = page.url
    for official in visit(browser, site):
        enter(official, "shili-weijian", samples)
        official.goto(address)
        act(official, "同意")
        expect(official.get_by_text("会办").first).to_be_visible()
    for official in visit(browser, site):
        enter(official, "shili-jingban", samples)
        official.goto(address)
        with official.expect_download() as download:
            official.get_by_role("link", name="返岗人员健康情况表，附件1").click()
        assert download.value.suggested_filename == "名单.pdf"
        act(official, "准予办理")
        official.get_by_role("link", name="办理结果告知书").click()
        expect(official.get_by_text("经审核，准予办理")).to_be_visible()
    page.goto("/cases/")
    expect(page.get_by_role("row").filter(has=page.locator(f"a[href='{address.removeprefix(site)}']"))).to_contain_text("已办成")


def test_a_factory_in_a_low_risk_district_is_shown_the_words(page: Page, samples: Samples) -> None:
    give_password(page, "shili-qiye", samples.password)
    choose(page, RETURN, "示例·赣江精密机械厂")
    expect(page.get_by_role("heading", name="不用办，也不得要求您办")).to_be_visible()
    expect(page.get_by_text("低风险地区不得采取审批、备案等方式延缓开工")).to_be_visible()
    expect(page.get_by_role("button", name="提交", exact=True)).to_have_count(0)


def test_a_factory_pledges_a_paper_is_published_and_paid(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its claim is filled in with what is known; one paper comes later; nobody objects; one officer writes the order, another pays."""
    var = tmp_path_factory.mktemp("paid")
    path = claimed(browser, var)
    monkeypatch.setenv("LUODI_DAY", "2020-03-18")
    with opened(var) as (site, output):
        samples = printed(output)
        for firm in visit(browser, site):
            give_password(firm, "shili-qiye", samples.password)
            firm.goto(path)
            firm.get_by_label("技术改造项目备案通知书的文件").set_input_files(upload("备案通知书.pdf"))
            act(firm, "补交承诺的材料")
        for maker in visit(browser, site):
            enter(maker, "shili-gongxin2", samples)
            maker.goto(path)
            act(maker, "公示期满，没有异议")
            act(maker, "制单")
            expect(maker.get_by_role("button", name="复核并付款")).to_have_count(0)
        for checker in visit(browser, site):
            enter(checker, "shili-gongxin", samples, later=1)
            checker.goto(path)
            checker.get_by_label("银行回单号").fill("示例-0002")
            act(checker, "复核并付款")
            expect(checker.get_by_text("已办成").first).to_be_visible()
            expect(checker.get_by_text("22万元").first).to_be_visible()


def claimed(browser: Browser, var: Path) -> str:
    """The claim filed, supplemented and approved; gives its page's path."""
    with opened(var) as (site, output):
        samples = printed(output)
        for firm in visit(browser, site):
            give_password(firm, "shili-qiye", samples.password)
            choose(firm, GRANT, "示例·赣江精密机械厂")
            expect(firm.locator("[id='f-购买设备发票额']")).to_have_value("320")
            firm.get_by_label("购买设备发票的文件").set_input_files([upload("发票.pdf"), upload("多选了.pdf")])
            firm.get_by_role("button", name="存下文件，先不提交").click()
            firm.get_by_label("删去").first.check()
            firm.get_by_label("现在没有的，承诺哪一天补交").fill("2020-03-20")
            firm.get_by_label("不交，承诺属实并承担责任").check()
            firm.get_by_role("button", name="提交", exact=True).click()
            path = firm.url.removeprefix(site)
            expect(firm.get_by_text("承诺 2020-03-20 前补交")).to_be_visible()
            for official in visit(browser, site):
                enter(official, "shili-gongxin", samples)
                official.goto(path)
                fold = official.locator("details", has_text="一次性告知补正").first
                fold.locator("summary").click()
                fold.get_by_label("购买设备发票").check()
                fold.get_by_label("理由").fill("示例：少一张")
                fold.get_by_role("button").click()
                firm.goto(path)
                firm.get_by_label("购买设备发票", exact=True).fill("示例：六张")
                firm.get_by_label("购买设备发票的文件").set_input_files(upload("第六张.pdf"))
                act(firm, "提交补正")
                official.goto(path)
                act(official, "准予办理")
            firm.goto("/published/")
            expect(firm.get_by_role("row").filter(has_text="示例·赣江精密机械厂")).to_contain_text("22万元")
    return path


def test_an_officer_is_away_and_her_cases_pass_on(browser: Browser, site: str, page: Page, samples: Samples) -> None:
    """She has taken a claim; while she is away nobody of the unit works it but the colleague she named, under her own name."""
    enter(page, "shili-gongxin", samples)
    page.goto("/cases/7/")
    act(page, "由我承办")
    duties = page.get_by_role("region", name="谁在办，到哪天").last
    expect(duties).to_contain_text("示例·工信经办甲")
    for colleague in visit(browser, site):
        enter(colleague, "shili-gongxin2", samples)
        colleague.goto("/cases/7/")
        expect(colleague.get_by_role("button", name="准予办理")).to_have_count(0)
        page.goto("/account/")
        page.get_by_role("link", name="不在的日子").click()
        page.get_by_label("最后一天").fill("2020-03-12")
        page.get_by_label("由谁代办").select_option(label="示例·工信经办乙")
        page.get_by_role("button", name="登记").click()
        expect(page.get_by_text("由 示例·工信经办乙 代办")).to_be_visible()
        colleague.goto("/cases/")
        colleague.get_by_role("link", name="办件7 ").first.click()
        expect(colleague.get_by_text("示例·工信经办甲不在，由示例·工信经办乙代办").first).to_be_visible()
        act(colleague, "准予办理")
        expect(colleague.locator(".history li").filter(has_text="准予办理")).to_contain_text("示例·工信经办乙")
    page.get_by_role("button", name="回来了").click()
    expect(page.get_by_text("由 示例·工信经办乙 代办")).to_have_count(0)


def test_the_window_enters_what_was_asked_by_telephone_the_day_before(browser: Browser, site: str, page: Page, samples: Samples) -> None:
    """The two working days count from Monday's call; the officer extends them, and what the firm gets in writing can be printed."""
    enter(page, "shili-chuangkou", samples)
    page.goto(RETURN)
    page.get_by_label("替哪家单位办").fill("示例·东湖饭庄")
    page.get_by_role("button", name="继续").click()
    page.get_by_label("电话").check()
    page.get_by_label("哪天收到的").fill("2020-03-09")
    for paper in ("疫情防控方案 应交", "返岗人员健康情况表 应交"):
        page.get_by_label(paper).fill("示例：电话里说的")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("写明谁来办的")
    page.get_by_label("谁来办的").fill("示例·来电人")
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_text("电话收到，示例·来电人来办")).to_be_visible()
    expect(page.get_by_role("region", name="谁在办，到哪天").last).to_contain_text("2020年3月11日 周三")
    address = page.url
    for official in visit(browser, site):
        enter(official, "shili-jingban2", samples)
        official.goto(address)
        fold = official.locator("details", has=official.locator("summary", has_text="延期"))
        fold.locator("summary").click()
        fold.get_by_label("延长多久").fill("2个工作日")
        fold.get_by_label("理由").fill("示例：等现场核查")
        fold.get_by_role("button").click()
        expect(official.get_by_role("region", name="谁在办，到哪天").last).to_contain_text("2020年3月13日 周五")
    page.goto(address)
    page.get_by_role("link", name="延期告知书").click()
    expect(page.get_by_text("示例：等现场核查")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("banner")).to_be_hidden()
    expect(page.get_by_role("heading", name="延期告知书")).to_be_visible()


def test_pages_of_cases_can_be_read_and_fit_a_phone(browser: Browser, site: str, samples: Samples) -> None:
    for page in visit(browser, site, viewport=PHONE):
        give_password(page, "shili-qiye", samples.password)
        for address in ("/services/", RETURN, "/cases/", "/cases/1/", "/published/"):
            page.goto(address)
            readable(page)
        for address, firm in ((RETURN, "示例·东湖饭庄"), (RETURN, "示例·赣江精密机械厂"), (GRANT, "示例·赣江精密机械厂")):
            choose(page, address, firm)
            readable(page)
    for page in visit(browser, site, viewport=PHONE, color_scheme="dark"):
        enter(page, "shili-jingban", samples)
        for address in ("/cases/", "/cases/1/", "/cases/payments/", "/account/away/", "/voices/new/"):
            page.goto(address)
            readable(page)
        for case, title in ((1, "受理通知书"), (3, "一次性告知书"), (4, "办理结果告知书"), (5, "不予办理告知书")):
            page.goto(f"/cases/{case}/")
            page.get_by_role("link", name=title).click()
            expect(page.get_by_role("heading", name=title)).to_be_visible()
            readable(page)
    for page in visit(browser, site, viewport=PHONE):
        enter(page, "shili-guanli", samples)
        for address in ("/cases/places/", "/account/away/"):
            page.goto(address)
            readable(page)
