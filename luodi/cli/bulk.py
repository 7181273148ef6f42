"""`luodi bulk`: a table of subjects decided at once into a folder of Parquet files."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa

from luodi.bulk.plan import Plan
from luodi.bulk.run import Job
from luodi.bulk.run import run as run_job
from luodi.bulk.tables import open_table
from luodi.places.regions import Regions
from luodi.policy.cache import load_program
from luodi.policy.errors import PolicyError
from luodi.policy.program import Program
from luodi.policy.quotes import nearest
from luodi.policy.values import day, show_money

SHOWN = 8
LONG = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("table", type=Path, metavar="TABLE", help="一行一个主体的表，.parquet 或 .csv；列名用事实的名字，金额列带单位")
    parser.add_argument("--on", required=True, metavar="DAY", help="算到哪一天，例：2020-03-10")
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="OUT", help="结果放进这个文件夹，算完才换上")
    parser.add_argument("--subject", default="企业", metavar="主体", help="企业、项目、个人、机构、个体工商户；默认企业")
    parser.add_argument("--id", metavar="列", help="哪一列是编号；默认 编号、统一社会信用代码、id")
    parser.add_argument("--known-only", action="store_true", help="待定的不逐行写出（合计照算）")
    parser.add_argument("--totals", action="store_true", help="只写每户合计，不逐项写出")
    parser.add_argument("--resume", action="store_true", help="接着上次没算完的算")
    parser.add_argument("--threads", type=int, default=2, metavar="N", help="几个线程一起算，默认 2")
    parser.add_argument("--json", action="store_true", help="小结以 JSON 输出，金额以分计")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")


def run(args: argparse.Namespace) -> int:
    """Decide the table; 0, or 1 where rows were set aside."""
    if "jemalloc" in pa.supported_memory_backends():
        # Of Arrow's allocators the one that holds least memory back: a fifth less over a run.
        pa.set_memory_pool(pa.jemalloc_memory_pool())
    plan = plan_of(args.root, args.subject)
    job = Job(plan, open_table(args.table), day(args.on), args.id, args.known_only, args.totals)
    summary = run_job(job, args.output, resume=args.resume, threads=max(1, args.threads), told=_tell)
    if args.json:
        print(json.dumps(summary, ensure_ascii=False))
    else:
        _print(summary, args.output)
    return 1 if summary["rejected"] else 0


def plan_of(root: Path, subject: str) -> Plan:
    """The library under `root` made ready for tables of one kind of subject."""
    program = load_program(root)
    return Plan(program, Regions.load(root / "reference" / "divisions"), known_subject(program, subject))


def known_subject(program: Program, subject: str) -> str:
    """The subject itself; PolicyError where the program holds nothing for it."""
    subjects = tuple(dict.fromkeys(one for benefit in program.benefits for one in benefit.subjects))
    if subject not in subjects:
        raise PolicyError("unknown-subject", None, f"没有“{subject}”这类主体", "、".join(subjects), nearest(subject, subjects))
    return subject


def _tell(rows: int) -> None:
    print(f"已算 {rows} 行", file=sys.stderr, end="\r" if sys.stderr.isatty() else "\n", flush=True)


def _print(summary: dict[str, Any], output: Path) -> None:
    lines = f"，写出 {summary['lines']} 条结果" if summary["lines"] else ""
    print(f"{summary['on']}，{summary['subject']} {summary['rows']} 行{lines}，在 {output}/")
    print(f"确定可得 {show_money(summary['certain'])}，另外可能可得 {show_money(summary['possible'])}")
    if summary["rejected"]:
        print(f"有 {summary['rejected']} 行没有算，原因写在 {output}/rejects.csv")
    if summary["unused"]:
        print(f"没有用到的列：{_some(summary['unused'])}")
    waiting = {benefit for benefits in summary["missing"].values() for benefit in benefits}
    if waiting:
        lacking = f"表里没有的事实 {len(summary['missing'])} 项（{_some(list(summary['missing']))}）"
        print(f"{lacking}，因此 {len(waiting)} 项待遇可能待定，见 summary.json")


def _some(names: list[str]) -> str:
    shown = [name if len(name) <= LONG else f"{name[:LONG]}…" for name in names[:SHOWN]]
    return "、".join(shown) + (f" 等 {len(names)} 项" if len(names) > SHOWN else "")
