"""Instruments drafted from what a clause says: what the words give is filled in, what a person must decide is marked 待写."""

import re
from collections.abc import Iterator

from luodi.policy.coverage import NUMBER
from luodi.policy.drafting.entry import VALIDITY, Entry, Setting, chunk_of, entry_of, last_day, subject_of
from luodi.policy.drafting.grants import SPANS, benefits_of
from luodi.policy.drafting.pieces import Piece
from luodi.policy.unwritten import MARK
from luodi.policy.values import decimal
from luodi.text.said.model import Limit, Target

HANDLES = re.compile(r"办结|办理|受理|审批|审查|审核|核准|备案|答复|出具|评审|登记|审定|反馈")
BEGINS = re.compile(r"受理|收到|接到|申请|申报|提交|登记|收件|报送|公示|签订|竣工")
PURPOSE = re.compile(r"^(?:为|根据|按照|依据|经|现)(?=.{0,400}(?:制定|提出|结合.{0,20}实际|通知如下|如下|印发))")
ISSUES = re.compile(r"现(?:将|予|印发)|印发给|请(?:认真|结合实际)?(?:贯彻|遵照|组织)")
DEFINES = re.compile(r"^(?:本[^，。；]{1,8}(?:所称|所指)的?)?[“《]?([^，。；：“”《》]{1,30}?)[”》]?[，,]?(?:是指|系指|指的是)")
UNTIL = re.compile(
    r"(?:(?:时限|时间|期限)?(?:由[^，]{1,12})?(?:压缩至|压缩到|缩短至|缩短到|控制在|不得超过|不超过|不多于|至|于|在|自|从))$"
)
FUNDS = re.compile(r"设立|安排|筹集|规模|总额|注册资本|投入")
FLOOR = re.compile(r"(?:不低于|不少于|不得低于|不得少于|达到|至少)$")
SIGN = re.compile(r"[\ue000-\uf8ff]")
SETTLES = ("不重复", "可叠加", "就高", "合计不超过")
SHORTEST = 8


def skeletons(piece: Piece, setting: Setting) -> Iterator[Entry]:
    """The instruments one sentence asks for, in the keys of policy files, without id; at least one."""
    benefits = list(benefits_of(piece, setting))
    found = [
        *_stackings(piece),
        *benefits,
        *_targets(piece, setting, not benefits),
        *(entry_of(piece, "ban", {**({"on": [ban.who]} if ban.who else {}), "what": ban.words}, f"{ban.word}") for ban in piece.bans),
    ]
    if not benefits:
        found += _services(piece)
        if not any(entry["kind"] == "service" for entry in found):
            found += _duties(piece, setting)
    yield from found or [_rest(piece)]


def is_left(entry: Entry) -> bool:
    """Whether nothing in the words says what a sentence is: a person decides."""
    return entry["kind"] in ("duty", "statement") and MARK in (entry.get("force"), entry.get("why"))


def _stackings(piece: Piece) -> Iterator[Entry]:
    for stack in piece.stacks:
        if stack.rule in SETTLES[:3]:
            rule = "不重复" if stack.rule == "就高" else stack.rule
            wins = {"wins": {"by": "就高", "quote": stack.words}} if stack.rule == "就高" else {}
            yield entry_of(piece, "stacking", {"members": MARK, "rule": rule, **wins}, stack.words)
            return
        if stack.rule == "合计不超过":
            yield entry_of(piece, "stacking", {"members": MARK, "rule": stack.rule, "ceiling": MARK}, stack.words)
            return


def _targets(piece: Piece, setting: Setting, alone: bool) -> Iterator[Entry]:
    """Figures to be reached; `alone` in a sentence that grants nothing, where the least size of a fund is one too."""
    for target in piece.targets:
        keys: dict[str, object] = {"force": _force_of_duty(piece, ""), "metric": _metric(target), "op": target.op or MARK}
        keys["value"] = _figure(target)
        if target.by is not None:
            keys["by_day"] = last_day(target.by, target.by_words, setting)
            if target.by_words not in target.words:
                keys["figures"] = {keys["by_day"]: f"前文写明：{target.by_words}"}
        elif target.by_words:
            keys["by_day"] = f"{MARK}：{target.by_words}"
        yield entry_of(piece, "target", keys, f"{target.metric}{target.op}{keys['value']}")
    for amount in piece.amounts:
        number = amount.number
        if alone and amount.role == "floor" and number and not piece.targets and FUNDS.search(piece.words):
            before = chunk_of(piece, amount).partition(amount.words)[0]
            keys = {"force": _force_of_duty(piece, ""), "metric": "".join(FLOOR.sub("", before).split()) or MARK, "op": ">="}
            yield entry_of(piece, "target", {**keys, "value": "".join(amount.words.split())})


def _metric(target: Target) -> str:
    """What is measured, as the text calls it; where a day or a figure cuts the words in two, a person puts them together."""
    return MARK if not target.metric or SIGN.search(target.metric) else target.metric


