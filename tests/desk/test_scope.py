"""What an account may see: nothing outside comes back from a table, whatever the account, the rows and the columns."""

from collections.abc import Iterable
from datetime import date
from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.desk.parties.actions import act_for, go_away, open_account, stop_acting
from luodi.desk.parties.models import Account, Membership, Party, Role, Unit
from luodi.desk.parties.queries import scope_of, supervisors_over
from luodi.desk.parties.scope import Post, Scope, prefix

SPRING = date(2020, 3, 10)
CODES = ("360000", "360100", "360102", "360111", "360400", "360403", "420100", "419001", "423601")
UNITS = ("示例·省厅", "示例·市局", "示例·区局")
PREFIXES = ("", "36", "3601", "360102", "3604", "42", "41")
COLUMNS = {
    "region": "party__region",
    "unit": "account__unit",
    "party": "party",
    "account": "account",
}


def unit(name: str = "示例·市局", region: str = "360100", level: str = "city") -> Unit:
    return Unit.objects.get_or_create(name=name, defaults={"region": region, "level": level})[0]


def party(region: str, number: int = 1) -> Party:
    return Party.objects.create(name=f"示例·{region}第{number}家", code=f"合成-{region}-{number:04}", region=region, synthetic=True)


def account(role: str, login: str = "", **more: object) -> Account:
    login = login or f"{role}-{Account.objects.count()}"
    return open_account(login, f"示例·{login}", role, synthetic=True, **more)


@pytest.fixture
def rows(stored: str) -> list[Membership]:
    """A row for each of some regions and each of some units, one of no unit."""
    parties = [party(code) for code in CODES]
    holders = [
        Account.objects.create(
            login=f"h{number}", name=f"示例·{number}", role="administrator", unit=unit(name) if name else None, synthetic=True
        )
        for number, name in enumerate(("", *UNITS))
    ]
    made = [Membership(account=holder, party=firm, since=SPRING) for holder, firm in product(holders, parties)]
    Membership.objects.bulk_create(made)
    return list(Membership.objects.select_related("account__unit", "party"))


@st.composite
def scopes(draw: st.DrawFn, rows: list[Membership]) -> Scope:
    firms = draw(st.frozensets(st.sampled_from(sorted({row.party_id for row in rows})), max_size=3))
    own = draw(st.none() | st.sampled_from(sorted({row.account_id for row in rows})))
    units = {row.account.unit.name: row.account.unit for row in rows if row.account.unit}
    posts = st.builds(Post, st.sampled_from((None, *units.values())), st.sampled_from(PREFIXES))
    return Scope("official", own, firms, tuple(draw(st.lists(posts, max_size=3))))


def values(row: Membership, columns: Iterable[str]) -> dict[str, object]:
    known = {
        "region": row.party.region,
        "unit": row.account.unit.name if row.account.unit else "",
        "party": row.party_id,
        "account": row.account_id,
    }
    return {name: known[name] for name in columns}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_table_gives_exactly_what_the_scope_covers(rows: list[Membership], data: st.DataObject) -> None:
    scope = data.draw(scopes(rows))
    columns = data.draw(st.sets(st.sampled_from(sorted(COLUMNS))))
    lookups = {name: COLUMNS[name] if name in columns else "" for name in COLUMNS}
    found = {row.pk for row in scope.limit(Membership.objects.all(), **lookups)}
    assert found == {row.pk for row in rows if scope.covers(**values(row, columns))}


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_row_comes_back_that_no_post_enterprise_or_account_gives(rows: list[Membership], data: st.DataObject) -> None:
    scope = data.draw(scopes(rows))
    for row in scope.limit(Membership.objects.select_related("account__unit", "party"), **COLUMNS):
        known = values(row, COLUMNS)
        held = any(
            (post.unit is None or post.unit.name == known["unit"]) and str(known["region"]).startswith(post.region) for post in scope.posts
        )
        assert held or known["party"] in scope.parties or known["account"] == scope.account


def test_an_empty_scope_holds_nothing_whatever_the_columns(rows: list[Membership]) -> None:
    for given_columns in product(*((name, "") for name in COLUMNS.values())):
        lookups = dict(zip(COLUMNS, given_columns, strict=True))
        assert list(Scope().limit(Membership.objects.all(), **lookups)) == []


@pytest.mark.parametrize(
    ("code", "digits"), [("360102", "360102"), ("360100", "3601"), ("360000", "36"), ("000000", ""), ("419001", "419001"), ("", "")]
)
def test_a_code_reaches_over_what_lies_within(code: str, digits: str) -> None:
    assert prefix(code) == digits


def test_nobody_signed_in_and_nobody_out_of_service_sees_anything(stored: str) -> None:
    gone = account("administrator")
    gone.is_active = False
    assert scope_of(AnonymousUser(), SPRING) == Scope()
    assert scope_of(gone, SPRING) == Scope()


def test_a_firm_sees_its_enterprises_for_the_days_it_acts_for_them(stored: str) -> None:
    clerk, one, two = account("firm"), party("360102"), party("360111")
    act_for(clerk, one, since=SPRING)
    act_for(clerk, two, since=SPRING)
    stop_acting(clerk, two, on=date(2020, 3, 20))
    assert scope_of(clerk, date(2020, 3, 9)).parties == set()
    assert scope_of(clerk, date(2020, 3, 19)).parties == {one.pk, two.pk}
    assert scope_of(clerk, date(2020, 3, 20)).parties == {one.pk}
    assert scope_of(clerk, SPRING).posts == ()


@pytest.mark.parametrize(
    ("role", "region", "posts"),
    [
        (Role.OFFICIAL, "", (("示例·市局", "3601"),)),
        (Role.OFFICIAL, "360102", (("示例·市局", "360102"),)),
        (Role.WINDOW, "360102", (("", "360102"),)),
        (Role.SUPERVISOR, "", (("", "3601"),)),
        (Role.DRAFTER, "", ()),
        (Role.ADMINISTRATOR, "", (("", "3601"),)),
    ],
)
def test_each_role_reaches_as_far_as_its_unit_and_region(stored: str, role: Role, region: str, posts: tuple[tuple[str, str], ...]) -> None:
    found = scope_of(account(role, unit=unit(), region=region), SPRING).posts
    assert tuple((post.unit.name if post.unit else "", post.region) for post in found) == posts


def test_an_administrator_without_a_unit_reaches_everywhere(stored: str) -> None:
    assert scope_of(account("administrator"), SPRING).posts == (Post(),)


def test_a_deputy_sees_what_the_absent_sees_only_while_she_is_away(stored: str) -> None:
    away, deputy = account("official", unit=unit(), region="360102"), account("official", unit=unit(), region="360111")
    go_away(away, SPRING, date(2020, 3, 12), deputy=deputy)
    assert Post(unit(), "360102") in scope_of(deputy, date(2020, 3, 12)).posts
    assert scope_of(deputy, date(2020, 3, 13)).posts == (Post(unit(), "360111"),)


def test_the_nearest_supervisor_comes_first(stored: str) -> None:
    city = account("supervisor", unit=unit())
    province = account("supervisor", unit=unit("示例·省厅", "360000", "province"))
    account("supervisor", unit=unit("示例·区局", "360403", "county"))
    assert supervisors_over("360102") == [city, province]
