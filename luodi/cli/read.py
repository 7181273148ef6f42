"""`luodi read`: policy texts in, documents and clauses out, as a listing or as JSON."""

import argparse
import json
import sys
from pathlib import Path

import yaml

from luodi.text.document import Identify
from luodi.text.errors import BrokenCatalogueError, MissingFileError
from luodi.text.read import read_paths
from luodi.text.show import listing
from luodi.text.titles import normal_title
from luodi.text.to_json import to_data

LIBRARY = Path("policies")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="原文文件，或放有原文（.txt）的文件夹")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--clauses", action="store_true", help="列出每件的条款")
    parser.add_argument("--library", type=Path, metavar="DIR", help="政策库文件夹，文件编号从中取（默认 ./policies，有则用）")


def run(args: argparse.Namespace) -> int:
    reading = read_paths(args.paths, identify=catalogue(args.library))
    if args.json:
        json.dump(to_data(reading), sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for line in listing(reading, clauses=args.clauses):
            print(line)
    return 0


def catalogue(library: Path | None) -> Identify:
    """Ids by title, from every document.yaml in the library; without a library no title has one."""
    if library is not None and not library.is_dir():
        raise MissingFileError(str(library), "没有这个政策库文件夹", "应是放有 */document.yaml 的文件夹")
    ids: dict[str, str] = {}
    for path in sorted((library or LIBRARY).glob("*/document.yaml")):
        identity, title = _identity(path)
        ids[normal_title(title)] = identity
    return lambda title: ids.get(normal_title(title))


def _identity(path: Path) -> tuple[str, str]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BrokenCatalogueError(
            str(path), f"读不懂这个 document.yaml：{str(error).splitlines()[0]}", "应是有 id 和 title 的 YAML"
        ) from None
    if not isinstance(data, dict) or not data.get("id") or not data.get("title"):
        raise BrokenCatalogueError(str(path), "document.yaml 里没有 id 或 title", "应写明 id: 和 title:")
    return str(data["id"]), str(data["title"])
