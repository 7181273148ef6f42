"""Parts of a machine that some tests need: where one is missing, the tests that need it are skipped, or fail if it was required."""

import os
from typing import NoReturn

import pytest

LOUD = "缺少"


def required() -> set[str]:
    """The parts that LUODI_REQUIRE names: chromium,postgresql,spark."""
    return set(filter(None, os.environ.get("LUODI_REQUIRE", "").replace(" ", "").split(",")))


def missing(part: str, reason: str) -> NoReturn:
    """Skip, saying what is missing; fail where it was required."""
    message = f"{LOUD} {part}：{reason}"
    if part in required():
        pytest.fail(f"{message}（LUODI_REQUIRE 要求有它）", pytrace=False)
    pytest.skip(message)
