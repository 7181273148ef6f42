"""The outbox: one row a key, leases, growing delays, set aside with the reason, schedules once a period; on both databases."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from luodi.desk import clock
from luodi.desk.outbox import actions, handlers, queries
from luodi.desk.outbox.errors import RequestError
from luodi.desk.outbox.leases import BROKEN_OFF, LEASE, LONGEST_DELAY, TRIES, delay_after, finish, put_back, take
from luodi.desk.outbox.models import Message, Schedule, State
from luodi.desk.outbox.schedules import run_schedules
from luodi.desk.outbox.worker import work, work_one
from luodi.desk.parties.models import Party
from tests.desk import outbox_acts

NOON = datetime(2020, 3, 10, 4, tzinfo=UTC)
TUESDAY = date(2020, 3, 10)


@pytest.fixture
def acts(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Handlers for the topics note, fail, refuse, store, store_and_fail meanwhile; gives what was noted."""
    monkeypatch.setattr(handlers, "_by_topic", dict(handlers._by_topic))
    for topic in ("note", "fail", "refuse", "store", "store_and_fail"):
        handlers.register(topic, f"tests.desk.outbox_acts.{topic}", stored=topic.startswith("store"))
    outbox_acts.done.clear()
    yield outbox_acts.done


def the(key: str) -> Message:
    return Message.objects.get(key=key)


def test_the_same_key_twice_is_one_row(stored: str) -> None:
    assert actions.enqueue("note", "a:1", {"n": 1})
    assert not actions.enqueue("note", "a:1", {"n": 2})
    assert list(Message.objects.values_list("key", "payload")) == [("a:1", {"n": 1})]


def test_what_is_enqueued_goes_with_its_act(stored: str) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.enqueue("note", "a:1", {})
        raise ZeroDivisionError
    assert not Message.objects.exists()


@pytest.mark.parametrize("key", ["", " ", "长" * 201])
def test_a_key_that_cannot_be_one_is_refused(stored: str, key: str) -> None:
    with pytest.raises(RequestError, match="due-moved:17:2"):
        actions.enqueue("note", key, {})


def test_what_is_due_is_done_in_its_order_and_nothing_before(stored: str, acts: list[str]) -> None:
    with clock.standing_at(moment=NOON):
        actions.enqueue("note", "later", {}, due=NOON + timedelta(minutes=1))
        actions.enqueue("note", "second", {}, due=NOON)
        actions.enqueue("note", "first", {}, due=NOON - timedelta(minutes=1))
        while work_one():
            pass
    assert acts == ["first", "second"]
    assert queries.counts() == {State.DONE: 2, State.WAITING: 1}


def test_a_message_that_is_held_is_nobody_elses_until_its_lease_ends(stored: str) -> None:
    with clock.standing_at(moment=NOON):
        actions.enqueue("note", "a:1", {})
        held = take()
        assert held is not None
        assert take() is None
    with clock.standing_at(moment=NOON + LEASE):
        again = take()
        assert again is not None
        assert (again.key, again.attempts) == ("a:1", 2)
        assert not finish(held), "the first taker has lost it"
        assert not put_back(held, "晚了")
        assert finish(again)


def test_what_a_handler_raises_is_kept_and_tried_again_after_a_growing_delay(stored: str, acts: list[str]) -> None:
    actions.enqueue("fail", "a:1", {}, due=NOON)
    moment, waits = NOON, []
    for _ in range(4):
        with clock.standing_at(moment=moment):
            assert work_one()
            assert not work_one()
        waits.append(the("a:1").due - moment)
        moment = the("a:1").due
    assert waits == [timedelta(seconds=seconds) for seconds in (5, 10, 20, 40)]
    assert the("a:1").reason == "示例·打不通：a:1"


def test_delays_grow_to_an_hour_and_tries_last_for_a_night() -> None:
    delays = [delay_after(n) for n in range(1, TRIES)]
    assert delays == sorted(delays)
    assert delays[-1] == LONGEST_DELAY
    assert sum(delays, timedelta()) > timedelta(hours=12)


