"""Who is at the door: a system with its token, for what it may be used, and not too often."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from luodi.desk.api.actions import count, digest
from luodi.desk.api.models import Token
from luodi.desk.api.problems import Problem


class Door(HttpBearer):
    """Lets in a token that has one of these rights; `request.auth` is then the token."""

    def __init__(self, *rights: str) -> None:
        super().__init__()
        self.rights = frozenset(rights)

    def authenticate(self, _request: HttpRequest, token: str) -> Token:
        found = Token.objects.select_related("account__unit").filter(digest=digest(token), revoked=False).first()
        if found is None or not found.account.is_active:
            raise Problem(401)
        count(found)
        if not self.rights.intersection(found.rights):
            raise Problem(403)
        return found
