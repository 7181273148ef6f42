from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as having
from hypothesis import settings

from luodi.feel.dmn.evaluate import Engine
from luodi.feel.dmn.inputs import read_inputs
from luodi.feel.dmn.read import read_nodes, read_text
from luodi.feel.dmn.write import Asked, Decided, write_model
from luodi.feel.parse import parse
from luodi.feel.profile import check, names
from luodi.feel.run import compile_tree
from luodi.feel.types import BOOLEAN, MONEY, Type
from luodi.feel.unknown import Unknown
from tests.feel.trees import WORLD, conditions, facts

INPUTS = [
    Asked("设备 & 投资", MONEY),
    Asked("额", Type("money", lo=0, hi=10**12), "多少？"),
    Asked("级", Type("string", values=("省级", "市级"))),
]


def written(*decisions, inputs=INPUTS):
    text = write_model("示例", "urn:示例", inputs, decisions)
    return text, Engine(read_text(text.encode(), "示例.dmn"))


def test_what_is_written_decides_the_same_in_numbers():
    small = Decided("是小额", BOOLEAN, parse('额 < 300万元 and 级 = "省级"'), "引文 <一>")
    gift = Decided("补助", MONEY, parse("if 是小额 then min(6% * 额, 1.5万元) else 0元"))
    _, engine = written(gift, small)
    inputs = read_inputs({"额": "200000", "级": "省级"}, engine, "示例")
    assert engine.ask(engine.find("补助"), inputs) == Decimal(12000)
    assert engine.remarks == []


def test_the_diagram_has_a_shape_for_each_element_and_an_arrow_for_each_need():
    text, engine = written(Decided("乙", BOOLEAN, parse("甲 and 额 > 1元")), Decided("甲", BOOLEAN, parse('级 = "省级"')))
    nodes = list(read_nodes(text.encode(), "示例").within())
    assert len([node for node in nodes if node.tag == "DMNShape"]) == len(engine.elements)
    assert len([node for node in nodes if node.tag == "DMNEdge"]) == 3
    ids = [node.get("id") for node in nodes if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(id.isascii() for id in ids)
    height = {node.get("dmnElementRef"): int(node.first("Bounds").get("y")) for node in nodes if node.tag == "DMNShape"}
    assert height["decision_1"] < height["decision_2"] < height["input_2"]


def test_decisions_in_a_circle_are_refused():
    with pytest.raises(ValueError, match="circle"):
        written(Decided("甲", BOOLEAN, parse("乙")), Decided("乙", BOOLEAN, parse("甲")))


def plain(value, kind):
    if isinstance(value, bool):
        return "true" if value else "false"
    if kind == "money":
        return str(Decimal(value) / 100)
    return str(Decimal(value.numerator) / value.denominator) if isinstance(value, (int, Fraction)) else str(value)


@having(conditions(), facts())
@settings(max_examples=150, deadline=None)
def test_a_known_condition_comes_out_the_same_in_full_feel(text, given_facts):
    tree = parse(text)
    check(tree, WORLD, text)
    found = compile_tree(tree)(given_facts)
    if isinstance(found, Unknown) or any(name not in given_facts for name in names(tree)):
        return
    _, engine = written(Decided("问", BOOLEAN, tree), inputs=[Asked(name, type) for name, type in WORLD.items()])
    inputs = read_inputs({name: plain(value, WORLD[name].kind) for name, value in given_facts.items()}, engine, "示例")
    assert engine.ask(engine.find("问"), inputs) is found
