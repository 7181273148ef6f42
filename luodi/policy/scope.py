"""What an instrument is read against: its document's text and window, the facts, terms and events it may name, the regions."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from luodi.days.errors import DayError
from luodi.days.rhythm import parse_rhythm
from luodi.days.span import parse_span
from luodi.days.window import Anchor, Window, parse_anchor, parse_window
from luodi.feel.errors import FeelError
from luodi.feel.parse import parse
from luodi.feel.profile import check
from luodi.feel.types import Type
from luodi.places.errors import PlaceError
from luodi.places.regions import Regions
from luodi.policy.dmn_in import read_decision
from luodi.policy.errors import PolicyError
from luodi.policy.model import Area, Condition, Event, Expression, Quote
from luodi.policy.nodes import Node
from luodi.policy.quotes import Quoter, nearest

AREA_EXAMPLE = "例：in: 江西省；in: {参保地: 江西省}；in: {参保地: {within: 全国, except: [湖北省]}}"


@dataclass(frozen=True, slots=True)
class Scope:
    """`types` gives the type of every fact and term an expression of this document may name; `folder` holds its files."""

    quoter: Quoter
    types: Mapping[str, Type]
    events: Mapping[str, Event]
    regions: Regions
    region: str
    during: Window
    folder: Path = Path()

    def expression(self, node: Node, kind: str) -> Expression:
        """The FEEL text of `node`, parsed, checked, of type `kind`."""
        text = node.text("FEEL 表达式")
        try:
            tree = parse(text)
            found = check(tree, self.types, text)
        except FeelError as error:
            raise PolicyError(error.id, node.spot, f"“{text}”{error}", "") from error
        if found.kind != kind:
            words = {"boolean": "是否", "money": "金额", "number": "数", "string": "文字", "date": "日期"}
            raise PolicyError(
                "wrong-type", node.spot, f"“{text}”算出来是{words.get(found.kind, found.kind)}", f"一个{words.get(kind, kind)}"
            )
        return Expression(text, tree, found)

    def modelled(self, node: Node) -> Expression:
        """`{file: sizes.dmn, decision: 企业规模}`: a decision of a model in the document's folder, as an expression."""
        example = "{file: 同一文件夹里的 .dmn 文件, decision: 决策的名称}"
        keys = node.mapping(example)
        if set(keys) != {"file", "decision"}:
            raise PolicyError("wrong-shape", node.spot, f"means_dmn 的键是{'、'.join(keys)}", example)
        file, decision = keys["file"].text(".dmn 文件"), keys["decision"].text("决策的名称")
        if Path(file).name != file:
            raise PolicyError("bad-name", keys["file"].spot, f"“{file}”不在这份文件的文件夹里", "同一文件夹里的文件名")
        try:
            return read_decision(self.folder / file, decision, self.types)
        except FeelError as error:
            raise PolicyError("bad-model", keys["decision"].spot, str(error), "规则用得了的决策") from error

    def quote(self, clause: str, node: Node) -> Quote:
        return self.quoter.quote(clause, node)

    def window(self, node: Node) -> Window:
        try:
            window = parse_window(node.text("期间"))
        except DayError as error:
            raise PolicyError("bad-day", node.spot, str(error), "起..止", "例：2020-02-26..2020-12-31，2020-02-26..疫情结束") from error
        for anchor in (window.start, window.end):
            self._known(anchor, node)
        return window

    def anchor(self, node: Node) -> Anchor:
        try:
            anchor = parse_anchor(node.text("日期"))
        except DayError as error:
            raise PolicyError("bad-day", node.spot, str(error), "日期，或事件加时间", "例：2020-02-24，疫情解除 + 3个月") from error
        self._known(anchor, node)
        return anchor

    def span(self, node: Node) -> str:
        text = node.text("一段时间")
        try:
            parse_span(text)
        except DayError as error:
            raise PolicyError("bad-span", node.spot, str(error), "数和单位", "例：6个月、7个工作日") from error
        return text

    def rhythm(self, node: Node) -> str:
        text = node.text("多久一次")
        try:
            parse_rhythm(text)
        except DayError as error:
            raise PolicyError("bad-rhythm", node.spot, str(error), "多久一次", "例：每日、每周一、每两个月") from error
        return text

    def code(self, node: Node) -> str:
        return self.region_name(node.text("地区"), node)

    def region_name(self, name: str, node: Node) -> str:
        """The name, after making sure that the table of regions knows it."""
        try:
            self.regions.code(name)
        except PlaceError as error:
            raise PolicyError("unknown-region", node.spot, str(error), "区划名称或代码") from error
        return name

    def area(self, node: Node | None) -> Area:
        """`in`: a region; or a place fact and a region; or a place fact, a region and what is excepted."""
        if node is None:
            return Area(None, self.region)
        if isinstance(node.value, str):
            return Area(None, self.code(node))
        pairs = node.mapping(AREA_EXAMPLE)
        if len(pairs) != 1:
            raise PolicyError("wrong-shape", node.spot, f"in 里有{len(pairs)}个键", "一个地点事实", AREA_EXAMPLE)
        [(fact, region)] = pairs.items()
        if fact not in self.types or self.types[fact].kind != "region":
            places = [name for name, type in self.types.items() if type.kind == "region"]
            raise PolicyError("unknown-name", node.spot, f"“{fact}”不是地区类的事实", "、".join(places), nearest(fact, places))
        if isinstance(region.value, str):
            return Area(fact, self.code(region))
        parts = region.mapping(AREA_EXAMPLE)
        if "within" not in parts or set(parts) - {"within", "except"}:
            raise PolicyError("wrong-shape", region.spot, f"键是{'、'.join(parts)}", "within 和 except", AREA_EXAMPLE)
        outside = parts["except"].texts("地区") if "except" in parts else ()
        return Area(fact, self.code(parts["within"]), tuple(self.region_name(name, region) for name in outside))

    def conditions(self, node: Node | None, clause: str, quote: Quote) -> tuple[Condition, ...]:
        """`when`: a list of {if, words}, or one expression that stands on the whole quote."""
        if node is None:
            return ()
        if isinstance(node.value, str):
            return (Condition(self.expression(node, "boolean"), quote),)
        return tuple(self._condition(item, clause) for item in node.items("条件列表：- {if: …, words: …}"))

    def _condition(self, node: Node, clause: str) -> Condition:
        keys = node.mapping("{if: …, words: …}")
        for key in ("if", "words"):
            if key not in keys:
                raise PolicyError("missing-key", node.spot, f"条件缺少“{key}”", "{if: 表达式, words: 条款里的话}")
        if extra := set(keys) - {"if", "words", "clause"}:
            raise PolicyError("unknown-key", node.spot, f"不认识的键“{'、'.join(sorted(extra))}”", "if、words、clause")
        path = keys["clause"].text("条款路径") if "clause" in keys else clause
        return Condition(self.expression(keys["if"], "boolean"), self.quote(path, keys["words"]))

    def _known(self, anchor: Anchor | None, node: Node) -> None:
        if anchor is not None and anchor.event is not None and anchor.event not in self.events:
            raise PolicyError(
                "unknown-event",
                node.spot,
                f"没有叫“{anchor.event}”的事件",
                "policies/events.yaml 里的事件",
                nearest(anchor.event, list(self.events)),
            )
