import pytest

from luodi.feel.builtins.conversion import shown
from tests.feel.dmn.models import ask, decided, engine, given

RULES = [(">= 10", '"大"', "3"), (">= 5", '"中"', "2"), (">= 0", '"小"', "1"), (">= 10", '"大"', "3")]


def table(policy, columns=1, rules=RULES, aggregation="", default="", values='"大", "中", "小"'):
    """A table over 数 with one or two outputs."""
    output = f"<outputValues><text>{values}</text></outputValues>" if values else ""
    fallback = f"<defaultOutputEntry><text>{default}</text></defaultOutputEntry>" if default else ""
    outputs = f'<output name="档">{output}{fallback}</output>' + ('<output name="分"/>' if columns == 2 else "")
    lines = "".join(
        f"<rule><inputEntry><text>{test.replace('>', '&gt;').replace('<', '&lt;')}</text></inputEntry>"
        + "".join(f"<outputEntry><text>{value}</text></outputEntry>" for value in results[:columns])
        + "</rule>"
        for test, *results in rules
    )
    kind = f' aggregation="{aggregation}"' if aggregation else ""
    column = "<input><inputExpression><text>数</text></inputExpression></input>"
    inner = f'<decisionTable hitPolicy="{policy}"{kind}>{column}{outputs}{lines}</decisionTable>'
    return engine(given("数", "number") + decided("档", inner, ["i_数"]))


@pytest.mark.parametrize(
    ("policy", "number", "expected"),
    [
        ("UNIQUE", "7", "null"),
        ("UNIQUE", "3", '"小"'),
        ("UNIQUE", "-1", "null"),
        ("FIRST", "12", '"大"'),
        ("FIRST", "7", '"中"'),
        ("PRIORITY", "12", '"大"'),
        ("ANY", "3", '"小"'),
        ("ANY", "12", "null"),
        ("COLLECT", "7", '["中", "小"]'),
        ("RULE ORDER", "12", '["大", "中", "小", "大"]'),
        ("OUTPUT ORDER", "12", '["大", "大", "中", "小"]'),
    ],
)
def test_hit_policies(policy, number, expected):
    assert shown(ask(table(policy), "档", 数=number)) == expected


@pytest.mark.parametrize(("aggregation", "expected"), [("SUM", "9"), ("MIN", "1"), ("MAX", "3"), ("COUNT", "4")])
def test_collected_numbers(aggregation, expected):
    rules = [(test, value) for test, _, value in RULES]
    assert shown(ask(table("COLLECT", rules=rules, aggregation=aggregation, values=""), "档", 数="12")) == expected


def test_several_outputs_are_a_context():
    assert shown(ask(table("FIRST", columns=2), "档", 数="12")) == '{档: "大", 分: 3}'


def test_without_a_match_the_default_holds():
    assert shown(ask(table("UNIQUE", default='"无"'), "档", 数="-1")) == '"无"'
    assert shown(ask(table("UNIQUE"), "档", 数="null")) == "null"


@pytest.mark.parametrize(
    ("cell", "number", "hit"),
    [
        ("-", "1", True),
        ("1, 3", "3", True),
        ("not(1, 3)", "3", False),
        ("[1..3)", "3", False),
        ("? * 2 = 6", "3", True),
        ("1 + 2", "3", True),
    ],
)
def test_cells(cell, number, hit):
    found = ask(table("UNIQUE", rules=[(cell, '"是"')], values=""), "档", 数=number)
    assert (found == "是") is hit


def test_a_rule_with_a_cell_too_few_is_null_with_a_remark():
    asked = table("UNIQUE", columns=2, rules=[("-", '"大"')], values="")
    assert ask(asked, "档", 数="1") is None
    assert asked.remarks == ["档：决策表第1条规则的格数与列数不同"]
