"""Who is at the door: an official counts as signed in only with a code, and only as long as she does something."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from luodi.desk import clock

SEEN = "seen"
NOTE = "note"
LAPSED = "很久没有操作，已经为您退出。请重新登录。"
EVERY_SECONDS = 60
View = Callable[..., HttpResponse]


class Gate:
    """Sets `request.waiting` to an official who has given her password and not yet her code; `request.user` is nobody until then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.waiting = None
        signed_in = request.user.is_authenticated
        if signed_in and request.user.is_staff_member:
            self._admit(request)
        response = self.get_response(request)
        if signed_in:
            # Pages of a person stay out of every store, so that "back" after signing out shows nothing.
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _admit(self, request: HttpRequest) -> None:
        now = int(clock.now().timestamp())
        seen = request.session.get(SEEN, now)
        if now - seen > settings.LUODI_IDLE.total_seconds():
            logout(request)
            request.session[NOTE] = LAPSED
            return
        if SEEN not in request.session or now - seen >= EVERY_SECONDS:
            request.session[SEEN] = now
        if not request.user.is_verified():
            request.waiting, request.user = request.user, AnonymousUser()


def signed_in(*roles: str) -> Callable[[View], View]:
    """A page for those who are signed in, of these roles where any are named; others are sent to sign in, or told it is not theirs."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect(f"{reverse('portal:sign_in')}?{urlencode({'next': request.get_full_path()})}")
            if roles and request.user.role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.roles = roles
        return guarded

    return guard
