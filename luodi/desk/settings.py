"""Settings are read from the environment; without any, the desk runs from this folder on SQLite."""

import os
import secrets
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LUODI_ROOT = Path(os.environ.get("LUODI_ROOT") or Path(__file__).resolve().parents[2])
LUODI_VAR = Path(os.environ.get("LUODI_VAR") or LUODI_ROOT / "var")
try:
    LUODI_DAY = date.fromisoformat(os.environ.get("LUODI_DAY") or "2020-03-10")
except ValueError:
    raise ImproperlyConfigured(f"LUODI_DAY“{os.environ['LUODI_DAY']}”不是日期，应写作 2020-03-10") from None
MAIL = {"smtp": "smtp", "smtps": "smtp", "console": "console", "none": "dummy"}
SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"


def secret_key(place: Path) -> str:
    """The key that signs cookies: from its file, made once; where nothing can be written, it lives as long as the process."""
    with suppress(OSError), os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(OSError):
        return place.read_text(encoding="ascii").strip() or secrets.token_urlsafe(48)
    return secrets.token_urlsafe(48)


def sqlite(name: str) -> dict[str, Any]:
    """A SQLite file with a write-ahead log: readers never wait, a writer waits up to 20 seconds."""
    options = {"init_command": SQLITE_START, "transaction_mode": "IMMEDIATE", "timeout": 20}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}


def postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def database(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name` or `sqlite:///path`; anything else is refused with both named."""
    scheme = url.partition(":")[0]
    if scheme in ("postgresql", "postgres"):
        return postgresql(url)
    if scheme == "sqlite":
        return sqlite(unquote(urlsplit(url).path)[1:])
    raise ImproperlyConfigured(f"数据库地址不认识：{scheme}。应为 postgresql://用户:密码@主机:端口/库名 或 sqlite:///文件路径")


def email(url: str) -> dict[str, Any]:
    """How e-mail goes out: `smtp://user:password@host:port?from=…` (with STARTTLS: `&tls=1`), `smtps://…`, `console:`, `none:`."""
    try:
        parts = urlsplit(url)
        by_smtp, port, options = parts.scheme.startswith("smtp"), parts.port, dict(parse_qsl(parts.query))
        backend = f"django.core.mail.backends.{MAIL[parts.scheme]}.EmailBackend"
    except (KeyError, ValueError):
        raise _wrong_email("写法不认识") from None
    if by_smtp and not (parts.hostname and "@" in options.get("from", "")):
        raise _wrong_email("缺主机或发件地址")
    return {
        "backend": backend,
        "host": parts.hostname or "",
        "port": port or (465 if parts.scheme == "smtps" else 25),
        "user": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "starttls": parts.scheme == "smtp" and options.get("tls") == "1",
        "ssl": parts.scheme == "smtps",
        "sender": options.get("from", "luodi@localhost"),
    }


def _wrong_email(what: str) -> ImproperlyConfigured:
    # The address may hold a password, so it is not shown.
    shapes = "smtp://用户:密码@主机:587?tls=1&from=luodi@city.example、smtps://…、console: 或 none:"
    return ImproperlyConfigured(f"LUODI_EMAIL_URL {what}，应为 {shapes}")


def receivers(text: str) -> dict[str, str]:
    """The systems that messages are posted to, by name: `name=https://host/path`, separated by blanks."""
    named = dict(entry.partition("=")[::2] for entry in text.split())
    for name, address in named.items():
        if not name or urlsplit(address).scheme not in ("http", "https"):
            raise ImproperlyConfigured(f"LUODI_POST 里的“{name}={address}”不对，应写作 名称=https://主机/路径，多个之间空格分开")
    return named


def single_sign_on() -> dict[str, str]:
    """The single sign-on (OpenID Connect): off without LUODI_OIDC_CLIENT, and with it whole or refused."""
    names = {
        "OIDC_RP_CLIENT_ID": "LUODI_OIDC_CLIENT",
        "OIDC_RP_CLIENT_SECRET": "LUODI_OIDC_SECRET",
        "OIDC_OP_ISSUER": "LUODI_OIDC_ISSUER",
        "OIDC_OP_AUTHORIZATION_ENDPOINT": "LUODI_OIDC_AUTHORIZE",
        "OIDC_OP_TOKEN_ENDPOINT": "LUODI_OIDC_TOKEN",
        "OIDC_OP_USER_ENDPOINT": "LUODI_OIDC_USER",
        "OIDC_OP_JWKS_ENDPOINT": "LUODI_OIDC_KEYS",
    }
    if not os.environ.get("LUODI_OIDC_CLIENT"):
        return {}
    given = {name: os.environ.get(variable, "") for name, variable in names.items()}
    if absent := [names[name] for name, value in given.items() if not value]:
        raise ImproperlyConfigured(f"单点登录缺 {'、'.join(absent)}；要用就都填上，例如 LUODI_OIDC_TOKEN=https://sso.example/token")
    return {**given, "OIDC_LOGIN_CLAIM": os.environ.get("LUODI_OIDC_CLAIM") or "preferred_username"}


def whole(name: str, default: int, what: str) -> int:
    """A whole number above nothing; `what` says what it counts."""
    text = os.environ.get(name) or str(default)
    if not text.isdecimal() or int(text) < 1:
        raise ImproperlyConfigured(f"{name}“{text}”不是{what}，应写作 {default}")
    return int(text)


with suppress(OSError):
    LUODI_VAR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = os.environ.get("LUODI_SECRET_KEY") or secret_key(LUODI_VAR / "secret-key")
DEBUG = False
LUODI_HTTPS = os.environ.get("LUODI_HTTPS") == "1"
LUODI_IDLE = timedelta(minutes=whole("LUODI_IDLE", 30, "分钟数"))
# The papers of cases: where they lie, which nothing serves, and how many bytes one may have (the variable says megabytes).
LUODI_PAPERS = Path(os.environ.get("LUODI_PAPERS") or LUODI_VAR / "papers")
LUODI_PAPER_SIZE = whole("LUODI_PAPER_SIZE", 10, "兆数") * 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# Sample accounts have a password that is printed: none on a site that others reach, unless somebody says so.
LUODI_SAMPLES = (os.environ.get("LUODI_SAMPLES") or ("0" if LUODI_HTTPS or os.environ.get("LUODI_HOSTS") else "1")) == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("LUODI_HOSTS", "").split()]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "luodi.desk.parties",
    "luodi.desk.search",
    "luodi.desk.ledger",
    "luodi.desk.outbox",
    "luodi.desk.registers",
    "luodi.desk.portal",
    "luodi.desk.cases",
    "luodi.desk.hotline",
    "luodi.desk.licences",
    "luodi.desk.appointments",
    "luodi.desk.board",
    "luodi.desk.reach",
    "luodi.desk.api",
    "luodi.desk.drafting",
]
MIDDLEWARE = [
    "luodi.desk.api.problems.Problems",
    "django.middleware.security.SecurityMiddleware",
    "luodi.desk.portal.headers.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "luodi.desk.portal.gate.Gate",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "luodi.desk.urls"
WSGI_APPLICATION = "luodi.desk.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "luodi.desk.portal.frame.frame",
            ],
        },
    },
]

