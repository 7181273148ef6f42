"""A POST that writes: done once for its key, shaped and kept as it was answered; what the apps refuse is a problem."""

import json
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Schema

from luodi.days.errors import DayError
from luodi.desk.api.actions import LONGEST_KEY, once
from luodi.desk.api.problems import Problem
from luodi.desk.cases.errors import BarredError, CaseError
from luodi.desk.hotline.errors import VoiceError
from luodi.desk.registers.errors import RegisterError
from luodi.places.errors import PlaceError

Key = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=LONGEST_KEY, description="同一个键只办一次，答复相同")]


def posted(request: HttpRequest, key: str, said: Schema, act: Callable[[], dict[str, Any]], shape: type[Schema]) -> dict[str, Any]:
    """Problem 422 with the words of whoever refused; those of `once`."""
    asked = json.dumps([request.path, said.model_dump(mode="json")], sort_keys=True)
    return once(request.auth, key, asked, lambda: shape(**_done(act)).model_dump(mode="json"))


def require_right(request: HttpRequest, right: str) -> None:
    """Problem 403 where the token is not for this."""
    if right not in request.auth.rights:
        raise Problem(403)


def described(right: str, kinds: Iterable[Any]) -> str:
    """Which steps a right opens, with what each is called: for openapi.json."""
    return f"{right}：{'，'.join(f'{kind.value} {kind.label}' for kind in kinds)}"


def _done(act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return act()
    except BarredError as barred:
        raise Problem(422, str(barred), {ban.id: f"“{'……'.join(ban.quote.words)}”" for ban in barred.bans}) from None
    except PlaceError as refused:
        raise Problem(422, f"{refused.found}。{refused.hint}", {"region": refused.found}) from None
    except (CaseError, VoiceError, RegisterError, DayError) as refused:
        raise Problem(422, f"{refused}。") from None
