"""`luodi forecast`: what the measures cost over a table of subjects, and who bears it."""

import argparse
import json
from pathlib import Path

from luodi.bulk.errors import TableError
from luodi.cli.bulk import plan_of
from luodi.outlook.crowd import Crowd, of_population, of_table
from luodi.outlook.forecast import Forecast, forecast
from luodi.outlook.forecast_show import data, sheets
from luodi.outlook.pots import chosen, read_pot
from luodi.outlook.sheets import printed, write_workbook
from luodi.policy.values import day, show_money

SHOWN = 10
MONTHS = 120


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    add_crowd_arguments(parser)
    parser.add_argument("--months", type=int, default=1, metavar="N", help="从这一天起，逐月算 N 个月的同一天，默认 1")
    parser.add_argument("--only", action="append", default=[], metavar="ID", help="只算这一项待遇，或这一份文件的；可写几次")
    parser.add_argument("--pot", action="append", default=[], metavar="ID=金额", help="资金盘子，例：全部=1亿元；可写几次")
    add_output_arguments(parser)


def add_crowd_arguments(parser: argparse.ArgumentParser) -> None:
    """The table or the population, whose it is, and the day."""
    parser.add_argument("table", nargs="?", type=Path, metavar="TABLE", help="一行一个主体的表，.parquet 或 .csv；写法见 docs/bulk.md")
    parser.add_argument("--synthetic", type=int, metavar="N", help="不用表，用合成的 N 行")
    parser.add_argument("--on", required=True, metavar="DAY", help="算到哪一天，例：2020-03-10")
    parser.add_argument("--subject", default="企业", metavar="主体", help="企业、项目、个人、机构、个体工商户；默认企业")
    parser.add_argument("--id", metavar="列", help="哪一列是编号；默认 编号、统一社会信用代码、id")


def add_output_arguments(parser: argparse.ArgumentParser) -> None:
    """How it is given out, and where the library lies."""
    parser.add_argument("--json", action="store_true", help="以 JSON 输出，金额以分计")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="全部表格写进这个 XLSX 文件")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")


def run(args: argparse.Namespace) -> int:
    """Print the forecast; 0, or 1 where rows were set aside."""
    if not 1 <= args.months <= MONTHS:
        raise TableError(f"--months {args.months}", f"1 到 {MONTHS}")
    crowd = crowd_of(args)
    pots = [read_pot(text, crowd.plan) for text in args.pot]
    found = forecast(crowd, day(args.on), chosen(crowd.plan, args.only), pots, args.months)
    made = sheets(found)
    if args.xlsx:
        write_workbook(made, args.xlsx)
    if args.json:
        print(json.dumps(data(found), ensure_ascii=False))
        return 1 if found.rejects else 0
    _print_head(found)
    for sheet in made:
        print()
        print(*printed(sheet, SHOWN), sep="\n")
    return 1 if found.rejects else 0


def crowd_of(args: argparse.Namespace) -> Crowd:
    """The rows that the arguments name. TableError for none, or for both a table and a population."""
    if (args.table is None) == (args.synthetic is None):
        raise TableError("要算谁没有说清", "一张表，或 --synthetic N，两样里选一样")
    plan = plan_of(args.root, args.subject)
    if args.table:
        return of_table(plan, args.table, args.id)
    if args.synthetic < 1:
        raise TableError(f"--synthetic {args.synthetic}", "1 行以上")
    return of_population(plan, args.synthetic)


def _print_head(found: Forecast) -> None:
    crowd, first = found.crowd, found.days[0]
    whose = f"{crowd.name}，不是任何人" if crowd.synthetic else crowd.name
    print(f"{first.on}，{crowd.plan.subject} {found.rows} 行（{whose}）")
    print(f"确定 {show_money(first.certain)}，{first.certain_rows} 行有；另外可能 {show_money(first.possible)}，{first.possible_rows} 行有")
    for reject in found.rejects[:SHOWN]:
        print(f"第{reject.row}行没有算：{reject.column}“{reject.value}”，{reject.why}")
    if len(found.rejects) > SHOWN:
        print(f"没有算的共 {len(found.rejects)} 行")
    if crowd.head.missing:
        named = "、".join(crowd.head.missing[:SHOWN])
        print(f"表里没有的事实 {len(crowd.head.missing)} 项，与其有关的待定（{named}{'等' if len(crowd.head.missing) > SHOWN else ''}）")
