"""A hundred thousand synthetic cases: the sample site's own cases, written by its own actions, copied in SQL to other units and days."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from luodi.desk.cases.models import Case, Event
from luodi.desk.parties.models import Account, Membership, Party, Role, Unit
from luodi.desk.parties.sample import SINCE
from luodi.desk.portal.library import shelf
from luodi.desk.registers.models import Row, State, Step
from tests.desk.signed import signed_in

# Far above what a sample site numbers; a case has fewer rows than that.
FIRST = 1_000_000
ROWS_A_CASE = 20
LIVE_IN_PERCENT = 15
FILES_IN = "360102"
# Lateness has been reported as far up as it goes, as on a site that has run for a while.
TOLD = "3"
OPEN = (State.OPEN, State.PAUSED)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many there are of each."""

    cases: int = 100_000
    units: int = 200
    parties: int = 5_000


def enter_parties(crowd: Crowd) -> list[Unit]:
    """The units and the parties, spread over the counties of the province in turn."""
    regions = [code for code in shelf().regions.names if code.startswith("36") and not code.endswith("00")]
    units = [Unit(name=f"示例·第{number:03}局", region=regions[number % len(regions)], level="county") for number in range(crowd.units)]
    Party.objects.bulk_create(
        Party(name=f"示例·第{number:05}厂", code=f"合成{number:016}", region=regions[number % len(regions)], synthetic=True)
        for number in range(crowd.parties)
    )
    return Unit.objects.bulk_create(units)


def enter_cases(crowd: Crowd, units: list[Unit]) -> None:
    """Copy cases, events, rows and steps; every seventh of them is still open, the days differ, each goes to the next unit."""
    live = sorted({int(key.partition(":")[0]) for key in Row.objects.filter(register="case", state__in=OPEN).values_list("key", flat=True)})
    over = [number for number in Case.objects.order_by("pk").values_list("pk", flat=True) if number not in live] or live
    firms = list(Party.objects.filter(name__startswith="示例·第").order_by("pk").values_list("pk", flat=True))
    with connection.cursor() as sql:
        sql.execute(
            """
            CREATE TEMP TABLE plan AS
            SELECT *, (%(units)s::bigint[])[at_unit] AS unit, (%(regions)s::text[])[at_unit] AS region,
                   (%(firms)s::bigint[])[at_firm] AS firm
            FROM (
            SELECT %(first)s + n AS id, (n + n / 100) %% %(many_units)s + 1 AS at_unit, (n + n / 100 * 7) %% %(many_firms)s + 1 AS at_firm,
                   CASE WHEN n %% 100 < %(share)s THEN (%(live)s::bigint[])[1 + n / 100 %% %(lives)s]
                        ELSE (%(over)s::bigint[])[1 + n %% %(overs)s] END AS template,
                   CASE WHEN n %% 100 < %(share)s THEN n / 7 %% 5 ELSE 5 + n %% 30 END AS back
            FROM generate_series(0, %(cases)s - 1) AS n) AS numbered
            """,
            {
                "first": FIRST,
                "share": LIVE_IN_PERCENT,
                "cases": crowd.cases,
                "live": live,
                "lives": len(live),
                "over": over,
                "overs": len(over),
                "units": [unit.pk for unit in units],
                "regions": [unit.region for unit in units],
                "many_units": len(units),
                "firms": firms,
                "many_firms": len(firms),
            },
        )
        sql.execute(
            f"""
            CREATE TEMP TABLE rows AS
            SELECT id, split_part(key, ':', 1)::bigint AS template,
                   row_number() OVER (PARTITION BY split_part(key, ':', 1) ORDER BY id) AS at
            FROM {Row._meta.db_table} WHERE register = 'case'
            """
        )
    number = f"p.id * {ROWS_A_CASE} + r.at"
    here = {"unit_id": "p.unit", "region": "p.region", "party_id": "p.firm"}
    copy(Case, "JOIN plan p ON p.template = o.id", {"id": "p.id", "token": "p.id::text", **here})
    copy(Event, "JOIN plan p ON p.template = o.case_id", {"case_id": "p.id"})
    by_row = "JOIN rows r ON r.id = o.{} JOIN plan p ON p.template = r.template"
    copy(Row, by_row.format("id"), {"id": number, "key": "p.id || substr(o.key, strpos(o.key, ':'))", "level": TOLD, **here})
    copy(Step, by_row.format("row_id"), {"row_id": number})
    for field in Case._meta.related_objects:
        if field.related_model.__name__ == "Duty":
            copy(field.related_model, by_row.format("row_id"), {"row_id": number, "case_id": "p.id"})
    for field in Case._meta.many_to_many:
        copy(field.remote_field.through, "JOIN plan p ON p.template = o.case_id", {"case_id": "p.id", "unit_id": "p.unit"}, once=True)
    with connection.cursor() as sql:
        for model in (Case, Row):
            sql.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM " + model._meta.db_table + "))",
                [model._meta.db_table],
            )
    connection.close()
    with connection.cursor() as sql:
        sql.execute("VACUUM ANALYZE")


def copy(model: type[Model], source: str, other: Mapping[str, str], *, once: bool = False) -> None:
    """Every row of a template once for each case planned from it: its columns as they are, but for these; days as far back as planned."""
    fields = model._meta.concrete_fields
    texts = {
        field.column: f'o."{field.column}" - p.back' if field.get_internal_type() == "DateField" else f'o."{field.column}"'
        for field in fields
        if not field.primary_key
    }
    texts |= {name: text for name, text in other.items() if name in {field.column for field in fields}}
    columns = ", ".join(f'"{name}"' for name in texts)
    with connection.cursor() as sql:
        sql.execute(
            f"INSERT INTO {model._meta.db_table} ({columns}) "
            f"SELECT {'DISTINCT ' if once else ''}{', '.join(texts.values())} FROM {model._meta.db_table} o {source}"
        )


def enter_people(units: list[Unit]) -> dict[str, list[str]]:
    """An official of each unit, and a clerk of each party where the sample site lets one file to reopen: their cookies."""
    officials = [
        Account(login=f"jingban{number}", name=f"示例·经办{number}", role=Role.OFFICIAL, unit=unit, synthetic=True)
        for number, unit in enumerate(units)
    ]
    firms = list(Party.objects.filter(name__startswith="示例·第", region=FILES_IN))
    clerks = [Account(login=f"qiye{number}", name=f"示例·办事员{number}", role=Role.FIRM, synthetic=True) for number in range(len(firms))]
    Account.objects.bulk_create([*officials, *clerks])
    Membership.objects.bulk_create(Membership(account=clerk, party=firm, since=SINCE) for clerk, firm in zip(clerks, firms, strict=True))
    return {"officials": [_cookies(account) for account in officials], "firms": [_cookies(account) for account in clerks]}


def _cookies(account: Account) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in signed_in(account).cookies.items())
