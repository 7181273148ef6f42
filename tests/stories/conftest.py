"""A site as `luodi serve` opens it, on a database of its own, and a browser before it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, sync_playwright

from tests.required import missing

CHROMIUM = Path("/usr/bin/chromium")
ROOT = Path(__file__).resolve().parents[2]
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True, slots=True)
class Samples:
    """What the sample accounts sign in with, as `luodi serve` prints it: the password, and the key of the codes in base 32."""

    password: str
    key: str


@contextmanager
def serving(var: Path, root: Path = ROOT) -> Iterator[str]:
    """The address of a site that runs meanwhile, with its files under `var`."""
    with opened(var, root) as (address, _):
        yield address


@contextmanager
def opened(var: Path, root: Path = ROOT) -> Iterator[tuple[str, IO[str]]]:
    """The address of a site that runs meanwhile, and what it prints after its first line."""
    command = [sys.executable, "-m", "luodi.cli.main", "serve", "--port", "0", "--root", str(root)]
    environment = {**os.environ, "LUODI_VAR": str(var), "LUODI_DATABASE_URL": "", "LUODI_SAMPLES": "1", "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            printed = process.stdout.readline()
            address = re.search(r"http://\S+?(?=/ )", printed)
            assert address, printed
            yield address[0], process.stdout
        finally:
            process.terminate()
            process.communicate(timeout=60)


@pytest.fixture(scope="session")
def opening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, IO[str]]]:
    with opened(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def site(opening: tuple[str, IO[str]]) -> str:
    return opening[0]


@pytest.fixture(scope="session")
def samples(opening: tuple[str, IO[str]]) -> Samples:
    return printed(opening[1])


def printed(output: IO[str]) -> Samples:
    """Read off what the site printed about its sample accounts."""
    text = ""
    for line in output:
        text += line
        if key := re.search(r"密钥：(\w+)", line):
            password = re.search(r"口令都是 (\S+)", text)
            assert password, text
            assert text.count("\n") <= 10
            return Samples(password[1], key[1])
    pytest.fail(text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing("chromium", f"没有 {CHROMIUM}")
    # The driver's event loop stays in this process, where Django would refuse every later test its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh visitor on a wide screen; anything the page complains of fails the test."""
    yield from visit(browser, site)


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh visitor on a phone."""
    yield from visit(browser, site, viewport=PHONE)


def visit(browser: Browser, site: str, **options: object) -> Iterator[Page]:
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        """A form sent back with status 422 is a page like any other."""
        if message.type in ("error", "warning") and "422" not in message.text:
            complaints.append(message.text)

    context = browser.new_context(base_url=site, locale="zh-CN", **options)
    opened = context.new_page()
    opened.on("console", heard)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def follow(pressed: Locator) -> None:
    """Press what leads to another page, and wait until that page has come: what is asked next is asked of it."""
    with pressed.page.expect_navigation():
        pressed.click()
