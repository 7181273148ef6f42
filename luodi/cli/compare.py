"""`luodi compare`: two libraries over one table: who gains, who loses, by how much, and which clause makes the difference."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from luodi.bulk.compare import Change, Comparison, Example, compare
from luodi.bulk.sheets import Sheet, write_sheets, yuan
from luodi.bulk.tables import open_table
from luodi.cli.bulk import plan_of
from luodi.policy.values import day, show_money

SIDES = {"gained": "新得到", "lost": "不再得到", "more": "多得", "less": "少得", "kept": "照旧", "neither": "都没有"}
SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("old", type=Path, metavar="OLD", help="旧的：放着 policies/、sources/、reference/ 的目录")
    parser.add_argument("new", type=Path, metavar="NEW", help="新的，同样的目录")
    parser.add_argument("--table", required=True, type=Path, metavar="TABLE", help="一行一个主体的表，写法同 luodi bulk")
    parser.add_argument("--on", required=True, metavar="DAY", help="算到哪一天，例：2020-03-10")
    parser.add_argument("--subject", default="企业", metavar="主体", help="企业、项目、个人、机构、个体工商户；默认企业")
    parser.add_argument("--id", metavar="列", help="哪一列是编号")
    parser.add_argument("--json", action="store_true", help="输出 JSON，金额以分计")
    parser.add_argument("--xlsx", type=Path, metavar="FILE", help="另写一个 XLSX 文件")


def run(args: argparse.Namespace) -> int:
    """Print what changes; 0."""
    old, new = plan_of(args.old, args.subject), plan_of(args.new, args.subject)
    found = compare(old, new, open_table(args.table), day(args.on), args.id)
    if args.xlsx:
        write_sheets(args.xlsx, _sheets(found))
    if args.json:
        print(json.dumps(asdict(found), ensure_ascii=False))
    else:
        _print(found)
    return 0


def _print(found: Comparison) -> None:
    print(f"{found.on}，{found.rows} 行")
    for name, said in (("certain", "确定可得"), ("possible", "可能可得")):
        gains = f"{found.gaining[name]} 行增加，共 {show_money(found.gained[name])}"
        print(f"{said}：{gains}；{found.losing[name]} 行减少，共 {show_money(found.lost[name])}")
    if not found.changes:
        print("没有一项待遇不同")
    for change in list(found.changes.values())[:SHOWN]:
        sides = "，".join(f"{said} {change.sides[side]} 行" for side, said in SIDES.items() if change.sides[side])
        print(f"{change.how}：{change.title}（{change.document} {change.clause}）")
        print(f"  “{'……'.join(change.words)}”")
        print(f"  {sides}；确定 {_signed(change.certain)}，可能 {_signed(change.possible)}")
        for side, example in change.examples.items():
            print(f"  {SIDES[side]}，例：{_said(example)}")


def _said(example: Example) -> str:
    facts = "，".join(f"{name} {value}" for name, value in example.facts.items()) or "没有说什么"
    return f"{example.id}（{facts}）：{_answer(example.old)} → {_answer(example.new)}"


def _answer(found: Any) -> str:
    if found is None:
        return "没有这一项"
    said = {"yes": "符合", "no": "不符合", "unknown": "待定"}[found.status]
    return said + (f" {show_money(found.certain + found.possible)}" if found.certain + found.possible else "")


def _signed(fen: int) -> str:
    return f"+{show_money(fen)}" if fen > 0 else show_money(fen)


def _sheets(found: Comparison) -> dict[str, Sheet]:
    heading = ["待遇", "名称", "怎样", "文件", "条款", "原话", *SIDES.values(), "确定增减（元）", "可能增减（元）"]
    changes = [_row(change) for change in found.changes.values()]
    examples = [
        [change.id, SIDES[side], example.id, "，".join(f"{name} {value}" for name, value in example.facts.items()), *_both(example)]
        for change in found.changes.values()
        for side, example in change.examples.items()
    ]
    return {"待遇": [heading, *changes], "例": [["待遇", "哪一边", "编号", "事实", "旧", "新"], *examples]}


def _row(change: Change) -> list[Any]:
    words = "……".join(change.words)
    sums = yuan(change.certain), yuan(change.possible)
    return [change.id, change.title, change.how, change.document, change.clause, words, *(change.sides[side] for side in SIDES), *sums]


def _both(example: Example) -> tuple[str, str]:
    return _answer(example.old), _answer(example.new)
