"""Days, limits and periods."""

from fractions import Fraction

import pytest

from luodi.days.window import Anchor
from tests.text.said.clauses import read


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020年2月24日", "2020-02-24", "2020-02-24"),
        ("２０２０年２月２４日", "2020-02-24", "2020-02-24"),
        ("二〇二〇年十二月三十一日", "2020-12-31", "2020-12-31"),
        ("2020年 2月 24日", "2020-02-24", "2020-02-24"),
        ("2019年2月底", "2019-02-28", "2019-02-28"),
        ("2020年度", "2020-01-01", "2020-12-31"),
        ("2020年上半年", "2020-01-01", "2020-06-30"),
        ("5月中旬", "2020-05-11", "2020-05-20"),
        ("十二月底", "2020-12-31", "2020-12-31"),
        ("2020-03-05", "2020-03-05", "2020-03-05"),
        ("2020年2月30日", None, None),
    ],
)
def test_days(text: str, first: str | None, last: str | None) -> None:
    (day,) = read(text).days
    assert (day.first, day.last) == (first, last)


def test_a_day_without_a_year_takes_the_document_s_and_says_so() -> None:
    assert [(day.last, day.year_given) for day in read("3月5日前报送", date="2021-02-01").days] == [("2021-03-05", False)]
    assert [(day.last, day.year_given) for day in read("3月5日前报送", date=None).days] == [(None, False)]


def test_the_second_day_of_a_range_takes_the_first_one_s_year() -> None:
    (period,) = read("2020年1月1日至12月31日", date=None).periods
    assert (period.opens, period.closes) == (Anchor("2020-01-01", None), Anchor("2020-12-31", None))


@pytest.mark.parametrize(
    ("text", "kind", "amount", "unit", "op", "anchor"),
    [
        ("2个工作日内答复", "span", 2, "工作日", "<=", None),
        ("审批时限压缩至7个工作日", "span", 7, "工作日", "<=", None),
        ("最短不得少于15日", "span", 15, "天", ">=", None),
        ("缓缴期限不超过6个月", "span", 6, "个月", "<=", None),
        ("2020年12月31日前完成", "day", None, "", "<=", Anchor("2020-12-31", None)),
        ("延长至2月24日", "day", None, "", "<=", Anchor("2020-02-24", None)),
        ("疫情解除后60天", "after", 60, "天", "<=", Anchor(None, "疫情解除", 60, "天")),
        ("延期至疫情解除之后一个月内办理", "after", 1, "个月", "<=", Anchor(None, "疫情解除", 1, "个月")),
        ("须在签订出让合同后6个月内缴清", "after", 6, "个月", "<=", Anchor(None, "签订出让合同", 6, "个月")),
        ("应急响应解除后60天内", "after", 60, "天", "<=", Anchor(None, "应急响应解除", 60, "天")),
    ],
)
def test_limits(text: str, kind: str, amount: int | None, unit: str, op: str, anchor: Anchor | None) -> None:
    (limit,) = read(text).limits
    assert (limit.kind, limit.amount, limit.unit, limit.op, limit.anchor) == (
        kind,
        None if amount is None else Fraction(amount),
        unit,
        op,
        anchor,
    )


@pytest.mark.parametrize("text", ["近14天内有旅居史", "毕业5年内自主创业", "隔离14天", "1月24日至2月9日期间开工"])
def test_spans_that_bind_nobody(text: str) -> None:
    assert read(text).limits == ()


@pytest.mark.parametrize(
    ("text", "opens", "closes", "validity", "provisional"),
    [
        ("自印发之日起实施，有效期至2020年12月31日", Anchor(None, "印发"), Anchor("2020-12-31", None), True, False),
        ("自印发之日起施行，有效期至应急响应解除。", Anchor(None, "印发"), Anchor(None, "应急响应解除"), True, False),
        ("自2026年9月1日施行，有效期至2028年12月31日。", Anchor("2026-09-01", None), Anchor("2028-12-31", None), True, False),
        ("自2020年2月起，免征", Anchor("2020-02-01", None), None, False, False),
        ("执行期限自发布之日起3个月止", Anchor(None, "发布"), Anchor(None, "发布", 3, "个月"), True, False),
        ("执行期暂定为自政策发布之日起三个月", Anchor(None, "政策发布"), Anchor(None, "政策发布", 3, "个月"), True, True),
        ("自发布之日起施行，暂定三年有效期", Anchor(None, "发布"), Anchor(None, "发布", 3, "年"), True, True),
        ("（自2020年1月24日至省级响应解除之日）", Anchor("2020-01-24", None), Anchor(None, "省级响应解除"), False, False),
        ("1月24日至2月9日期间", Anchor("2020-01-24", None), Anchor("2020-02-09", None), False, False),
        ("疫情防控期间", None, None, False, False),
    ],
)
def test_periods(text: str, opens: Anchor | None, closes: Anchor | None, validity: bool, provisional: bool) -> None:
    period = read(text).periods[0]
    assert (period.opens, period.closes, period.validity, period.provisional) == (opens, closes, validity, provisional)
