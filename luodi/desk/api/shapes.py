"""The JSON of the API: what is asked and what is answered. Days are ISO, money in a decision is in fen."""

from datetime import date
from typing import Any, Literal

from ninja import Field, Schema

Anything = dict[str, Any]
# PostgreSQL keeps no zero character.
PLAIN = r"^[^\x00]*$"
WORD = r"^[a-z]*$"


class DocumentOut(Schema):
    id: str
    title: str
    short: str
    number: str | None
    issuers: list[str]
    date: str | None
    level: str
    region: str
    clauses: int


class ClauseOut(Schema):
    document: str
    path: str
    heading: str
    text: str
    lead: list[str] = Field(description="牵头单位，照文件所写")
    support: list[str]
    units: list[str]


class Documents(Schema):
    items: list[DocumentOut]
    next: str | None


class Clauses(Schema):
    items: list[ClauseOut]
    next: str | None


class HitOut(Schema):
    document: str
    path: str
    heading: str
    text: str
    level: str
    region: str
    date: date | None


class Hits(Schema):
    count: int
    more: bool
    items: list[HitOut]
    next: str | None


class DecideIn(Schema, extra="forbid"):
    subject: str = Field(max_length=20, examples=["企业"])
    facts: dict[str, str] = Field(
        default_factory=dict, max_length=600, description="事实和值，照政策文件的写法", examples=[{"企业规模": "小型"}]
    )
    on: str = Field(max_length=10, description="算到哪一天", examples=["2020-03-10"])


class RowOut(Schema):
    id: int
    kind: str = Field(description="duty 文件布置的事、case 办件")
    title: str
    unit: str
    region: str
    party: str | None
    document: str
    clause: str
    limit: str
    state: str
    due: date | None
    done_on: date | None
    light: str = Field(
        description="late 超期、red 告急、amber 将到期、green 时间够、waiting 等待、none 未载明期限、done 已办、withdrawn 已撤"
    )


class Rows(Schema):
    items: list[RowOut]
    next: str | None


class ReportIn(Schema, extra="forbid"):
    kind: Literal["noted", "done", "assigned"] = Field(description="noted 报进展、done 报办结，都要写 text；assigned 由这个账号来办")
    text: str = Field("", max_length=4000, pattern=PLAIN)


class ProblemError(Schema):
    field: str
    message: str


class ProblemOut(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemError] = Field(default_factory=list, description="逐项的说明")


class Verified(Schema):
    lines: int
    whole: bool
    broken_at: int | None
    reason: str
