"""The ledger: numbered without gaps, chained, refused to be changed by the database itself, one chain however many write."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from luodi.desk import clock
from luodi.desk.ledger.actions import Act, Clause, named, record, record_reading
from luodi.desk.ledger.errors import OutsideError, UnplainError
from luodi.desk.ledger.models import Entry, Head
from luodi.desk.ledger.queries import Broken, about, by, first_broken
from luodi.desk.ledger.triggers import lay, lift
from luodi.desk.parties.classes import shown
from luodi.desk.parties.scope import Scope
from tests.desk.conftest import together
from tests.desk.test_scope import account

CLAUSE = Clause("jx-20200210-resumption", "四/（十四）", "f" * 64)


def written(count: int) -> list[Entry]:
    return record(*(Act("示例", f"example.row:{number}", details={"第": number}) for number in range(1, count + 1)))


@contextmanager
def unguarded() -> Iterator[None]:
    """As somebody may who owns the database: with the triggers gone meanwhile."""
    with connection.schema_editor() as editor:
        lift(editor)
    yield
    with connection.schema_editor() as editor:
        lay(editor)


def test_a_line_says_who_for_whom_what_when_and_under_which_clause(stored: str) -> None:
    with clock.standing_at(day=date(2020, 3, 10)):
        act = Act("accept", "cases.case:7", "parties.account:12", "parties.party:3", {"理由": "齐全"}, date(2020, 3, 9), CLAUSE)
        (entry,) = record(act)
    entry.refresh_from_db()
    assert (entry.number, entry.actor, entry.acting_for, entry.act) == (1, "parties.account:12", "parties.party:3", "accept")
    assert (entry.happened_on, entry.said) == (date(2020, 3, 9), {"理由": "齐全"})
    assert (entry.document, entry.clause, entry.program) == (CLAUSE.document, CLAUSE.path, CLAUSE.program)
    assert list(about("cases.case:7")) == list(by("parties.account:12")) == [entry]
    assert first_broken() is None


def test_without_a_day_the_act_happened_on_the_sites_day(stored: str) -> None:
    with clock.standing_at(day=date(2020, 3, 11)):
        assert written(1)[0].happened_on == date(2020, 3, 11)


def test_lines_go_with_their_transaction(stored: str) -> None:
    written(2)
    with pytest.raises(ValueError), transaction.atomic():
        written(3)
        raise ValueError
    assert [entry.number for entry in written(1)] == [3]
    assert first_broken() is None


def test_outside_a_transaction_nothing_is_written(apart: str) -> None:
    with pytest.raises(OutsideError):
        written(1)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("details", [{"金额": 0.1}, {"表": [{"率": 1.5}]}, {"日": date(2020, 3, 1)}])
def test_details_are_plain_and_exact(stored: str, details: dict[str, object]) -> None:
    with pytest.raises(UnplainError):
        record(Act("示例", "example.row:1", details=details))


def test_a_text_too_long_is_refused_on_both_databases(stored: str) -> None:
    with pytest.raises(UnplainError, match="61"):
        record(Act("字" * 61, "example.row:1"))


@pytest.mark.parametrize("change", ["UPDATE ledger_entry SET act = 'x'", "DELETE FROM ledger_entry WHERE number = 1"])
def test_the_database_refuses_to_change_or_delete_a_line(stored: str, change: str) -> None:
    written(2)
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert first_broken() is None
    assert Entry.objects.count() == 2


def test_postgresql_refuses_to_empty_the_table(stored: str) -> None:
    written(1)
    if stored == "sqlite":
        return
    with pytest.raises(DatabaseError, match="只增不改"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE ledger_entry")


TAMPERED = [
    ("UPDATE ledger_entry SET details = '{}' WHERE number = 3", 3),
    ("UPDATE ledger_entry SET happened_on = '2019-01-01' WHERE number = 1", 1),
    ("UPDATE ledger_entry SET actor = 'parties.account:9' WHERE number = 5", 5),
    ("DELETE FROM ledger_entry WHERE number = 2", 2),
    ("DELETE FROM ledger_entry WHERE number >= 4", 4),
    ("DELETE FROM ledger_entry", 1),
    ("UPDATE ledger_entry SET number = 9 WHERE number = 5", 5),
]


@pytest.mark.parametrize(("change", "number"), TAMPERED, ids=[change for change, _ in TAMPERED])
def test_who_tampers_all_the_same_is_found_at_the_first_link(apart: str, change: str, number: int) -> None:
    with transaction.atomic():
        written(5)
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(change)
    broken = first_broken()
    assert broken is not None
    assert broken.number == number
    with pytest.raises(CommandError, match=f"第{number}行断开"):
        call_command("verify_ledger")


def test_a_forged_end_does_not_fit_its_head(apart: str) -> None:
    with transaction.atomic():
        written(2)
        genuine = Head.objects.get()
    with unguarded():
        Entry.objects.filter(number=2).delete()
        Head.objects.update(number=1, hash=Entry.objects.get(number=1).hash)
        with transaction.atomic():
            record(Act("示例", "example.row:99"))
        Head.objects.update(hash=genuine.hash)
    assert first_broken() == Broken(2, "与链尾记下的摘要不一样：末尾被换过")


def test_the_command_says_how_far_the_chain_holds(stored: str) -> None:
    written(3)
    said = StringIO()
    call_command("verify_ledger", stdout=said)
    assert "3 行，行行相接" in said.getvalue()
    assert Head.objects.get().hash in said.getvalue()


def test_many_at_once_make_one_chain(apart: str) -> None:
    def write() -> None:
        for _ in range(5):
            with transaction.atomic():
                written(2)

    together(write, 4)
    assert list(Entry.objects.values_list("number", flat=True)) == list(range(1, 41))
    assert first_broken() is None


def test_reading_personal_data_leaves_a_line_that_does_not_repeat_them(stored: str) -> None:
    person = account("person", "citizen", phone="00000000001")
    shown(person, ["phone"], Scope("official", 7), inside=True, log=record_reading)
    (entry,) = about(named(person))
    assert (entry.act, entry.actor, entry.said) == ("read", "parties.account:7", {"fields": ["phone"]})
    assert "00000000001" not in entry.details
