"""Reach: subscriptions told once and at most once a day, invitations only to those who certainly qualify, and the funnel of a document."""

import io
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from luodi.days.window import show_day
from luodi.desk import clock
from luodi.desk.cases.forms import form_of
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Kind, Taker
from luodi.desk.cases.places import enter_guide
from luodi.desk.cases.rule import verdict
from luodi.desk.ledger.models import Entry
from luodi.desk.ledger.queries import first_broken
from luodi.desk.outbox.models import Channel, Message, Notice
from luodi.desk.outbox.worker import work_one
from luodi.desk.parties.actions import act_for, load_samples, record_facts, stop_acting
from luodi.desk.parties.models import Account, Party, Role
from luodi.desk.parties.queries import facts_on, scope_of
from luodi.desk.parties.sample import SAMPLES
from luodi.desk.parties.sample_actions import load_people
from luodi.desk.parties.sample_people import PEOPLE
from luodi.desk.parties.scope import Post, Scope
from luodi.desk.portal.asking import decide
from luodi.desk.portal.library import shelf
from luodi.desk.reach import jobs
from luodi.desk.reach.actions import Wanted, invite, note_editions, note_reckoned, stand, stop_token, subscribe, tell, unsubscribe
from luodi.desk.reach.editions import current, fingerprints
from luodi.desk.reach.errors import RefusedError
from luodi.desk.reach.inviting import invitable, look
from luodi.desk.reach.models import Edition, Invitation, Push, Reckoned, Run, Sort, Standing, Subscription
from luodi.desk.reach.queries import by_benefit, by_document, total
from luodi.desk.reach.sample import load_reach
from tests.desk.case_files import (
    DAY,
    EQUIPMENT,
    GRANT,
    INDUSTRY,
    PAPERS,
    QINGSHANHU,
    SINCE,
    SOURCE,
    clerk,
    counter,
    firm,
    grant,
    officer,
    step,
)
from tests.desk.conftest import together
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, unit

__all__ = ["counter"]
PROJECTS = "nc-20200226-projects-37"
TOMORROW = DAY + timedelta(days=1)
HELD = "示例：合成的登记"
OTHERWISE = ("360403", "否", "没有", "80万元", "90万元")


@pytest.fixture
def desk(counter: str) -> Iterator[str]:
    enter_guide(GRANT, "360100", PAPERS, since=SINCE, source=SOURCE)
    return counter


def factory(name: str = "示例·赣江精密机械厂", facts: dict[str, str] | None = None, source: str = HELD, region: str = QINGSHANHU) -> Party:
    one = firm(region, name)
    record_facts(one, {"注册地": region, **(EQUIPMENT if facts is None else facts)}, since=date(2020, 1, 1), source=source)
    return one


def landed(document: str, day: date = DAY) -> None:
    """As if the document had come into the library on this day: its present state is noted after all others."""
    Edition.objects.filter(document=document).delete()
    note_editions(day)


def deliver() -> None:
    while work_one():
        pass


def digests(who: Account) -> list[Notice]:
    return list(Notice.objects.filter(account=who.login, channel=Channel.INAPP, about="subscriptions").order_by("id"))


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_a_document_that_lands_is_told_once_to_whom_it_concerns(desk: str) -> None:
    one = factory()
    reader, other = clerk(one), clerk(one)
    subscribe(reader, Wanted(Sort.TOPIC, one, subject="企业", region="360111", words="技改"))
    subscribe(other, Wanted(Sort.TOPIC, one, subject="个人", words="技改"))
    people = [reader.pk, other.pk]
    assert tell(people, DAY) == 0
    landed(PROJECTS)
    assert (tell(people, DAY), tell(people, DAY), tell(people, TOMORROW)) == (1, 0, 0)
    (notice,) = digests(reader)
    assert "新文件：《南昌项目建设37条》" in notice.body
    assert digests(other) == []
    push = Push.objects.get()
    assert (push.document, push.party, push.notice) == (PROJECTS, one, notice.key)


