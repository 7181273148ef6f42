from datetime import date
from typing import Any

from luodi.days.window import parse_window
from luodi.decide.known import Known
from luodi.decide.model import Outcome
from luodi.decide.period import PeriodTest
from tests.decide.build import EVENTS, FACTS, REGIONS, benefit, outcome

OPEN_AFTER = "文件未载明2020年12月31日以后还能否申领有效期内发生的事项"


def decided(on: str, act: str | None = None, **rest: Any) -> Outcome:
    windows = {key: parse_window(value) for key, value in rest.items()}
    facts = {"事项发生日": date.fromisoformat(act)} if act else {}
    return outcome(benefit("a", **windows), facts, on=date.fromisoformat(on))


def test_before_the_window_nothing_is_in_force_and_the_first_day_is_named() -> None:
    found = decided("2020-02-25")
    assert found.status == "no"
    assert found.remarks == ("尚未生效，自2020年2月26日起",)


def test_the_first_and_the_last_day_are_inside() -> None:
    assert decided("2020-02-26").status == decided("2020-12-31").status == "yes"


def test_an_act_inside_and_outside_of_the_window() -> None:
    assert decided("2020-06-01", "2020-03-01").status == "yes"
    assert decided("2020-06-01", "2020-02-25").status == "no"


def test_acts_of_other_days_than_those_in_force() -> None:
    assert decided("2020-06-01", "2020-01-24", acts="2020-01-24..2020-02-09").status == "yes"
    assert decided("2020-06-01", "2020-02-10", acts="2020-01-24..2020-02-09").status == "no"


def test_an_act_without_a_day_is_of_the_day_asked_for_where_that_counts() -> None:
    assert decided("2020-03-10", acts="2020-01-24..2020-12-31").status == "yes"


def test_an_act_without_a_day_is_asked_for_where_the_day_asked_for_does_not_count() -> None:
    found = decided("2020-03-10", acts="2020-01-24..2020-02-09")
    assert (found.status, found.missing) == ("unknown", ("事项发生日",))


def test_an_act_without_a_day_is_asked_for_where_it_is_not_known_whether_the_day_asked_for_counts() -> None:
    found = decided("2020-06-01", during="2020-02-26..", acts="2020-02-26..疫情结束")
    assert (found.status, found.missing) == ("unknown", ("事项发生日",))


def test_after_the_window_an_act_inside_is_left_open() -> None:
    found = decided("2021-03-10", "2020-11-30")
    assert (found.status, found.missing, found.remarks) == ("unknown", (), (OPEN_AFTER,))


def test_after_the_window_an_act_outside_gets_nothing() -> None:
    assert decided("2021-03-10", "2021-01-01").status == "no"


def test_after_the_window_the_day_of_the_act_is_asked() -> None:
    found = decided("2021-03-10")
    assert (found.status, found.missing, found.remarks) == ("unknown", ("事项发生日",), (OPEN_AFTER,))


def test_a_window_to_an_event_whose_day_is_not_known() -> None:
    during = "2020-02-26..疫情结束"
    assert decided("2020-05-06", during=during).status == "yes"
    found = decided("2020-05-07", during=during)
    assert (found.status, found.missing) == ("unknown", ())
    assert found.remarks == ("“疫情结束”是哪一天还不知道，不能断定是否在期内",)


def test_a_window_to_an_event_whose_day_is_known() -> None:
    assert decided("2020-03-12", during="2020-02-26..响应解除").status == "yes"
    found = decided("2020-03-13", during="2020-02-26..响应解除")
    assert found.remarks == ("文件未载明响应解除以后还能否申领有效期内发生的事项",)


def test_an_act_of_a_day_that_hangs_on_an_unknown_event() -> None:
    found = decided("2020-06-01", "2020-06-01", during="2020-02-26..", acts="2020-02-26..疫情结束")
    assert found.status == "unknown"
    assert "疫情结束" in found.remarks[0]


def test_a_document_without_a_day_is_in_force() -> None:
    assert decided("1999-01-01", during="..").status == "yes"


def two_windows(on: str, act: str | None = None) -> list[tuple[str, str]]:
    """A benefit's own window to an open event, inside its document's window to a fixed day."""
    test = PeriodTest((parse_window("2020-02-26..疫情结束"), parse_window("2020-02-26..2020-12-31")), None)
    facts = {"事项发生日": date.fromisoformat(act)} if act else {}
    return [(held.kind, held.holds) for held in test.held(Known(facts, date.fromisoformat(on), FACTS, EVENTS, REGIONS))]


def test_the_end_of_the_document_ends_what_an_open_event_would_leave_open() -> None:
    assert two_windows("2020-03-10") == [("day", "yes")]
    assert two_windows("2020-07-01") == [("day", "unknown")]
    assert two_windows("2020-02-25") == [("day", "no")]
    assert two_windows("2021-01-15", "2021-01-10") == [("day", "unknown"), ("act", "no")]
    assert two_windows("2021-01-15", "2020-03-10") == [("day", "unknown"), ("act", "yes")]
    assert two_windows("2021-01-15") == [("day", "unknown"), ("act", "unknown")]
