"""Accounts, units, whom one acts for, and days away, on both databases."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from luodi.desk.parties.actions import (
    act_for,
    close_account,
    come_back,
    enter_units,
    go_away,
    open_account,
    place_below,
    set_password,
    sign_out_everywhere,
)
from luodi.desk.parties.errors import RefusedError
from luodi.desk.parties.models import Absence, Account, Membership, Unit
from luodi.desk.parties.queries import officers_of, stands_in_for, who_handles
from luodi.places import units as places
from tests.desk.test_scope import account, party, unit

MONDAY, FRIDAY = date(2020, 3, 9), date(2020, 3, 13)
WEDNESDAY = date(2020, 3, 11)


@pytest.fixture
def officers(stored: str) -> tuple[Account, Account, Account]:
    return tuple(account("official", f"officer-{number}", unit=unit()) for number in range(3))


def test_a_login_is_kept_plain_and_given_once(stored: str) -> None:
    assert open_account(" Ａnna ", "安", "person").login == "anna"
    with pytest.raises(RefusedError, match="已有人用"):
        open_account("ANNA", "另一个", "person")


@pytest.mark.parametrize("role", ["official", "window", "supervisor"])
def test_who_works_for_a_unit_needs_one(stored: str, role: str) -> None:
    with pytest.raises(RefusedError, match="要属于一个单位"):
        open_account("x", "某", role)
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(login="x", name="某", role=role)


def test_a_firm_belongs_to_no_unit(stored: str) -> None:
    with pytest.raises(RefusedError, match="不属于哪个单位"):
        open_account("x", "某", "firm", unit=unit())


def test_nobody_reaches_beyond_the_unit(stored: str) -> None:
    with pytest.raises(RefusedError, match="360403不在“示例·市局”"):
        open_account("x", "某", "official", unit=unit(), region="360403")


def test_an_unknown_role_is_refused_by_the_database_too(stored: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(login="x", name="某", role="boss")


@pytest.mark.parametrize(("name", "synthetic"), [("示例·某", False), ("某", True)])
def test_a_sample_person_is_named_as_one(stored: str, name: str, synthetic: bool) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(login="x", name=name, role="person", synthetic=synthetic)


def test_units_are_entered_once_and_groups_are_none(stored: str) -> None:
    told = [places.Unit("示例·市局", "city", "360100"), places.Unit("各区人民政府", "county", "360100", group=True)]
    assert list(enter_units(told)) == ["示例·市局"]
    assert enter_units(told)["示例·市局"].region == "360100"
    assert Unit.objects.count() == 1


def test_units_stand_in_no_circle(stored: str) -> None:
    upper, lower = unit("示例·省厅", "360000", "province"), unit()
    place_below(lower, upper)
    with pytest.raises(RefusedError, match="已在“示例·省厅”之下"):
        place_below(upper, lower)


def test_officials_act_for_no_enterprise(stored: str) -> None:
    with pytest.raises(RefusedError, match="不能代表企业"):
        act_for(account("official", unit=unit()), party("360102"), since=MONDAY)


def test_one_account_acts_for_several_enterprises_each_once(stored: str) -> None:
    clerk, one, two = account("firm"), party("360102"), party("360111")
    for firm in (one, two, one):
        act_for(clerk, firm, since=MONDAY)
    assert Membership.objects.count() == 2


def test_work_passes_to_the_deputy_and_on(officers: tuple[Account, ...]) -> None:
    """The deputy of the first falls ill on the Wednesday and has a deputy herself."""
    first, second, third = officers
    go_away(first, MONDAY, FRIDAY, deputy=second)
    assert who_handles(first, MONDAY) == second
    go_away(second, WEDNESDAY, WEDNESDAY, deputy=third)
    assert who_handles(first, WEDNESDAY) == third
    assert set(stands_in_for(third, WEDNESDAY)) == {first, second}
    assert stands_in_for(third, FRIDAY) == []
    assert who_handles(first, FRIDAY) == second


def test_without_a_deputy_work_goes_back_to_the_pool(officers: tuple[Account, ...]) -> None:
    go_away(officers[0], MONDAY, FRIDAY)
    assert who_handles(officers[0], FRIDAY) is None
    assert who_handles(officers[0], date(2020, 3, 14)) == officers[0]


def test_deputies_in_a_circle_end_in_the_pool(officers: tuple[Account, ...]) -> None:
    """Two who fell ill after each had been named for the other."""
    first, second, _ = officers
    Absence.objects.create(account=first, first=MONDAY, last=FRIDAY, deputy=second)
    Absence.objects.create(account=second, first=MONDAY, last=FRIDAY, deputy=first)
    assert who_handles(first, MONDAY) is None
    assert stands_in_for(first, MONDAY) == [second]


def test_a_deputy_is_there_of_the_same_unit_and_another(officers: tuple[Account, ...]) -> None:
    first, second, _ = officers
    stranger = account("official", unit=unit("示例·区局", "360102", "county"))
    go_away(second, FRIDAY, FRIDAY)
    for deputy, words in ((first, "不能是本人"), (stranger, "示例·市局"), (second, "自己也不在")):
        with pytest.raises(RefusedError, match=words):
            go_away(first, MONDAY, FRIDAY, deputy=deputy)


def test_days_away_do_not_overlap_and_run_forward(officers: tuple[Account, ...]) -> None:
    go_away(officers[0], MONDAY, WEDNESDAY)
    with pytest.raises(RefusedError, match="已登记不在"):
        go_away(officers[0], WEDNESDAY, FRIDAY)
    with pytest.raises(RefusedError, match="早于第一天"):
        go_away(officers[1], FRIDAY, MONDAY)


def test_coming_back_early_ends_the_deputy(officers: tuple[Account, ...]) -> None:
    absence = go_away(officers[0], MONDAY, FRIDAY, deputy=officers[1])
    come_back(absence, WEDNESDAY)
    assert who_handles(officers[0], date(2020, 3, 10)) == officers[1]
    assert who_handles(officers[0], WEDNESDAY) == officers[0]
    come_back(absence, MONDAY)
    assert Absence.objects.count() == 0


def test_who_left_has_no_work(officers: tuple[Account, ...]) -> None:
    close_account(officers[0])
    assert who_handles(officers[0], MONDAY) is None
    assert officers[0] not in officers_of(unit())


def test_sessions_end_with_the_password_and_with_the_epoch(stored: str) -> None:
    person = account("person", password="一个足够长的示例口令")
    first = person.get_session_auth_hash()
    sign_out_everywhere(person)
    second = person.get_session_auth_hash()
    set_password(person, "另一个足够长的示例口令")
    assert len({first, second, person.get_session_auth_hash()}) == 3