def test_a_document_that_changes_is_told_again_and_one_not_in_force_is_not(desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = factory()
    reader = clerk(one)
    for id in (PROJECTS, "jx-20220418-precise"):
        subscribe(reader, Wanted(Sort.DOCUMENT, one, id))
    landed("jx-20220418-precise")
    assert tell([reader.pk], DAY) == 0
    fingerprints.cache_clear()
    before = dict(fingerprints())
    Edition.objects.filter(document=PROJECTS).update(fingerprint="0" * 64)
    note_editions(DAY)
    assert tell([reader.pk], DAY) == 1
    assert "有更新：《南昌项目建设37条》" in digests(reader)[0].body
    assert [one.first for one in current(DAY) if one.document.id == PROJECTS] == [False]
    assert dict(fingerprints()) == before


def test_comments_and_worked_cases_do_not_make_a_new_state(tmp_path: Any, settings: Any) -> None:
    root = settings.LUODI_ROOT
    fingerprints.cache_clear()
    before = fingerprints()[PROJECTS]
    copy = tmp_path / "policies" / PROJECTS
    copy.mkdir(parents=True)
    for path in sorted((root / "policies" / PROJECTS).glob("*.yaml")):
        (copy / path.name).write_text(f"# 示例\n{path.read_text('utf-8')}\n", "utf-8")
    (copy / "more.cases.yaml").write_text("- name: 示例\n", "utf-8")
    settings.LUODI_ROOT = tmp_path
    fingerprints.cache_clear()
    assert fingerprints()[PROJECTS] == before
    (copy / "document.yaml").write_text("short: 示例\n", "utf-8")
    fingerprints.cache_clear()
    assert fingerprints()[PROJECTS] != before
    settings.LUODI_ROOT = root
    fingerprints.cache_clear()


def test_a_firm_is_told_what_becomes_certain_by_its_facts_once(desk: str) -> None:
    one = factory(facts={**EQUIPMENT, "技术改造项目": "没有"})
    reader = clerk(one)
    subscribe(reader, Wanted(Sort.PROFILE, one))
    tell([reader.pk], DAY)
    assert not Push.objects.filter(benefit=GRANT).exists()
    first = Push.objects.count()
    record_facts(one, {"技术改造项目": "鼓励类"}, since=TOMORROW, source=HELD)
    assert tell([reader.pk], DAY) == 0
    assert tell([reader.pk], TOMORROW) == 1
    assert digests(reader)[-1].body.splitlines()[0].startswith("示例·赣江精密机械厂确定可得：规上工业企业鼓励类技改设备补助，22万元")
    assert Push.objects.get(benefit=GRANT).version == "certain"
    assert Push.objects.count() > first
    assert tell([reader.pk], TOMORROW + timedelta(days=1)) == 0


def test_one_digest_a_day_whatever_runs_and_who_left_hears_nothing(desk: str) -> None:
    one, second = factory(), factory("示例·另一家")
    reader = clerk(one)
    act_for(reader, second, since=date(2020, 1, 1))
    rows = [subscribe(reader, Wanted(Sort.DOCUMENT, company, PROJECTS)) for company in (one, second)]
    landed(PROJECTS)
    assert tell([reader.pk], DAY) == 1
    assert digests(reader)[0].title == "1 条政策消息"
    landed("jx-20200204-growth-20")
    subscribe(reader, Wanted(Sort.TOPIC, second, region="360100"))
    landed("jx-20200209-finance-15")
    assert tell([reader.pk], DAY) == 0
    stop_acting(reader, second, on=TOMORROW)
    assert tell([reader.pk], TOMORROW) == 0
    act_for(reader, second, since=TOMORROW)
    assert tell([reader.pk], TOMORROW) == 1
    assert [unsubscribe(row) for row in (rows[0], rows[0])] == [True, False]
    landed(PROJECTS, TOMORROW)
    Push.objects.all().delete()
    tell([reader.pk], TOMORROW + timedelta(days=1))
    assert not Push.objects.filter(subscription=rows[0]).exists()


def test_subscribing_twice_is_once_and_again_after_leaving_begins_anew(desk: str) -> None:
    one = factory()
    reader = clerk(one)
    wanted = Wanted(Sort.DOCUMENT, one, PROJECTS)
    row = subscribe(reader, wanted)
    assert subscribe(reader, wanted) == row
    unsubscribe(row)
    landed(PROJECTS)
    again = subscribe(reader, wanted)
    assert (again.pk, again.until) == (row.pk, None)
    assert tell([reader.pk], DAY) == 0


def test_what_cannot_be_subscribed_to_is_said(desk: str) -> None:
    one = factory()
    reader, person = clerk(one), account("person")
    wrong = [
        (officer(), Wanted(Sort.DOCUMENT, None, PROJECTS), "工作人员"),
        (reader, Wanted(Sort.DOCUMENT, None, PROJECTS), "代表的一家"),
        (reader, Wanted(Sort.DOCUMENT, factory("示例·别家"), PROJECTS), "代表的一家"),
        (person, Wanted(Sort.PROFILE), "要先代表"),
        (person, Wanted(Sort.DOCUMENT, None, "none"), "选一份"),
        (person, Wanted(Sort.TOPIC), "至少选一样"),
        (person, Wanted(Sort.TOPIC, subject="谁"), "应是"),
        (person, Wanted(Sort.TOPIC, region="999999"), "不认识"),
        (person, Wanted("other"), "怎么订"),
        (person, Wanted(Sort.TOPIC, subject="个人", by_email=True), "没有登记"),
    ]
    for who, wanted, why in wrong:
        with pytest.raises(RefusedError, match=why):
            subscribe(who, wanted)
    assert Subscription.objects.count() == 0


def test_by_mail_and_sms_where_there_is_an_address_and_a_link_to_leave(desk: str, settings: Any) -> None:
    settings.LUODI_SMS, settings.LUODI_SITE = "tests.desk.outbox_acts.sms", "https://site.example"
    person = account("person", email="reader@site.example", phone="000")
    subscribe(person, Wanted(Sort.DOCUMENT, None, PROJECTS, by_email=True, by_sms=True))
    landed(PROJECTS)
    tell([person.pk], DAY)
    deliver()
    assert set(Notice.objects.filter(delivered__isnull=False).values_list("channel", flat=True)) == set(Channel.values)
    (link,) = re.findall(r"https://site\.example(/subscriptions/stop/\S+)", mail.outbox[0].body)
    stranger = Client()
    assert "全部退订" in text(stranger, link)
    assert Subscription.objects.filter(until=None).count() == 1
    assert "退了 1 项" in stranger.post(link).content.decode()
    assert Subscription.objects.filter(until=None).count() == 0
    assert "没有订什么" in text(stranger, link)
    assert stranger.get("/subscriptions/stop/x/").status_code == 404
    assert stop_token(person) in link


def test_the_worker_tells_in_batches_and_an_interrupted_series_goes_on(desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "ACCOUNTS", 2)
    readers = [account("person") for _ in range(5)]
    for reader in readers:
        subscribe(reader, Wanted(Sort.DOCUMENT, None, PROJECTS))
    landed(PROJECTS)
    call_command("watch_library", verbosity=0)
    for _ in range(2):
        jobs.daily(Message(payload={"day": DAY.isoformat()}))
    deliver()
    assert [len(digests(reader)) for reader in readers] == [1] * 5
    assert Message.objects.filter(topic="reach.tell", state="done").count() == 3


def test_two_workers_tell_and_two_officials_invite_at_one_moment(apart: str) -> None:
    with clock.standing_at(day=DAY):
        counted()
        one = factory()
        reader, maker = clerk(one), officer(INDUSTRY)
        subscribe(reader, Wanted(Sort.DOCUMENT, one, PROJECTS))
        landed(PROJECTS)
        assert sorted(together(lambda: tell([reader.pk], DAY))) == [0, 1]
        assert Push.objects.count() == 1
        found = look(matters()[GRANT], scope_of(maker), DAY)

        def send() -> int:
            try:
                run = invite(found, by=maker, day=DAY)
                return run.count if run else 0
            except RefusedError:
                return 0

        assert sorted(together(send)) == [0, 1]
        assert (Invitation.objects.count(), Run.objects.count()) == (1, 1)
        assert sorted(together(lambda: note_reckoned(one, [PROJECTS]))) in ([0, 1], [1, 1])
        assert Reckoned.objects.count() == 1
        assert first_broken() is None


def counted() -> None:
    """What the fixture `desk` does, for a database of its own."""
    call_command("load_calendar", verbosity=0)
    enter_guide(GRANT, "360100", PAPERS, since=SINCE, source=SOURCE)


def test_only_those_who_certainly_qualify_are_invited_each_once(desk: str) -> None:
    sure = factory()
    factory("示例·不合", {**EQUIPMENT, "技术改造项目": "没有"})
    factory("示例·缺一项", {name: value for name, value in EQUIPMENT.items() if name != "购买设备发票额"})
    factory("示例·没有来源", source=" ")
    factory("示例·外地", region="360403", facts={**EQUIPMENT, "项目所在地": "360403"})
    maker = officer(INDUSTRY)
    found = look(matters()[GRANT], scope_of(maker), DAY)
    assert (found.certain, [one.party for one in found.ready], found.sum) == (1, [sure], 22000000)
    (one,) = found.ready
    assert one.lead == INDUSTRY
    assert {fact.source for fact in one.facts.values()} == {HELD}
    assert set(one.facts) == set(EQUIPMENT)
    run = invite(found, by=maker, day=DAY)
    row = Invitation.objects.get()
    assert (run.count, row.gives, row.evidence["facts"]["购买设备发票额"]) == (1, "22万元", ["320万元", "2020-01-01", HELD])
    entry = Entry.objects.get(act="reach.invited")
    assert (entry.document, entry.clause) == (PROJECTS, "五/（三十）/¶2")
    after = look(matters()[GRANT], scope_of(maker), DAY)
    assert (after.certain, after.invited, after.ready) == (1, 1, [])
    assert invite(after, by=maker, day=DAY) is None
    with pytest.raises(RefusedError, match="再看一眼"):
        invite(found, by=maker, day=DAY)
    assert (Run.objects.count(), first_broken()) == (1, None)


MAYBE = {name: st.sampled_from([value, value, value, "", other]) for (name, value), other in zip(EQUIPMENT.items(), OTHERWISE, strict=True)}


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=st.fixed_dictionaries(MAYBE))
def test_whoever_is_ready_is_whom_the_engine_says_yes_to(desk: str, facts: dict[str, str]) -> None:
    """Whatever is held and whatever is not: exactly as `decide` has it, the sum too."""
    one = firm(QINGSHANHU, "示例·任意")
    one.facts.all().delete()
    held = {name: value for name, value in facts.items() if value}
    record_facts(one, held, since=SINCE, source=HELD)
    ready = look(matters()[GRANT], Scope(posts=(Post(),)), DAY).ready
    outcome = next(one for one in decide(shelf(), "企业", held, DAY).outcomes if one.id == GRANT)
    assert [candidate.certain for candidate in ready] == ([outcome.certain] if outcome.status == "yes" and not outcome.lost_to else [])


