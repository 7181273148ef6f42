"""`luodi check`: the library held against its texts; with --cases, every worked case computed as well."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from luodi.decide.cases import Difference, run_cases
from luodi.decide.engine import Engine
from luodi.places.regions import Regions
from luodi.policy.cache import fingerprint, require_library
from luodi.policy.errors import Finding
from luodi.policy.load import Loaded, load_library
from luodi.policy.lower import lower


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root", type=Path, default=Path(), help="含 policies/、sources/、reference/ 的文件夹，默认当前文件夹")
    parser.add_argument("--cases", action="store_true", help="把每个办例算一遍")
    parser.add_argument("--open", action="store_true", help="把文件留着没定的逐条列出")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: argparse.Namespace) -> int:
    """0 when nothing is wrong, 2 with errors in the library, 1 when a worked case fails."""
    require_library(args.root)
    loaded = load_library(args.root)
    failures = _failures(loaded, args.root) if args.cases and not loaded.errors else ()
    if args.json:
        print(json.dumps(_data(loaded, failures), ensure_ascii=False, indent=1))
    else:
        _print(loaded, failures, args)
    return 2 if loaded.errors else 1 if failures else 0


def _failures(loaded: Loaded, root: Path) -> Sequence[Difference]:
    regions = Regions.load(root / "reference" / "divisions")
    return tuple(run_cases(loaded.cases, Engine(lower(loaded.library, regions, fingerprint(root)), regions)))


def _data(loaded: Loaded, failures: Sequence[Difference]) -> dict[str, object]:
    findings = [asdict(finding) for finding in loaded.findings]
    return {"findings": findings, "cases": len(loaded.cases), "failures": [str(failure) for failure in failures]}


def _print(loaded: Loaded, failures: Sequence[Difference], args: argparse.Namespace) -> None:
    unwritten = [finding for finding in loaded.errors if finding.id == "to-be-written"]
    for finding in loaded.errors:
        if finding.id != "to-be-written":
            print(finding, file=sys.stderr)
    if unwritten:
        print(f"起草的文件里还有 {len(unwritten)} 处待写：", file=sys.stderr)
        for finding in unwritten:
            print(finding, file=sys.stderr)
    open_ = sorted((finding for finding in loaded.findings if finding.severity == "open"), key=lambda finding: finding.id)
    if open_:
        print(f"文件留着没定的 {len(open_)} 处（不是错，答复里照样说明）：")
        for id, group in groupby(open_, key=lambda finding: finding.id):
            _print_group(id, list(group), args.open)
    for failure in failures:
        print(failure, file=sys.stderr)
    encoded = [document for document in loaded.library.documents if document.instruments]
    count = sum(len(document.instruments) for document in encoded)
    faults = _faults(len(loaded.errors), len(unwritten))
    print(f"文件 {len(loaded.library.documents)} 份，其中 {len(encoded)} 份编成了规则，共 {count} 个工具；{faults}。")
    if args.cases and not loaded.errors:
        print(f"办例 {len(loaded.cases)} 个，通过 {len(loaded.cases) - len({failure.case for failure in failures})} 个。")


def _faults(errors: int, unwritten: int) -> str:
    return f"错误 {errors - unwritten} 处" + (f"，待写 {unwritten} 处" if unwritten else "")


def _print_group(id: str, findings: list[Finding], whole: bool) -> None:
    shown = findings if whole else findings[:5]
    print(f"  {id} {len(findings)} 处" + ("" if whole or len(findings) <= len(shown) else "，先列5处，全部用 --open"))
    for finding in shown:
        where = f"{finding.spot.file}:{finding.spot.line} " if finding.spot else ""
        print(f"    {where}{finding.found}")
