"""Signing in through the authority's own single sign-on (OpenID Connect): it says who somebody is, an account must be there already.

Officials give their code afterwards as with a password.
"""

import logging
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest
from jwt import PyJWTError
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from requests import RequestException

from luodi.desk.parties.actions import spelled
from luodi.desk.parties.backends import admitted
from luodi.desk.parties.models import Account

logger = logging.getLogger(__name__)


class SingleSignOn(OIDCAuthenticationBackend):
    """The account whose login name is the claim that OIDC_LOGIN_CLAIM names."""

    def authenticate(self, request: HttpRequest | None, **kwargs: object) -> Account | None:
        """None where the provider cannot be reached or says something that does not hold; the reason goes to the log."""
        try:
            return super().authenticate(request, **kwargs)
        except (RequestException, PyJWTError, SuspiciousOperation, KeyError, ValueError) as error:
            logger.warning("single sign-on refused: %s", type(error).__name__)
            return None

    def verify_token(self, token: str, **kwargs: object) -> dict[str, object]:
        """The token's claims; one that another provider issued, or that is meant for another site, is refused."""
        claims = super().verify_token(token, **kwargs)
        meant_for = claims.get("aud")
        audience = meant_for if isinstance(meant_for, list) else [meant_for]
        if claims.get("iss") != settings.OIDC_OP_ISSUER or settings.OIDC_RP_CLIENT_ID not in audience:
            raise SuspiciousOperation("issuer or audience")
        return claims

    def get_userinfo(self, access_token: str, id_token: str, payload: Mapping[str, object]) -> dict[str, object]:
        """What the provider tells of somebody; of somebody else than the token names, refused."""
        told = super().get_userinfo(access_token, id_token, payload)
        if told.get("sub") != payload.get("sub"):
            raise SuspiciousOperation("subject")
        return told

    def verify_claims(self, claims: Mapping[str, object]) -> bool:
        return bool(claims.get(settings.OIDC_LOGIN_CLAIM))

    def filter_users_by_claims(self, claims: Mapping[str, object]) -> QuerySet[Account]:
        return Account.objects.filter(login=spelled(str(claims[settings.OIDC_LOGIN_CLAIM])))

    def get_or_create_user(self, access_token: str, id_token: str, payload: Mapping[str, object]) -> Account | None:
        account = super().get_or_create_user(access_token, id_token, payload)
        return account if account is not None and admitted(account) else None

    def get_user(self, user_id: int) -> Account | None:
        account = super().get_user(user_id)
        return account if account is not None and admitted(account) else None
