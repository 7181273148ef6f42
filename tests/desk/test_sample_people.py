"""The sample accounts: one for each role, of units that exist, opened once, with what the site prints about them."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from luodi.desk.parties.models import Account, Role, Unit
from luodi.desk.parties.queries import scope_of
from luodi.desk.parties.sample_actions import load_people
from luodi.desk.parties.sample_people import PEOPLE, UPPER, sample_key, sample_lines, sample_password
from luodi.desk.parties.sample_province import sample_officials
from luodi.places.regions import Regions
from luodi.places.units import Units


def test_each_role_has_one() -> None:
    assert {person.role for person in PEOPLE} == set(Role)
    assert all(person.name.startswith("示例·") for person in PEOPLE)


def test_their_units_are_spelled_as_the_table_of_units_does() -> None:
    reference = settings.LUODI_ROOT / "reference"
    units = Units.load(reference / "units", Regions.load(reference / "divisions"))
    for own in {person.unit for person in PEOPLE if person.unit} | set(UPPER.values()):
        found = units.resolve(own.name, own.region)
        assert found is not None
        assert (found.name, found.level, found.region) == (own.name, own.level, own.region)


def test_they_are_opened_once_with_the_printed_password_and_key(stored: str) -> None:
    call_command("load_samples", verbosity=0)
    call_command("load_samples", verbosity=0)
    assert Account.objects.count() == len(PEOPLE) + len(sample_officials()) == TOTPDevice.objects.count()
    clerk = Account.objects.get(login="shili-qiye")
    assert clerk.check_password(sample_password())
    assert len(scope_of(clerk).parties) == 2
    assert Unit.objects.get(name="南昌市发展和改革委员会").upper.name == "江西省发展和改革委员会"


def test_they_follow_a_new_key_of_the_site(stored: str) -> None:
    load_people(PEOPLE, "old-pass-word", bytes(20))
    assert load_people(PEOPLE, sample_password(), sample_key()) == 0
    assert Account.objects.get(login="shili-ducha").check_password(sample_password())
    assert set(TOTPDevice.objects.values_list("key", flat=True)) == {sample_key().hex()}


def test_a_real_account_of_that_name_is_left_alone(stored: str) -> None:
    Account.objects.create(login="shili-geren", name="某", role="person", password="untouched")
    load_people(PEOPLE, sample_password(), sample_key())
    assert Account.objects.get(login="shili-geren").password == "untouched"


def test_where_others_reach_the_site_none_is_opened(stored: str, settings: Settings) -> None:
    settings.LUODI_SAMPLES = False
    call_command("load_samples", verbosity=0)
    assert Account.objects.count() == 0


@pytest.mark.parametrize("words", [person.login for person in PEOPLE] + ["口令", "密钥"])
def test_what_is_printed_names_all_of_them_in_few_lines(words: str) -> None:
    assert words in "\n".join(sample_lines())
    assert len(sample_lines()) <= 10
