"""Two streams of one text, printed into each other, put back into one: each sentence once, in the place both streams allow.

The first occurrences of repeated sentences stand in the order of the text, and so do the second ones. A sentence printed once
belongs to one of the two streams; where both could have it, it stays where neither stream has to have lost it, unless its
words clearly belong elsewhere. Such sentences, repetitions and transpositions are remarks.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter

from luodi.text.block import Block, join, part, squeeze
from luodi.text.flow import hard_cuts
from luodi.text.marks import CHINESE, Mark, mark_of
from luodi.text.titles import SENTENCE_END, is_addressees

SENTENCE = re.compile(r"[^。！？]*[。！？]+[”）]?|[^。！？]+")
COLON_BEFORE_MARK = re.compile(rf"[：:](?=[{CHINESE}]{{1,3}}、)")
ANNOUNCES = re.compile(r"(?:(?:提出|制定|制订)[^。，]{0,14}(?:措施|意见|办法|方案|细则|规定)|(?:如下|以下)[^。，]{0,10})[。：:]$")
BOUND = re.compile(r"^(?:同时|此外|另外|其中|并且|并)")
HAN = re.compile(r"[\u4e00-\u9fff]+")
FEWEST = 5
SHORTEST = 12
SHORTEST_TWIN = 6
LONGEST_FILE = 120_000
LOST = 0.1
SAME_OPENING = 0.2
STREAMS = ("lead", "lag")

Settled = dict[int, tuple[int, int]]


@dataclass(slots=True)
class Woven:
    """Sentences of a file in printed order. `twins` are the repeated ones: (first index, second index), in the order of the text."""

    tokens: list[Block]
    keys: list[str]
    twins: list[tuple[int, int]]
    doubts: list[tuple[Block, str]] = field(default_factory=list)


def find_woven(blocks: list[Block]) -> Woven | None:
    """The interleaved streams, or None where the text is in order."""
    if sum(len(block.text) for block in blocks) > LONGEST_FILE:
        return None
    tokens = hard_cuts([sentence for block in hard_cuts(blocks) for sentence in _sentences(block)])
    keys = [squeeze(token.text) for token in tokens]
    places: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        places.setdefault(key, []).append(index)
    repeated = [found for key, found in places.items() if len(found) == 2 and len(key) >= SHORTEST_TWIN]
    long = [found for key, found in places.items() if len(found) > 1 and len(key) >= SHORTEST]
    if len(repeated) < FEWEST or len(repeated) * 4 < len(places) or len(repeated) * 10 < len(long) * 9:
        return None
    twins = _in_order([(first, second) for first, second in repeated])
    return Woven(tokens, keys, twins)


def _sentences(block: Block) -> list[Block]:
    ends = [match.end() for match in (*SENTENCE.finditer(block.text), *COLON_BEFORE_MARK.finditer(block.text))]
    edges = sorted({0, *ends})
    found = (part(block, start, end) for start, end in zip(edges, edges[1:], strict=False))
    return [sentence for sentence in found if sentence]


def _in_order(twins: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most repeated sentences whose second occurrences follow the order of the first."""
    twins = sorted(twins)
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, second) in enumerate(twins):
        place = bisect_left(ends, second)
        before.append(last[place - 1] if place else -1)
        ends[place : place + 1], last[place : place + 1] = [second], [number]
    kept: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        kept.append(twins[number])
        number = before[number]
    return kept[::-1]


def unweave(woven: Woven) -> list[Block]:
    """Blocks in the order of the text: head matter, opening, then a block for each numbered provision."""
    twin_of = {index: rank for rank, twin in enumerate(woven.twins) for index in twin}
    seconds = {second for _, second in woven.twins}
    seen: set[str] = set()
    places: Settled = {}
    free: list[int] = []
    for index, key in enumerate(woven.keys):
        if index in twin_of and index not in seconds:
            places[index] = (2 * twin_of[index] + 1, index)
        elif index not in twin_of and key not in seen:
            free.append(index)
        seen.add(key)
    first_head = min((index for index in places if mark_of(woven.tokens[index].text)), default=None)
    free = _open(woven, free, places, first_head)
    _place_heads(woven, free, places)
    _place_sentences(woven, free, places, twin_of)
    order = sorted(places, key=lambda index: places[index])
    _report(woven, order, seconds)
    return _blocks(woven, order)


