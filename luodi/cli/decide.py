"""`luodi decide`: what one subject gets and what it must do by the documents held, in Chinese or as JSON."""

import argparse
import gc
import json
import shutil
from datetime import date
from pathlib import Path

from luodi.cli.evidence import sources, write_packet
from luodi.days.errors import WrongDayError
from luodi.decide.binding import Binder
from luodi.decide.binding_data import binding_data
from luodi.decide.binding_show import show_binding
from luodi.decide.data import decision_data
from luodi.decide.engine import Engine
from luodi.decide.packet import Asked
from luodi.decide.show import WIDTH, show
from luodi.places.regions import Regions
from luodi.policy.cache import load_library
from luodi.policy.errors import PolicyError
from luodi.policy.quotes import nearest
from luodi.policy.subject import read_facts
from luodi.policy.values import day


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("--subject", required=True, metavar="主体", help="企业、项目、个人、机构、个体工商户")
    parser.add_argument("--facts", required=True, metavar="FILE", help="写着事实的 YAML 文件；- 读标准输入")
    parser.add_argument("--on", required=True, metavar="DAY", help="算到哪一天，例：2020-03-10")
    parser.add_argument("--all", action="store_true", help="待定、鼓励、不符合的也逐项写出全部理由")
    parser.add_argument("--json", action="store_true", help="输出 JSON，金额以分计")
    parser.add_argument(
        "--packet", type=Path, metavar="FILE", help="再写一份存证：事实及其来源、规则程序、文件散列值、结果；用 luodi verify 核对"
    )
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")


def run(args: argparse.Namespace) -> int:
    """Print the decision; 0. Bad input raises, one message each."""
    # One answer and out: what is made here stays until the end, and looking through it for garbage takes a fifth of the time.
    gc.disable()
    on = _day(args.on)
    program, musts = load_library(args.root)
    regions = Regions.load(args.root / "reference" / "divisions")
    engine = Engine(program, regions)
    binder = Binder(musts, engine)
    if args.subject not in engine.subjects:
        expected = "、".join(engine.subjects)
        raise PolicyError("unknown-subject", None, f"没有“{args.subject}”这类主体", expected, nearest(args.subject, engine.subjects))
    facts, spots = read_facts(args.facts, program.facts, regions)
    elsewhere = binder.names(args.subject)
    decision = engine.decide(args.subject, facts, on, elsewhere)
    if args.packet:
        asked = Asked(args.subject, facts, sources(spots, args.facts), on, tuple(sorted(elsewhere.intersection(facts))))
        write_packet(args.packet, args.root, engine, asked, decision)
    changes = engine.nearest(decision, facts)
    binding = binder.bind(args.subject, facts, on)
    if args.json:
        print(json.dumps(decision_data(decision, changes) | {"must": binding_data(binding)}, ensure_ascii=False))
    else:
        width = shutil.get_terminal_size((WIDTH, 24)).columns
        print(show(decision, program.documents, width, nearest=changes, whole=args.all))
        print(show_binding(binding, program.documents, width, whole=args.all), end="")
    return 0


def _day(text: str) -> date:
    try:
        return day(text)
    except PolicyError:
        raise WrongDayError(f"--on“{text}”", "年-月-日", "例：2020-03-10") from None
