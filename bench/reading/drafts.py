"""How much of what people labelled a drafted policy folder holds: every labelled amount, and findings beyond 待写.

Usage: python -m bench.reading.drafts [DIR]      DIR, or LUODI_LABELLED, holds NAME.txt and NAME.gold.json
"""

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from luodi.cli.main import main
from luodi.policy.load import load_library
from luodi.policy.nodes import Node, read_yaml

REFERENCE = Path(__file__).resolve().parents[2] / "reference"
TOLD = {"quote", "title", "id", "clause", "kind"}
SAMPLE = 10


def report(folder: Path) -> int:
    """Print a line a document and every amount missed; 1 where a draft has other findings, or fewer than 95 of 100 amounts are held."""
    held = labelled = wrong = 0
    for gold_path in sorted(folder.glob("*.gold.json")):
        name = gold_path.name.split(".")[0]
        with tempfile.TemporaryDirectory() as root:
            entries, findings, others = drafted(gold_path.with_name(f"{name}.txt"), Path(root))
        amounts = list(_figures(json.loads(gold_path.read_text("utf-8"))["amounts"]))
        missed = [quote for quote, figure in amounts if not any(_holds(entry, quote, figure) for entry in entries)]
        held, labelled, wrong = held + len(amounts) - len(missed), labelled + len(amounts), wrong + len(others)
        print(f"{name}: instruments {len(entries)}, to be written {findings}, other findings {len(others)}, amounts missed {len(missed)}")
        for line in (*others, *missed):
            print(f"    {line}")
    print(f"amounts held: {held} of {labelled}")
    return int(wrong > 0 or held * 100 < labelled * 95)


def drafted(source: Path, root: Path) -> tuple[list[dict[str, Node]], int, list[str]]:
    """The entries that `luodi draft` writes for one file, how many gaps the check lists, and every other finding."""
    (root / "reference").symlink_to(REFERENCE)
    with redirect_stdout(StringIO()):
        if main(["draft", str(source), "-o", str(root)]):
            raise SystemExit(2)
    errors = load_library(root).errors
    files = sorted((root / "policies").glob("*/draft.yaml"))
    entries = [dict(entry.mapping("entry")) for file in files for entry in read_yaml(file).items("entries")]
    return entries, sum(error.id == "to-be-written" for error in errors), [str(error) for error in errors if error.id != "to-be-written"]


def _figures(amounts: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    for amount in amounts:
        values = amount["value"] if isinstance(amount["value"], list) else [amount["value"]]
        for value in values:
            yield "".join(amount["quote"].split()), f"{value:g}" if isinstance(value, int | float) else ""


def _holds(entry: dict[str, Node], quote: str, figure: str) -> bool:
    """Whether an entry quotes the label's words and says its figure in what is filled in: gift, limit, target, condition."""
    words = "".join(_flat(entry["quote"]).split())
    quoted = any(quote[at : at + SAMPLE] in words for at in range(max(1, len(quote) - SAMPLE + 1)))
    filled = "".join("".join(_flat(value).split()) for key, value in entry.items() if key not in TOLD)
    return quoted and (re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", filled) is not None if figure else quote[-SAMPLE:] in filled)


def _flat(node: Node) -> str:
    if isinstance(node.value, str):
        return node.value
    parts = node.value if isinstance(node.value, tuple) else node.value.values()
    return " ".join(_flat(part) for part in parts)


if __name__ == "__main__":
    sys.exit(report(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["LUODI_LABELLED"])))
