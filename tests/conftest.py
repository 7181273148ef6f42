"""What all tests share: a loud word at the end about what could not be tested."""

from collections import Counter
from pathlib import Path

import pytest

from luodi.policy.load import Loaded, load_library
from tests.required import LOUD

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """The library with what was found in it, read once."""
    return load_library(ROOT)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in red which tests were skipped for want of a part."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[2]) for report in skipped if isinstance(report.longrepr, tuple))
    for reason, count in reasons.items():
        if LOUD in reason:
            terminalreporter.write_line(f"没有测到 {count} 项：{reason.removeprefix('Skipped: ')}", red=True, bold=True)
