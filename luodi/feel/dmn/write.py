"""A decision model written for other tools: inputs, decisions, types, and a diagram of who asks whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from luodi.feel import tree as t
from luodi.feel.dmn.chains import rows_of, table_lines
from luodi.feel.dmn.layout import HEIGHT, WIDTH, layout
from luodi.feel.profile import names
from luodi.feel.show import show
from luodi.feel.types import Bound, Type
from luodi.feel.walk import rebuild

VERSIONS = {"1.3": "https://www.omg.org/spec/DMN/20191111/", "1.5": "https://www.omg.org/spec/DMN/20230324/"}
BOUNDS = "http://www.omg.org/spec/DMN/20180521/DC/"
LINES = "http://www.omg.org/spec/DMN/20180521/DI/"
ENDLESS = 2**53
ROUNDINGS = ("round up", "round down", "round half up", "round half down", "decimal")
SIMPLE = {"boolean": "boolean", "number": "number", "money": "number", "date": "date", "string": "string", "region": "string"}


@dataclass(frozen=True, slots=True)
class Asked:
    """An input: its name, its type, the question that asks for it."""

    name: str
    type: Type
    question: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision by one expression of the policy profile; `description` quotes what it stands on."""

    name: str
    type: Type
    tree: t.Tree
    description: str = ""


def plain_numbers(node: t.Tree) -> t.Tree:
    """The profile's own literals as numbers: sums in yuan, percents as parts of one; roundings with the scale they must have."""
    if isinstance(node, t.Money):
        return t.Number(f"{Decimal(node.fen) / 100:f}") if node.fen >= 0 else t.Negate(t.Number(f"{Decimal(-node.fen) / 100:f}"))
    if isinstance(node, t.Percent):
        return t.Number(f"{Decimal(node.text) / 100:f}")
    if isinstance(node, t.Call) and isinstance(node.function, t.Name) and node.function.text in ROUNDINGS and len(node.arguments) == 1:
        return t.Call(node.function, (plain_numbers(node.arguments[0]), t.Number("0")))
    return rebuild(node, plain_numbers)


def write_model(name: str, namespace: str, inputs: Iterable[Asked], decisions: Iterable[Decided], version: str = "1.3") -> str:
    """The `.dmn` text in DMN 1.3, which modelling tools open, or 1.5. Each decision names inputs and earlier or later decisions, in no
    circle; sums are yuan."""
    asked, decided = list(inputs), list(decisions)
    ids = {one.name: f"input_{number}" for number, one in enumerate(asked, 1)}
    ids |= {one.name: f"decision_{number}" for number, one in enumerate(decided, 1)}
    needs = {one.name: [needed for needed in names(one.tree) if needed in ids] for one in decided}
    types = {one.name: f"类型_{one.name}" for one in asked if one.type.kind == "list" or _allowed(one.type)}
    base = VERSIONS[version]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<definitions xmlns="{base}MODEL/" xmlns:dmndi="{base}DMNDI/" xmlns:dc="{BOUNDS}" xmlns:di="{LINES}" id="definitions"'
        f" name={quoteattr(name)} namespace={quoteattr(namespace)}>",
        *(line for one in asked if one.name in types for line in _item_definition(ids[one.name], types[one.name], one.type)),
        *(line for one in asked for line in _input(one, ids[one.name], types)),
        *(line for one in decided for line in _decision(one, ids, needs[one.name], {each.name for each in asked})),
        *_diagram(ids, needs),
        "</definitions>",
    ]
    return "\n".join(lines) + "\n"


def _item_definition(id: str, name: str, type: Type) -> list[str]:
    item = type.item if type.kind == "list" and type.item is not None else type
    collection = ' isCollection="true"' if type.kind == "list" else ""
    text = _allowed(item)
    allowed = [f"    <allowedValues><text>{escape(text)}</text></allowedValues>"] if text else []
    return [
        f'  <itemDefinition id="{id}_type" name={quoteattr(name)}{collection}>',
        f"    <typeRef>{SIMPLE.get(item.kind, 'Any')}</typeRef>",
        *allowed,
        "  </itemDefinition>",
    ]


