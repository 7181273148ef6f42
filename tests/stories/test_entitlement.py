"""A firm walks in: from the front page through the questions to what it gets, why, and the words in the document."""

import re

from playwright.sync_api import Page, expect

from tests.stories.conftest import follow


def begin(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="算一算").last.click()
    page.get_by_role("link", name=re.compile("^企业")).click()
    page.get_by_role("link", name="开始，一题一题答").click()


def test_from_the_front_page_to_the_quoted_clause(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_text("按 2020年3月10日 周二 作答")).to_be_visible()
    page.get_by_role("link", name="算一算").last.click()
    page.get_by_role("link", name=re.compile("^企业")).click()
    page.get_by_role("button", name=re.compile("赣江精密机械厂")).click()
    expect(page.locator(".total.sure .sum")).to_have_text("22万元")
    card = page.locator("#b-equipment-upgrade-grant")
    card.get_by_text("为什么").click()
    reason = card.locator(".reason", has_text="本年度设备投资额超过100万元的")
    expect(reason).to_contain_text("符合")
    reason.get_by_role("link", name="本年度设备投资额超过100万元的").click()
    expect(page).to_have_title(re.compile("南昌项目建设37条"))
    clause = page.locator("[id='c-五/（三十）/¶2']")
    expect(clause).to_be_in_viewport()
    expect(clause.locator("mark")).to_have_text("本年度设备投资额超过100万元的")


def test_one_question_after_another(page: Page) -> None:
    begin(page)
    first = page.url
    page.locator("[id='f-注册地']").fill("南昌市东湖区")
    follow(page.get_by_role("button", name="继续"))
    assert page.url != first
    page.get_by_role("button", name="不知道，跳过").click()
    page.get_by_role("link", name="‹ 上一步").click()
    page.get_by_role("link", name="‹ 上一步").click()
    expect(page.locator("[id='f-注册地']")).to_have_value("江西省南昌市东湖区")
    page.get_by_role("link", name="先看结果").click()
    expect(page.locator(".total")).to_have_count(2)


def test_a_wrong_sum_is_pointed_at_and_kept(page: Page) -> None:
    page.goto("/ask/企业/question/月租金/")
    page.get_by_role("textbox").fill("三万")
    page.get_by_role("button", name="继续").click()
    page.get_by_role("alert").get_by_role("link").click()
    box = page.get_by_role("textbox")
    expect(box).to_be_focused()
    expect(box).to_have_value("三万")
    box.fill("3")
    page.get_by_role("combobox").select_option("万元")
    page.get_by_role("button", name="继续").click()
    page.goto("/ask/企业/question/月租金/")
    expect(page.get_by_role("textbox")).to_have_value("3")


def test_one_form_for_those_who_prefer_it(page: Page) -> None:
    page.goto("/ask/企业/all/")
    page.locator("[id='f-注册地']").fill("东湖区")
    page.locator("[id='f-承租国有房产']").get_by_label("是", exact=True).check()
    page.locator("[id='f-月租金']").fill("3")
    page.get_by_role("button", name="看结果").click()
    expect(page.locator("#b-state-rent-relief .amount")).to_have_text("少付6万元")


def test_the_day_is_changed_on_the_page(page: Page) -> None:
    page.goto("/about/")
    page.locator("details.day summary").click()
    page.get_by_label("按哪一天的规定作答").fill("2021-03-10")
    page.get_by_role("button", name="换到这一天").click()
    expect(page).to_have_url(re.compile("/about/$"))
    expect(page.get_by_text("按 2021年3月10日 周三 作答")).to_be_visible()
    page.goto("/documents/nc-20200226-projects-37/")
    expect(page.get_by_text("已过有效期")).to_be_visible()


def test_a_search_leads_to_the_marked_clause(page: Page) -> None:
    page.goto("/")
    page.get_by_label("在全部条款里找").fill("熔喷布")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("南昌项目建设37条")).first.click()
    expect(page.locator("mark").first).to_have_text("熔喷布")


def test_the_words_of_a_measure_light_up_beside_its_name(page: Page) -> None:
    page.goto("/documents/nc-20200226-projects-37/")
    clause = page.locator("[id='c-五/（三十）/¶3']")
    words = clause.locator(".q1").first
    plain = words.evaluate("element => getComputedStyle(element).backgroundColor")
    clause.locator(".t1").hover()
    assert words.evaluate("element => getComputedStyle(element).backgroundColor") != plain
    clause.locator(".t1 a").click()
    expect(page).to_have_url(re.compile("/measures/"))
