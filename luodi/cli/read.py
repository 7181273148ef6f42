"""`luodi read`: policy texts in, documents and clauses out, as a listing, as JSON, or as pages to read."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from luodi.places.regions import Regions
from luodi.places.units import Units
from luodi.text.document import Identify
from luodi.text.errors import BrokenCatalogueError, MissingFileError, UnwritableError
from luodi.text.read import Reading, read_paths
from luodi.text.said.read import said_of
from luodi.text.said.to_json import to_data as said_data
from luodi.text.show import listing
from luodi.text.titles import normal_title
from luodi.text.to_html import contents, page
from luodi.text.to_json import to_data

LIBRARY = Path("policies")
REFERENCE = Path("reference")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="原文：TXT、HTML、DOCX、PDF、zip，或放有它们的文件夹；- 读标准输入")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--said", action="store_true", help="与 --json 合用：每条加上 said，即读出的数额、时限、目标、引用、职责、禁令等")
    parser.add_argument("--html", type=Path, metavar="OUT", help="写成便于阅读的网页：一件写一个 .html 文件，几件写进一个文件夹")
    parser.add_argument("--clauses", action="store_true", help="列出每件的条款")
    parser.add_argument("--library", type=Path, metavar="DIR", help="政策库文件夹，文件编号从中取（默认 ./policies，有则用）")


def run(args: argparse.Namespace) -> int:
    reading = read_paths(args.paths, identify=catalogue(args.library))
    if args.html is not None:
        for path in write_pages(reading, args.html):
            print(path)
    elif args.json:
        units = units_beside(args.library)
        data = with_said(reading, titles(args.library), units) if args.said else to_data(reading, units)
        json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        for line in listing(reading, clauses=args.clauses):
            print(line)
    return 0


def units_beside(library: Path | None) -> Units | None:
    """The table of units that stands beside the library, else beside the working folder; None where there is none."""
    folders = [*([library.resolve().parent / REFERENCE] if library else []), REFERENCE]
    found = next((folder for folder in folders if (folder / "units").is_dir() and (folder / "divisions").is_dir()), None)
    return Units.load(found / "units", Regions.load(found / "divisions")) if found else None


def with_said(reading: Reading, library: dict[str, str], units: Units | None = None) -> dict[str, Any]:
    """The reading as data, `said` beside each clause; citations are resolved to `library` and to the documents of the reading."""
    data = to_data(reading, units)
    known = {name: document.id for document in reading.documents for name in (document.title, document.number) if name} | library
    for document, shown in zip(reading.documents, data["documents"], strict=True):
        for said, clause in zip(said_of(document, known), shown["clauses"], strict=True):
            clause["said"] = said_data(said)
    return data


def write_pages(reading: Reading, out: Path) -> list[Path]:
    """A page for each document: `out` itself where it is named .html, else files in the folder `out`, with a list."""
    pages = [(f"{document.id}.html", page(document)) for document in reading.documents]
    if out.suffix.lower() in (".html", ".htm"):
        if len(pages) != 1:
            raise UnwritableError(str(out), f"读到{len(pages)}件文件，一个网页只写一件", "请给一个文件夹的名字，每件写成其中一个网页")
        files = [(out, pages[0][1])]
    else:
        named = [(name, document) for (name, _), document in zip(pages, reading.documents, strict=True)]
        files = [(out / name, text) for name, text in (*pages, ("index.html", contents(named)))]
    try:
        for path, text in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UnwritableError(str(out), f"写不进去：{error.strerror}", "请给一个可以写的位置") from None
    return [path for path, _ in files]


def catalogue(library: Path | None) -> Identify:
    """Ids by title, from every document.yaml in the library; without a library no title has one."""
    if library is not None and not library.is_dir():
        raise MissingFileError(str(library), "没有这个政策库文件夹", "应是放有 */document.yaml 的文件夹")
    ids = titles(library)
    return lambda title: ids.get(normal_title(title))


def titles(library: Path | None) -> dict[str, str]:
    """Id by title, and by number where document.yaml gives one, of every document in the library."""
    ids: dict[str, str] = {}
    for path in sorted((library or LIBRARY).glob("*/document.yaml")):
        identity, title, number = _identity(path)
        ids[normal_title(title)] = identity
        if number:
            ids[number] = identity
    return ids


def _identity(path: Path) -> tuple[str, str, str]:
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as error:
        raise BrokenCatalogueError(
            str(path), f"读不懂这个 document.yaml：{str(error).splitlines()[0]}", "应是有 id 和 title 的 YAML"
        ) from None
    if not isinstance(data, dict) or not data.get("id") or not data.get("title"):
        raise BrokenCatalogueError(str(path), "document.yaml 里没有 id 或 title", "应写明 id: 和 title:")
    return str(data["id"]), str(data["title"]), str(data.get("number") or "")
