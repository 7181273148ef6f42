"""The `luodi` command: one verb a file, loaded only when it is called."""

import argparse
import codecs
import importlib
import io
import json
import os
import sys
from collections.abc import Sequence

from luodi import __version__
from luodi.bulk.errors import TableError
from luodi.days.errors import DayError
from luodi.feel.errors import FeelError
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError
from luodi.text.errors import TextError

VERBS = {
    "read": "读政策原文：文件、条款、责任单位",
    "draft": "把一份新文件起草成政策文件夹，要人写的地方标明待写",
    "check": "查政策文件：引文、规则、办例",
    "coverage": "逐份文件看：哪些条款、哪些带数的话编成了工具",
    "cascade": "下级文件落实了上级文件的哪一条，漏了、紧了、多给了什么",
    "promises": "文件承诺的事项各由哪些工具来办",
    "decide": "算一个主体能得什么、得多少、凭哪一条",
    "verify": "凭存证重算一次，看有没有哪里被改过",
    "bulk": "算一整张表：每一行能得什么、得多少",
    "forecast": "测算一张表：措施要花多少钱，谁出，给了谁",
    "compare": "两套政策文件夹比：谁多得、谁少得、哪一条引起",
    "reach": "不用申请就找得到的：已知的事实足够断定符合的，和只差一件事的",
    "synth": "造一张合成的表，用来试算",
    "dmn": "问决策模型；把一份文件写成决策模型",
    "serve": "开网站，连同办待办的程序",
    "worker": "再开一个办待办的程序",
    "outbox": "看待办箱：还剩多少，哪些没送出；重送",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; exit code 0 well, 1 a worked case fails, 2 bad input (clear messages on standard error)."""
    _print_everywhere()
    arguments = list(sys.argv[1:] if argv is None else argv)
    verb = arguments[0] if arguments and arguments[0] in VERBS else None
    parser = argparse.ArgumentParser(prog="luodi", description="落地：把政策文件变成办得成的事。")
    parser.add_argument("--version", action="version", version=f"luodi {__version__}")
    subparsers = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    module = None
    for name, summary in VERBS.items():
        subparser = subparsers.add_parser(name, help=summary, description=summary)
        if name == verb:
            module = importlib.import_module(f"luodi.cli.{name}")
            module.add_arguments(subparser)
    args = parser.parse_args(arguments)
    try:
        code = int(module.run(args)) if module else 2
        if sys.stdout:
            sys.stdout.flush()
        return code
    except (TextError, PolicyError, FeelError, DayError, PlaceError, TableError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Nobody reads on: what is still in the buffer must not be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        named = f"{error.filename}：" if error.filename else ""
        print(f"读写不成：{named}{error.strerror or error}。看看磁盘是否满了、文件能不能读写。", file=sys.stderr)
        if sys.stdout and not error.filename:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except KeyboardInterrupt:
        return 130


def _print_everywhere() -> None:
    """Write what a terminal's encoding lacks as JSON would (\\u843d), so that no letter stops an answer."""
    codecs.register_error("luodi-escape", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="luodi-escape")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


if __name__ == "__main__":
    sys.exit(main())