DATABASE_URL = os.environ.get("LUODI_DATABASE_URL")
DATABASES = {"default": database(DATABASE_URL) if DATABASE_URL else sqlite(str(LUODI_VAR / "luodi.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What an anonymous visitor answers stays with the visitor: the session is a signed cookie that ends with the browser.
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
SESSION_COOKIE_NAME = "luodi"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "luodi_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "luodi.desk.portal.views.expired"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

# The ways out. A mail server that does not answer is given up long before the worker's lease on the message ends.
EMAIL = email(os.environ.get("LUODI_EMAIL_URL") or "console:")
EMAIL_BACKEND = EMAIL["backend"]
EMAIL_HOST, EMAIL_PORT = EMAIL["host"], EMAIL["port"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL["user"], EMAIL["password"]
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL["starttls"], EMAIL["ssl"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = EMAIL["sender"]
LUODI_SMS = os.environ.get("LUODI_SMS") or "luodi.desk.outbox.console.sms"
LUODI_POST = receivers(os.environ.get("LUODI_POST") or "")
LUODI_SITE = os.environ.get("LUODI_SITE") or ""
AUTH_USER_MODEL = "parties.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "luodi.desk.parties.backends.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ["login", "name"]}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/account/"
LOGIN_REDIRECT_URL_FAILURE = "/sign-in/?failed=1"
OTP_TOTP_ISSUER = "落地"

# Five wrong passwords for one account from one address: a quarter of an hour's rest.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "luodi.desk.portal.signing_views.locked"
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LUODI_OIDC = single_sign_on()
if LUODI_OIDC:
    globals().update(LUODI_OIDC)
    INSTALLED_APPS.append("mozilla_django_oidc")
    AUTHENTICATION_BACKENDS.append("luodi.desk.parties.single_sign_on.SingleSignOn")
    OIDC_RP_SIGN_ALGO = "RS256"
    OIDC_RP_SCOPES = "openid profile"
    OIDC_USE_PKCE = True
    OIDC_CREATE_USER = False
    OIDC_TIMEOUT = 10

if LUODI_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = False
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 60

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "luodi.outbox": {"handlers": ["console"], "level": "WARNING"},
        # It would say of each wrong password no more than that there was one.
        "axes": {"level": "ERROR"},
    },
}