def test_who_has_claimed_is_not_invited_and_where_nobody_takes_it_nobody_is(desk: str) -> None:
    claimed = grant().party
    record_facts(claimed, EQUIPMENT, since=date(2020, 1, 1), source=HELD)
    found = look(matters()[GRANT], scope_of(officer(INDUSTRY)), DAY)
    assert (found.certain, found.claimed, found.ready) == (1, 1, [])
    chief = account("administrator")
    interest = "special-relending-interest-subsidy"
    factory("示例·保障企业", {"疫情防控重点保障企业": "是", "新增疫情防控专项再贷款": "100万元"})
    unled = look(matters()[interest], scope_of(chief), DAY)
    assert (unled.nobody, unled.ready) == (unled.certain, [])


def test_the_form_of_everyone_invited_is_filled_in_and_met(desk: str) -> None:
    """What an invitation promises the form keeps: by the firm's held facts alone the rule says yes."""
    load_samples(SAMPLES)
    chief, met = account("administrator"), 0
    for matter in invitable(scope_of(chief), DAY):
        for one in look(matter, scope_of(chief), DAY).ready:
            form = form_of(matter, one.party, None, DAY)
            assert (form.error, form.wrong) == ("", [])
            assert verdict(matter, one.party.subject, form.answers, form.region, DAY).status == "yes", f"{matter.id} {one.party}"
            met += 1
    assert met >= 4


