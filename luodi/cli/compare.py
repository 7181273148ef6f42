"""`luodi compare`: what a new draft changes for whom, by which words, with a row on each side of each new line."""

import argparse
import json
from pathlib import Path

from luodi.bulk.errors import TableError
from luodi.bulk.plan import Plan
from luodi.cli.bulk import plan_of
from luodi.cli.forecast import add_output_arguments
from luodi.outlook.compare import Comparison, compare
from luodi.outlook.compare_show import data, lines, sheets
from luodi.outlook.crowd import of_table, pair
from luodi.outlook.drafts import library_of
from luodi.outlook.sheets import write_workbook
from luodi.policy.values import day

SHOWN = 15
ROWS = 2_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("old", type=Path, metavar="OLD", help="旧的：放着 policies/ 的目录，或一份文件的文件夹")
    parser.add_argument("new", type=Path, metavar="NEW", help="新的，同上")
    parser.add_argument("--table", type=Path, metavar="TABLE", help="一行一个主体的表，.parquet 或 .csv；写法见 docs/bulk.md")
    parser.add_argument("--synthetic", type=int, metavar="N", help=f"不用表，用合成的 N 行；两样都不写就是 {ROWS} 行")
    parser.add_argument("--on", required=True, metavar="DAY", help="算到哪一天，例：2020-03-10")
    parser.add_argument("--subject", default="企业", metavar="主体", help="企业、项目、个人、机构、个体工商户；默认企业")
    parser.add_argument("--id", metavar="列", help="哪一列是编号；默认 编号、统一社会信用代码、id")
    add_output_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Print what changes; 0, or 1 where rows were set aside."""
    found = _compared(args, _plan(args.old, args), _plan(args.new, args))
    if args.xlsx:
        write_workbook(sheets(found), args.xlsx)
    if args.json:
        print(json.dumps(data(found), ensure_ascii=False))
    else:
        print(*lines(found, SHOWN), sep="\n")
    return 1 if found.rejected else 0


def _plan(draft: Path, args: argparse.Namespace) -> Plan:
    with library_of(draft, args.root) as root:
        return plan_of(root, args.subject)


def _compared(args: argparse.Namespace, old: Plan, new: Plan) -> Comparison:
    if args.table and args.synthetic is not None:
        raise TableError("又有 --table，又有 --synthetic", "两样里选一样")
    if args.table:
        return compare(of_table(old, args.table, args.id), of_table(new, args.table, args.id), day(args.on))
    rows = ROWS if args.synthetic is None else args.synthetic
    if rows < 1:
        raise TableError(f"--synthetic {rows}", "1 行以上")
    return compare(*pair(old, new, rows), day(args.on))
