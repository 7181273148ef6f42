"""A system with a token of its own, as it asks the API, and what is expected of a refusal."""

import json
from itertools import count

from django.http import HttpResponse
from django.test import Client

from luodi.desk.api.actions import issue_token
from luodi.desk.api.models import Right
from luodi.desk.parties.models import Account

V1 = "/api/v1"
_numbers = count(1)


class System:
    """Where no rights are named it has them all."""

    def __init__(self, account: Account, *rights: str, per_minute: int = 10_000) -> None:
        self.token, self.words = issue_token(f"示例系统{next(_numbers)}", account, rights or Right.values, per_minute=per_minute)

    def get(self, path: str) -> HttpResponse:
        return Client().get(f"{V1}{path}", headers={"Authorization": f"Bearer {self.words}"})

    def post(self, path: str, body: object, key: str = "") -> HttpResponse:
        headers = {"Authorization": f"Bearer {self.words}", **({"Idempotency-Key": key} if key else {})}
        return Client().post(f"{V1}{path}", json.dumps(body), content_type="application/json", headers=headers)


def problem(response: HttpResponse, status: int) -> dict[str, object]:
    """The refusal, as the standard and the house want it."""
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json"), response.content.decode()
    said = response.json()
    assert said["status"] == status
    assert any("一" <= letter <= "鿿" for letter in said["title"])
    return said
