"""`luodi dmn`: ask a decision model (`run`), or write a document's terms and benefits as one (`export`)."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from luodi.feel.builtins.conversion import shown
from luodi.feel.dmn.answers import to_json
from luodi.feel.dmn.evaluate import Engine
from luodi.feel.dmn.inputs import Plain, read_inputs
from luodi.feel.dmn.read import read_model
from luodi.policy.dmn_out import export_document
from luodi.policy.errors import FaultyLibraryError, PolicyError
from luodi.policy.load import load_library
from luodi.policy.nodes import Node, read_yaml
from luodi.policy.quotes import nearest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    ask = actions.add_parser("run", help="给模型输入，得决策的值")
    ask.add_argument("model", type=Path, metavar="MODEL", help=".dmn 文件；它引入的模型放在同一目录")
    ask.add_argument("--input", type=Path, metavar="FILE", help="写着输入的 YAML 或 JSON 文件")
    ask.add_argument("--decision", action="append", metavar="NAME", help="只算这个决策；可以写几次")
    ask.add_argument("--json", action="store_true", help="输出 JSON")
    draw = actions.add_parser("export", help="把一份文件的定义和待遇写成 .dmn，带图")
    draw.add_argument("document", metavar="DOCUMENT", help="文件的 id，即 policies/ 下的目录名")
    draw.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="放着 policies/、sources/ 的目录；默认当前目录")
    draw.add_argument("-o", "--output", type=Path, metavar="FILE", help="写到哪个文件；默认标准输出")
    draw.add_argument("--dmn", choices=("1.3", "1.5"), default="1.3", help="标准的版本；默认 1.3，建模工具都打得开")


def run(args: argparse.Namespace) -> int:
    """Print what the action yields; 0. Bad input raises, one message each."""
    return _ask(args) if args.action == "run" else _export(args)


def _ask(args: argparse.Namespace) -> int:
    model = read_model(args.model)
    others = [read_model(path) for path in sorted(args.model.parent.glob("*.dmn")) if path != args.model] if model.imports else []
    engine = Engine(model, others)
    given = _plain(read_yaml(args.input)) if args.input else {}
    inputs = read_inputs(given, engine, str(args.input))
    wanted = args.decision or [element.name for element in model.elements if element.kind == "decision"]
    answers = {name: engine.ask(engine.find(name), inputs) for name in wanted}
    for remark in engine.remarks:
        print(remark, file=sys.stderr)
    if args.json:
        print(to_json(answers))
    else:
        for name, value in answers.items():
            print(f"{name}: {shown(value)}")
    return 0


def _plain(node: Node) -> Plain:
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, Mapping):
        return {key: _plain(value) for key, value in node.value.items()}
    return [_plain(item) for item in node.value]


def _export(args: argparse.Namespace) -> int:
    loaded = load_library(args.root)
    if loaded.errors:
        raise FaultyLibraryError(loaded.findings)
    known = [document.id for document in loaded.library.documents]
    if args.document not in known:
        raise PolicyError("unknown-document", None, f"没有文件“{args.document}”", "policies/ 下的目录名", nearest(args.document, known))
    text = export_document(loaded.library.documents[known.index(args.document)], loaded.library, args.dmn)
    if args.output:
        args.output.write_text(text, "utf-8")
    else:
        print(text, end="")
    return 0
