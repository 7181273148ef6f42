"""How a row stands, as colour, shape and word; and days left as people count them."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luodi.days.limit import parse_limit, show_limit
from luodi.desk import clock
from luodi.desk.portal.library import shelf
from luodi.desk.registers.models import Row
from luodi.desk.registers.queries import LIGHTS, light

register = template.Library()
SHAPES = {"late": "!", "red": "!", "amber": "△", "green": "·", "waiting": "…", "none": "–", "done": "✓", "withdrawn": "✕"}


DRAWN = {
    name: format_html('<span class="light l-{}"><span class="sign" aria-hidden="true">{}</span>{}</span>', name, SHAPES[name], word)
    for name, word in LIGHTS.items()
}


@register.simple_tag
def row_light(row: Row) -> SafeString:
    return DRAWN[light(row)]


@register.filter
def left(row: Row) -> str:
    """还剩3天; 今天到期; 超期2天; what it waits for; nothing where it is done."""
    if row.state in ("done", "withdrawn"):
        return ""
    if row.due is None:
        return f"等：{row.waits}" if row.waits else ""
    return days_left(row.due, clock.today())


def days_left(due: date, day: date) -> str:
    days = (due - day).days
    return f"超期{-days}天" if days < 0 else f"还剩{days}天" if days else "今天到期"


@register.filter
def limit(text: str) -> str:
    """2个工作日内; 2020年3月31日前; 未载明期限."""
    return show_limit(parse_limit(text))


@register.filter
def place(code: str) -> str:
    """A region's full name by its code; the code where it is none."""
    regions = shelf().regions
    return regions.full_name(code) if code in regions.names else code


@register.filter
def short(document: str) -> str:
    """What screens call a document."""
    return shelf().short(document) if document in shelf().policies else document
