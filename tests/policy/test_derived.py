"""What works a fact out is held against the facts: each mistake is one finding."""

from pathlib import Path

import pytest

from luodi.policy.load import load_library
from tests.policy.conftest import REFERENCE


@pytest.mark.parametrize(
    ("line", "id"),
    [
        ("没有的事实: {file: sizes.dmn, decision: 企业规模, source: 某文件}", "unknown-fact"),
        ("承租国有房产: {file: ../sizes.dmn, decision: 企业规模, source: 某文件}", "bad-name"),
        ("承租国有房产: {file: sizes.dmn, decision: 没有的决策, source: 某文件}", "bad-model"),
        ("承租国有房产: {file: sizes.dmn, decision: 企业规模}", "missing-key"),
    ],
)
def test_a_faulty_derivation_is_one_finding(small_root: Path, line: str, id: str) -> None:
    policies = small_root / "policies"
    (policies / "sizes.dmn").write_bytes((REFERENCE.parent / "policies" / "sizes.dmn").read_bytes())
    (policies / "derived.yaml").write_text(line + "\n", "utf-8")
    errors = load_library(small_root).errors
    assert [(error.id, error.spot and error.spot.file) for error in errors] == [(id, "policies/derived.yaml")]
