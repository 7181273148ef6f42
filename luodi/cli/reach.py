"""`luodi reach`: whom a bound benefit can be brought to without being asked, with the evidence, and who is one fact short of it."""

import argparse
import csv
import json
from pathlib import Path

from luodi.bulk.errors import TableError
from luodi.bulk.plan import Plan
from luodi.cli.forecast import add_crowd_arguments, add_output_arguments, crowd_of
from luodi.outlook.reach import bound, reach
from luodi.outlook.reach_show import data, lines, sheets
from luodi.outlook.sheets import write_workbook
from luodi.policy.quotes import nearest
from luodi.policy.values import day

SHOWN = 15
PAID = ("编号", "待遇")
HELD = ("事实", "来源")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    add_crowd_arguments(parser)
    parser.add_argument("--benefit", action="append", default=[], metavar="待遇", help="只看这一项待遇（id）；可写几次")
    parser.add_argument("--rights", action="store_true", help="没有金额的权利也算上")
    parser.add_argument("--paid", type=Path, metavar="FILE", help="已经给过的：CSV，两列 编号、待遇")
    parser.add_argument("--held", type=Path, metavar="FILE", help="政府掌握的事实和谁掌握：CSV，两列 事实、来源；没列的当作不知道")
    parser.add_argument("--most", type=int, default=1000, metavar="N", help="名单最多各列几条，默认 1000（数目照全部数）")
    add_output_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print whom to reach; 0, or 1 where rows were set aside."""
    crowd = crowd_of(args)
    benefits = _wanted(crowd.plan, args.benefit, rights=args.rights)
    paid = _pairs(args.paid, PAID) if args.paid else []
    known = {line.benefit.id for line in crowd.plan.lines}
    for _, benefit in paid:
        if benefit not in known:
            raise TableError(f"{args.paid} 里的待遇“{benefit}”", "待遇的 id", nearest(benefit, sorted(known)))
    held = dict(_pairs(args.held, HELD)) if args.held else None
    found = reach(crowd, day(args.on), benefits, paid=frozenset(paid), held=held, most=max(0, args.most))
    if args.xlsx:
        write_workbook(sheets(found), args.xlsx)
    if args.json:
        print(json.dumps(data(found), ensure_ascii=False))
    else:
        print(*lines(found, SHOWN), sep="\n")
    return 1 if found.rejects else 0


def _wanted(plan: Plan, named: list[str], *, rights: bool) -> list[str]:
    every = bound(plan, rights=True)
    for id in named:
        if id not in every:
            raise TableError(f"--benefit“{id}”", "文件写明应给的一项待遇的 id", nearest(id, every))
    return named or list(bound(plan, rights=rights))


def _pairs(path: Path, heads: tuple[str, str]) -> list[tuple[str, str]]:
    """Two columns of a CSV. TableError where they are not there."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not set(heads) <= set(rows.fieldnames or ()):
                raise TableError(f"{path} 的列是{'、'.join(rows.fieldnames or ())}", f"两列：{'、'.join(heads)}")
            return [(row[heads[0]].strip(), (row[heads[1]] or "").strip()) for row in rows if row[heads[0]]]
    except (UnicodeDecodeError, csv.Error):
        raise TableError(f"{path} 读不出来", f"UTF-8 编码的 CSV，两列：{'、'.join(heads)}") from None
