"""A message for another system goes to its configured address by HTTP POST, as JSON, with the key in a header of its own."""

import json
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from luodi.desk.outbox.errors import NotSentError, RefusedError
from luodi.desk.outbox.models import Message

TIMEOUT = 10
# Answers that say the request itself is wrong, now and later. Others (401, 404, 429, 5xx) can be put right at the other end.
NEVER = {400, 410, 413, 415, 422}


class _Stay(HTTPRedirectHandler):
    """Follows nothing: a redirected POST would become a GET without its body, and count as sent."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


_opener = build_opener(_Stay)


def post(message: Message) -> None:
    """Send `payload["body"]` to the receiver `payload["receiver"]`; any answer 2xx means that it has it."""
    receiver = str(message.payload.get("receiver", ""))
    request = Request(_address(receiver), data=_body(message), headers=_headers(message), method="POST")
    try:
        _opener.open(request, timeout=TIMEOUT).close()
    except HTTPError as error:
        error.close()
        failure = RefusedError if error.code in NEVER else NotSentError
        raise failure(f"接收方“{receiver}”答复 {error.code} {error.reason}") from error
    except (URLError, OSError, HTTPException) as error:
        raise NotSentError(f"接收方“{receiver}”连不上：{getattr(error, 'reason', error) or type(error).__name__}") from error


def _address(receiver: str) -> str:
    try:
        return settings.LUODI_POST[receiver]
    except KeyError:
        raise NotSentError(
            f"没有配置接收方“{receiver}”。在 LUODI_POST 里写上，例如 {receiver or '省平台'}=https://host.example/inbox"
        ) from None


def _body(message: Message) -> bytes:
    return json.dumps(message.payload.get("body", {}), ensure_ascii=False).encode()


def _headers(message: Message) -> dict[str, str]:
    # A header holds ASCII only; a key may be Chinese.
    return {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": quote(message.key, safe=":/-._~")}
