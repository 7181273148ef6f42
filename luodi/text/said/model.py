"""What a clause says: findings, each with its words, the characters of the clause it stands on, and its place in the source."""

from dataclasses import dataclass, field
from fractions import Fraction

from luodi.days.window import Anchor
from luodi.text.model import Place


@dataclass(frozen=True, slots=True)
class Found:
    """`words` are characters [start, end) of the clause's text, verbatim; `place` covers them in the source."""

    words: str
    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Number(Found):
    """A quantity. `low` and `high` are its exact bounds in `unit`, equal where the text gives one value.

    kind: money (unit 元, 美元 …), ratio (unit "": 30% is 3/10), points (个百分点), basis (基点), multiple (倍), share (`parts`: 1:1),
    span (unit 天, 周, 个月, 年, 工作日, 小时, 分钟) or count (the text's own classifier: 个, 亩, 只).
    `op` is the comparison the words make: = <= < >= >. `change` is -1 or 1 where they lower or raise something by it, else 0.
    `cap`: 最高, 上限, 不超过 … bound it from above. `per` names what it is given for each of: 每人每天 is (人, 天).
    """

    kind: str
    low: Fraction
    high: Fraction
    unit: str = ""
    op: str = "="
    change: int = 0
    cap: bool = False
    approximate: bool = False
    per: tuple[str, ...] = ()
    parts: tuple[int, ...] = ()

    @property
    def effect(self) -> Fraction:
        """What it comes to: 下浮15% is -3/20, 提高1倍 is 2; elsewhere the value."""
        if self.kind == "multiple" and self.change > 0:
            return 1 + self.low
        return -self.low if self.change < 0 else self.low

    @property
    def effect_op(self) -> str:
        """How `effect` compares: 下浮15%以上 is at most -3/20."""
        turned = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
        return turned.get(self.op, self.op) if self.change < 0 else self.op


@dataclass(frozen=True, slots=True)
class Day(Found):
    """A calendar span named in the text: ISO first and last day, both included; None where the year is stated nowhere.

    `year_given` is False where the year is the document's. `mark` is what the text puts after it: 前, 起, 止, 后 or "".
    """

    first: str | None
    last: str | None
    year_given: bool = True
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Amount(Found):
    """What is given, taken, or asked for in order to be given: a sum, a rate, a share, a span of relief, or no upper limit.

    role: sum, rate, share, span, cap, floor, threshold, open (不设上限: `number` is None).
    """

    role: str
    number: Number | None


@dataclass(frozen=True, slots=True)
class Limit(Found):
    """Time within which, or not before which, something is done.

    kind: span (2个工作日), day (2020年12月31日前) or after (疫情解除后60天). `amount` `unit` is the span; `op` <= within, >= at least.
    `anchor` is the last day (kind day) or the moved event (kind after); None where the year is stated nowhere.
    """

    kind: str
    amount: Fraction | None
    unit: str
    op: str
    anchor: Anchor | None
    year_given: bool = True


@dataclass(frozen=True, slots=True)
class Period(Found):
    """Days during which something holds; an open end is None. `validity`: the document's own (有效期, 施行). `provisional`: 暂定."""

    opens: Anchor | None
    closes: Anchor | None
    validity: bool = False
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Target(Found):
    """A figure to be reached. `low` to `high` in `unit`; both None where it is compared with another figure (`base`: 2019年同期).

    `by` is the last day, `by_words` how the text puts it; `verb` is the word that makes it a target, `scored` where points are given
    for it; `change` is -1 or 1 where the figure is by how much the metric is to fall or rise.
    """

    metric: str
    op: str
    low: Fraction | None
    high: Fraction | None
    unit: str
    verb: str
    base: str = ""
    by: Anchor | None = None
    by_words: str = ""
    approximate: bool = False
    scored: bool = False
    change: int = 0


@dataclass(frozen=True, slots=True)
class Citation(Found):
    """Another text named by title, number or both, blanks removed. `law`: a statute. `itself`: the document's own title.

    `document` is its id in the library, None where it is not there.
    """

    title: str
    number: str | None
    law: bool = False
    itself: bool = False
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Duty(Found):
    """Somebody's act. `who` are the words for the actor, () where the sentence names none (then the clause's units are it).

    `due` is the last day or the moved event, `within` a span as printed, `rhythm` as the text puts it (每周一), `force` as in Binding.
    """

    who: tuple[str, ...]
    what: str
    due: Anchor | None = None
    within: str = ""
    rhythm: str = ""
    force: str = ""


@dataclass(frozen=True, slots=True)
class Ban(Found):
    """What nobody, or `who`, may do; `word` is 不得, 严禁, 禁止, 一律不得 …"""

    who: str
    what: str
    word: str


@dataclass(frozen=True, slots=True)
class Binding(Found):
    """How a sentence binds: `force` 应, 可 or 鼓励, by the `word` it stands on. The words are the sentence's."""

    force: str
    word: str


@dataclass(frozen=True, slots=True)
class Stack(Found):
    """How grants meet: `rule` 就高, 不重复, 可叠加, 合计不超过, 取消 or 从其规定."""

    rule: str


@dataclass(frozen=True, slots=True)
class Said:
    """All that one clause says, each kind in the order of the text. `numbers` and `days` hold every one, whatever it is for."""

    path: str
    numbers: tuple[Number, ...] = ()
    days: tuple[Day, ...] = ()
    amounts: tuple[Amount, ...] = ()
    limits: tuple[Limit, ...] = ()
    periods: tuple[Period, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()
    duties: tuple[Duty, ...] = ()
    bans: tuple[Ban, ...] = ()
    bindings: tuple[Binding, ...] = ()
    stacks: tuple[Stack, ...] = field(default=())
