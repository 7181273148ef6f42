"""The JSON of cases and of what can be applied for. Days are ISO, money is in fen, a region is a six-digit code."""

from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import StringConstraints

from luodi.desk.api.cursors import HIGHEST
from luodi.desk.api.shapes import PLAIN

LONGEST, MOST_ENTRIES = 4000, 100
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=PLAIN)]
Text = Annotated[str, StringConstraints(max_length=LONGEST, pattern=PLAIN)]
Texts = Annotated[dict[Name, Text], Field(max_length=MOST_ENTRIES)]


class MatterOut(Schema):
    id: str
    title: str
    document: str
    clause: str
    subjects: list[str] = Field(description="谁能申请")
    pays: bool
    items: list[str] = Field(description="要先选其中哪一项的，列在这里")


class Matters(Schema):
    items: list[MatterOut]
    next: str | None


class AskedPaper(Schema):
    name: str
    stands: str = Field(description="must 应交、late 可容缺、pledge 可用承诺书代替")


class AskedFact(Schema):
    name: str
    kind: str
    question: str
    values: list[str]


class BanOut(Schema):
    title: str
    document: str
    clause: str


class MatterWhole(MatterOut):
    region: str
    units: list[str] = Field(description="由谁受理，牵头在前；空的是文件未载明、本地也未登记")
    papers: list[AskedPaper]
    facts: list[AskedFact]
    barred: list[BanOut] = Field(description="不得要求在这里办这件事的条款")


class CaseOut(Schema):
    id: int
    service: str
    title: str
    document: str
    clause: str
    party: str = Field(description="名称；个人只写“王某”")
    party_code: str = Field(description="统一社会信用代码；个人没有")
    unit: str
    region: str
    filed_on: date
    state: str


class Cases(Schema):
    items: list[CaseOut]
    next: str | None


class PaperOut(Schema):
    name: str
    text: str
    remark: str


class GroundOut(Schema):
    document: str
    clause: str
    words: list[str]


class CaseDuty(Schema):
    task: str
    about: str
    unit: str
    due: date | None
    light: str


class CaseEvent(Schema):
    kind: str
    on: date
    unit: str
    text: str


class CaseWhole(CaseOut):
    item: str
    amount: int | None = Field(description="准予的金额，分；文件未载明且未核定的为空")
    answers: dict[str, str]
    papers: list[PaperOut]
    grounds: list[GroundOut] = Field(description="不予办理可以依据的话，次序即 ground")
    duties: list[CaseDuty]
    events: list[CaseEvent]
    seen: int = Field(description="已有几步；办一步时带上，中间有人办过就不再照办")
    steps: list[str] = Field(description="这个账号现在能办的步")


class CaseIn(Schema, extra="forbid"):
    service: Name = Field(examples=["streamline-return-application"])
    party: Annotated[str, StringConstraints(max_length=200, pattern=PLAIN)] = Field(description="统一社会信用代码；个人替自己办，留空")
    region: Name = Field(description="在哪里办：代码或全名", examples=["360102"])
    answers: Texts = Field(default_factory=dict, description="事实和值，照政策文件的写法")
    papers: Texts = Field(default_factory=dict, description="材料和内容，名称照 GET /matters/{id}")
    pledges: dict[Name, date] = Field(default_factory=dict, max_length=MOST_ENTRIES, description="可容缺的材料和承诺补交的日子")
    in_place: list[Name] = Field(default_factory=list, max_length=MOST_ENTRIES, description="用承诺书代替的材料")
    item: Annotated[str, StringConstraints(max_length=200, pattern=PLAIN)] = ""
    way: Literal["online", "window", "phone", "post"] = Field("online", description="窗口代录的写明怎么来的")
    caller: Annotated[str, StringConstraints(max_length=40, pattern=PLAIN)] = Field("", description="窗口代录的写明谁来办的")
    on: date | None = Field(None, description="窗口代录的写明哪一天收到，期限从那天算；不写是站点当天")


class CaseStepIn(Schema, extra="forbid"):
    kind: Literal[
        *("supplied", "delivered", "corrected", "withdrawn"),
        *(
            "taken",
            "held",
            "released",
            "extended",
            "agreed",
            "objected",
            "asked",
            "approved",
            "refused",
            "cleared",
            "contested",
            "checked",
            "reopened",
        ),
    ]
    text: Text = ""
    papers: Texts = Field(default_factory=dict, description="补正、补交的材料；告知补正时只看名称")
    answers: Texts = Field(default_factory=dict, description="更正的事实")
    ground: int | None = Field(None, ge=0, le=10_000, description="不予办理依据 grounds 里的第几句，从 0 数")
    amount: int | None = Field(None, ge=1, le=10**15, description="准予的金额，分；文件定死的不填")
    extend_by: Annotated[str, StringConstraints(max_length=20, pattern=PLAIN)] = Field("", description="延期多久：3个工作日")
    seen: int | None = Field(None, ge=0, le=HIGHEST)
