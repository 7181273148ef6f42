"""What a decision says, phrase by phrase, in Chinese: gifts, conditions, quotations, units. Screens and terminal share it."""

from luodi.days.window import show_day
from luodi.decide.model import Change, Given, Held, Nearest, Outcome, Quoted
from luodi.policy.values import show_money

UNSTATED = "文件未载明"
HOLDS = {"yes": "符合", "no": "不符合", "unknown": "待定"}
FALLS = {"money": "", "charge": "少付"}


def gift_words(given: Given) -> str:
    """22万元; 少付6万元; 至多少付25万元; 每月1万元，共3月，3万元; 延至2020年2月24日; 不作违约处理."""
    if given.kind == "right":
        return given.right or UNSTATED
    if given.words:
        return given.words
    if given.kind == "delay":
        return _delay_words(given)
    fall = FALLS.get(given.kind, "")
    if given.amount is not None or given.at_most is not None:
        most = "" if given.amount is not None else "至多"
        total = f"{most}{fall}{show_money(given.amount if given.amount is not None else given.at_most or 0)}"
        if given.per and given.times is None:
            return f"每{given.per}{total}"
        if given.each is not None and given.times is not None:
            return f"{total}（每{given.per or '次'}{show_money(given.each)}，共{given.times}{given.per or '次'}）"
        return total
    if given.rate:
        return f"{fall}{given.rate}"
    return f"{fall or '金额'}{'多少' if fall else ''}待定"


def _delay_words(given: Given) -> str:
    if given.until:
        day = show_day(given.until)
        return f"延至{day}" if given.until_rule in (None, day) else f"延至{given.until_rule}，即{day}"
    if given.until_rule:
        return f"延至{given.until_rule}（是哪一天还不知道）"
    if given.by:
        return f"延长{given.by}"
    return f"至多延长{given.by_at_most}" if given.by_at_most else UNSTATED


def quote_words(quote: Quoted) -> str:
    """“…”, the pieces of one quotation joined where the text goes on between them."""
    return f"“{'……'.join(quote.words)}”"


def cited(quote: Quoted, short: str) -> str:
    """南昌项目建设37条 五/（三十）/¶2：“…”"""
    return f"{short} {quote.clause}：{quote_words(quote)}"


def condition_words(held: Held) -> str:
    """符合　“本年度设备投资额超过100万元的”：本年度设备投资额 320万元; the rule itself stands for words that there are none of."""
    stated = "，".join(f"{name} {value}" for name, value in held.value.items())
    waits = f"还不知道{'、'.join(held.missing)}" if held.missing else ""
    inner = "；".join(part for part in (stated, waits, held.remark) if part)
    if held.quote:
        return f"{HOLDS[held.holds]}　{quote_words(held.quote)}" + (f"：{inner}" if inner else "")
    return f"{HOLDS[held.holds]}　{held.text}" + (f"（{inner}）" if inner else "")


def change_words(change: Change) -> str:
    """裁员率 5.8%，须不高于5.5%（差0.3个百分点）"""
    return f"{change.fact} {change.now}，须{change.need}" + (f"（差{change.by}）" if change.by else "")


def nearest_words(nearest: Nearest) -> str:
    """All changes, and what else is not known then."""
    changes = "；".join(change_words(change) for change in nearest.changes)
    open_facts = f"；此外还要知道{'、'.join(nearest.open)}" if nearest.open else ""
    return changes + (open_facts or ("" if nearest.then == "yes" else "；此外还有说不定的"))


def unit_words(outcome: Outcome) -> str:
    """牵头：市工信局；配合：市财政局; where the document does not say who leads, only who is responsible."""
    if outcome.lead:
        support = f"；配合：{'、'.join(outcome.support)}" if outcome.support else ""
        return f"牵头：{'、'.join(outcome.lead)}{support}"
    units = outcome.units or outcome.support
    return f"责任单位：{'、'.join(units)}（文件未写明谁牵头）" if units else UNSTATED


def share_words(outcome: Outcome) -> str:
    """南昌市11万元，县区11万元; the parts alone where nothing is counted."""
    if outcome.shares:
        return "，".join(f"{bearer}{show_money(fen)}" for bearer, fen in outcome.shares.items())
    if len(outcome.parts) == 1:
        return next(iter(outcome.parts))
    if outcome.parts:
        return f"{'、'.join(outcome.parts)}按{':'.join(str(part) for part in outcome.parts.values())}分担"
    return UNSTATED
