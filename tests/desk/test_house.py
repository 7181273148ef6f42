"""What imports cannot show about the desk: relations between tables, and that templates name pages and parts that exist."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.template.loader import get_template
from django.urls import get_resolver

from luodi.desk import portal

DESK = Path(portal.__file__).parent.parent
TEMPLATES = sorted(DESK.glob("*/templates/**/*.html"))
# Who somebody is, and the one sort of clock for all that can be late: where engines meet.
SHARED = ("parties", "registers")
URL = re.compile(r"""{%\s*url\s+["']([^"']+)["']""")
PART = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
STATIC = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
STYLED = re.compile(r"""\s(?:style|on\w+)=|<script(?! src="{% static '[^']+' %}" defer></script>)|<style|https?://""")


def names(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for path in TEMPLATES:
        for name in pattern.findall(path.read_text(encoding="utf-8")):
            yield path.name, name


def url_names() -> set[str]:
    spaces = get_resolver().namespace_dict.items()
    return {f"{space}:{name}" for space, (_, urls) in spaces for name in urls.reverse_dict if isinstance(name, str)}


def test_no_engine_has_a_table_that_points_into_another_engine() -> None:
    pairs = {
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        if model.__module__.startswith("luodi.")
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created
    }
    assert {(own, other) for own, other in pairs if other not in (own, *SHARED)} == set()


def test_the_portal_stores_nothing() -> None:
    assert list(apps.get_app_config("portal").get_models()) == []


def test_the_clock_alone_asks_the_time() -> None:
    asking = re.compile(r"timezone\.(now|localdate|localtime)\(|date\.today\(|datetime\.(now|utcnow|today)\(")
    found = {path.relative_to(DESK).as_posix() for path in DESK.rglob("*.py") if asking.search(path.read_text(encoding="utf-8"))}
    assert found == {"clock.py"}


def test_templates_name_pages_that_exist() -> None:
    used = set(names(URL))
    assert used
    assert {pair for pair in used if pair[1] not in url_names()} == set()


def test_templates_include_parts_that_exist() -> None:
    for _, name in names(PART):
        get_template(name)


def test_templates_ask_for_files_that_exist() -> None:
    assert {name for _, name in names(STATIC) if finders.find(name) is None} == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_page_needs_what_its_own_policy_forbids(path: Path) -> None:
    """The content security policy allows no inline style, script or handler, and nothing from elsewhere."""
    assert STYLED.findall(path.read_text(encoding="utf-8")) == []


def test_every_template_is_used() -> None:
    reached = {name for _, name in names(PART)}
    sources = [*DESK.glob("*/*views.py"), *DESK.glob("*/templatetags/*.py")]
    views = "".join(path.read_text(encoding="utf-8") for path in sources)
    known = {path.as_posix().partition("/templates/")[2] for path in TEMPLATES}
    assert {name for name in known if name not in reached and f'"{name}"' not in views} == set()


def test_django_has_nothing_to_complain_of() -> None:
    call_command("check", fail_level="INFO")


def test_no_change_of_a_table_is_left_without_a_migration(stored: str) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_a_database_of_an_earlier_edition_is_refused_before_anything_is_written(stored: str) -> None:
    MigrationRecorder(connection).record_applied("cases", "0004_papers")
    with pytest.raises(SystemCheckError, match=r"更早的试用版建的（cases\.0004_papers），这一版打不开"):
        call_command("check", tags=["database"], databases=["default"])
