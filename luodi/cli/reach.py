"""`luodi reach`: whom a bound benefit can be brought to without being asked, with the evidence, and who is one fact short of it."""

import argparse
import csv
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from luodi.bulk.errors import TableError
from luodi.bulk.header import header
from luodi.bulk.plan import Plan
from luodi.bulk.reach import KINDS, Reach, Reached, bound, reach
from luodi.bulk.sheets import Sheet, write_sheets, yuan
from luodi.bulk.tables import open_table
from luodi.cli.bulk import plan_of
from luodi.policy.quotes import nearest
from luodi.policy.values import day, show_money

SHOWN = 15
PAID = ("编号", "待遇")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("table", type=Path, metavar="TABLE", help="政府已经掌握的事实，一行一个主体，写法同 luodi bulk")
    parser.add_argument("--on", required=True, metavar="DAY", help="算到哪一天，例：2020-03-10")
    parser.add_argument("--benefit", action="append", default=[], metavar="待遇", help="只看这一项待遇（id）；可以写几次")
    parser.add_argument("--rights", action="store_true", help="没有金额的权利也算上")
    parser.add_argument("--paid", type=Path, metavar="FILE", help="已经给过的：CSV，两列 编号、待遇")
    parser.add_argument("--most", type=int, default=10_000, metavar="N", help="名单最多列几条，默认 10000（数目照全部数）")
    parser.add_argument("--subject", default="企业", metavar="主体", help="企业、项目、个人、机构、个体工商户；默认企业")
    parser.add_argument("--id", metavar="列", help="哪一列是编号")
    parser.add_argument("--json", action="store_true", help="输出 JSON，金额以分计")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="另写一个 XLSX 文件")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")


def run(args: argparse.Namespace) -> int:
    """Print whom to reach; 0."""
    plan = plan_of(args.root, args.subject)
    table = open_table(args.table)
    wanted = _wanted(plan, args.benefit, rights=args.rights)
    paid = _paid(args.paid) if args.paid else frozenset()
    head = header(table.columns, plan, args.id)
    found = reach(plan, table, head, day(args.on), benefits=wanted, paid=paid, most=max(0, args.most))
    if args.xlsx:
        write_sheets(args.xlsx, _sheets(found, plan))
    if args.json:
        print(json.dumps(_data(found), ensure_ascii=False))
    else:
        _print(found, plan)
    return 0


def _wanted(plan: Plan, named: list[str], *, rights: bool) -> frozenset[str]:
    all_bound = bound(plan, KINDS)
    for id in named:
        if id not in all_bound:
            raise TableError(f"--benefit“{id}”", "文件写明应给的一项待遇的 id", nearest(id, all_bound))
    return frozenset(named or (all_bound if rights else bound(plan, [kind for kind in KINDS if kind != "right"])))


def _paid(path: Path) -> frozenset[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if not set(PAID) <= set(rows.fieldnames or ()):
            raise TableError(f"{path} 的列是{'、'.join(rows.fieldnames or ())}", f"两列：{'、'.join(PAID)}")
        return frozenset((row[PAID[0]], row[PAID[1]]) for row in rows)


def _data(found: Reach) -> dict[str, Any]:
    lists = {"certain": [asdict(one) for one in found.certain], "short": [asdict(one) for one in found.short]}
    counts = {"counts": dict(found.counts), "shorts": dict(found.shorts), "wanting": dict(found.wanting)}
    return {"on": found.on, "rows": found.rows, "already": found.already, **lists, **counts}


def _print(found: Reach, plan: Plan) -> None:
    titles = _titles(plan)
    print(f"{found.on}，{found.rows} 行，已经给过的 {found.already} 条不列")
    print(f"已知的事实足够断定、文件写明应给的 {found.counts.total()} 条：")
    for id, count in found.counts.most_common(SHOWN):
        print(f"  {titles[id]}（{id}）：{count} 行")
    print(f"只差一件事的 {found.shorts.total()} 条，差的是：")
    for fact, count in found.wanting.most_common(SHOWN):
        known = plan.program.facts.get(fact)
        print(f"  {fact}：{count} 条" + (f"（问：{known.question}）" if known else ""))
    for one in found.certain[:3]:
        print(f"例：{one.id}，{titles[one.benefit]}" + (f" {show_money(one.amount)}" if one.amount else ""))
        for evidence in one.evidence:
            print(f"    {evidence.condition}：{_facts(evidence.facts)}；“{evidence.words}”")


def _titles(plan: Plan) -> dict[str, str]:
    return {line.benefit.id: line.benefit.title for line in plan.lines}


def _facts(facts: Any) -> str:
    return "，".join(f"{name} {value}" for name, value in facts.items()) or "没有说"


def _sheets(found: Reach, plan: Plan) -> dict[str, Sheet]:
    titles = _titles(plan)
    heading = ["编号", "待遇", "名称", "金额（元）", "凭据"]
    sure = [[*_row(one, titles), _evidence(one)] for one in found.certain]
    short = [[*_row(one, titles), _evidence(one), one.missing, one.question] for one in found.short]
    return {"可以主动送达": [heading, *sure], "只差一件事": [[*heading, "差什么", "问法"], *short], "数目": [*_counts(found, titles)]}


def _row(one: Reached, titles: dict[str, str]) -> list[Any]:
    return [one.id, one.benefit, titles[one.benefit], yuan(one.amount) if one.amount is not None else ""]


def _evidence(one: Reached) -> str:
    return "；".join(f"{evidence.condition}：{_facts(evidence.facts)}（{evidence.words}）" for evidence in one.evidence)


def _counts(found: Reach, titles: dict[str, str]) -> Iterator[list[Any]]:
    yield ["待遇", "名称", "可以主动送达", "只差一件事"]
    for id in dict.fromkeys((*found.counts, *found.shorts)):
        yield [id, titles[id], found.counts[id], found.shorts[id]]
