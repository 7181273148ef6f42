"""`luodi coverage`: what of each document its instruments claim, and of one document which instrument claims each number."""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from luodi.policy.cache import require_library
from luodi.policy.coverage import Coverage, cover
from luodi.policy.errors import PolicyError
from luodi.policy.load import load_library
from luodi.policy.quotes import nearest

KINDS = {
    "benefit": "待遇",
    "service": "服务",
    "duty": "任务",
    "target": "目标",
    "checklist": "清单",
    "control": "管控",
    "ban": "禁令",
    "exchange": "调配",
    "definition": "定义",
    "stacking": "叠加规则",
    "amendment": "变更",
    "statement": "说明",
}
GIFTS = {"money": "补助", "charge": "减免", "delay": "延期", "right": "权利"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("document", nargs="?", help="一份文件的 id：逐句列出带数的话由谁认领")
    parser.add_argument("--root", type=Path, default=Path(), help="含 policies/、sources/、reference/ 的文件夹，默认当前文件夹")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")
    parser.add_argument("--markdown", action="store_true", help="输出各文件各类工具的个数，一张 Markdown 表，下面一行是时限和节奏")


def run(args: argparse.Namespace) -> int:
    """0 when every clause and every number is claimed and every benefit has a case, 1 otherwise."""
    require_library(args.root)
    loaded = load_library(args.root)
    covered = [cover(document, loaded.texts, loaded.cases) for document in loaded.library.documents]
    if args.document:
        ids = [coverage.document.id for coverage in covered]
        if args.document not in ids:
            raise PolicyError("unknown-document", None, f"没有文件“{args.document}”", "库里文件的 id", nearest(args.document, ids))
        covered = [coverage for coverage in covered if coverage.document.id == args.document]
    if args.json:
        print(json.dumps([coverage_data(coverage) for coverage in covered], ensure_ascii=False, indent=1))
    elif args.markdown:
        print(table(covered), _times(covered), sep="\n")
    else:
        for coverage in covered:
            _print(coverage, whole=args.document is not None)
        if len(covered) > 1:
            _print_sums(covered)
    return int(any(coverage.unclaimed or coverage.unclaimed_numbers or coverage.without_cases for coverage in covered))


def table(covered: Sequence[Coverage]) -> str:
    """Documents by kinds of instruments as a Markdown table, benefits told apart by what they give and how they bind, sums last."""
    told = {**{("gives", key): name for key, name in GIFTS.items()}, **{("forces", key): key for key in ("应", "可", "鼓励")}}
    told |= {("kinds", key): name for key, name in KINDS.items() if key != "benefit"}
    rows = [[f"`{coverage.document.id}`", *(getattr(coverage, name).get(key, 0) for name, key in told)] for coverage in covered]
    sums = [sum(int(row[at]) for row in rows) for at in range(1, len(told) + 1)]
    lines = [["文件", *told.values()], ["---"] + ["---:"] * len(told), *rows, ["合计", *sums]]
    return "".join(f"| {' | '.join(str(cell) for cell in line)} |\n" for line in lines)


def coverage_data(coverage: Coverage) -> dict[str, object]:
    """One document's coverage as JSON-able data."""
    numbers = [{"clause": sentence.clause, "text": sentence.text, "claimed_by": list(sentence.claimed_by)} for sentence in coverage.numbers]
    return {
        "document": coverage.document.id,
        "clauses": {
            "running": [clause.path for clause in coverage.running],
            "statement_only": [clause.path for clause in coverage.stated],
            "unclaimed": [clause.path for clause in coverage.unclaimed],
        },
        "numbers": numbers,
        "benefits": {"with_cases": list(coverage.with_cases), "without_cases": list(coverage.without_cases)},
        "kinds": dict(coverage.kinds),
        "gives": dict(coverage.gives),
        "forces": dict(coverage.forces),
        "checklist_lines": coverage.lines,
        "service_limits": coverage.limits,
        "stated_last_days": coverage.last_days,
        "timed_duties": coverage.timed,
    }


def _print(coverage: Coverage, whole: bool) -> None:
    total = len(coverage.running) + len(coverage.stated) + len(coverage.unclaimed)
    open_numbers = coverage.unclaimed_numbers
    print(f"{coverage.document.id}  {coverage.document.short}")
    print(
        f"    条款 {total}：能运行 {len(coverage.running)}，只有说明 {len(coverage.stated)}，没有认领 {len(coverage.unclaimed)}；"
        f"带数的句子 {len(coverage.numbers)}，没有认领 {len(open_numbers)}；"
        f"待遇有办例 {len(coverage.with_cases)}，没有办例 {len(coverage.without_cases)}"
    )
    if coverage.kinds:
        print(f"    {_counts(coverage.kinds, KINDS)}")
    for clause in coverage.unclaimed:
        print(f"    没有认领：{clause.path} “{clause.text[:30]}…”")
    for sentence in coverage.numbers if whole else open_numbers:
        print(f"    {sentence.clause} “{sentence.text[:60]}” ← {'、'.join(sentence.claimed_by) or '没有认领'}")


def _print_sums(covered: Sequence[Coverage]) -> None:
    kinds, gives, forces = (
        sum((Counter(getattr(coverage, name)) for coverage in covered), Counter()) for name in ("kinds", "gives", "forces")
    )
    running, stated, unclaimed, numbers, open_numbers = (
        sum(len(getattr(coverage, name)) for coverage in covered)
        for name in ("running", "stated", "unclaimed", "numbers", "unclaimed_numbers")
    )
    total = running + stated + unclaimed
    claimed = _percent(total - unclaimed, total)
    print(f"文件 {len(covered)} 份，条款 {total}：能运行 {running}，只有说明 {stated}，没有认领 {unclaimed}；认领 {claimed}")
    print(f"带数的句子 {numbers}，没有认领 {open_numbers}；认领 {_percent(numbers - open_numbers, numbers)}")
    print(f"工具 {sum(kinds.values())}：{_counts(kinds, KINDS)}")
    print(f"待遇 {sum(gives.values())}：{_counts(gives, GIFTS)}；{_counts(forces, {'应': '应', '可': '可', '鼓励': '鼓励'})}")
    print(_times(covered))


def _times(covered: Sequence[Coverage]) -> str:
    names = ("lines", "limits", "last_days", "timed")
    lines, limits, last_days, timed = (sum(getattr(coverage, name) for coverage in covered) for name in names)
    return f"清单里的要求 {lines}，服务时限 {limits}，写明延到哪天的待遇 {last_days}，有期限或节奏的任务和要求 {timed}"


def _counts(counts: Mapping[str, int], names: dict[str, str]) -> str:
    return "，".join(f"{name} {counts[key]}" for key, name in names.items() if counts.get(key))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "—"