def _figure(target: Target) -> str:
    if target.low is None or target.high is None:
        return target.base or MARK
    shown = decimal(target.low) if target.low == target.high else f"{decimal(target.low)}—{decimal(target.high)}"
    if target.unit in ("", "%"):
        scale = 100 if target.unit == "" and "%" in target.words.replace("％", "%") else 1
        low, high = decimal(target.low * scale), decimal(target.high * scale)
        shown = low if low == high else f"{low}—{high}"
        return f"{shown}%" if scale == 100 else f"{shown}{target.unit}"
    return f"{shown}{target.unit}"


def _services(piece: Piece) -> Iterator[Entry]:
    limits = [limit for limit in piece.limits if _span_of(limit) and (limit.kind == "span" or _is_of_a_case(limit))]
    if limits and HANDLES.search(piece.words):
        listed = [
            {"for": _before(piece, limit), "within" if limit.op == "<=" else "at_least": _span_of(limit), "quote": chunk_of(piece, limit)}
            for limit in limits
        ]
        yield entry_of(piece, "service", {"for": subject_of(piece), "limits": listed})


def _is_of_a_case(limit: Limit) -> bool:
    """Whether a limit runs from what happens in each case: 自受理之日起3个工作日内."""
    return limit.kind == "after" and limit.anchor is not None and bool(BEGINS.search(limit.anchor.event or ""))


def _span_of(limit: Limit) -> str:
    if limit.amount is None or limit.amount.denominator != 1 or limit.unit not in SPANS:
        return ""
    return f"{limit.amount}{'个工作日' if limit.unit == '工作日' else limit.unit}"


def _before(piece: Piece, limit: Limit) -> str:
    """What the limit is for: the words before it between commas, or after it where none stand before."""
    words = chunk_of(piece, limit)
    shown = "".join(limit.words.split())
    bare = "".join(words.split())
    before, _, after = bare.partition(shown)
    return UNTIL.sub("", before) or after or bare


def _duties(piece: Piece, setting: Setting) -> Iterator[Entry]:
    """Duties of a sentence; one whose only binding word is that of a ban owes nothing else."""
    if piece.bans and {binding.word for binding in piece.bindings} <= {ban.word for ban in piece.bans}:
        return
    seen: set[str] = set()
    for duty in piece.duties:
        if duty.what in seen or (piece.targets and not duty.who):
            continue
        seen.add(duty.what)
        keys: dict[str, object] = {"force": _force_of_duty(piece, duty.force)}
        if duty.who and not piece.clause.units:
            keys["by"] = list(duty.who)
        # 由某部门负责 says by itself not what: then the whole sentence does.
        keys["what"] = duty.what if len(duty.what) >= SHORTEST else piece.words
        if duty.due is not None:
            words = next((limit.words for limit in piece.limits if limit.anchor == duty.due), duty.words)
            keys["due"] = last_day(duty.due, words, setting)
        if duty.rhythm:
            keys["rhythm"] = duty.rhythm
        yield entry_of(piece, "duty", keys)
    if not piece.duties and piece.limits:
        yield entry_of(piece, "duty", {"force": _force_of_duty(piece, ""), "what": piece.words, **_due(piece, setting)})


def _due(piece: Piece, setting: Setting) -> Entry:
    anchors = [limit for limit in piece.limits if limit.anchor is not None]
    return {"due": last_day(anchors[0].anchor, anchors[0].words, setting)} if len(anchors) == 1 and anchors[0].anchor else {}


def _force_of_duty(piece: Piece, said: str) -> str:
    if said:
        return said
    forces = {binding.force for binding in piece.bindings}
    return forces.pop() if len(forces) == 1 else MARK


def _rest(piece: Piece) -> Entry:
    """A sentence of which the grammar says nothing: why it does not run where its form says so, else a person's decision."""
    words = piece.words
    match = DEFINES.search(words)
    if match:
        return entry_of(piece, "definition", {"term": match[1]})
    if ISSUES.search(words) and piece.clause.path.startswith(("通知", "前言", "¶", "结尾")):
        return entry_of(piece, "statement", {"why": "只是印发和贯彻执行的要求，没有可办的事项。"})
    if piece.clause.path.startswith("题注"):
        return entry_of(piece, "statement", {"why": "只记文件的公布和修改。"})
    if PURPOSE.search(words):
        return entry_of(piece, "statement", {"why": "只说依据和目的，没有可办的事项。"})
    if piece.clause.path.startswith("前言") and words.startswith(("为", "根据", "依据", "按照")):
        return entry_of(piece, "statement", {"why": "只说依据和目的，没有可办的事项。"})
    if VALIDITY.search(words) and any(period.validity for period in piece.periods):
        return entry_of(piece, "statement", {"why": "只说文件从何时起、到何时止有效，写在 document.yaml 的 in_force 里。"})
    if {binding.force for binding in piece.bindings} == {"鼓励"} and not NUMBER.search(words):
        return entry_of(piece, "statement", {"why": "只是鼓励，不约束任何人，没有写明给什么。"})
    if piece.clause.units:
        return entry_of(piece, "duty", {"force": _force_of_duty(piece, ""), "what": words})
    return entry_of(piece, "statement", {"why": MARK})
