"""Anchors and windows: read, shown, resolved, and whether a day lies inside while an event's day is open."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.days.calendar import Calendar
from luodi.days.errors import MissingCalendarError, UnknownEventError, WrongAnchorError, WrongDayError, WrongSpanError, WrongWindowError
from luodi.days.window import Anchor, Resolved, Window, inside, parse_anchor, parse_window, resolve, show_anchor, show_day, show_window


@dataclass(frozen=True)
class Event:
    day: str | None = None
    not_before: str | None = None


EVENTS = {
    "省级一级响应启动": Event("2020-01-24"),
    "省级一级响应解除": Event("2020-03-12"),
    "应急响应解除": Event(None, "2020-05-06"),
    "疫情解除": Event(),
}
CALENDAR = Calendar.load(Path(__file__).parents[2] / "reference" / "calendar" / "workdays.csv")


@pytest.mark.parametrize(
    ("text", "anchor", "shown"),
    [
        ("2020-12-31", Anchor("2020-12-31", None), "2020年12月31日"),
        ("疫情解除", Anchor(None, "疫情解除"), "疫情解除"),
        ("疫情解除 + 3个月", Anchor(None, "疫情解除", 3, "个月"), "疫情解除后3个月"),
        ("疫情解除+3 个月", Anchor(None, "疫情解除", 3, "个月"), "疫情解除后3个月"),
        ("省级一级响应解除 + 60天", Anchor(None, "省级一级响应解除", 60, "天"), "省级一级响应解除后60天"),
        ("疫情解除 - 10日", Anchor(None, "疫情解除", -10, "天"), "疫情解除前10天"),
        ("疫情解除-10天", Anchor(None, "疫情解除", -10, "天"), "疫情解除前10天"),
        ("2020-02-24 + 7个工作日", Anchor("2020-02-24", None, 7, "工作日"), "2020年2月24日后7个工作日"),
        ("2020-02-24 - 1年", Anchor("2020-02-24", None, -1, "年"), "2020年2月24日前1年"),
        ("事件1 + 三个月", Anchor(None, "事件1", 3, "个月"), "事件1后3个月"),
    ],
)
def test_anchors(text: str, anchor: Anchor, shown: str) -> None:
    assert parse_anchor(text) == anchor
    assert show_anchor(anchor) == shown


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", WrongAnchorError, "不是一个日子"),
        ("2020-02-30", WrongDayError, "没有“2020-02-30”这一天"),
        ("2020-2-3", WrongDayError, "例：2020-02-03"),
        ("2020年2月3日", WrongDayError, "例：2020-02-03"),
        ("2020/02/03", WrongDayError, "例：2020-02-03"),
        ("20200203", WrongAnchorError, "不是一个日子"),
        ("2020-W05-1", WrongAnchorError, "不是一个日子"),
        ("疫情解除 ＋ 3个月", WrongAnchorError, "半角"),
        ("疫情解除 + 3月", WrongSpanError, "例：3个月"),
        ("疫情解除 + 3个月 + 1天", WrongAnchorError, "不是一个日子"),
        ("2020-02-24-10天", WrongAnchorError, "不是一个日子"),
        ("1月 + 2天", WrongAnchorError, "不是一个日子"),
    ],
)
def test_what_is_no_anchor_is_refused(text: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        parse_anchor(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2020-02-26..2020-12-31", "2020年2月26日至2020年12月31日"),
        ("2020-02..", "自2020年2月起"),
        ("2020-02-01..", "自2020年2月起"),
        ("2020-02-11..", "自2020年2月11日起"),
        ("2020-02-26..", "自2020年2月26日起"),
        ("..2020-12-31", "至2020年12月31日止"),
        ("..疫情结束 + 3个月", "疫情结束后3个月内"),
        ("疫情结束 .. 疫情结束 + 3个月", "疫情结束后3个月内"),
        ("..疫情结束", "至疫情结束止"),
        ("疫情结束..", "自疫情结束起"),
        ("疫情结束 + 3个月..", "自疫情结束后3个月起"),
        ("2020-02-26..疫情结束", "2020年2月26日至疫情结束"),
        ("2020-01-24..省级一级响应解除 + 60天", "2020年1月24日至省级一级响应解除后60天"),
        ("疫情结束 - 10天..疫情结束", "疫情结束前10天至疫情结束"),
        ("2020-02-24..2020-02-24", "2020年2月24日当日"),
        ("..", "不限日期"),
    ],
)
def test_windows_in_chinese(text: str, shown: str) -> None:
    assert show_window(parse_window(text)) == shown


def test_a_month_is_its_first_day_at_the_start_and_its_last_at_the_end() -> None:
    assert parse_window("2020-02..2020-02") == Window(Anchor("2020-02-01", None), Anchor("2020-02-29", None))


@pytest.mark.parametrize(
    "text", ["", "2020-02-26", "2020-02-26...2020-12-31", "2020-02-26..2020-03-01..2020-12-31", "2020-02-26至2020-12-31"]
)
def test_what_is_no_window_is_refused(text: str) -> None:
    with pytest.raises(WrongWindowError, match="不是一段期间"):
        parse_window(text)


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(WrongWindowError, match="止日在起日之前"):
        parse_window("2020-12-31..2020-02-26")


@pytest.mark.parametrize("text", ["2020-13..", "0000-01..", "2020-00.."])
def test_a_month_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(WrongDayError, match="这个月"):
        parse_window(text)


def test_days_are_shown_in_chinese() -> None:
    assert show_day("2020-02-06") == show_day(date(2020, 2, 6)) == "2020年2月6日"


@pytest.mark.parametrize(
    ("text", "resolved"),
    [
        ("2020-02-24", Resolved(date(2020, 2, 24))),
        ("2020-01-31 + 1个月", Resolved(date(2020, 2, 29))),
        ("省级一级响应解除", Resolved(date(2020, 3, 12), None, "省级一级响应解除", True)),
        ("省级一级响应解除 + 60天", Resolved(date(2020, 5, 11), None, "省级一级响应解除", True)),
        ("省级一级响应启动 + 1天", Resolved(date(2020, 1, 25), None, "省级一级响应启动", False)),
        ("应急响应解除", Resolved(None, date(2020, 5, 6), "应急响应解除")),
        ("应急响应解除 + 6个月", Resolved(None, date(2020, 11, 6), "应急响应解除")),
        ("疫情解除 + 3个月", Resolved(None, None, "疫情解除")),
    ],
)
def test_what_an_anchor_comes_to_on_10_march(text: str, resolved: Resolved) -> None:
    assert resolve(parse_anchor(text), EVENTS, date(2020, 3, 10)) == resolved


def test_an_event_is_ahead_until_its_own_day() -> None:
    anchor = parse_anchor("省级一级响应解除 + 60天")
    assert resolve(anchor, EVENTS, date(2020, 3, 11)).ahead
    assert not resolve(anchor, EVENTS, date(2020, 3, 12)).ahead
    assert not resolve(anchor, EVENTS).ahead


def test_an_undeclared_event_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownEventError, match="是不是“省级一级响应解除”"):
        resolve(parse_anchor("省级一级响应结束"), EVENTS)
    with pytest.raises(UnknownEventError, match="已登记的事件：无"):
        inside(date(2020, 3, 10), parse_window("..疫情解除"), {})


def test_working_days_after_an_event_need_a_calendar() -> None:
    anchor = parse_anchor("省级一级响应启动 + 7个工作日")
    with pytest.raises(MissingCalendarError):
        resolve(anchor, EVENTS)
    assert resolve(anchor, EVENTS, calendar=CALENDAR).day == date(2020, 2, 11)
    assert inside(date(2020, 2, 11), Window(None, anchor), EVENTS, CALENDAR) == "yes"


@pytest.mark.parametrize(
    ("day", "window", "answer"),
    [
        ("2020-02-25", "2020-02-26..2020-12-31", "no"),
        ("2020-02-26", "2020-02-26..2020-12-31", "yes"),
        ("2020-12-31", "2020-02-26..2020-12-31", "yes"),
        ("2021-01-01", "2020-02-26..2020-12-31", "no"),
        ("2020-01-31", "2020-02..", "no"),
        ("2030-01-01", "2020-02..", "yes"),
        ("1999-01-01", "..", "yes"),
        # an event on record, later than the asked day
        ("2020-03-10", "2020-02-26..省级一级响应解除", "yes"),
        ("2020-03-12", "2020-02-26..省级一级响应解除", "yes"),
        ("2020-03-13", "2020-02-26..省级一级响应解除", "no"),
        ("2020-05-11", "2020-01-24..省级一级响应解除 + 60天", "yes"),
        ("2020-05-12", "2020-01-24..省级一级响应解除 + 60天", "no"),
        # an end not known to lie before 6 May
        ("2020-03-10", "省级一级响应启动..应急响应解除", "yes"),
        ("2020-05-05", "省级一级响应启动..应急响应解除", "yes"),
        ("2020-05-06", "省级一级响应启动..应急响应解除", "yes"),  # were it that very day, the day is still included
        ("2020-05-07", "省级一级响应启动..应急响应解除", "unknown"),
        ("2020-11-06", "..应急响应解除 + 6个月", "yes"),
        ("2020-11-07", "..应急响应解除 + 6个月", "unknown"),
        ("2020-01-23", "省级一级响应启动..应急响应解除", "no"),
        # a start not known to lie before 6 May
        ("2020-05-05", "应急响应解除..", "no"),
        ("2020-05-06", "应急响应解除..", "unknown"),
        ("2021-01-01", "应急响应解除..2020-12-31", "no"),
        ("2020-04-01", "应急响应解除..应急响应解除 + 6个月", "no"),
        ("2020-06-01", "应急响应解除..应急响应解除 + 6个月", "unknown"),
        # nothing known at all
        ("2020-02-03", "2020-02-04..疫情解除 + 3个月", "no"),
        ("2020-02-04", "2020-02-04..疫情解除 + 3个月", "unknown"),
        ("2020-02-04", "疫情解除..", "unknown"),
    ],
)
def test_inside(day: str, window: str, answer: str) -> None:
    assert inside(date.fromisoformat(day), parse_window(window), EVENTS) == answer


DAYS = st.dates(date(2019, 6, 1), date(2021, 6, 1))
OFFSETS = st.sampled_from(["", " + 3个月", " + 60天", " - 10天", " + 1年"])


@settings(max_examples=150)
@given(DAYS, DAYS, st.integers(0, 500), st.booleans(), OFFSETS, st.booleans())
def test_what_is_settled_stays_so_whenever_the_event_turns_out_to_be(
    day: date, not_before: date, later: int, knows: bool, offset: str, at_end: bool
) -> None:
    window = parse_window(f"..事件{offset}" if at_end else f"事件{offset}..")
    before = inside(day, window, {"事件": Event(None, not_before.isoformat() if knows else None)})
    after = inside(day, window, {"事件": Event((not_before + timedelta(days=later)).isoformat())})
    assert before in ("unknown", after)


@settings(max_examples=150)
@given(DAYS, DAYS, OFFSETS, st.booleans())
def test_what_is_open_could_turn_out_either_way(day: date, not_before: date, offset: str, at_end: bool) -> None:
    window = parse_window(f"..事件{offset}" if at_end else f"事件{offset}..")
    if inside(day, window, {"事件": Event(None, not_before.isoformat())}) == "unknown":
        possible = {inside(day, window, {"事件": Event((not_before + timedelta(days=n)).isoformat())}) for n in (0, 2000)}
        assert possible == {"yes", "no"}
