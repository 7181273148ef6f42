"""Sums, days and clause paths as a reader reads them."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote

from django import template
from django.utils.html import format_html

from luodi.desk.portal.anchors import clause_url, measure_url, question_url
from luodi.desk.portal.library import shelf
from luodi.desk.portal.running import limit_words
from luodi.feel.speak import speak
from luodi.policy.model import Expression
from luodi.policy.values import show_money
from luodi.text.anchors import clause_id

register = template.Library()
register.filter("limit_words", limit_words)
register.simple_tag(measure_url, name="measure_link")
register.simple_tag(question_url, name="question_link")
WEEKDAYS = "一二三四五六日"
FORCES = {"应": "应当", "可": "可以", "鼓励": "鼓励"}


@register.filter
def money(fen: int) -> str:
    """6万元."""
    return show_money(fen)


@register.filter
def yuan(fen: int) -> str:
    """60,000.00元: the exact value, for titles and print."""
    sign = "-" if fen < 0 else ""
    whole, part = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{part:02}元"


@register.filter
def day(value: date | str) -> str:
    """2020年3月10日 周二, from a date or an ISO day; anything else as it is."""
    try:
        when = value if isinstance(value, date) else date.fromisoformat(value)
    except ValueError:
        return str(value)
    return f"{when.year}年{when.month}月{when.day}日 周{WEEKDAYS[when.weekday()]}"


@register.filter
def named(text: str) -> str:
    """Document ids in a sentence of ours, as what screens call the documents."""
    for id in shelf().policies:
        text = text.replace(f"{id} ", f"《{shelf().short(id)}》")
    return text


@register.filter
def force(word: str, act: str = "给") -> str:
    """应当给; of a duty or a target 应当做. What is only encouraged stays so."""
    return FORCES.get(word, word) + (act if word in ("应", "可") else "")


@register.filter
def rule(expression: Expression) -> str:
    """A rule as a person says it: 本年度设备投资额超过100万元."""
    return speak(expression.tree)


@register.filter
def path_words(path: str) -> str:
    """A clause's path as one cites it: 二、6; 五（三十）第2段."""
    said = ""
    for part in path.split("/"):
        paragraph = part.startswith("¶")
        said += f"第{part[1:]}段" if paragraph else f"、{part}" if said and part.isalnum() and not part.startswith("第") else part
    return said


@register.filter
def anchor(path: str) -> str:
    """The fragment of a clause in a link."""
    return quote(clause_id(path))


@register.simple_tag
def source_link(source: str) -> str:
    """Where a fact's words come from (“document path”), as a link to the clause; plain words where it is not of the library."""
    id, _, path = source.partition(" ")
    if id not in shelf().policies:
        return format_html("（{}）", source)
    return format_html('<a href="{}">（{} {}）</a>', clause_url(id, path), shelf().short(id), path_words(path))


@register.simple_tag
def clause_link(document: str, path: str, words: Iterable[str] = ()) -> str:
    """The address of a clause, with words of it marked."""
    return clause_url(document, path, tuple(words))
