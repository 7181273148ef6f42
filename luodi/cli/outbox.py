"""`luodi outbox`: what waits, what was done, and what could not be sent, with its reason; sends that again."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string  # type: ignore[import-untyped]

from luodi.cli.worker import connect

SHOWN = 50


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")
    parser.add_argument("--again", nargs="+", metavar="键", help="把这些没送出的重新送；写 全部 就是全部")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: argparse.Namespace) -> int:
    """Print the counts and what was set aside; 2 where a key to be sent again is not among those."""
    if not connect(args.root):
        return 2
    aside = import_string("luodi.desk.outbox.queries.set_aside")()
    if args.again:
        return send_again(args.again, set(aside.values_list("key", flat=True)))
    found = import_string("luodi.desk.outbox.queries.counts")()
    counts = {state: found[state] for state in ("waiting", "done", "aside")}
    rows = [row(message) for message in aside[:SHOWN]]
    if args.json:
        print(json.dumps({"counts": counts, "aside": rows}, ensure_ascii=False, indent=2))
        return 0
    print(f"待办 {counts['waiting']} 件，已办 {counts['done']} 件，没送出 {counts['aside']} 件")
    for entry in rows:
        print(f"没送出 {entry['key']}（{entry['topic']}，试了 {entry['attempts']} 次，{entry['closed']}）：{entry['reason']}")
    if counts["aside"] > len(rows):
        print(f"只列最近 {SHOWN} 件。")
    return 0


def row(message: Any) -> dict[str, Any]:
    closed = message.closed.astimezone().isoformat(" ", "seconds")
    return {"key": message.key, "topic": message.topic, "attempts": message.attempts, "reason": message.reason, "closed": closed}


def send_again(asked: list[str], aside: set[str]) -> int:
    keys = aside if asked == ["全部"] else set(asked)
    if unknown := sorted(keys - aside):
        print(f"没送出的里面没有：{'、'.join(unknown)}。先用 luodi outbox 看有哪些。", file=sys.stderr)
        return 2
    print(f"重新送 {import_string('luodi.desk.outbox.actions.send_again')(keys)} 件")
    return 0
