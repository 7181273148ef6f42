"""The sample province: two hundred firms of no real name in every city, cases and voices in every state, made by the worker."""

from collections import Counter
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from luodi.desk import clock
from luodi.desk.cases.models import Case
from luodi.desk.cases.models import State as CaseState
from luodi.desk.cases.sample import GRANT, RETURN, UTILITIES
from luodi.desk.cases.sample_province import JIUJIANG, plan
from luodi.desk.hotline.models import State as VoiceState
from luodi.desk.hotline.models import Voice
from luodi.desk.ledger.queries import first_broken
from luodi.desk.outbox.models import Message
from luodi.desk.outbox.models import State as MessageState
from luodi.desk.outbox.worker import work_one
from luodi.desk.parties.models import Account, Party
from luodi.desk.parties.queries import parties_of, sample_parties
from luodi.desk.parties.sample import SAMPLES
from luodi.desk.parties.sample_province import CITIES, CLERK, sample_firms, sample_officials
from luodi.desk.portal.library import shelf
from luodi.desk.registers.calendars import seed_calendar
from luodi.desk.registers.models import Row
from luodi.desk.registers.queries import light
from luodi.places.regions import Regions
from luodi.places.units import Units
from luodi.policy.values import fact_value
from tests.desk.case_files import DAY
from tests.desk.register_rows import CSV
from tests.desk.signed import signed_in

REFERENCE = settings.LUODI_ROOT / "reference"
REGIONS = Regions.load(REFERENCE / "divisions")


def test_two_hundred_firms_over_every_city_of_no_real_name() -> None:
    firms = list(sample_firms(REGIONS))
    assert len(firms) == len({firm.name for firm in firms}) == 200
    assert all(firm.name.startswith("示例·") for firm in firms)
    cities = Counter(f"{firm.region[:4]}00" for firm in firms)
    assert set(cities) == {code for code in REGIONS.names if code[:2] == "36" and code[4:] == "00" and code != "360000"}
    assert [code for code, _ in cities.most_common(2)] == ["360100", JIUJIANG]
    assert {firm.facts["企业规模"] for firm in firms} == {"微型", "小型", "中型", "大型"}
    assert firms == list(sample_firms(REGIONS))


def test_their_facts_are_such_as_the_policies_read() -> None:
    for firm in sample_firms(REGIONS):
        for name, text in firm.facts.items():
            fact_value(shelf().program.facts[name], text, REGIONS)


def test_their_officials_are_of_units_that_exist() -> None:
    units = Units.load(REFERENCE / "units", REGIONS)
    for code, city in CITIES.items():
        assert units.resolve(city.reform, code).name == city.reform
    assert len(sample_officials()) == len(CITIES) + 1


@pytest.fixture
def province(stored: str) -> Iterator[str]:
    """A sample site of a Tuesday, as `luodi serve` and then the worker make it."""
    seed_calendar(CSV)
    with clock.standing_at(day=DAY):
        for command in ("load_samples", "load_cases", "load_voices"):
            call_command(command, verbosity=0)
        topics = ("cases.sample", "hotline.sample")
        left = Message.objects.filter(topic__in=topics)
        assert left.count() == sum(len(plan(city)) for city in CITIES) + len(CITIES)
        # Once for a site, and not all at one moment.
        call_command("load_cases", verbosity=0)
        assert left.values("due").distinct().count() > len(CITIES)
        left.update(due=clock.now())
        Message.objects.exclude(topic__in=topics).delete()
        while left.filter(state=MessageState.WAITING).exists() and work_one():
            Message.objects.exclude(topic__in=topics).delete()
        assert set(Message.objects.filter(topic__in=topics).values_list("state", "attempts")) == {(MessageState.DONE, 1)}
        yield stored


def test_every_city_is_alive(province: str) -> None:
    assert set(Case.objects.values_list("state", flat=True)) == set(CaseState.values)
    assert set(Voice.objects.values_list("state", flat=True)) == set(VoiceState.values)
    for code in CITIES:
        services = Counter(Case.objects.filter(region__startswith=code[:4]).values_list("service", flat=True))
        # Where a document bars anybody from demanding a filing before work, nobody files one, not even as a sample.
        assert set(services) == {UTILITIES} if code == JIUJIANG else services[RETURN] >= 8, code
        rows = Row.objects.filter(region__startswith=code[:4], register__in=["case", "voice"])
        assert {"late", "green", "done"} <= set(map(light, rows)), code
    assert Case.objects.filter(service=GRANT, payment__paid_on=None, payment__isnull=False).count() >= 2
    assert first_broken() is None


def test_who_tries_the_site_is_shown_firms_with_a_story(province: str) -> None:
    assert Party.objects.exclude(subject="个人").count() == len(SAMPLES) + 200
    assert [firm.name for firm in sample_parties()] == [sample.name for sample in SAMPLES if sample.subject == "企业"]
    assert len(parties_of(Account.objects.get(login=CLERK), DAY)) == 200
    own = Case.objects.filter(applicant__login="shili-qiye").values_list("state", flat=True)
    assert set(own) == {"handling", "waiting", "done"}


def test_every_page_says_that_it_is_a_sample(province: str, settings: Settings) -> None:
    official = signed_in(Account.objects.get(login="shili-jiujiang"))
    for client, address in (
        (Client(), "/"),
        (Client(), "/services/"),
        (official, "/cases/"),
        (official, "/board/"),
        (official, "/voices/"),
    ):
        settings.LUODI_SAMPLES = True
        page = client.get(address).content.decode()
        assert "示例网站，今天算作2020年3月10日" in page, address
        assert "以主管部门审核为准" in page, address
        settings.LUODI_SAMPLES = False
        assert "示例网站" not in client.get(address).content.decode(), address
