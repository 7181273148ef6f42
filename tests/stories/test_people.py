"""People file for themselves, in the browser and at the window."""

from playwright.sync_api import Browser, Page, expect

from tests.stories.conftest import Samples, follow, visit
from tests.stories.test_board import enter
from tests.stories.test_cases import act
from tests.stories.test_signing_in import give_password

TRAVEL = "自行到岗员工交通补贴（省内）"


def fill(page: Page) -> None:
    for question, answer in (("返岗员工还是新招员工", "返岗员工"), ("自己到岗的吗", "是"), ("省内还是省外", "省内"), ("包车补助", "否")):
        page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def test_a_worker_who_came_back_on_her_own_asks_for_her_fare(browser: Browser, site: str, phone: Page, samples: Samples) -> None:
    """On her phone she finds what is for people, says where she works, and follows it; the labour bureau grants it."""
    give_password(phone, "shili-geren", samples.password)
    phone.goto("/services/")
    follow(phone.get_by_role("link", name="给个人", exact=True))
    expect(phone.get_by_role("link", name="工业企业技改", exact=False)).to_have_count(0)
    phone.get_by_text("南昌项目建设37条").click()
    follow(phone.get_by_role("link", name=TRAVEL))
    expect(phone.get_by_text("替 示例·居民 办")).to_be_visible()
    phone.get_by_label("工作单位所在地（写到县、区）").fill("南昌市西湖区")
    fill(phone)
    follow(phone.get_by_role("button", name="提交", exact=True))
    expect(phone.get_by_role("heading", level=1)).to_contain_text(TRAVEL)
    address = phone.url
    for official in visit(browser, site):
        enter(official, "shili-renshe", samples)
        official.goto("/cases/")
        expect(official.get_by_text("示例·居某").first).to_be_visible()
        expect(official.get_by_text("示例·居民")).to_have_count(0)
        official.goto(address)
        expect(official.get_by_text("示例·居民")).to_be_visible()
        act(official, "准予办理")
    phone.goto("/cases/")
    expect(phone.get_by_role("row").filter(has=phone.locator(f"a[href='{address.removeprefix(site)}']"))).to_contain_text("待拨付")


def test_the_window_enters_for_somebody_who_telephoned(page: Page, samples: Samples) -> None:
    enter(page, "shili-chuangkou", samples)
    page.goto("/services/?who=个人&q=交通补贴")
    follow(page.get_by_role("link", name=TRAVEL))
    page.get_by_label("替谁办（姓名）").fill("示例·另一居民")
    follow(page.get_by_role("button", name="继续"))
    assert "示例" not in page.url
    page.get_by_label("电话").check()
    page.get_by_label("谁来办的（姓名）").fill("示例·另一居民")
    page.get_by_label("工作单位所在地（写到县、区）").fill("南昌市东湖区")
    fill(page)
    follow(page.get_by_role("button", name="提交", exact=True))
    expect(page.get_by_text("电话收到，示例·另一居民来办")).to_be_visible()
