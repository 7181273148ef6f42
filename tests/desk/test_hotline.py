"""The hotline: raised, passed on, pressed, answered, rated, opened again; what was said stays with those it is for."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client

from luodi.desk import clock
from luodi.desk.hotline.actions import Raised, Said, raise_voice, steps_for, take_step
from luodi.desk.hotline.desks import desk_in, enter_desk
from luodi.desk.hotline.errors import NobodyError, StepError, VoiceError, WordsError
from luodi.desk.hotline.models import Kind, Rating, Sort, State, Voice
from luodi.desk.hotline.queries import queue, rates
from luodi.desk.hotline.sample import SAMPLES, load_voices
from luodi.desk.hotline.steps import LEADS, lawful
from luodi.desk.ledger.actions import named
from luodi.desk.ledger.models import Entry
from luodi.desk.ledger.queries import about, first_broken
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.actions import act_for, load_samples
from luodi.desk.parties.models import Account
from luodi.desk.parties.queries import scope_of
from luodi.desk.parties.sample import SAMPLES as FIRMS
from luodi.desk.parties.sample_actions import load_people
from luodi.desk.parties.sample_people import PEOPLE
from luodi.desk.registers.calendars import seed_calendar
from tests.desk.conftest import together
from tests.desk.register_rows import CSV
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, party, unit

DAY = date(2020, 3, 10)
DONGHU = "360102"
HOTLINE, REFORM, HEALTH = "示例·热线", "示例·发改局", "示例·卫健局"
SECRET = "示例：物业的电话是零零零"


@pytest.fixture
def line(stored: str) -> Iterator[str]:
    with clock.standing_at(day=DAY):
        prepare()
        yield stored


def prepare() -> None:
    seed_calendar(CSV)
    for name in (HOTLINE, REFORM, HEALTH):
        unit(name)
    enter_desk("360100", HOTLINE, since=date(2020, 1, 1), source="示例", limit="5个工作日")


def officer(name: str = HOTLINE) -> Account:
    return account("official", unit=unit(name))


def citizen() -> Account:
    return account("person")


def form(**more: Any) -> Raised:
    columns = {
        "token": f"t{Voice.objects.count()}",
        "sort": Sort.COMPLAINT,
        "title": "示例：要收保证金",
        "text": SECRET,
        "region": DONGHU,
        **more,
    }
    return Raised(**columns)


def raised(by: Account | None = None, **more: Any) -> Voice:
    return raise_voice(form(**more), by=by or citizen())[0]


def say(voice: Voice, kind: str, by: Account, **more: Any) -> Voice:
    return take_step(Said(voice.pk, kind, by, **more))


def answered(by: Account, officer: Account, **more: Any) -> Voice:
    voice = raised(by, **more)
    say(voice, Kind.TAKEN, officer)
    return say(voice, Kind.ANSWERED, officer, text="示例：已核实")


def test_passed_on_twice_answered_rated_badly_and_opened_again(line: str) -> None:
    asker, hotline, reform, health = citizen(), officer(), officer(REFORM), officer(HEALTH)
    chief = account("supervisor", "chief", unit=unit("示例·市政府", "360100"))
    voice = raised(asker)
    assert voice.turns.get().row.due == date(2020, 3, 17)
    say(voice, Kind.PASSED, hotline, to=REFORM, text="示例：归发改")
    with pytest.raises(StepError, match="不是您能"):
        say(voice, Kind.TAKEN, hotline)
    say(voice, Kind.PASSED, reform, to=HEALTH, text="示例：归卫健")
    with pytest.raises(StepError, match="不能再转回去"):
        say(voice, Kind.PASSED, health, to=HOTLINE, text="示例：不归我")
    say(voice, Kind.PRESSED, chief, text="示例：请今天答复")
    say(voice, Kind.TAKEN, health)
    say(voice, Kind.ANSWERED, health, text="示例：按文件不收")
    voice = say(voice, Kind.RATED, asker, rating=Rating.VERY_BAD, solved=False)
    assert (voice.state, voice.unit.name) == (State.RATED, HEALTH)
    voice = say(voice, Kind.REOPENED, asker, text="示例：还在收")
    assert (voice.state, voice.turns.last().row.state) == (State.HANDLING, "open")
    assert [turn.row.state for turn in voice.turns.all()] == ["withdrawn", "withdrawn", "open"]
    assert Notice.objects.filter(account="chief", title__startswith="要求重办").exists()
    assert say(voice, Kind.ANSWERED, health, text="示例：已责令退还").answered_on == DAY
    assert [entry.act for entry in about(named(voice))][:3] == ["hotline.raised", "hotline.passed", "hotline.passed"]
    assert not Entry.objects.filter(details__contains="零零零").exists()
    assert first_broken() is None


def test_every_step_the_table_does_not_allow_is_refused(line: str) -> None:
    asker, hotline = citizen(), officer()
    voice = answered(asker, hotline)
    for kind in set(LEADS) - set(lawful(voice.state)):
        for who in (asker, hotline):
            with pytest.raises(StepError):
                say(voice, kind, who, text="示例", rating=5, solved=True, to=REFORM)
    assert voice.words.count() == 3


@pytest.mark.parametrize("more", [{"rating": 9, "solved": True}, {"rating": 5}, {"solved": True}])
def test_a_rating_is_one_of_five_and_says_whether_it_is_solved(line: str, more: dict[str, Any]) -> None:
    asker = citizen()
    voice = answered(asker, officer())
    with pytest.raises(WordsError, match="请选一个评价"):
        say(voice, Kind.RATED, asker, **more)


def test_the_three_rates_count_what_was_answered_solved_and_liked(line: str) -> None:
    asker, hotline = citizen(), officer()
    for rating, solved in ((Rating.GOOD, True), (Rating.FAIR, True), (Rating.BAD, False)):
        say(answered(asker, hotline), Kind.RATED, asker, rating=rating, solved=solved)
    raised(asker)
    say(raised(asker), Kind.WITHDRAWN, asker)
    (found,) = rates(scope_of(hotline))
    assert (found.unit, found.raised, found.response, found.solution, found.satisfaction) == (HOTLINE, 4, 75, 66, 33)
    assert rates(scope_of(officer(REFORM))) == []


def test_two_about_the_same_are_put_together_and_both_hear_the_answer(line: str) -> None:
    first, second, hotline = citizen(), citizen(), officer()
    one, other = raised(first), raised(second)
    with pytest.raises(WordsError, match="还在办的另一件"):
        say(other, Kind.JOINED, hotline, twin=other.pk)
    assert say(other, Kind.JOINED, hotline, twin=one.pk).state == State.JOINED
    say(one, Kind.TAKEN, hotline)
    say(one, Kind.ANSWERED, hotline, text="示例")
    assert Notice.objects.filter(account=second.login, title__contains="答复").exists()
    assert [turn.voice for turn in queue(scope_of(hotline))] == []


def test_where_nobody_is_entered_it_says_so_and_the_nearest_place_counts(line: str) -> None:
    with pytest.raises(NobodyError, match="还没有登记"):
        raised(region="360402")
    enter_desk(DONGHU, REFORM, since=date(2020, 2, 1), source="示例")
    assert desk_in(DONGHU).unit.name == REFORM
    assert desk_in("360103").unit.name == HOTLINE
    for wrong in ({"unit": "没有的"}, {"source": " "}, {"limit": "几天"}):
        with pytest.raises(WordsError):
            enter_desk(**{"region": DONGHU, "unit": REFORM, "since": DAY, "source": "示例", **wrong})


def test_what_is_needed_is_asked_for(line: str) -> None:
    for wrong in ({"sort": "other"}, {"title": " "}, {"text": ""}):
        with pytest.raises(WordsError):
            raised(**wrong)
    with pytest.raises(StepError, match="不能代表"):
        raised(party=party(DONGHU))
    with pytest.raises(StepError):
        raised(officer(HEALTH))
    voice, hotline = raised(), officer()
    with pytest.raises(WordsError, match="理由"):
        say(voice, Kind.PASSED, hotline, to=REFORM)
    with pytest.raises(WordsError, match="没有“别的”"):
        say(voice, Kind.PASSED, hotline, to="别的", text="示例")
    with pytest.raises(StepError, match="新的变动"):
        say(voice, Kind.TAKEN, hotline, seen=0)


CALLED = {"way": "phone", "caller": "示例·来电人", "phone": "00000000001", "on": date(2020, 3, 6)}


def test_a_call_is_entered_for_the_caller_and_counts_from_its_day(line: str) -> None:
    hotline = officer()
    voice = raised(hotline, **CALLED)
    assert (voice.agent, voice.account, voice.raised_on) == (hotline, hotline, date(2020, 3, 6))
    assert voice.turns.get().row.due == date(2020, 3, 13)
    entry = Entry.objects.get(act="hotline.raised")
    assert (entry.happened_on, entry.recorded_at.date() > entry.happened_on) == (date(2020, 3, 6), True)
    assert "来电人" not in entry.details
    # Nobody's name is asked of those who will not give it.
    assert raised(account("window", unit=unit("示例·窗口", DONGHU, "county")), way="window").caller == ""


@pytest.mark.parametrize("more", [{"way": "online"}, {"way": "drum"}, {"on": date(2020, 3, 11)}])
def test_how_and_when_it_came_is_said(line: str, more: dict[str, Any]) -> None:
    with pytest.raises(WordsError):
        raised(officer(), **{**CALLED, **more})


def test_who_raises_her_own_enters_no_call_and_other_units_take_none(line: str) -> None:
    for who in (citizen(), officer(HEALTH), account("supervisor", unit=unit(HOTLINE)), account("window", unit=unit("示例·远", "360400"))):
        with pytest.raises(StepError):
            raised(who, **CALLED)


def test_what_the_caller_says_later_is_entered_where_the_call_was_taken(line: str) -> None:
    hotline, reform = officer(), officer(REFORM)
    voice = raised(hotline, **CALLED)
    say(voice, Kind.TAKEN, hotline)
    voice = say(voice, Kind.PASSED, hotline, to=REFORM, text="示例")
    say(voice, Kind.TAKEN, reform)
    voice = say(voice, Kind.ANSWERED, reform, text="示例")
    assert Kind.RATED not in steps_for(reform, voice)
    colleague = officer()
    assert steps_for(colleague, voice) == [Kind.RATED, Kind.REOPENED]
    assert say(voice, Kind.RATED, colleague, rating=Rating.GOOD, solved=True).rating == Rating.GOOD
    own = raised(hotline, **CALLED)
    say(own, Kind.TAKEN, hotline)
    # Nobody rates her own unit.
    assert steps_for(hotline, say(own, Kind.ANSWERED, hotline, text="示例")) == [Kind.REOPENED]


def test_a_call_is_entered_on_the_page_and_the_caller_is_personal(line: str) -> None:
    hotline = officer()
    client = signed_in(hotline)
    assert "代录一件" in client.get("/voices/").content.decode()
    page = client.get("/voices/new/").content.decode()
    assert "回电号码" in page
    posted = {"sort": "complaint", "title": "示例：要收保证金", "text": SECRET, "place": "江西省南昌市东湖区", "way": "phone"}
    posted |= {"caller": "示例·来电人", "phone": "00000000001"}
    for wrong in ({"on": "昨天"}, {"on": "2020-03-06", "firm": "没有的一家"}, {"on": "2020-03-06", "place": "某地"}):
        assert client.post("/voices/new/", {**posted, **wrong}).status_code == 422
    firm = party(DONGHU)
    assert client.post("/voices/new/", {**posted, "on": "2020-03-06", "firm": firm.name}).status_code == 302
    voice = Voice.objects.get()
    assert (voice.party, voice.agent) == (firm, hotline)
    address = f"/voices/{voice.pk}/"
    assert "示例·来电人" in client.get(address).content.decode()
    assert not Entry.objects.filter(act="read").exists()
    assert "00000000001" in signed_in(officer()).get(address).content.decode()
    assert "caller" in Entry.objects.get(act="read").details
    chief = signed_in(account("supervisor", unit=unit("示例·督查"))).get(address).content.decode()
    assert "示例·来电人" not in chief
    assert "00000000001" not in chief


def test_one_form_sent_twice_and_one_answer_given_twice(apart: str) -> None:
    with clock.standing_at(day=DAY):
        prepare()
        asker, hotline = citizen(), officer()
        sent = form()
        assert len({voice.pk for voice, _ in together(lambda: raise_voice(sent, by=asker))}) == 1
        voice = Voice.objects.get()
        say(voice, Kind.TAKEN, hotline)

        def answer() -> str:
            try:
                return say(voice, Kind.ANSWERED, hotline, text="示例").state
            except VoiceError as error:
                return str(error)

        assert sum(one == State.ANSWERED for one in together(answer)) == 1
        assert first_broken() is None


def test_pages_and_who_reads_what_was_said(line: str) -> None:
    asker, hotline = citizen(), officer()
    client = signed_in(asker)
    assert client.get("/voices/new/").status_code == 200
    posted = {"token": "x", "sort": "complaint", "title": "示例：收保证金", "text": SECRET, "place": "江西省南昌市东湖区"}
    assert client.post("/voices/new/", {**posted, "title": ""}).status_code == 422
    assert client.post("/voices/new/", posted).status_code == 302
    voice = Voice.objects.get()
    address = f"/voices/{voice.pk}/"
    assert SECRET in client.get(address).content.decode()
    official = signed_in(hotline)
    assert str(voice) in official.get("/voices/").content.decode()
    assert SECRET in official.get(address).content.decode()
    assert [entry.act for entry in about(named(voice))] == ["hotline.raised", "read"]
    chief = signed_in(account("supervisor", unit=unit("示例·市政府", "360100")))
    assert SECRET not in chief.get(address).content.decode()
    assert official.post(address, {"kind": "taken", "seen": "1"}).status_code == 302
    assert official.post(address, {"kind": "answered", "text": ""}).status_code == 422
    assert official.post(address, {"kind": "answered", "text": "示例：不收"}).status_code == 302
    assert client.post(address, {"kind": "rated", "rating": "2", "solved": "no"}).status_code == 302
    assert "不满意，没有解决" in client.get("/voices/").content.decode()
    assert "响应 100%" in chief.get("/voices/rates/").content.decode()
    strangers = (citizen(), officer(REFORM), account("supervisor", unit=unit("示例·远", "360400")))
    for who in strangers:
        other = signed_in(who)
        assert other.get(address).status_code == 404
        assert other.get(f"/voices/turns/{voice.turns.get().row_id}/").status_code == 404
        assert str(voice) not in other.get("/voices/").content.decode()
    assert Client().get("/voices/").status_code == 302


def test_a_firms_voice_is_its_clerks_and_an_administrator_enters_desks(line: str) -> None:
    company = party(DONGHU)
    one, other = account("firm", "one"), account("firm", "other")
    for clerk in (one, other):
        act_for(clerk, company, since=date(2020, 1, 1))
    voice = raised(one, party=company)
    assert steps_for(other, voice) == [Kind.WITHDRAWN]
    client = signed_in(account("administrator"))
    entry = {"place": "江西省九江市", "unit": HEALTH, "since": "2020-03-01", "source": "示例", "limit": ""}
    assert client.post("/voices/desks/", {**entry, "since": "哪天"}).status_code == 422
    assert client.post("/voices/desks/", {**entry, "unit": "没有的"}).status_code == 422
    assert client.post("/voices/desks/", entry).status_code == 302
    assert desk_in("360402").unit.name == HEALTH
    assert HEALTH in client.get("/voices/desks/").content.decode()


def test_a_sample_site_has_voices_of_many_states(stored: str) -> None:
    with clock.standing_at(day=DAY):
        seed_calendar(CSV)
        load_samples(FIRMS)
        load_people(PEOPLE, "password-of-a-test", b"k" * 20)
        assert load_voices(DAY) == len(SAMPLES)
        assert load_voices(DAY) == 0
        assert {State.WAITING, State.HANDLING, State.RATED} <= set(Voice.objects.values_list("state", flat=True))
