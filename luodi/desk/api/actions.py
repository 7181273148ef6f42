"""All that writes for the API: issuing and revoking tokens, counting a minute's requests, doing a POST once."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Value, When

from luodi.desk import clock
from luodi.desk.api.models import Answered, Right, Token
from luodi.desk.api.problems import Problem
from luodi.desk.ledger.actions import Act, named, record, through
from luodi.desk.parties.models import Account

PREFIX = "luodi_"
LONGEST_KEY = 100


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def issue_token(
    name: str, account: Account, rights: Iterable[str], *, per_minute: int = 120, by: Account | None = None
) -> tuple[Token, str]:
    """A new token, and the one time its words are known. ValueError for a right that there is not, or a name that is taken."""
    rights = sorted(set(rights))
    if not rights or set(rights) - set(Right.values) or not name.strip() or per_minute < 1:
        raise ValueError(f"要写明系统的名称和用途，用途是{'、'.join(Right.values)}中的几样")
    if Token.objects.filter(name=name).exists():
        raise ValueError(f"已有名为“{name}”的令牌，请换一个名称")
    words = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(name=name, account=account, digest=digest(words), rights=rights, per_minute=per_minute)
    details = {"name": name, "account": named(account), "rights": rights, "per_minute": per_minute}
    record(Act("api.token_issued", named(token), named(by), details=details))
    return token, words


@transaction.atomic
def revoke_token(token: Token, *, by: Account | None = None) -> None:
    """The token opens nothing any more; what was done with it stays."""
    Token.objects.filter(pk=token.pk).update(revoked=True)
    record(Act("api.token_revoked", named(token), named(by), details={"name": token.name}))


def count(token: Token) -> None:
    """One request more in this minute; Problem 429 where that is one too many."""
    now = int(clock.now().timestamp())
    minute, rest = divmod(now, 60)
    used = Case(When(minute=minute, then=F("used") + 1), default=Value(1))
    within = Token.objects.filter(pk=token.pk).exclude(minute=minute, used__gte=F("per_minute"))
    if not within.update(used=used, minute=minute):
        raise Problem(429, f"每分钟至多{token.per_minute}次，请过{60 - rest}秒再来", retry_after=60 - rest)


def once(token: Token, key: str, request: str, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What an act is answered with; done once for a key, and answered alike when it comes again.

    Problem 400 for a key that cannot be printed, 422 where it came with another request. What is refused is not kept.
    """
    if not key.isprintable():
        raise Problem(400, "Idempotency-Key 里有不能印出的字")
    asked = digest(request)
    if earlier := _earlier(token, key, asked):
        return earlier.content
    try:
        with transaction.atomic(), through(named(token)):
            answered = Answered.objects.create(token=token, key=key, digest=asked)
            answered.content = act()
            answered.save(update_fields=["content"])
            # The answer's line names the system as the actor; those of the act itself name the account that acted through it.
            details = {"key": key, "name": token.name, "request": asked}
            record(Act("api.posted", named(answered), named(token), named(token.account), details))
            return answered.content
    except IntegrityError:
        # The same, sent twice at one moment: the other was first.
        if earlier := _earlier(token, key, asked):
            return earlier.content
        raise


def _earlier(token: Token, key: str, asked: str) -> Answered | None:
    earlier = Answered.objects.filter(token=token, key=key).first()
    if earlier is not None and earlier.digest != asked:
        raise Problem(422, "这个 Idempotency-Key 已用于另一个请求，请换一个")
    return earlier
