"""Benefits drafted: for whom in the words of the text, what is given as far as a figure says it, the rest marked 待写."""

import re
from collections.abc import Iterator
from fractions import Fraction

from luodi.policy.drafting.entry import Entry, Setting, chunk_of, entry_of, last_day, subject_of
from luodi.policy.drafting.pieces import ENDS, Piece
from luodi.policy.kinds.benefit import OPEN
from luodi.policy.unwritten import MARK
from luodi.policy.values import decimal, show_money
from luodi.text.said.model import Amount, Number, Period

GRANTS = re.compile(
    r"给予|奖励|予以补助|予以补贴|补助|补贴|奖补|资助|贴息|返还|减免|免收|免征|免除|免缴|免租|免费|减征|减半|缓缴|缓交|延期缴纳|延期交纳|展期|顺延|退还|豁免|不收取"
)
LOWERS = re.compile(r"减免|免收|免征|免除|免缴|免租|免费|减征|减收|减按|减半|下浮|降低|下调|不收取|不收|优惠|收取|费率|利率")
DELAYS = re.compile(r"缓缴|延缴|缓交|缓收|延期|延缓|延长|展期|顺延|推迟|补缴|补办|暂缓")
GRANTED = re.compile(
    rf"(?:可以?|给予|予以|享受|全部|一律|全额|不)?(?:给予|予以|申请|依法申请|按规定)?(?:{GRANTS.pattern})|可(?![再持靠能])|允许"
)
GIVING = re.compile(r"给予|予以")
# Without a figure, a grant is a verb: 奖励 and 补助 by themselves may name a policy, a fund, a committee.
RIGHTS = re.compile(
    r"(?:给予|予以|提供|享受|发放|落实)[^，。；]{0,24}(?:奖励|补助|补贴|奖补|资助|贴息|支持|优惠|补偿)|免收|免征|免除|免缴|免租|免费|减免|减征|减半|返还|退还|豁免|不收取"
    r"|延期缴纳|延期交纳|(?:缓缴|缓交|展期|顺延)(?![期后後内])"
)
LINKS = re.compile(r"^(?:同时|其中|此外|另外|对此|一是|二是|三是|四是|五是)[，,：:]")
TAIL = re.compile(r"[，,：:][^，,：:的后起]{0,8}$")
PAYS = re.compile(r"奖励|补助|补贴|贴息|返还")
ASKING_STARTS = ("对", "凡", "因", "若", "如", "在", "经", "自", "受", "符合", "新", "当")
ASKING_ENDS = ("的", "后", "起", "期间", "时")
WEAK = re.compile(r"鼓励|支持|引导|适当|视情|酌情|原则上|争取|力争|研究|探索|优先|可以|可(?![再持靠能])")
FUNDED = re.compile(
    r"由[^，。；]{0,20}(?:财政|资金|基金)[^，。；]{0,10}(?:承担|负担|分担|列支|安排)|(?:资金|经费)[^，。；]{0,20}(?:列支|承担|分担)"
)
GIFT_ROLES = ("sum", "rate", "cap", "span", "floor", "share")
SPANS = ("天", "周", "个月", "年", "工作日")


def benefits_of(piece: Piece, setting: Setting) -> Iterator[Entry]:
    if piece.targets and not GRANTS.search(piece.words) and not piece.amounts:
        return
    asked, given = _asked(piece)
    amounts = [amount for amount in piece.amounts if amount.role in GIFT_ROLES and not _lies_in(amount.start, asked)]
    said = piece.clause.text[given : piece.end].strip(ENDS)
    gifts = list(_gifts(piece, amounts)) or _delays(piece, setting)
    if piece.stacks and not gifts:
        return
    if gifts and all(amount.role == "floor" for amount in amounts) and not (LOWERS.search(said) or DELAYS.search(said)):
        gifts = []
    if not gifts and not _grants_right(piece, said):
        return
    words = [_condition(piece.clause.text[start:end]) for start, end in asked]
    for gift in gifts or [{"right": _granted(piece, said)}]:
        yield entry_of(piece, "benefit", _benefit(piece, [part for part in words if part] or [piece.words], gift, setting))


def _condition(text: str) -> str:
    """The words a condition must encode, without what only links them to the sentence before or to what is given."""
    return TAIL.sub("", LINKS.sub("", text.strip(ENDS)).strip(f"，,：:{ENDS}")).strip(f"，,：:{ENDS}")


def _grants_right(piece: Piece, said: str) -> bool:
    """Whether a sentence without a figure gives something: a grant in words, or a 可 that is nobody's duty."""
    if RIGHTS.search(said) and not FUNDED.search(said):
        return True
    permitted = any(binding.force == "可" for binding in piece.bindings)
    return permitted and not piece.targets and not any(duty.who for duty in piece.duties)


def _benefit(piece: Piece, words: list[str], gift: Entry, setting: Setting) -> dict[str, object]:
    force = _force(piece)
    keys: dict[str, object] = {"force": force}
    if force == "可":
        keys["granted_by"] = MARK
    keys["for"] = subject_of(piece)
    during = _during(piece)
    if during:
        keys["during"] = during
    keys["when"] = [{"if": MARK, "words": part} for part in words]
    keys["gives"] = gift
    keys["stack"] = MARK if setting.stacks else OPEN
    beside = [f"原文还写有：{chunk_of(piece, amount)}" for amount in piece.amounts if amount.role == "open" or _is_beside(piece, amount)]
    if beside:
        keys["remarks"] = list(dict.fromkeys(beside))
    return keys


def _is_beside(piece: Piece, amount: Amount) -> bool:
    """Whether a span of time only measures or bounds what is given by another figure."""
    number = amount.number
    if number is None or number.kind != "span" or DELAYS.search(piece.words):
        return False
    return any(other.number and other.number.kind != "span" and other.role in ("sum", "rate", "cap") for other in piece.amounts)


