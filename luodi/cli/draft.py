"""`luodi draft`: a new document turned into a folder under policies/, with a mark wherever a person must decide."""

import argparse
import re
from pathlib import Path

from luodi.cli.read import catalogue
from luodi.places.regions import Regions
from luodi.policy.draft import Draft, draft, summary
from luodi.policy.facts import read_events
from luodi.policy.nodes import read_yaml
from luodi.text.errors import MissingFileError, UntitledError, UnwritableError
from luodi.text.model import Document
from luodi.text.read import Reading, read_paths
from luodi.text.source import READ, STANDARD_INPUT

EMPTY_TABLES = {"facts.yaml": "# 规则可以问的事实。\n", "events.yaml": "# 规则里的日子可以挂在这些事件上。\n"}
DIVISIONS = Path("reference") / "divisions"
ID = re.compile(r"[a-z0-9-]+")
Files = list[tuple[Path, bytes]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="原文：TXT、HTML、DOCX、PDF 或 zip；里面的每件文件各起草一个文件夹")
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="放着 policies/、sources/ 的目录（默认当前目录），或 policies/ 下的文件夹",
    )
    parser.add_argument("--id", default="", help="文件夹的名字（小写拉丁字母、数字和 -）；不写就用日期和标题的摘要")
    parser.add_argument("--force", action="store_true", help="文件夹已有时覆盖起草的两个文件")


def run(args: argparse.Namespace) -> int:
    """Write policies/<id>/ for each document in FILE, and FILE itself into sources/; 0. Nothing is written where anything is wrong."""
    given = Path(args.file)
    if args.file == "-" or not given.is_file():
        raise MissingFileError(STANDARD_INPUT if args.file == "-" else args.file, "没有这个文件", "应是一份原文文件；它要放进 sources/")
    root, id = _place(args.out, args.id)
    reading = read_paths([given])
    _refuse(reading, given, root / "policies", id)
    source = _source(given, root, reading)
    events = root / "policies" / "events.yaml"
    known = frozenset(read_events(read_yaml(events))) if events.is_file() else frozenset()
    divisions = root / DIVISIONS if (root / DIVISIONS).is_dir() else DIVISIONS
    regions = Regions.load(divisions)
    drafts = [draft(document, source.name, regions, known, id) for document in reading.documents]
    _write([*_source_file(given, source), *_tables(root, divisions), *_folders(drafts, root, args.force)], root)
    for result in drafts:
        print(f"{root / 'policies' / result.id}  " + "；".join(summary(result)))
    print(f"写好待写的地方以前，luodi check --root {root} 会逐处列出。")
    return 0


def _place(out: Path, id: str) -> tuple[Path, str]:
    """The library's root and the folder's name: DIR may be the root, its policies/, or the folder to be."""
    whole = out.resolve()
    if whole.name == "policies":
        out = out.parent if out.name == "policies" else whole.parent
    elif whole.parent.name == "policies" and not (whole / "policies").is_dir():
        out, id = (out.parent.parent if out.parent.name == "policies" else whole.parent.parent), id or whole.name
    if id and not ID.fullmatch(id):
        raise UnwritableError(id, "文件夹的名字有不能用的字符", "小写拉丁字母、数字和 -")
    return out, id


def _refuse(reading: Reading, given: Path, policies: Path, id: str) -> None:
    """Errors where there is no document, or several for one name; and for one that has no title or that the library holds already."""
    if not reading.documents or (id and len(reading.documents) > 1):
        hint = "一个名字只能用于一件文件" if id else "先用 luodi read 看看"
        raise MissingFileError(str(given), f"读到{len(reading.documents)}件文件", hint)
    held = catalogue(policies) if policies.is_dir() else None
    for document in reading.documents:
        if not document.title:
            raise UntitledError(_where(document), "没有读到标题", "政策文件夹靠标题与原文对应；请在原文前面补上标题一行")
        known = held(document.title) if held else None
        if known is not None and known != (id or document.id):
            hint = f"《{document.title}》；要重新起草请用 --id {known} --force"
            raise UnwritableError(str(policies / known), "这份文件库里已经有了", hint)


def _where(document: Document) -> str:
    return f"{document.source.file} 第{document.source.start}字起"


def _source(given: Path, root: Path, reading: Reading) -> Path:
    """Where the text stands in the library: where it is, or under sources/ with a name by which folders are read."""
    sources = root / "sources"
    if given.resolve().is_relative_to(sources.resolve()):
        return given
    named = given.suffix.lower() in READ
    return sources / (given.name if named else f"{given.name}.{next(iter(reading.formats.values()), 'txt')}")


def _source_file(given: Path, source: Path) -> Files:
    data = given.read_bytes()
    if source.is_file() and source.read_bytes() != data:
        raise UnwritableError(str(source), "sources/ 里已有同名而内容不同的文件", "请先给原文换一个名字")
    return [] if source.is_file() else [(source, data)]


def _tables(root: Path, divisions: Path) -> Files:
    """What a library needs beside, where a new one has none: tables of facts and events, the table of divisions."""
    tables = [(root / "policies" / name, text.encode()) for name, text in EMPTY_TABLES.items()]
    tables += [(root / DIVISIONS / path.name, path.read_bytes()) for path in sorted(divisions.iterdir()) if path.is_file()]
    return [(path, data) for path, data in tables if not path.exists()]


def _folders(drafts: list[Draft], root: Path, force: bool) -> Files:
    files: Files = []
    for result in drafts:
        folder = root / "policies" / result.id
        if folder.exists() and any(folder.iterdir()) and not force:
            raise UnwritableError(str(folder), "这个文件夹已经有了", "用 --id 另起一个名字，或用 --force 覆盖")
        files += [(folder / name, text.encode()) for name, text in result.files.items()]
    return files


def _write(files: Files, root: Path) -> None:
    try:
        for path, data in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    except OSError as error:
        raise UnwritableError(str(root), f"写不进去：{error.strerror}", "请给一个可以写的位置") from None
