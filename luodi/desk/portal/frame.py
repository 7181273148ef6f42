"""What every page's frame shows: the section one is in, who is signed in, and the day the site answers for."""

from django.conf import settings
from django.http import HttpRequest

from luodi.desk.portal.day import chosen_day

SECTIONS = {
    "documents": "library",
    "measures": "library",
    "search": "library",
    "ask": "ask",
    "about": "about",
    "services": "services",
    "cases": "services",
    "published": "services",
    "voices": "services",
    "licences": "services",
    "appointments": "services",
    "board": "board",
    "reach": "board",
    "invitations": "services",
    "inbox": "account",
    "subscriptions": "account",
    "drafting": "drafting",
    "account": "account",
    "sign-in": "account",
}


def frame(request: HttpRequest) -> dict[str, object]:
    """A page made outside a session (an error) shows the site's own day."""
    day = chosen_day(request) if hasattr(request, "session") else settings.LUODI_DAY
    return {
        "account": getattr(request, "user", None),
        "here": SECTIONS.get(request.path.split("/")[1], ""),
        "day": day,
        "day_is_own": day == settings.LUODI_DAY,
        "site_own_day": settings.LUODI_DAY,
        "on_samples": settings.LUODI_SAMPLES,
    }
