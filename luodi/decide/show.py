"""A decision laid out as plain Chinese text for a terminal: what is given, what may be, what is open, what is not."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from math import inf
from unicodedata import east_asian_width

from luodi.days.window import show_day
from luodi.decide.model import Decision, Nearest, Outcome
from luodi.decide.wording import UNSTATED, cited, condition_words, gift_words, nearest_words, quote_words, share_words, unit_words
from luodi.policy.program import DocumentHead
from luodi.policy.values import show_money

WIDTH = 96
LABEL = 8
INDENT = 3
ASKED = 10
LISTED = 15
NAMED = 5
NO_START = "，。；：、）〕》”！？…"
NO_END = "（〔《“"
WORD = re.compile(r"[!-~]+|.")

Row = tuple[str, str]
Heads = Mapping[str, DocumentHead]
Near = Mapping[str, Nearest]
Pick = Callable[[Outcome], bool]


def show(decision: Decision, heads: Heads, width: int = WIDTH, *, nearest: Near | None = None, whole: bool = False) -> str:
    """The answer, wrapped to `width` columns. `heads` names the documents; `nearest` are the changes that would make a no a yes.

    What is given is shown with all its reasons; what is open, encouraged or refused in short and the first ones only, unless `whole`.
    """
    return "\n".join(_lines(decision, heads, nearest or {}, max(width, 40), whole)) + "\n"


def _lines(decision: Decision, heads: Heads, nearest: Near, width: int, whole: bool) -> Iterator[str]:
    yield f"{decision.subject}，{show_day(decision.on)}"
    yield f"确定 {show_money(decision.certain)}    可能再有 {show_money(decision.possible)}"
    titles = {outcome.id: outcome.title for outcome in decision.outcomes}
    for title, pick, given in SECTIONS:
        found = sorted(filter(pick, decision.outcomes), key=lambda outcome: _far(outcome, nearest))
        if not found:
            continue
        yield ""
        yield f"【{title}】{len(found)}项"
        if given or whole:
            for number, outcome in enumerate(found, 1):
                yield ""
                yield from _outcome(number, outcome, heads, titles, nearest, width)
        else:
            yield from _brief(found, heads, nearest, width)
    yield from _asking(decision, titles, width)
    yield ""
    for remark in decision.remarks:
        yield from wrapped(f"· {remark}", width, 0, 2)


def _far(outcome: Outcome, nearest: Near) -> tuple[float, ...]:
    """What is refused for least stands first; everything else as it stands."""
    if outcome.status != "no":
        return ()
    return nearest[outcome.id].far if outcome.id in nearest else (inf,)


def _outcome(number: int, outcome: Outcome, heads: Heads, titles: Mapping[str, str], nearest: Near, width: int) -> Iterator[str]:
    head = f"{number}. {outcome.title}"
    yield from wrapped(head if outcome.status == "no" else f"{head}　{gift_words(outcome.gives)}", width, 0, INDENT)
    rows = _refused(outcome, heads, nearest) if outcome.status == "no" else _given(outcome, heads, titles)
    for label, text in rows:
        lead = f"{' ' * INDENT}{label}{' ' * (LABEL - 2 * len(label))}"
        yield from wrapped(f"{lead}{text}", width, 0, INDENT + LABEL)


def _brief(found: list[Outcome], heads: Heads, nearest: Near, width: int) -> Iterator[str]:
    """A line or two each: what it is, where it stands, what it waits for or fails on."""
    for number, outcome in enumerate(found[:LISTED], 1):
        gift = "" if outcome.status == "no" else f"　{gift_words(outcome.gives)}"
        yield from wrapped(f"{number}. {outcome.title}{gift}（{_short(outcome, heads)} {outcome.clause}）", width, 0, INDENT)
        failed = [condition_words(held) for held in outcome.conditions if held.holds == "no"]
        if outcome.id in nearest:
            yield from wrapped(f"{' ' * INDENT}差在　{nearest_words(nearest[outcome.id])}", width, 0, INDENT + LABEL)
        elif outcome.missing or failed:
            text = f"因　　{failed[0]}" if failed else f"还差　{'、'.join(outcome.missing)}"
            yield from wrapped(f"{' ' * INDENT}{text}", width, 0, INDENT + LABEL)
    if len(found) > LISTED:
        yield f"……还有{len(found) - LISTED}项，全部列出用 --all"


def _refused(outcome: Outcome, heads: Heads, nearest: Near) -> Iterator[Row]:
    yield "凭", cited(outcome.quote, _short(outcome, heads))
    for held in outcome.conditions:
        if held.holds == "no":
            yield "因", condition_words(held)
    if outcome.id in nearest:
        yield "差在", nearest_words(nearest[outcome.id])
    yield from _remarks(outcome)


def _given(outcome: Outcome, heads: Heads, titles: Mapping[str, str]) -> Iterator[Row]:
    if outcome.lost_to:
        yield "让给", _lost(outcome, titles)
    yield "凭", cited(outcome.quote, _short(outcome, heads))
    yield from _reasons(outcome)
    if outcome.granted_by:
        yield "等谁", f"{outcome.granted_by}（文件写的是“可”，还要等其决定）"
    if outcome.possible:
        counted = f"确定{show_money(outcome.certain)}，" if outcome.certain else ""
        yield "计入", f"{counted}可能{show_money(outcome.possible)}"
    if outcome.gives.kind in ("money", "charge"):
        source = outcome.shares_quote
        yield "谁出", share_words(outcome) + (f"（{source.clause}：{quote_words(source)}）" if source else "")
    if outcome.payee or outcome.gives.kind == "money":
        yield "给谁", outcome.payee or UNSTATED
    yield "期限", outcome.during
    yield "怎么办", cited(outcome.how, _short(outcome, heads)) if outcome.how else UNSTATED
    yield "找谁", unit_words(outcome)
    yield from _remarks(outcome)


def _reasons(outcome: Outcome) -> Iterator[Row]:
    """Every condition; of what is still open only the open ones, and what the sum waits for."""
    asked: set[str] = set()
    for held in outcome.conditions:
        asked.update(held.missing)
        if outcome.status != "unknown" or held.holds != "yes":
            yield "因", condition_words(held)
    rest = [name for name in outcome.missing if name not in asked]
    if rest:
        yield "还差", "、".join(rest)


def _lost(outcome: Outcome, titles: Mapping[str, str]) -> str:
    rule = f"，{outcome.lost_by.clause}：{quote_words(outcome.lost_by)}" if outcome.lost_by else ""
    wins = f"；{outcome.won_by.clause}：{quote_words(outcome.won_by)}" if outcome.won_by else ""
    winner = titles.get(outcome.lost_to or "", outcome.lost_to)
    return f"{winner}{rule}{wins}"


def _remarks(outcome: Outcome) -> Iterator[tuple[str, str]]:
    shown = {held.remark for held in outcome.conditions}
    for remark in outcome.remarks:
        if remark not in shown:
            yield "说明", remark


def _asking(decision: Decision, titles: Mapping[str, str], width: int) -> Iterator[str]:
    if not decision.ask:
        return
    yield ""
    yield f"【接着要问的】{len(decision.ask)}个，先答牵动钱最多的"
    for number, question in enumerate(decision.ask[:ASKED], 1):
        answer = f"（{question.answer}）" if question.answer else ""
        yield from wrapped(f"{number}. {question.question}{answer}", width, 0, INDENT)
        named = "、".join(titles.get(id, id) for id in question.settles[:NAMED])
        more = "等" if len(question.settles) > NAMED else ""
        yield from wrapped(f"{' ' * INDENT}写作“{question.fact}”，关系到{len(question.settles)}项：{named}{more}", width, 0, INDENT)
    if len(decision.ask) > ASKED:
        yield f"……还有{len(decision.ask) - ASKED}个，答了前面的再看"


def _short(outcome: Outcome, heads: Heads) -> str:
    return heads[outcome.document].short if outcome.document in heads else outcome.document


def _due(outcome: Outcome) -> bool:
    return outcome.status == "yes" and outcome.lost_to is None and outcome.force == "应" and outcome.gives.at_most is None


def _likely(outcome: Outcome) -> bool:
    return outcome.status == "yes" and outcome.lost_to is None and not _due(outcome) and outcome.force != "鼓励"


# Title, which outcomes, and whether they are given (and so shown with all their reasons).
SECTIONS: tuple[tuple[str, Pick, bool], ...] = (
    ("确定的：文件写明应给，条件都符合", _due, True),
    ("可能的：写的是“可”，或只写了上限", _likely, True),
    ("符合但不再给：与别的一项不能同时享受", lambda outcome: outcome.status == "yes" and outcome.lost_to is not None, True),
    ("待定的：还差几件事", lambda outcome: outcome.status == "unknown" and outcome.force != "鼓励", False),
    (
        "鼓励的：谁也不受约束，不计入合计",
        lambda outcome: outcome.status != "no" and outcome.force == "鼓励" and outcome.lost_to is None,
        False,
    ),
    ("不符合的", lambda outcome: outcome.status == "no", False),
)


@cache
def columns(letter: str) -> int:
    """How many columns a letter takes; those that Chinese fonts draw wide take two."""
    return 2 if east_asian_width(letter) in "WFA" else 1


def wrapped(text: str, width: int, first: int, rest: int) -> Iterator[str]:
    """`text` in lines of at most `width` columns (a Han letter takes two), indented by `first` and then by `rest` blanks.

    Numbers and Latin words stay whole; no line begins with a closing mark or ends with an opening one.
    """
    line, used = " " * first, first
    for word in WORD.findall(text):
        size = len(word) if word.isascii() else columns(word)
        if used + size > width and word not in NO_START and line.strip():
            kept = line.rstrip(NO_END)
            yield kept.rstrip()
            line = " " * rest + line[len(kept) :]
            used = rest + 2 * (len(line) - rest)
            if word == " ":
                continue
        line += word
        used += size
    yield line.rstrip()
