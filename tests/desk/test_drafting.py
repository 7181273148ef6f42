"""The page of what a document costs: its figures, its drawings, its fields, and whose page it is."""

from datetime import date

import pytest

from luodi.desk.drafting import costs
from luodi.desk.drafting.charts import BAR, HEIGHT, bars, columns
from luodi.desk.portal.templatetags.words import yuan
from luodi.outlook.forecast import Cost, Day
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, unit

PAGE = "/drafting/costs/"
DOCUMENT = "jx-20200204-growth-20"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer rows and months: what they say is tested elsewhere."""
    monkeypatch.setattr(costs, "ROWS", 60)
    monkeypatch.setattr(costs, "MONTHS", 2)
    costs._cost.cache_clear()
    yield
    costs._cost.cache_clear()


def read(address: str, status: int = 200) -> str:
    answer = signed_in(account("drafter")).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_shows_the_forecast_and_says_that_it_is_synthetic(stored: str) -> None:
    page = read(f"{PAGE}?document={DOCUMENT}&pot=1000元")
    found = costs.cost(costs.Asked(document=DOCUMENT, pot="1000元"), date(2020, 3, 10))
    day = found.days[0]
    assert "合成的 60 行，不是任何人" in page
    assert yuan(day.certain) in page
    assert page.count('<svg class="bar-drawn"') > 4
    for words in ("谁出钱", "文件未载明", "按地市", "按行业", "按规模", "按月", "盘子够不够", "2020年4月10日"):
        assert words in page
    [(pot, sure, _)] = day.pots
    assert (pot.fen, sure.paid) == (1000_00, 1000_00)


@pytest.mark.parametrize(
    ("asked", "said"),
    [("?pot=很多", "“很多”不是金额"), ("?document=火星", "没有给这一类主体的待遇"), ("?subject=火星人", "没有“火星人”这一类")],
)
def test_what_cannot_be_read_is_said_at_its_field(stored: str, asked: str, said: str) -> None:
    assert said in read(PAGE + asked, 422)


def test_it_is_a_page_of_officials(stored: str, client: object) -> None:
    assert client.get(PAGE).status_code == 302
    assert signed_in(account("firm")).get(PAGE).status_code == 403
    assert signed_in(account("window", unit=unit())).get(PAGE).status_code == 403


def test_bars_are_to_the_scale_of_the_dearest() -> None:
    found = bars([("甲", "", Cost(1, 1)), ("乙", "", Cost(30, 10)), ("丙", "", Cost())])
    assert [(bar.name, bar.sure, bar.open) for bar in found] == [("乙", 75, 25), ("甲", 2, 2), ("丙", 0, 0)]
    assert all(bar.sure + bar.open <= BAR for bar in found)


def test_columns_stand_on_one_another_and_fit() -> None:
    days = [Day(date(2020, 3, 10), certain=10**15, possible=10**15), Day(date(2020, 4, 10), certain=5 * 10**14)]
    tall, short = columns(days)
    assert tall.open_top + tall.open_height == tall.sure_top
    assert tall.sure_top + tall.sure_height == short.sure_top + short.sure_height < HEIGHT
    assert (tall.open_top > 0, short.open_height, columns([Day(date(2020, 3, 10))])[0].sure_height) == (True, 0, 0)