def test_a_unit_invites_daily_until_it_switches_that_off(desk: str) -> None:
    maker = officer(INDUSTRY)
    assert stand(GRANT, maker.unit, by=maker, on=True)
    assert not stand(GRANT, maker.unit, by=maker, on=True)
    factory()
    for day in (DAY, DAY, TOMORROW):
        jobs.daily(Message(payload={"day": day.isoformat()}))
        deliver()
    assert [(run.count, run.by) for run in Run.objects.all()] == [(1, None)]
    factory("示例·后来的")
    jobs.invite_some(Message(payload={"day": DAY.isoformat(), "standing": Standing.objects.get().pk, "part": 9}))
    assert Invitation.objects.count() == 2
    gone = Standing.objects.get().pk
    assert stand(GRANT, maker.unit, by=maker, on=False)
    factory("示例·再后来的")
    jobs.invite_some(Message(payload={"day": DAY.isoformat(), "standing": gone, "part": 10}))
    assert Invitation.objects.count() == 2
    assert [entry.act for entry in Entry.objects.order_by("number")].count("reach.standing") == 2


def test_more_than_a_batch_is_left_to_the_next_message(desk: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("luodi.desk.reach.actions.AT_ONCE", "luodi.desk.reach.jobs.AT_ONCE"):
        monkeypatch.setattr(name, 2)
    maker = officer(INDUSTRY)
    stand(GRANT, maker.unit, by=maker, on=True)
    for number in range(5):
        factory(f"示例·第{number}家")
    jobs.daily(Message(payload={"day": DAY.isoformat()}))
    deliver()
    assert [run.count for run in Run.objects.order_by("id")] == [2, 2, 1]


def test_officials_of_the_lead_unit_invite_and_no_others(desk: str) -> None:
    factory()
    maker, stranger = officer(INDUSTRY), officer()
    address = f"/reach/invite/{GRANT}/"
    page = signed_in(maker)
    assert "规上工业企业鼓励类技改设备补助" in text(page, "/reach/invite/")
    said = text(page, address)
    assert "示例·赣江精密机械厂" in said
    assert HELD in said
    assert "320万元" in said
    assert signed_in(stranger).get(address).status_code == 404
    assert signed_in(stranger).post(address, {"invite": "1"}).status_code == 404
    for role in (Role.SUPERVISOR, Role.WINDOW, Role.FIRM, Role.PERSON):
        who = account(role, unit=unit() if role in (Role.SUPERVISOR, Role.WINDOW) else None)
        assert signed_in(who).post(address, {"invite": "1"}).status_code == 403
    assert signed_in(account("administrator")).post(address, {"daily": "on"}).status_code == 422
    assert page.post(address, {"daily": "on"}).status_code == 302
    assert page.post(address, {"invite": "1"}).status_code == 302
    assert page.post(address, {"invite": "1"}).status_code == 422
    assert Invitation.objects.get().run.by == maker
    assert "示例·经办，1 家" in text(page, address)


def test_a_lead_entered_for_a_place_goes_before_the_text(desk: str) -> None:
    other = officer("南昌市青山湖区行政审批局")
    factory()
    Taker.objects.create(service=GRANT, region=QINGSHANHU, units=[other.unit.name], since=SINCE, source=SOURCE)
    assert [one.id for one in invitable(scope_of(other), DAY)] == [GRANT]
    assert len(look(matters()[GRANT], scope_of(other), DAY).ready) == 1
    assert look(matters()[GRANT], scope_of(officer(INDUSTRY)), DAY).ready == []


def test_a_clerk_is_led_from_the_word_to_the_filled_form(desk: str) -> None:
    one = factory()
    reader, maker = clerk(one), officer(INDUSTRY)
    invite(look(matters()[GRANT], scope_of(maker), DAY), by=maker, day=DAY)
    deliver()
    page = signed_in(reader)
    row = Invitation.objects.get()
    for address in ("/", "/account/", "/cases/"):
        assert f"/invitations/{row.pk}/" in text(page, address), address
    form = page.get(f"/invitations/{row.pk}/", follow=True)
    assert 'value="320"' in form.content.decode()
    assert Notice.objects.get(key=f"reach:invite:{row.pk}:inapp").opened is not None
    assert signed_in(clerk(factory("示例·别家"))).get(f"/invitations/{row.pk}/").status_code == 404
    Case.objects.all().delete()
    grant()
    assert f"/invitations/{row.pk}/" not in text(page, "/cases/")


def test_letters_are_read_by_whom_they_are_for(desk: str) -> None:
    one = factory()
    reader, stranger = clerk(one), clerk(factory("示例·别家"))
    subscribe(reader, Wanted(Sort.DOCUMENT, one, PROJECTS))
    landed(PROJECTS)
    with clock.standing_at(day=DAY + timedelta(days=7)):
        tell([reader.pk], DAY)
        assert "还没有" in text(signed_in(reader), "/inbox/")
        deliver()
    (notice,) = digests(reader)
    assert "未读" in text(signed_in(reader), "/inbox/")
    letter = text(signed_in(reader), f"/inbox/{notice.pk}/")
    assert f"/documents/{PROJECTS}/" in letter
    # On the site's day, whatever the day is elsewhere.
    assert show_day(DAY + timedelta(days=7)) in letter
    assert show_day(DAY + timedelta(days=7)) in text(signed_in(reader), "/inbox/")
    assert "未读" not in text(signed_in(reader), "/inbox/")
    assert signed_in(stranger).get(f"/inbox/{notice.pk}/").status_code == 404
    assert "1 条政策消息" not in text(signed_in(stranger), "/inbox/")


def test_the_subscription_page_takes_what_is_asked_and_leaves_by_one_click(desk: str) -> None:
    one = factory()
    page, stranger = signed_in(clerk(one)), signed_in(clerk(factory("示例·别家")))
    posts = [{"sort": "profile"}, {"sort": "document", "document": PROJECTS}, {"sort": "topic", "place": "江西省南昌市", "words": "租金"}]
    for body in posts:
        assert page.post("/subscriptions/", body).status_code == 302
    said = text(page, "/subscriptions/")
    assert "在江西省南昌市管用的、说到“租金”的" in said
    assert page.post("/subscriptions/", {"sort": "topic", "place": "没有的地方"}).status_code == 422
    assert page.post("/subscriptions/", {"sort": "topic"}).status_code == 422
    row = Subscription.objects.get(sort="topic")
    stranger.post("/subscriptions/", {"stop": row.pk})
    assert Subscription.objects.filter(until=None).count() == 3
    page.post("/subscriptions/", {"stop": row.pk})
    assert Subscription.objects.filter(until=None).count() == 2
    assert f'value="{PROJECTS}" selected' in text(page, f"/subscriptions/?document={PROJECTS}")
    assert Client().get("/subscriptions/").status_code == 302
    assert signed_in(officer()).get("/subscriptions/").status_code == 403


def test_who_reckons_for_a_firm_is_counted_and_nobody_else(desk: str) -> None:
    one, other = factory(), factory("示例·别家")
    page, visitor = signed_in(clerk(one)), Client()
    assert visitor.post("/ask/企业/own/", {"party": one.pk}).status_code == 302
    visitor.post("/ask/企业/sample/", {"party": one.pk})
    assert visitor.get("/ask/企业/result/").status_code == 200
    page.post("/ask/企业/sample/", {"party": other.pk})
    assert page.get("/ask/企业/result/").status_code == 200
    assert page.post("/ask/企业/own/", {"party": other.pk}).status_code == 404
    assert Reckoned.objects.count() == 0
    for _ in range(2):
        assert "登记过的情况已经填好" in page.post("/ask/企业/own/", {"party": one.pk}, follow=True).content.decode()
    kept = Reckoned.objects.filter(document=PROJECTS)
    assert [(row.party, row.first_on) for row in kept] == [(one, DAY)]
    count = Reckoned.objects.count()
    page.post("/ask/企业/clear/")
    page.post("/ask/企业/question/企业规模/", {"企业规模": "小型"})
    page.get("/ask/企业/result/")
    assert Reckoned.objects.count() == count


def test_the_funnel_from_told_to_paid_by_scope(desk: str) -> None:
    payee = grant().party
    record_facts(payee, EQUIPMENT, since=date(2020, 1, 1), source=HELD)
    told, far = factory("示例·只看看"), factory("示例·外地", region="360403")
    readers = {company: clerk(company) for company in (payee, told, far)}
    for company, reader in readers.items():
        subscribe(reader, Wanted(Sort.DOCUMENT, company, PROJECTS))
    landed(PROJECTS)
    tell([reader.pk for reader in readers.values()], DAY)
    deliver()
    invite(look(matters()[GRANT], scope_of(officer(INDUSTRY)), DAY), by=None, day=DAY)
    (letter,) = digests(readers[told])
    signed_in(readers[told]).get(f"/inbox/{letter.pk}/")
    note_reckoned(far, [PROJECTS])
    city = account("supervisor", unit=unit("示例·市政府", "360100"))
    (mine,) = by_document(scope_of(city))
    assert (mine.key, mine.sent, mine.delivered, mine.opened, mine.aware) == (PROJECTS, 2, 2, 1, 2)
    assert (mine.reckoned, mine.claimed, mine.paid) == (0, 1, 0)
    assert (mine.delivery, mine.awareness, mine.payment) == (100, 100, 0)
    (all_,) = by_document(scope_of(account("administrator")))
    assert (all_.sent, all_.aware, all_.reckoned) == (3, 3, 1)
    assert by_document(scope_of(account("drafter"))) == []
    pay(Case.objects.get())
    (after,) = by_benefit(scope_of(city), PROJECTS)
    assert (after.key, after.sent, after.delivered, after.claimed, after.paid) == (GRANT, 1, 0, 1, 1)
    assert total([mine, after]).claimed == 2


def pay(case: Case) -> None:
    """The claim goes all its way."""
    first, second = officer(INDUSTRY), officer(INDUSTRY)
    step(case, Kind.APPROVED, first)
    with clock.standing_at(day=DAY + timedelta(days=20)):
        step(case, Kind.CLEARED, first)
        step(case, Kind.PREPARED, first)
        step(case, Kind.PAID, second, receipt="示例-1")


def test_pages_of_the_funnel_and_its_workbook(desk: str) -> None:
    one = factory()
    reader = clerk(one)
    chief = signed_in(account("supervisor", unit=unit("示例·市政府", "360100")))
    assert "还没有" in text(chief, "/reach/")
    subscribe(reader, Wanted(Sort.DOCUMENT, one, PROJECTS))
    landed(PROJECTS)
    tell([reader.pk], DAY)
    deliver()
    assert "1 / 1" in text(chief, "/reach/")
    assert "按措施" in text(chief, f"/reach/documents/{PROJECTS}/")
    assert chief.get("/reach/documents/none/").status_code == 404
    book = load_workbook(io.BytesIO(chief.get("/reach/reach.xlsx").content), read_only=True)
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[2][:4] == ("南昌项目建设37条", 1, 1, 0)
    assert "文件没有写" in rows[0][0]
    for who in (reader, account("person"), account("drafter"), account("window", unit=unit())):
        assert signed_in(who).get("/reach/").status_code == 403


def test_the_sample_site_has_a_funnel_that_is_loaded_once(desk: str) -> None:
    load_samples(SAMPLES)
    load_people(PEOPLE, "示例-口令-十二位", b"0" * 20)
    assert load_reach(DAY) >= 3
    assert load_reach(DAY) == 0
    whole = total(by_document(scope_of(account("administrator"))))
    assert whole.sent >= whole.delivered >= whole.aware >= whole.opened > whole.reckoned > 0
    assert Invitation.objects.count() == 1
    assert facts_on(Invitation.objects.get().party, DAY)["购买设备发票额"] == "320万元"