def _open(woven: Woven, free: list[int], places: Settled, head: int | None) -> list[int]:
    """Head matter and the sentence that announces the provisions stand before the first of them, wherever printed."""
    if head is None:
        return free
    left: list[int] = []
    for index in free:
        text = woven.tokens[index].text
        matter = not SENTENCE_END.search(text) or is_addressees(text)
        if matter or (ANNOUNCES.search(text) and not mark_of(text)):
            places[index] = (places[head][0] - 1, index)
        else:
            left.append(index)
    return left


def _gaps(woven: Woven, index: int) -> tuple[int, int]:
    """After how many repeated sentences a single one stands, in the leading and in the lagging stream."""
    return bisect_left(woven.twins, index, key=itemgetter(0)), bisect_left(woven.twins, index, key=itemgetter(1))


def _place_heads(woven: Woven, free: list[int], places: Settled) -> None:
    """Heads go where their numbers rise."""
    heads = [(mark.number, index) for index in [*places, *free] if (mark := _head(woven.tokens[index]))]
    reached = (-1, -1)
    for _, index in sorted(heads):
        if index in places:
            reached = max(reached, places[index])
            continue
        lead, lag = _gaps(woven, index)
        options = [(2 * lag, index), (2 * lead, index)]
        fitting = [option for option in options if option > reached]
        if not fitting:
            woven.doubts.append((woven.tokens[index], "编号与两处文本的次序都不合，按印刷位置读"))
        places[index] = fitting[0] if fitting else options[1]
        reached = max(reached, places[index])


def _head(token: Block) -> Mark | None:
    mark = mark_of(token.text)
    return mark if mark and mark.style == "一、" and mark.whole else None


def _place_sentences(woven: Woven, free: list[int], places: Settled, twin_of: dict[int, int]) -> None:
    """Give each run of single sentences between two settled ones to the stream before it, to that after it, or cut it."""
    waiting = [index for index in free if index not in places]
    runs: list[list[int]] = []
    for index in waiting:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    contested = [run for run in runs if not _place_plainly(woven, run, places, twin_of)]
    settled = dict(places)
    for run in contested:
        _place_by_words(woven, run, settled, places, twin_of)


def _place_plainly(woven: Woven, run: list[int], places: Settled, twin_of: dict[int, int]) -> bool:
    """Place a run where only one stream can have it: one that surrounds it, or the only one with room for it."""
    left, right = (_stream(woven, index, places, twin_of) for index in (run[0] - 1, run[-1] + 1))
    gaps = dict(zip(STREAMS, _gaps(woven, run[0]), strict=True))
    roomy = [name for number, name in enumerate(STREAMS) if not _unbroken(woven, gaps[name], other=1 - number)]
    surrounded = left == right != "either"
    if gaps["lead"] != gaps["lag"] and len(roomy) == 2 and not surrounded:
        return False
    name = left if surrounded else (roomy or ["lead"])[0]
    for index in run:
        places[index] = (2 * gaps[name], index)
    return True


def _place_by_words(woven: Woven, run: list[int], settled: Settled, places: Settled, twin_of: dict[int, int]) -> None:
    """Cut a run both streams could have: its beginning to the stream before it, its end to the one after it."""
    left, right = (_stream(woven, index, settled, twin_of) for index in (run[0] - 1, run[-1] + 1))
    gaps = dict(zip(STREAMS, _gaps(woven, run[0]), strict=True))
    first = left if left != "either" else "lag" if right == "lead" else "lead"
    second = "lag" if first == "lead" else "lead"
    cut = _best_cut(woven, run, (first, second), gaps, settled)
    for position, index in enumerate(run):
        name = first if position < cut else second
        places[index] = (2 * gaps[name], index)
        if position or not _is_bare_head(woven, index - 1):
            woven.doubts.append((woven.tokens[index], "两处文本次序都容得下这一句，按文意与相邻句子归此条，请核对"))


