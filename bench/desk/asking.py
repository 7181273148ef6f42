"""A client that asks at a rate of its own, whether answers come or not, and counts from the moment a request was due."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import quote, unquote, urlencode, urlsplit

from lxml import html

FORM = "application/x-www-form-urlencoded"
AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: `body` is a form to be posted, empty for a page to be read."""

    path: str
    cookie: str = ""
    body: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What came back, and the cookies one has after it."""

    path: str
    cookie: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    ask: Ask
    status: int
    took: float


def fire(port: int, asks: list[Ask], rate: int) -> list[Answer]:
    """Send each at its moment, `rate` a second; `took` are milliseconds from that moment, waiting in line included."""
    start = time.perf_counter() + 0.2

    def one(number: int) -> Answer:
        due = start + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        status = send(port, asks[number])[0]
        return Answer(asks[number], status, (time.perf_counter() - due) * 1000)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(len(asks))))


def send(port: int, ask: Ask) -> tuple[int, HTTPResponse, str]:
    """The answer, read whole; on a connection of its own, as browsers of many people come."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Cookie": ask.cookie, "Content-Type": FORM, "Accept-Encoding": "identity"}
    connection.request("POST" if ask.body else "GET", quote(ask.path, safe="/?=&%"), ask.body or None, headers)
    response = connection.getresponse()
    text = response.read().decode("utf-8", "replace")
    connection.close()
    return response.status, response, text


def get(port: int, path: str, cookie: str = "", body: str = "") -> Page:
    """A page, and the cookies that came with it beside those one had."""
    status, response, text = send(port, Ask(path, cookie, body))
    if status not in (200, 302):
        raise SystemExit(f"{path}: {status}")
    jar = dict(part.split("=", 1) for part in cookie.split("; ") if part)
    jar |= dict(header.split(";")[0].split("=", 1) for header in response.headers.get_all("Set-Cookie") or ())
    return Page(path, "; ".join(f"{name}={value}" for name, value in jar.items()), text)


def filled(page: Page, path: str, given: dict[str, str]) -> Ask:
    """The form of a page that posts, with these values; what is a paper gets a line."""
    form = next(form for form in html.fromstring(page.text).forms if form.method == "POST" and "sign-out" not in (form.action or ""))
    values = dict(form.form_values())
    values |= {name: "示例：一行" for name in form.fields if name and name.startswith("paper-")}
    return Ask(path, page.cookie, urlencode({**values, **given}))


def visiting(port: int, subject: str = "企业") -> Page:
    """A visitor who has taken over a sample party, before a question."""
    page = get(port, f"/ask/{subject}/")
    chosen = next(form for form in html.fromstring(page.text).forms if (form.action or "").rstrip("/").endswith("sample"))
    taken = get(port, unquote(chosen.action), page.cookie, urlencode(dict(chosen.form_values())))
    return get(port, f"/ask/{subject}/question/月租金/", taken.cookie)


def figures(answers: list[Answer]) -> None:
    """p50, p95 and the longest in milliseconds, of each page and of all."""
    paths = dict.fromkeys(_page(answer.ask) for answer in answers)
    for path in [*paths, "all"]:
        took = sorted(answer.took for answer in answers if path in (_page(answer.ask), "all"))
        wrong = sum(answer.status not in (200, 302) for answer in answers if path in (_page(answer.ask), "all"))
        p95 = statistics.quantiles(took, n=20)[-1]
        print(
            f"  {path:<45} {len(took):>5}  p50 {statistics.median(took):6.1f}  p95 {p95:6.1f}  longest {took[-1]:6.1f}  failed {wrong}",
            flush=True,
        )


def _page(ask: Ask) -> str:
    parts = urlsplit(ask.path)
    return f"{'POST ' if ask.body else ''}{parts.path}{'?' + parts.query if parts.query else ''}"
