"""Parties and their dated facts, on both databases."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from luodi.desk.parties.actions import load_samples, record_facts
from luodi.desk.parties.models import Fact, Party
from luodi.desk.parties.queries import facts_on, sample_parties
from luodi.desk.parties.sample import SAMPLES, SINCE

SPRING = date(2020, 3, 1)


@pytest.fixture
def shop(stored: str) -> Party:
    return Party.objects.create(name="示例·小店", code="合成-360102-9999", region="360102", synthetic=True)


def test_the_default_connection_is_the_database_under_test(stored: str) -> None:
    assert connection.vendor == stored


def test_samples_are_loaded_once_and_bear_their_mark(stored: str) -> None:
    assert load_samples(SAMPLES) == len(SAMPLES)
    assert load_samples(SAMPLES) == 0
    loaded = [one for subject in ("企业", "个体工商户", "机构") for one in sample_parties(subject)]
    assert [party.name for party in loaded] == [sample.name for sample in SAMPLES]
    assert all(party.code.startswith("合成-") and party.name.startswith("示例·") for party in loaded)


def test_samples_keep_their_facts_and_order(stored: str) -> None:
    load_samples(SAMPLES)
    first = sample_parties()[0]
    assert list(facts_on(first, SPRING).items()) == list(SAMPLES[0].facts.items())


def test_nothing_is_known_before_it_was_true(shop: Party) -> None:
    record_facts(shop, {"月租金": "3万元"}, since=SPRING, source="示例")
    assert facts_on(shop, SPRING - timedelta(days=1)) == {}
    assert facts_on(shop, SPRING) == {"月租金": "3万元"}


def test_a_later_fact_outdates_but_does_not_overwrite(shop: Party) -> None:
    record_facts(shop, {"月租金": "3万元"}, since=SINCE, source="示例")
    record_facts(shop, {"月租金": "2万元"}, since=SPRING, source="示例")
    assert facts_on(shop, SPRING - timedelta(days=1)) == {"月租金": "3万元"}
    assert facts_on(shop, SPRING) == {"月租金": "2万元"}
    assert Fact.objects.filter(party=shop).count() == 2


def test_a_correction_of_the_same_day_wins_by_being_recorded_later(shop: Party) -> None:
    record_facts(shop, {"月租金": "3万元"}, since=SPRING, source="示例")
    record_facts(shop, {"月租金": "4万元"}, since=SPRING, source="更正")
    assert facts_on(shop, SPRING) == {"月租金": "4万元"}


def test_the_database_stamps_what_is_recorded(shop: Party) -> None:
    shop.refresh_from_db()
    assert shop.recorded_at is not None
    assert shop.recorded_at.tzinfo is not None


@pytest.mark.parametrize(
    ("code", "synthetic"),
    [("360102000000000000", True), ("合成-360102-0001", False)],
)
def test_a_synthetic_code_cannot_pass_for_a_real_one(stored: str, code: str, synthetic: bool) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(name="示例·错", code=code, region="360102", synthetic=synthetic)


def test_an_empty_value_is_refused(shop: Party) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        record_facts(shop, {"月租金": ""}, since=SPRING, source="示例")
