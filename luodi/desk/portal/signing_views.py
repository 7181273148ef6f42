"""Pages of signing in and out: password, code, enrolling a phone, one's account, a new password."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_otp import login as pass_code

from luodi.desk import clock
from luodi.desk.parties.actions import set_password, sign_out_everywhere, spelled
from luodi.desk.parties.codes import check_code, device_of, device_to_enrol, enrol, forget_waiting, key_words, picture
from luodi.desk.parties.errors import RefusedError
from luodi.desk.parties.models import Account
from luodi.desk.parties.queries import organisations_of
from luodi.desk.portal.gate import NOTE, SEEN, signed_in
from luodi.desk.portal.library import shelf
from luodi.desk.portal.upper import words_for

WRONG = "登录名或口令不对。请看看大小写和输入法，再试一次。"
FAILED = "单点登录没有成功。可能这里还没有您的账号，请找本单位的管理员；也可以用口令登录。"
FORGOTTEN = "两次填的新口令不一样，请再填一次。"
EVERYWHERE = "已在所有设备上退出。"


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """By login name and password; an official goes on to the code."""
    there = _there(request)
    if request.user.is_authenticated:
        return redirect(there)
    context = {
        "next": there,
        "note": FAILED if "failed" in request.GET else request.session.get(NOTE, ""),
        "single": f"{reverse('oidc_authentication_init')}?{urlencode({'next': there})}" if settings.LUODI_OIDC else "",
    }
    if request.method != "POST":
        return render(request, "portal/sign_in.html", context)
    name = spelled(request.POST.get("login", ""))
    account = authenticate(request, login=name, password=request.POST.get("password", ""))
    if account is None:
        return render(request, "portal/sign_in.html", {**context, "note": "", "login": name, "error": WRONG}, status=422)
    login(request, account)
    request.session.pop(NOTE, None)
    request.session[SEEN] = int(clock.now().timestamp())
    if not account.is_staff_member:
        return redirect(there)
    forget_waiting(account)
    return _on("portal:code", there)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """The six digits of the phone, after the password."""
    there = _there(request)
    if request.waiting is None:
        return _on("portal:sign_in", there)
    if device_of(request.waiting) is None:
        return _on("portal:enrol", there)
    context = {"next": there, "waiting": request.waiting}
    if request.method != "POST":
        return render(request, "portal/code.html", context)
    try:
        device = check_code(request.waiting, request.POST.get("code", ""))
    except RefusedError as refused:
        return render(request, "portal/code.html", {**context, "error": str(refused)}, status=422)
    return _admitted(request, device, there)


@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def enrol_phone(request: HttpRequest) -> HttpResponse:
    """The key to take into the phone, drawn and spelled, and the first code of it; once, before the first sign-in."""
    there = _there(request)
    if request.waiting is None:
        return _on("portal:sign_in", there)
    if device_of(request.waiting) is not None:
        return _on("portal:code", there)
    context, status = {"next": there, "waiting": request.waiting}, 200
    if request.method == "POST":
        try:
            return _admitted(request, enrol(request.waiting, request.POST.get("code", "")), there)
        except RefusedError as refused:
            context["error"], status = str(refused), 422
    device = device_to_enrol(request.waiting)
    context |= {"key": key_words(device), "picture": mark_safe(picture(device))}
    return render(request, "portal/enrol.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Everything this browser held goes, the answers too: the next one at it may be another."""
    logout(request)
    return redirect("portal:front")


@require_POST
@signed_in()
def sign_out_all(request: HttpRequest) -> HttpResponse:
    sign_out_everywhere(request.user)
    logout(request)
    request.session[NOTE] = EVERYWHERE
    return redirect("portal:sign_in")


@require_safe
@signed_in()
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, for whom one acts, and the ways out."""
    own: Account = request.user
    code_of_region = own.region or (own.unit.region if own.unit else "")
    known = shelf().regions.names
    context = {
        "own": own,
        "region": shelf().regions.full_name(code_of_region) if code_of_region in known else code_of_region,
        "parties": organisations_of(own, clock.today()),
        "idle": int(settings.LUODI_IDLE.total_seconds() // 60) if own.is_staff_member else 0,
        "with_password": own.has_usable_password(),
        "words": words_for(own),
    }
    return render(request, "portal/account.html", context)


@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in()
def password(request: HttpRequest) -> HttpResponse:
    """A new password for the old one; other browsers are signed out by it, this one stays."""
    if request.method != "POST":
        return render(request, "portal/password.html", {"wrong": {}})
    wrong: dict[str, str] = {}
    new = request.POST.get("new", "")
    if authenticate(request, login=request.user.login, password=request.POST.get("old", "")) is None:
        wrong["old"] = "现在的口令不对，请再填一次。"
    elif new != request.POST.get("again", ""):
        wrong["again"] = FORGOTTEN
    else:
        try:
            set_password(request.user, new)
        except RefusedError as refused:
            wrong["new"] = f"{refused}。"
    if wrong:
        return render(request, "portal/password.html", {"wrong": wrong}, status=422)
    update_session_auth_hash(request, request.user)
    return redirect("portal:account")


def locked(request: HttpRequest, *_given: object) -> HttpResponse:
    """Too many wrong passwords: said plainly, with how long to wait."""
    rest = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "portal/locked.html", {"limit": settings.AXES_FAILURE_LIMIT, "minutes": rest}, status=429)


def _there(request: HttpRequest) -> str:
    """Where one wanted to go: a page of this site, one's account where none is named."""
    there = request.POST.get("next", request.GET.get("next", ""))
    own = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return there if there and own else reverse("portal:account")


def _on(name: str, there: str) -> HttpResponse:
    return redirect(f"{reverse(name)}?{urlencode({'next': there})}")


def _admitted(request: HttpRequest, device: object, there: str) -> HttpResponse:
    request.user = request.waiting
    pass_code(request, device)
    return redirect(there)
