"""The JSON of voices. What was said stands only in a single one, as its reader may see it."""

from datetime import date
from typing import Literal

from ninja import Field, Schema

from luodi.desk.api.case_shapes import LONGEST, Name, Text
from luodi.desk.api.cursors import HIGHEST
from luodi.desk.api.shapes import PLAIN


class VoiceOut(Schema):
    id: int
    sort: str
    title: str
    party: str | None
    region: str
    unit: str
    state: str
    raised_on: date
    answered_on: date | None
    rating: int | None
    solved: bool | None
    joined: int | None = Field(description="并入的那一件")


class Voices(Schema):
    items: list[VoiceOut]
    next: str | None


class VoiceEvent(Schema):
    kind: str
    on: date
    unit: str
    text: str


class VoiceWhole(VoiceOut):
    text: str
    events: list[VoiceEvent]
    seen: int = Field(description="已有几步；办一步时带上，中间有人办过就不再照办")
    steps: list[str] = Field(description="这个账号现在能办的步")


class VoiceIn(Schema, extra="forbid"):
    sort: Literal["question", "appeal", "complaint", "suggestion"]
    title: str = Field(min_length=1, max_length=100, pattern=PLAIN)
    text: str = Field(min_length=1, max_length=LONGEST, pattern=PLAIN)
    region: Name = Field(description="哪里的事：代码或全名", examples=["360102"])
    party: Name | None = Field(None, description="代表企业时，它的统一社会信用代码")


class VoiceStepIn(Schema, extra="forbid"):
    kind: Literal["taken", "answered", "passed", "joined", "pressed", "rated", "reopened", "withdrawn"]
    text: Text = ""
    to: str = Field("", max_length=200, pattern=PLAIN, description="转给哪个单位，全称")
    twin: int | None = Field(None, ge=1, le=HIGHEST, description="并入本单位的哪一件")
    rating: int | None = Field(None, ge=1, le=5, description="5 非常满意 … 1 非常不满意")
    solved: bool | None = Field(None, description="评价时：解决了没有")
    seen: int | None = Field(None, ge=0, le=HIGHEST)
