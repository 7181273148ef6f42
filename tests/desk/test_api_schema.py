"""The API held against its own description: requests made from it, sound and odd, as a firm's system and as an official's.

No answer is a breakdown, and each is one that the description names: its status, its type, its body. Nobody is let in without a token.
"""

from collections.abc import Iterator
from contextlib import suppress

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from luodi.desk.parties.models import Role
from luodi.desk.registers.models import Row
from luodi.desk.wsgi import application
from tests.desk.systems import V1, System
from tests.desk.worlds import RETURN, SHORT, World, worlds

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ODD = [*CHECKS, negative_data_rejection]
SOUND_EACH, ODD_EACH = 12, 8
# The same requests each time, so that what fails once fails again; shrinking would cost minutes.
QUIET = {"derandomize": True, "database": None, "deadline": None, "phases": (Phase.generate,), "suppress_health_check": list(HealthCheck)}


@pytest.fixture
def three(stored: str) -> Iterator[list[World]]:
    # As Django's own test client does: a request must not close the connection whose transaction the test is in.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    with worlds() as made:
        yield made
    for signal in signals:
        signal.connect(close_old_connections)


def operations() -> list[APIOperation]:
    schema = schemathesis.openapi.from_wsgi(f"{V1}/openapi.json", application)
    # What a query says besides is not read; the token is ours to give or to leave out.
    schema.config.generation.allow_extra_parameters = False
    schema.config.generation.with_security_parameters = False
    return [found.ok() for found in schema.get_all_operations()]


def ask(system: System, case: Case, checks: list[schemathesis.CheckFunction]) -> None:
    """Ask and hold the answer against the description; what it wrote is taken back, so that each request meets the same world."""
    with transaction.atomic():
        case.call_and_validate(headers={"Authorization": f"Bearer {system.words}", "Accept-Encoding": "identity"}, checks=checks)
        transaction.set_rollback(True)


# One on each database: the requests are many.
@pytest.mark.parametrize(("engine", "role"), [("sqlite", Role.FIRM), ("postgresql", Role.OFFICIAL)], indirect=["engine"])
def test_every_answer_is_one_that_the_description_names(three: list[World], role: str) -> None:
    world = three[0]
    system = System(world.people[role], per_minute=1_000_000)
    rows = Row.objects.filter(unit=world.unit).values_list("pk", flat=True)
    own = {"cases": [world.case.pk], "voices": [world.voice.pk], "rows": [*rows], "matters": [RETURN], "documents": [SHORT]}
    for operation in operations():
        there = own.get(operation.path.removeprefix(f"{V1}/").split("/")[0], [0])

        @settings(max_examples=SOUND_EACH, **QUIET)
        @given(operation.as_strategy(), st.sampled_from(there), st.booleans())
        def sound(case: Case, key: object, found: bool) -> None:
            if found and "id" in case.path_parameters:
                case.path_parameters["id"] = key
            ask(system, case, CHECKS)

        @settings(max_examples=ODD_EACH, **QUIET)
        @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
        def odd(case: Case) -> None:
            ask(system, case, ODD)

        sound()
        # A route that asks nothing cannot be asked wrongly.
        with suppress(Unsatisfiable):
            odd()


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_no_route_lets_anybody_in_without_its_token(three: list[World]) -> None:
    system = System(three[0].people[Role.OFFICIAL], per_minute=1_000_000)
    for operation in operations():

        @settings(max_examples=1, **QUIET)
        @given(operation.as_strategy())
        def alone(case: Case) -> None:
            ask(system, case, [ignored_auth, unsupported_method])

        alone()
