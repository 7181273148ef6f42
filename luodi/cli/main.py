"""The `luodi` command: one verb a file, loaded only when it is called."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from luodi import __version__
from luodi.days.errors import DayError
from luodi.feel.errors import FeelError
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError
from luodi.text.errors import TextError

VERBS = {
    "read": "读政策原文：文件、条款、责任单位",
    "check": "查政策文件：引文、规则、办例",
    "decide": "算一个主体能得什么、得多少、凭哪一条",
    "serve": "开网站",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; exit code 0 well, 1 a worked case fails, 2 bad input (clear messages on standard error)."""
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
        return int(module.run(args)) if module else 2
    except (TextError, PolicyError, FeelError, DayError, PlaceError) as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