def _allowed(type: Type) -> str:
    """The values a type allows, as unary tests; empty where it allows any. A bound so far away that nobody set it counts as none."""
    if type.values:
        return ", ".join(show(t.String(value)) for value in type.values)
    if type.kind not in ("number", "money"):
        return ""
    low, high = _bound(type, type.lo), _bound(type, type.hi)
    return f"[{low}..{high}]" if low and high else f">= {low}" if low else f"<= {high}" if high else ""


def _bound(type: Type, bound: Bound) -> str:
    if bound is None or not -ENDLESS < bound < ENDLESS:
        return ""
    value = Fraction(bound) / (100 if type.kind == "money" else 1)
    return f"{Decimal(value.numerator) / value.denominator:f}"


def _input(one: Asked, id: str, types: Mapping[str, str]) -> list[str]:
    kind = types.get(one.name) or SIMPLE.get(one.type.kind, "Any")
    question = [f"    <description>{escape(one.question)}</description>"] if one.question else []
    return [
        f'  <inputData id="{id}" name={quoteattr(one.name)}>',
        *question,
        f'    <variable id="{id}_variable" name={quoteattr(one.name)} typeRef={quoteattr(kind)}/>',
        "  </inputData>",
    ]


def _decision(one: Decided, ids: Mapping[str, str], needs: list[str], inputs: set[str]) -> list[str]:
    id, kind = ids[one.name], SIMPLE.get(one.type.kind, "Any")
    required = []
    for number, needed in enumerate(needs, 1):
        tag = "requiredInput" if needed in inputs else "requiredDecision"
        required += [
            f'    <informationRequirement id="{id}_needs_{number}">',
            f'      <{tag} href="#{ids[needed]}"/>',
            "    </informationRequirement>",
        ]
    described = [f"    <description>{escape(one.description)}</description>"] if one.description else []
    return [
        f'  <decision id="{id}" name={quoteattr(one.name)}>',
        *described,
        f'    <variable id="{id}_variable" name={quoteattr(one.name)} typeRef="{kind}"/>',
        *required,
        *_logic(plain_numbers(one.tree), id, kind),
        "  </decision>",
    ]


def _logic(tree: t.Tree, id: str, kind: str) -> list[str]:
    """A table where the expression is one, otherwise the expression."""
    if rows := rows_of(tree):
        return table_lines(rows, id, kind)
    return [f'    <literalExpression id="{id}_expression">', f"      <text>{escape(show(tree))}</text>", "    </literalExpression>"]


def _diagram(ids: Mapping[str, str], needs: Mapping[str, list[str]]) -> list[str]:
    """A shape for each element, and an arrow from what is asked to who asks."""
    places = layout([*ids], needs)
    shapes = [
        f'      <dmndi:DMNShape id="{ids[name]}_shape" dmnElementRef="{ids[name]}">'
        f'<dc:Bounds x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}"/></dmndi:DMNShape>'
        for name, (x, y) in places.items()
    ]
    edges = [
        f'      <dmndi:DMNEdge id="{ids[name]}_edge_{number}" dmnElementRef="{ids[name]}_needs_{number}">'
        f'<di:waypoint x="{places[needed][0] + WIDTH // 2}" y="{places[needed][1]}"/>'
        f'<di:waypoint x="{places[name][0] + WIDTH // 2}" y="{places[name][1] + HEIGHT}"/></dmndi:DMNEdge>'
        for name in needs
        for number, needed in enumerate(needs[name], 1)
    ]
    return ["  <dmndi:DMNDI>", '    <dmndi:DMNDiagram id="diagram">', *shapes, *edges, "    </dmndi:DMNDiagram>", "  </dmndi:DMNDI>"]
