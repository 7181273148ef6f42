"""A missing part is skipped loudly, and fails where it was required."""

import pytest

from tests.required import LOUD, missing


def test_a_missing_part_is_skipped_with_a_loud_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUODI_REQUIRE", "chromium")
    with pytest.raises(pytest.skip.Exception, match=f"{LOUD} postgresql：没有装"):
        missing("postgresql", "没有装")


def test_a_required_part_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUODI_REQUIRE", "chromium, postgresql")
    with pytest.raises(pytest.fail.Exception, match="postgresql"):
        missing("postgresql", "没有装")
