"""`luodi verify`: reckons an answer again from its audit packet, and names what was changed. Needs no network."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from luodi.cli.evidence import engine_hash, file_hash
from luodi.decide.engine import Engine
from luodi.decide.packet import broken_seals, read_packet, reckoned_otherwise
from luodi.places.regions import Regions
from luodi.policy.kept import folder_hash, kept_program

MOST = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("packet", metavar="PACKET", type=Path, help="luodi decide --packet 写的存证")
    parser.add_argument("--program", type=Path, metavar="FILE", help="作答时的规则程序；默认从存放处按散列值找")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 sources/、reference/ 的目录；默认当前目录")


def run(args: argparse.Namespace) -> int:
    """0 where everything holds, 1 where anything was changed or comes out otherwise, named one a line."""
    data = read_packet(args.packet.read_bytes(), str(args.packet))
    changed = list(broken_seals(data))
    program = kept_program(data["program"]["sha256"], args.program)
    engine = Engine(program, Regions.load(args.root / "reference" / "divisions"))
    otherwise = list(reckoned_otherwise(data, engine))
    documents, notes = list(_documents(data, args.root)), list(_notes(data, args.root))
    holds = not (changed or otherwise or documents)
    if args.json:
        found = {"holds": holds, "changed": changed, "reckoned_otherwise": otherwise, "documents": documents, "notes": notes}
        print(json.dumps(found, ensure_ascii=False))
    else:
        _print(changed, otherwise, documents, notes)
    return 0 if holds else 1


def _print(changed: list[str], otherwise: list[str], documents: list[str], notes: list[str]) -> None:
    for title, found in (("存证被改过", changed), ("重算不同", otherwise), ("文件不同", documents)):
        print(f"{title}：{len(found)}处" if found else f"{title}：没有")
        for one in found[:MOST]:
            print(f"  · {one}")
        if len(found) > MOST:
            print(f"  ……还有{len(found) - MOST}处")
    for note in notes:
        print(f"说明：{note}")
    print("不符。" if changed or otherwise or documents else "相符：事实、规则程序、文件与结果都和作答时一样。")


def _documents(data: dict[str, Any], root: Path) -> Iterator[str]:
    """Each document whose file is at hand and is not what it was."""
    for document in data["documents"]:
        now = file_hash(root, document["file"])
        if now is not None and document["sha256"] is not None and now != document["sha256"]:
            yield f"《{document['title']}》（{document['file']}）与作答时不是同一份"


def _notes(data: dict[str, Any], root: Path) -> Iterator[str]:
    absent = [document["file"] for document in data["documents"] if file_hash(root, document["file"]) is None]
    if absent:
        yield f"没有核对原文：找不到 {'、'.join(dict.fromkeys(absent))}"
    if data["engine"] != engine_hash():
        yield f"作答的引擎是 {data['engine']['version']}（{data['engine']['code'][:12]}…），重算用的引擎代码与它不同"
    if data["program"]["divisions"] != folder_hash(root / "reference" / "divisions"):
        yield "行政区划表与作答时不同"
