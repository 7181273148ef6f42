"""`luodi worker`: one worker alone, beside a site that runs elsewhere or for a day with much to send."""

import argparse
import io
import os
import sys
from datetime import timedelta
from pathlib import Path

import django  # type: ignore[import-untyped]
from django.core.exceptions import ImproperlyConfigured  # type: ignore[import-untyped]
from django.core.management import CommandError, call_command  # type: ignore[import-untyped]
from django.core.management.base import SystemCheckError  # type: ignore[import-untyped]
from django.db import OperationalError  # type: ignore[import-untyped]
from django.utils.module_loading import import_string  # type: ignore[import-untyped]

LONGEST_LEASE = 3600


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")
    parser.add_argument("--lease", type=seconds, default=60, metavar="秒", help="一件事最多办多久，过时别的程序可以接手；默认 60")


def seconds(text: str) -> int:
    """A lease, 1 to 3600 seconds."""
    if not text.isdecimal() or len(text) > 4 or not 1 <= int(text) <= LONGEST_LEASE:
        raise argparse.ArgumentTypeError(f"时限应是 1 到 {LONGEST_LEASE} 的整数秒，写的是“{text}”，例如 --lease 60")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Work until stopped; 2 where there is no database to work on, or an old one."""
    if not connect(args.root):
        return 2
    print("办件程序开着，按 Ctrl+C 停下。", flush=True)
    import_string("luodi.desk.outbox.worker.stand")(timedelta(seconds=args.lease))
    return 0


def connect(root: Path) -> bool:
    """Whether the desk stands on a database with all its tables; else what to do is printed."""
    os.environ["LUODI_ROOT"] = str(root.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.desk.settings")
    try:
        django.setup()
        call_command("check", tags=["outbox"], stdout=io.StringIO())
        call_command("migrate", check_unapplied=True, verbosity=0)
    except SystemCheckError as error:
        print(f"设置不对：{error}", file=sys.stderr)
        return False
    except (ImproperlyConfigured, OperationalError) as error:
        print(f"数据库用不了：{error}。看看 LUODI_VAR、LUODI_DATABASE_URL 等设置。", file=sys.stderr)
        return False
    except (CommandError, SystemExit):
        print("数据库还没有建好，或者是旧的。先运行 luodi serve，或 python manage.py migrate。", file=sys.stderr)
        return False
    return True
