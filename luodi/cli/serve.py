"""`luodi serve`: the policies checked, the database brought up to date, the site on a loopback address and the worker beside it."""

import argparse
import gc
import io
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django  # type: ignore[import-untyped]
from django.conf import settings  # type: ignore[import-untyped]
from django.core.exceptions import ImproperlyConfigured  # type: ignore[import-untyped]
from django.core.management import call_command  # type: ignore[import-untyped]
from django.core.management.base import SystemCheckError  # type: ignore[import-untyped]
from django.db import OperationalError, connections  # type: ignore[import-untyped]
from django.utils.module_loading import import_string  # type: ignore[import-untyped]
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from luodi.cli.children import Child, keep
from luodi.policy.cache import require_library
from luodi.policy.errors import Finding
from luodi.policy.load import held_library

LAST_PORT = 65535


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="监听的地址，默认 127.0.0.1，只有本机能看")
    parser.add_argument("--port", type=port, default=8000, help="监听的端口，默认 8000；0 由系统挑一个")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")


def port(text: str) -> int:
    """A port's number, 0 to 65535."""
    if not text.isdecimal() or len(text) > 5 or int(text) > LAST_PORT:
        raise argparse.ArgumentTypeError(f"端口应是 0 到 {LAST_PORT} 的整数，写的是“{text}”")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Serve until stopped; 2 with what is wrong printed where the policies have errors or the address is taken."""
    require_library(args.root)
    listener = listen(args.host, args.port)
    if listener is None:
        print(f"{args.host}:{args.port} 用不了，可能已有程序占着。换一个端口试试：luodi serve --port {args.port + 1}", file=sys.stderr)
        return 2
    # What is read now stays: looking through it for garbage would take a third of the start.
    gc.disable()
    errors = held_library(args.root).errors
    if errors:
        refuse(errors)
        return 2
    os.environ["LUODI_ROOT"] = str(args.root.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.desk.settings")
    try:
        django.setup()
        call_command("check", tags=["outbox", "database"], databases=["default"], stdout=io.StringIO())
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_samples", verbosity=0)
        call_command("index_clauses", verbosity=0)
        call_command("load_calendar", verbosity=0)
        call_command("open_duties", verbosity=0)
        call_command("load_cases", verbosity=0)
        call_command("load_voices", verbosity=0)
        call_command("watch_library", verbosity=0)
        call_command("load_reach", verbosity=0)
        call_command("load_licences", verbosity=0)
        call_command("load_appointments", verbosity=0)
    except SystemCheckError as error:
        print(f"网站没有开：{error}", file=sys.stderr)
        return 2
    except (ImproperlyConfigured, OperationalError) as error:
        print(f"网站没有开：{error}。看看 LUODI_VAR、LUODI_DATABASE_URL 等设置，数据库要能写。", file=sys.stderr)
        return 2
    # Nor is it looked through later, by each process that is forked from here; so it stays one copy for all of them.
    gc.freeze()
    gc.enable()
    open_site(listener)
    return 0


def listen(host: str, port: int) -> socket.socket | None:
    """A socket bound to the address, None where that cannot be: held here, so that a site that starts again keeps its port."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError:
        return None
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError:
        listener.close()
        return None
    return listener


def open_site(listener: socket.socket) -> None:
    """Keep the site and the worker alive until told to stop. What both need is loaded before, once."""
    application = import_string("luodi.desk.wsgi.application")
    stand = import_string("luodi.desk.outbox.worker.stand")
    # A connection must not be shared by processes.
    connections.close_all()
    web = Child("网站", lambda: Site(application, listener, announced=web.starts > 0).run())
    keep([web, Child("办件程序", lambda: work(stand, listener))])


def work(stand: Callable[[], None], listener: socket.socket) -> None:
    """The worker's life beside the site: what it says goes to standard error, where it cannot come before the address."""
    listener.close()
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    stand()


def refuse(errors: tuple[Finding, ...]) -> None:
    for finding in errors:
        print(finding, file=sys.stderr)
    print(f"政策文件有 {len(errors)} 处错误，网站没有开。改好后先用 luodi check 查一遍。", file=sys.stderr)


def announce(server: Any) -> None:
    """Print where the site is, once it listens, and on a sample site who can sign in."""
    host, port = server.LISTENERS[0].sock.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(f"网站开在 http://{shown}:{port}/ ，按 Ctrl+C 停下。", flush=True)
    if settings.LUODI_SAMPLES:
        print("\n".join(import_string("luodi.desk.parties.sample_people.sample_lines")()), flush=True)


class Site(BaseApplication):  # type: ignore[misc]
    """The desk under gunicorn: loaded once, then forked."""

    def __init__(self, application: Callable[..., Any], listener: socket.socket, *, announced: bool) -> None:
        self.application = application
        self.announced = announced
        # Gunicorn closes this number itself, so no object of ours may hold it.
        self.bind = f"fd://{listener.detach()}"
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": self.bind,
            "preload_app": True,
            "workers": 2,
            "worker_class": "gthread",
            "threads": 4,
            "timeout": 60,
            # A stop that comes while a page's process is being forked can miss it: it is then waited for this long, in seconds.
            "graceful_timeout": 10,
            "accesslog": None,
            "loglevel": "warning",
        }
        if not self.announced:
            settings["when_ready"] = announce
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        return self.application
