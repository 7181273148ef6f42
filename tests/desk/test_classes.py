"""Personal data by class: plain within one's scope, a pseudonym outside, and a trace of each reading."""

import pytest
from django.apps import apps
from django.db.models import CharField, TextField

from luodi.desk.parties.classes import LOGGED, PUBLIC, READERS, Reading, class_of, pseudonym, shown
from luodi.desk.parties.models import Account, Role
from luodi.desk.parties.scope import Scope
from tests.desk.test_scope import account, unit

FIELDS = ("name", "phone", "email")
OFFICER = Scope("official", 7)


@pytest.fixture
def person(stored: str) -> Account:
    return account("person", "citizen", phone="00000000001", email="citizen@example.invalid")


def test_every_text_of_an_app_that_declares_any_has_a_class() -> None:
    declaring = [config for config in apps.get_app_configs() if getattr(config, "classes", None)]
    assert declaring
    for config in declaring:
        texts = {
            f"{model._meta.model_name}.{field.name}"
            for model in config.get_models()
            for field in model._meta.get_fields()
            if isinstance(field, CharField | TextField)
        }
        assert texts == set(config.classes)
        assert set(config.classes.values()) <= {PUBLIC, *READERS}


def test_what_nobody_declared_is_kept_closest() -> None:
    assert class_of(Account, "nickname") == "敏感"


def test_within_the_scope_an_officer_reads_and_leaves_one_trace(person: Account) -> None:
    traces: list[Reading] = []
    texts = shown(person, FIELDS, OFFICER, inside=True, log=traces.append)
    assert texts == {"name": "示例·citizen", "phone": "00000000001", "email": "citizen@example.invalid"}
    assert traces == [Reading(7, f"parties.account:{person.pk}", FIELDS)]


@pytest.mark.parametrize("role", Role.values)
def test_outside_the_scope_nothing_is_plain_and_nothing_was_read(person: Account, role: str) -> None:
    traces: list[Reading] = []
    texts = shown(person, FIELDS, Scope(role, 7), inside=False, log=traces.append)
    assert all(text.startswith("化名") for text in texts.values())
    assert traces == []


def test_a_supervisor_sees_the_work_but_not_the_person(person: Account) -> None:
    texts = shown(person, FIELDS, Scope("supervisor", 7), inside=True, log=lambda reading: pytest.fail(str(reading)))
    assert all(text.startswith("化名") for text in texts.values())


def test_who_works_here_does_so_by_name(stored: str) -> None:
    officer = account("official", "officer", unit=unit())
    texts = shown(officer, ("name", "phone"), Scope("supervisor", 7), inside=True, log=lambda reading: pytest.fail(str(reading)))
    assert texts["name"] == officer.name


def test_what_is_public_is_plain_to_nobody_in_particular(stored: str) -> None:
    account("official", "officer", unit=unit())
    texts = shown(unit(), ("name", "region"), Scope(), inside=False, log=lambda reading: pytest.fail(str(reading)))
    assert texts == {"name": "示例·市局", "region": "360100"}


def test_ones_own_account_leaves_no_trace(person: Account) -> None:
    own = Scope("person", person.pk)
    assert shown(person, FIELDS, own, inside=True, log=lambda reading: pytest.fail(str(reading)))["phone"] == "00000000001"


def test_a_pseudonym_is_steady_short_and_of_its_kind() -> None:
    assert pseudonym("a", "13") == pseudonym("a", "13") != pseudonym("b", "13")
    assert pseudonym("a", "") == ""
    assert len(pseudonym("a", "13")) == 8


def test_only_what_can_be_read_leaves_a_trace() -> None:
    assert set(READERS) >= LOGGED
