"""`luodi promises`: every row of what the documents promise, with the instruments that serve it; --markdown writes the page."""

import argparse
import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from luodi.policy.cache import require_library
from luodi.policy.load import load_library
from luodi.policy.model import Library
from luodi.policy.promises import Served, read_promises, serve

HEAD = """# What the documents promise, and what serves it

Made by `luodi promises --markdown` from `policies/promises.yaml` and the library; a test holds it up to date.
A row is served by every instrument that stands on the clauses that promise it; a row with 0 waits for its documents to be encoded.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), help="含 policies/、sources/、reference/ 的文件夹，默认当前文件夹")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--markdown", action="store_true", help="以 Markdown 输出 docs/promises.md 的全文")


def run(args: argparse.Namespace) -> int:
    """0 when every row is served, 1 otherwise."""
    require_library(args.root)
    library = load_library(args.root).library
    rows = serve(read_promises(args.root, library), library)
    if args.json:
        print(json.dumps([_data(row) for row in rows], ensure_ascii=False, indent=1))
    elif args.markdown:
        print(markdown(rows, library), end="")
    else:
        for row in rows:
            print(f"{row.promise.id:4}{row.count:5} 个工具  {row.promise.what}")
    return int(any(not row.count for row in rows))


def markdown(rows: Sequence[Served], library: Library) -> str:
    """The page: a section a group, a row a promise, the ids by document."""
    shorts = {document.id: document.short for document in library.documents}
    parts = [HEAD]
    for group, served in groupby(rows, key=lambda row: row.promise.group):
        parts.append(f"\n## {group}\n")
        for row in served:
            parts.append(f"\n**{row.promise.id}** {row.promise.what} — {row.count}\n")
            for id, instruments in row.instruments.items():
                parts.append(f"- {shorts[id]} (`{id}`): {', '.join(instrument.id for instrument in instruments)}\n")
    return "".join(parts)


def _data(row: Served) -> dict[str, object]:
    promise = row.promise
    instruments = {id: [instrument.id for instrument in found] for id, found in row.instruments.items()}
    return {"id": promise.id, "group": promise.group, "what": promise.what, "count": row.count, "instruments": instruments}
