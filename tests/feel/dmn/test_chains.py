from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from luodi.feel.dmn.chains import rows_of
from luodi.feel.dmn.evaluate import Engine
from luodi.feel.dmn.inputs import read_inputs
from luodi.feel.dmn.read import read_nodes, read_text
from luodi.feel.dmn.write import Asked, Decided, write_model
from luodi.feel.parse import parse
from luodi.feel.profile import names
from luodi.feel.run import compile_tree
from luodi.feel.types import STRING
from luodi.feel.unknown import Unknown
from tests.feel.trees import DOMAINS, WORLD

CHAIN = (
    'if 行业 = "工业" and 人数 >= 3 and 收入 >= 2元 then "大" else if 行业 = "工业" and 人数 in [1..3) then "中" '
    'else if 行业 in ["建筑"] and 收入 > 1元 then "大" else if 行业 = "软件" and 日 < @"2020-02-01" then "小" else "无"'
)


def written(text):
    tree = parse(text)
    return write_model("示例", "urn:示例", [Asked(name, WORLD[name]) for name in names(tree)], [Decided("问", STRING, tree)])


def plain(value):
    return str(Decimal(value.numerator) / value.denominator) if isinstance(value, (int, Fraction)) else str(value)


def test_a_chain_is_written_as_a_table_and_answers_the_same():
    text = written(CHAIN)
    assert [node.get("hitPolicy") for node in read_nodes(text.encode(), "示例").within() if node.tag == "decisionTable"] == ["FIRST"]
    engine, run = Engine(read_text(text.encode(), "示例.dmn")), compile_tree(parse(CHAIN))
    asked = ("行业", "人数", "收入", "日")
    for values in product(*((None, *DOMAINS[name][::3]) for name in asked)):
        known = {name: value for name, value in zip(asked, values, strict=True) if value is not None}
        given = {name: plain(value / Fraction(100) if name == "收入" else value) for name, value in known.items()}
        answer, expected = engine.ask(engine.find("问"), read_inputs(given, engine, "示例")), run(known)
        # Without what every row asks, the table does not look at the rows.
        assert answer == (None if isinstance(expected, Unknown) or "行业" not in known else expected), known
    assert engine.remarks == []


@pytest.mark.parametrize(
    "text",
    [
        'if 甲 then "一" else "二"',
        'if 人数 > 1 then "一" else if 人数 > 2 then "二" else "三"',
        'if 甲 then "一" else if 乙 then "二" else if 人数 > 2 then "三" else "四"',
        'if 人数 > 1 or 甲 then "一" else if 人数 > 2 then "二" else if 人数 > 3 then "三" else "四"',
        'if 人数 > 1 and 人数 < 2 then "一" else if 人数 > 2 then "二" else if 人数 > 3 then "三" else "四"',
    ],
)
def test_what_is_short_or_asks_otherwise_stays_an_expression(text):
    assert rows_of(parse(text)) == ()
    assert "<decisionTable" not in written(text)


def test_each_row_comes_after_those_that_what_is_not_known_would_make():
    cells = [entry.words() for node in read_nodes(written(CHAIN).encode(), "示例").within() for entry in node.all("inputEntry")]
    rows = [cells[start : start + 4] for start in range(0, len(cells), 4)]
    assert rows[:4] == [
        ["null", "-", "-", "-"],
        ['= "工业"', "null", "null, >= 2", "-"],
        ['= "工业"', ">= 3", "null", "-"],
        ['= "工业"', ">= 3", ">= 2", "-"],
    ]