def _force(piece: Piece) -> str:
    """应, 可 and 鼓励 only where the words leave no doubt; what is weakened, or said of something beside, is for a person."""
    said = {binding.force for binding in piece.bindings}
    if not said:
        return "应" if GRANTS.search(piece.words) and not WEAK.search(piece.words) else MARK
    if len(said) > 1:
        return MARK
    force = said.pop()
    if force == "鼓励" and not any(piece.words.startswith(binding.word) for binding in piece.bindings):
        return MARK
    return force


def _during(piece: Piece) -> str:
    periods = [period for period in piece.periods if not DELAYS.search(period.words) and not GRANTS.search(period.words)]
    for period in periods:
        if _dated(period):
            start, end = (anchor.day if anchor else "" for anchor in (period.opens, period.closes))
            return f"{start}..{end}"
    return f"{MARK}：{periods[0].words}" if periods else ""


def _dated(period: Period) -> bool:
    """Whether both ends are plain days or left open, and the last is a day."""
    ends = [anchor for anchor in (period.opens, period.closes) if anchor]
    return period.closes is not None and all(anchor.day and not anchor.event and not anchor.amount for anchor in ends)


def _asked(piece: Piece) -> tuple[list[tuple[int, int]], int]:
    """The parts of the sentence that say for whom, and where the part begins that says what is given."""
    text = piece.clause.text
    asked: list[tuple[int, int]] = []
    given = -1
    for first, last in piece.chunks():
        words = text[first:last].strip(" ，,：:\u3000")
        conditional = words.endswith(ASKING_ENDS) and last < piece.end
        figured = any(first <= amount.start < last for amount in piece.amounts if amount.role in GIFT_ROLES)
        verbs = [match.start() for match in (GRANTS.search(text, first, last), GIVING.search(text, first, last)) if match]
        opens = words.startswith(ASKING_STARTS) and not figured and not GIVING.search(words)
        if conditional or (given < 0 and last < piece.end and (opens or not (verbs or figured))):
            asked.append((first, last))
        elif given < 0:
            given = min(verbs) if verbs and words.startswith(ASKING_STARTS) else first
            if given > first:
                asked.append((first, given))
    if asked and len(asked) > 1:
        asked = _run_together(asked)
    return asked, given if given >= 0 else piece.start


def _run_together(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found = [spans[0]]
    for start, end in spans[1:]:
        if start == found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _lies_in(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _granted(piece: Piece, said: str) -> str:
    """What is given where no figure says it: the words from the one that gives, or from 可."""
    match = GRANTED.search(said)
    return said[match.start() :] if match else said or piece.words


def _delays(piece: Piece, setting: Setting) -> list[Entry]:
    """A new last day, where something is put off to it."""
    if not DELAYS.search(piece.words):
        return []
    anchors = [limit for limit in piece.limits if limit.anchor is not None]
    return [{"delay": {"until": last_day(limit.anchor, limit.words, setting)}} for limit in anchors if limit.anchor]


def _gifts(piece: Piece, amounts: list[Amount]) -> Iterator[Entry]:
    numbers = [(amount, amount.number) for amount in amounts if amount.number is not None and not _is_beside(piece, amount)]
    caps = [number for amount, number in numbers if amount.role == "cap" and number.kind == "money"]
    cap = _money(caps[0].high) if len(caps) == 1 else ""
    given = 0
    for amount, number in numbers:
        if amount.role == "cap" and number.kind == "money":
            continue
        given += number.kind != "span"
        yield _gift(piece, amount, number, cap)
    if caps and not given:
        for number in caps:
            yield _sum(piece, {"at_most": _money(number.high)}, number)
    elif len(caps) > 1:
        for number in caps:
            yield _sum(piece, f"{MARK}：最高{_money(number.high)}", number)


def _gift(piece: Piece, amount: Amount, number: Number, cap: str) -> Entry:
    if number.kind == "span":
        return _span(piece, amount, number)
    one = number.low == number.high
    if number.kind == "money" and number.unit == "元" and one and amount.role == "sum":
        sum_ = _money(number.low)
        return _sum(piece, f"min({sum_} * {MARK}, {cap})" if cap else sum_, number)
    if number.kind == "ratio" and one and amount.role == "rate":
        rate = f"{decimal(number.low * 100)}%"
        return _sum(piece, f"min({rate} * {MARK}, {cap})" if cap else {"rate": rate, "of": MARK}, number)
    shown = "".join(amount.words.split())
    return _sum(piece, f"{MARK}：{shown}{f'，最高{cap}' if cap else ''}", number)


def _sum(piece: Piece, value: object, number: Number) -> Entry:
    """Money paid, or a charge lowered, by the words nearest to the figure."""
    near = piece.clause.text[max(piece.start, number.start - 30) : min(piece.end, number.end + 20)]
    kind = "charge" if LOWERS.search(near) and not PAYS.search(near) else "money"
    per = {"per": "、".join(number.per), "times": MARK} if number.per else {}
    return {kind: value, **per}


def _span(piece: Piece, amount: Amount, number: Number) -> Entry:
    shown = "".join(amount.words.split())
    if DELAYS.search(piece.words) and number.low == number.high and number.low.denominator == 1 and number.unit in SPANS:
        span = f"{number.low}{number.unit}" if number.unit != "工作日" else f"{number.low}个工作日"
        return {"delay": {"at_most" if amount.role == "cap" or number.op == "<=" else "by": span}}
    return {"delay" if DELAYS.search(piece.words) else "charge" if LOWERS.search(piece.words) else "money": f"{MARK}：{shown}"}


def _money(yuan: Fraction) -> str:
    return show_money(yuan * 100)