def _stream(woven: Woven, index: int, settled: Settled, twin_of: dict[int, int]) -> str:
    """Which stream the sentence at `index` belongs to: lead, lag, or either."""
    if index in twin_of:
        return "lead" if woven.twins[twin_of[index]][0] == index else "lag"
    if index not in settled:
        return "either"
    lead, lag = _gaps(woven, index)
    if lead == lag:
        return "either"
    return "lead" if settled[index][0] == 2 * lead else "lag"


def _unbroken(woven: Woven, gap: int, other: int) -> bool:
    """Whether the other stream prints the two sentences around this gap one right after the other."""
    if not 0 < gap < len(woven.twins):
        return False
    return woven.twins[gap][other] == woven.twins[gap - 1][other] + 1


def _best_cut(woven: Woven, run: list[int], names: tuple[str, str], gaps: dict[str, int], settled: Settled) -> int:
    """How many of the run go to the first of two streams: the cheapest cut, losses counted and words weighed."""
    weigh = _weights(woven)
    home = {name: _section(woven, (2 * gaps[name], index), settled) for name, index in zip(names, (run[0], run[-1]), strict=True)}
    lost = {name: LOST if gaps[name] < len(woven.twins) else 0.0 for name in names}
    best, least = 0, math.inf
    for cut in range(_is_bare_head(woven, run[0] - 1), len(run) + 1):
        if cut < len(run) and BOUND.match(woven.tokens[run[cut]].text):
            continue
        grown = {name: list(texts) for name, texts in home.items()}
        cost = 0.0
        for position, index in enumerate(run):
            name, text = names[position >= cut], woven.tokens[index].text
            cost += lost[name] - _pull(text, grown[name], weigh)
            grown[name].append(text)
        if cost < least:
            best, least = cut, cost
    return best


def _is_bare_head(woven: Woven, index: int) -> bool:
    """A heading that is one short sentence needs another after it."""
    return index >= 0 and _head(woven.tokens[index]) is not None and len(woven.tokens[index].text) < 40


def _section(woven: Woven, position: tuple[int, int], settled: Settled) -> list[str]:
    """The settled sentences of the provision in which a position lies."""
    order = sorted(settled, key=lambda other: settled[other])
    found: list[str] = []
    for other in order:
        beyond = settled[other] > position
        if _head(woven.tokens[other]):
            if beyond:
                break
            found = []
        found.append(woven.tokens[other].text)
    return found


def _weights(woven: Woven) -> dict[str, float]:
    texts = set(woven.keys)
    counts = Counter(pair for text in texts for pair in _pairs(text))
    return {pair: math.log(len(texts) / count) for pair, count in counts.items()}


def _pairs(text: str) -> set[str]:
    return {word[index : index + 2] for word in HAN.findall(text) for index in range(len(word) - 1)}


def _pull(text: str, section: list[str], weigh: dict[str, float]) -> float:
    """How much of a sentence's wording recurs in a provision, by the rarity of the words; more where its sentences open alike."""
    mine = _pairs(text)
    whole = sum(weigh.get(pair, 0.0) for pair in mine)
    theirs = set().union(*(_pairs(other) for other in section)) if section else set()
    shared = sum(weigh.get(pair, 0.0) for pair in mine & theirs)
    alike = sum(other[:1] == text[:1] for other in section) > 1
    return (shared / whole if whole else 0.0) + (SAME_OPENING if alike else 0.0)


def _report(woven: Woven, order: list[int], seconds: set[int]) -> None:
    read = set(order)
    for index in range(len(woven.tokens)):
        if index in seconds or index not in read:
            woven.doubts.append((woven.tokens[index], "重复印出的文字，只读一次"))
    for before, after in zip(order, order[1:], strict=False):
        if after < before and not _head(woven.tokens[after]):
            woven.doubts.append((woven.tokens[after], "印刷位置与条款次序不符，按两处文本的次序归位"))


def _blocks(woven: Woven, order: list[int]) -> list[Block]:
    """Sentences of one provision run together; what stands before the first provision keeps its own blocks."""
    found: list[list[Block]] = []
    inside = False
    for index in order:
        token = woven.tokens[index]
        head = _head(token)
        if inside and not head:
            found[-1].append(token)
        else:
            found.append([token])
        inside = inside or head is not None
    return [join(blocks) for blocks in found]