def test_after_its_last_try_it_is_set_aside_with_its_reason_and_can_be_sent_again(stored: str, acts: list[str]) -> None:
    actions.enqueue("fail", "a:1", {}, due=NOON)
    moment = NOON
    for _ in range(TRIES):
        with clock.standing_at(moment=moment):
            assert work_one()
        moment += LONGEST_DELAY
    with clock.standing_at(moment=moment):
        assert not work_one()
        (aside,) = queries.set_aside()
        assert (aside.key, aside.reason, aside.get_state_display()) == ("a:1", "示例·打不通：a:1", "没送出")
        assert actions.send_again(["a:1", "no:such"]) == 1
        assert (the("a:1").state, the("a:1").attempts) == (State.WAITING, 0)
        assert work_one()


def test_what_is_refused_for_good_is_set_aside_at_once(stored: str, acts: list[str]) -> None:
    actions.enqueue("refuse", "a:1", {})
    assert work_one()
    assert [(row.reason, row.attempts) for row in queries.set_aside()] == [("示例·查无此人", 1)]


def test_what_kills_its_worker_every_time_is_set_aside_too(stored: str) -> None:
    actions.enqueue("note", "a:1", {}, due=NOON)
    for n in range(TRIES):
        with clock.standing_at(moment=NOON + n * LEASE):
            assert take() is not None
    with clock.standing_at(moment=NOON + TRIES * LEASE):
        assert take() is None
    assert [row.reason for row in queries.set_aside()] == [BROKEN_OFF]


def test_a_topic_that_nobody_knows_is_named(stored: str, acts: list[str]) -> None:
    actions.enqueue("nobody", "a:1", {})
    assert work_one()
    assert "没有程序办“nobody”" in the("a:1").reason


def test_what_only_writes_is_written_and_marked_together(stored: str, acts: list[str]) -> None:
    actions.enqueue("store", "a", {})
    actions.enqueue("store_and_fail", "b", {})
    assert work_one()
    assert work_one()
    assert list(Party.objects.values_list("name", flat=True)) == ["示例·a"]
    assert (the("a").state, the("b").state, the("b").reason) == (State.DONE, State.WAITING, "示例·写到一半")


def test_the_worker_goes_on_until_it_is_told_to_stop(stored: str, acts: list[str]) -> None:
    for n in range(3):
        actions.enqueue("note", f"a:{n}", {})
    work(lambda: len(acts) == 3)
    assert acts == ["a:0", "a:1", "a:2"]


def test_a_row_set_aside_without_a_reason_is_refused_by_the_database(stored: str) -> None:
    actions.enqueue("note", "a:1", {})
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.update(state=State.ASIDE, closed=NOON)


def test_a_schedule_runs_once_a_period(stored: str) -> None:
    with clock.standing_at(day=TUESDAY):
        actions.plan("周报", "每周一", "note", {"unit": "示例"})
        actions.plan("日查", "每日", "note")
        assert run_schedules() == 1
        assert run_schedules() == 0
    with clock.standing_at(day=date(2020, 3, 16)):
        assert run_schedules() == 2
        assert run_schedules() == 0
    assert set(Message.objects.values_list("key", flat=True)) == {
        "schedule:日查:2020-03-10",
        "schedule:日查:2020-03-16",
        "schedule:周报:2020-03-16",
    }
    assert the("schedule:周报:2020-03-16").payload == {"unit": "示例", "day": "2020-03-16"}


def test_a_monday_missed_is_made_up_on_the_next_day_that_somebody_works(stored: str) -> None:
    with clock.standing_at(day=TUESDAY):
        actions.plan("周报", "每周一", "note")
    with clock.standing_at(day=date(2020, 3, 18)):
        assert run_schedules() == 1
    assert Message.objects.get().payload == {"day": "2020-03-16"}


def test_a_schedule_planned_again_keeps_its_place(stored: str) -> None:
    with clock.standing_at(day=TUESDAY):
        actions.plan("日查", "每日", "note")
        run_schedules()
        actions.plan("日查", "每日", "note", {"n": 2})
        assert run_schedules() == 0
    assert Schedule.objects.get().payload == {"n": 2}


@pytest.mark.parametrize("rhythm", ["常常", "每个工作日"])
def test_a_rhythm_that_cannot_be_kept_is_refused(stored: str, rhythm: str) -> None:
    with pytest.raises(RequestError, match="日程“日查”的节奏不能用"):
        actions.plan("日查", rhythm, "note")
