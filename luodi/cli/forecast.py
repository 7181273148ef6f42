"""`luodi forecast`: what the library costs over a table, by benefit, bearer, place, trade, size and month, and whether a pot lasts."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from luodi.bulk.errors import TableError
from luodi.bulk.forecast import Cost, Forecast, Pot, forecast
from luodi.bulk.header import header
from luodi.bulk.plan import Plan
from luodi.bulk.sheets import Sheet, write_sheets, yuan
from luodi.bulk.tables import open_table
from luodi.cli.bulk import plan_of
from luodi.policy.values import day, money, show_money

KINDS = {"bearer": "由谁承担", "place": "地方", "trade": "行业", "size": "规模"}
SUMS = ("确定（元）", "可能（元）")
SHOWN = 12


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("table", type=Path, metavar="TABLE", help="一行一个主体的表，写法同 luodi bulk")
    parser.add_argument("--on", required=True, metavar="DAY", help="算到哪一天，例：2020-03-10")
    parser.add_argument("--months", metavar="A..B", help="再逐月各算一次，每月按一日申领算，例：2020-03..2020-12")
    parser.add_argument(
        "--pot", action="append", default=[], metavar="待遇=金额", help="这项待遇一共只有这么多钱，例：meltblown-grant=3000万元"
    )
    parser.add_argument("--subject", default="企业", metavar="主体", help="企业、项目、个人、机构、个体工商户；默认企业")
    parser.add_argument("--id", metavar="列", help="哪一列是编号")
    parser.add_argument("--json", action="store_true", help="输出 JSON，金额以分计")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="另写一个 XLSX 文件")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")


def run(args: argparse.Namespace) -> int:
    """Print the forecast; 0."""
    plan = plan_of(args.root, args.subject)
    table = open_table(args.table)
    head = header(table.columns, plan, args.id)
    pots = [_pot(text, plan) for text in args.pot]
    found = forecast(plan, table, head, day(args.on), pots)
    months = [forecast(plan, table, head, first) for first in _firsts(args.months)] if args.months else []
    if args.xlsx:
        write_sheets(args.xlsx, _sheets(found, months, pots))
    if args.json:
        print(json.dumps(_data(found, months, pots), ensure_ascii=False))
    else:
        _print(found, months, pots)
    return 0


def _pot(text: str, plan: Plan) -> Pot:
    benefit, _, sum = text.partition("=")
    if benefit not in {line.benefit.id for line in plan.lines if line.counted}:
        raise TableError(f"--pot“{text}”", "有金额的待遇的 id=金额", "例：meltblown-grant=3000万元")
    return Pot(benefit, money(sum))


def _firsts(text: str) -> list[date]:
    """The first days of the months A..B."""
    start, _, end = text.partition("..")
    first, last = day(f"{start}-01"), day(f"{end or start}-01")
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _data(found: Forecast, months: list[Forecast], pots: list[Pot]) -> dict[str, Any]:
    return {
        "on": found.on,
        "rows": found.rows,
        "rejected": found.rejected,
        "total": asdict(found.total),
        "benefits": [asdict(benefit) for benefit in found.benefits.values()],
        "by": {kind: {name: asdict(cost) for name, cost in costs.items()} for kind, costs in found.by.items()},
        "months": {month.on: asdict(month.total) for month in months},
        "pots": [{**asdict(pot), "enough": pot.enough, "share": f"{min(pot.fen, pot.asked)}/{pot.asked}"} for pot in pots],
    }


def _print(found: Forecast, months: list[Forecast], pots: list[Pot]) -> None:
    print(f"{found.on}，{found.rows} 行" + (f"（另有 {found.rejected} 行没有算）" if found.rejected else ""))
    print(f"合计：确定 {show_money(found.total.certain)}，另外可能 {show_money(found.total.possible)}")
    costly = sorted(found.benefits.values(), key=lambda one: -one.cost.certain - one.cost.possible)
    print("花钱最多的待遇：")
    for one in costly[:SHOWN]:
        if one.cost.certain or one.cost.possible:
            print(f"  {one.title}（{one.document} {one.clause}）：{_words(one.cost)}；符合 {one.yes} 行，待定 {one.unknown} 行")
    for kind, said in KINDS.items():
        if found.by[kind]:
            print(f"按{said}：")
            for name, cost in _ordered(found.by[kind])[:SHOWN]:
                print(f"  {name}：{_words(cost)}")
    if months:
        print("按月（各月一日申领）：")
        for month in months:
            print(f"  {month.on[:7]}：{_words(month.total)}")
    for pot in pots:
        print(f"{pot.benefit} 共 {show_money(pot.fen)}：{_pot_words(pot)}")


def _pot_words(pot: Pot) -> str:
    if pot.enough:
        return f"够用，应付 {show_money(pot.asked)}，{pot.rows} 行"
    first = f"先到先得（按表的先后）只够前 {pot.served} 行，到“{pot.last}”为止"
    return f"不够，应付 {show_money(pot.asked)}，{pot.rows} 行。{first}；按比例则各付 {pot.fen}/{pot.asked}"


def _words(cost: Cost) -> str:
    return f"确定 {show_money(cost.certain)}，可能 {show_money(cost.possible)}"


def _ordered(costs: dict[str, Cost]) -> list[tuple[str, Cost]]:
    return sorted(costs.items(), key=lambda pair: -pair[1].certain - pair[1].possible)


def _sheets(found: Forecast, months: list[Forecast], pots: list[Pot]) -> dict[str, Sheet]:
    heading = ["待遇", "名称", "文件", "条款", "约束力", *SUMS, "符合", "待定"]
    benefits = [
        [one.id, one.title, one.document, one.clause, one.force, yuan(one.cost.certain), yuan(one.cost.possible), one.yes, one.unknown]
        for one in found.benefits.values()
    ]
    sheets: dict[str, Sheet] = {"待遇": [heading, *benefits]}
    for kind, said in KINDS.items():
        sheets[f"按{said}"] = [[said, *SUMS], *_rows(_ordered(found.by[kind]))]
    if months:
        sheets["按月"] = [["月份（一日申领）", *SUMS], *_rows([(month.on[:7], month.total) for month in months])]
    if pots:
        rows = [[pot.benefit, yuan(pot.fen), yuan(pot.asked), pot.rows, pot.served, pot.last or ""] for pot in pots]
        sheets["资金"] = [["待遇", "资金（元）", "应付（元）", "行数", "先到先得够几行", "到哪一行为止"], *rows]
    return sheets


def _rows(costs: list[tuple[str, Cost]]) -> Iterator[list[Any]]:
    return ([name, yuan(cost.certain), yuan(cost.possible)] for name, cost in costs)
