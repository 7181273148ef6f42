"""Decisions of `.dmn` files as definitions: lowered exactly, or refused with the reason. The example is the size classes of firms."""

from fractions import Fraction
from itertools import product
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml
from hypothesis import given as having
from hypothesis import settings

from luodi.decide.engine import Engine as Decider
from luodi.feel.dmn.evaluate import Engine
from luodi.feel.dmn.inputs import read_inputs
from luodi.feel.dmn.read import read_model, read_text
from luodi.feel.dmn.write import plain_numbers
from luodi.feel.errors import FeelError
from luodi.feel.parse import parse
from luodi.feel.profile import check, names
from luodi.feel.run import compile_tree
from luodi.feel.settle import settle
from luodi.feel.show import show
from luodi.feel.types import Type
from luodi.feel.unknown import Unknown
from luodi.places.regions import Regions
from luodi.policy.dmn_in import in_yuan, read_decision
from luodi.policy.dmn_out import export_document
from luodi.policy.load import load_library
from luodi.policy.lower import lower
from luodi.policy.subject import read_facts
from tests.feel.dmn.models import decided, given, literal, model
from tests.feel.trees import WORLD, conditions
from tests.feel.trees import facts as known_facts
from tests.policy.conftest import REFERENCE

SIZES = REFERENCE.parent / "policies" / "sizes.dmn"
TABLE = yaml.safe_load((REFERENCE / "sme" / "sizes.yaml").read_text("utf-8"))
SECTORS = {sector["id"]: sector for sector in TABLE["sectors"]}
CLASSES = ("大型", "中型", "小型", "微型")
MONEY = Type("money", lo=0, hi=10**15)
SCOPE = {
    "划型行业": Type("string", values=tuple(sector["name"] for sector in TABLE["sectors"])),
    "从业人员": Type("number", lo=0, hi=10**7),
    "营业收入": MONEY,
    "资产总额": MONEY,
}
FACTS = """\
从业人员: {type: 数量, unit: 人, of: 企业, max: 10000000, question: 多少人？, source: 示例}
营业收入: {type: 金额, of: 企业, max: 10000亿元, question: 收入？, source: 示例}
资产总额: {type: 金额, of: 企业, max: 10000亿元, question: 资产？, source: 示例}
"""


@pytest.fixture(scope="module")
def size():
    return read_decision(SIZES, "企业规模", SCOPE)


def facts(sector, x, y, z):
    """X in persons, Y and Z in 万元."""
    found = {"划型行业": SECTORS[sector]["name"], "从业人员": x, "营业收入": y, "资产总额": z}
    sums = {"营业收入", "资产总额"}
    return {name: int(Fraction(str(value)) * 1_000_000) if name in sums else value for name, value in found.items() if value is not None}


def by_the_rule(sector, x, y, z):
    """The size by the words of the rule: all lower bounds of a class, or one class down."""
    firm = {"X": x, "Y": y, "Z": z}
    bounds = {key: SECTORS[sector][key] for key in firm if key in SECTORS[sector]}
    for place, name in enumerate(CLASSES[:3]):
        if all(firm[key] >= lower[place] for key, lower in bounds.items()):
            return name
    return "微型"


def test_the_type_is_a_choice_of_the_four_classes(size):
    assert size.type == Type("string", values=CLASSES)
    assert set(names(size.tree)) == set(SCOPE)


@pytest.mark.parametrize("vector", TABLE["test_vectors"], ids=str)
def test_the_published_examples(size, vector):
    *firm, expected = vector
    assert settle(size.tree, facts(*firm), SCOPE) == expected


@pytest.mark.parametrize("sector", SECTORS)
def test_every_edge_is_where_the_rule_puts_it_and_the_model_agrees(size, sector):
    run, engine = compile_tree(size.tree), Engine(read_model(SIZES))
    bounds = [SECTORS[sector].get(key, [1])[:3] for key in "XYZ"]
    around = [sorted({place + step for place in places for step in (-1, 0, 1) if place + step >= 0}) for places in bounds]
    for firm in product(*(values[::2] if len(values) > 5 else values for values in around)):
        expected = by_the_rule(sector, *firm)
        assert run(facts(sector, *firm)) == expected
    for firm in zip(*around, strict=False):
        given_inputs = {"划型行业": SECTORS[sector]["name"], "从业人员": str(firm[0])}
        given_inputs |= {name: str(value * 10_000) for name, value in zip(("营业收入", "资产总额"), firm[1:], strict=True)}
        assert engine.ask(engine.find("企业规模"), read_inputs(given_inputs, engine, "示例")) == by_the_rule(sector, *firm)


def test_what_does_not_matter_is_not_asked(size):
    assert settle(size.tree, facts("industry", 19, None, None), SCOPE) == "微型"
    waiting = settle(size.tree, facts("industry", 300, None, None), SCOPE)
    assert isinstance(waiting, Unknown)
    assert waiting.facts == {"营业收入"}
    assert settle(size.tree, facts("other", 300, None, None), SCOPE) == "大型"


def test_a_policy_file_names_the_decision(small_root: Path) -> None:
    folder = small_root / "policies" / "demo-measures"
    (folder / "sizes.dmn").write_bytes(SIZES.read_bytes())
    sectors = ", ".join(f"'{name}'" for name in SCOPE["划型行业"].values)
    declared = f"划型行业: {{type: 选项, of: 企业, values: [{sectors}], question: 行业？, source: 示例}}\n" + FACTS
    table = small_root / "policies" / "facts.yaml"
    table.write_text(table.read_text("utf-8") + declared, "utf-8")
    rules = folder / "all.yaml"
    definition = """
- {id: size, title: 企业规模, kind: definition, clause: 一, quote: 企业, term: 企业规模, means_dmn: {file: sizes.dmn, decision: 企业规模}}
"""
    condition = '{if: \'承租国有房产 and 企业规模 in ["中型", "小型", "微型"]\', '
    rules.write_text(rules.read_text("utf-8").replace("{if: 承租国有房产, ", condition) + definition, "utf-8")
    loaded = load_library(small_root)
    assert [str(error) for error in loaded.errors if error.id != "no-case"] == []
    regions = Regions.load(REFERENCE / "divisions")
    program = lower(loaded.library, regions, "x")
    rent = next(benefit for benefit in program.benefits if benefit.id == "rent")
    assert set(names(rent.when[0].expression.tree)) == {"承租国有房产", *SCOPE}
    written = export_document(loaded.library.documents[0], loaded.library)
    engine = Engine(read_text(written.encode(), "示例.dmn"))
    firm = {"划型行业": "工业", "从业人员": "300", "营业收入": "19999999.99", "承租国有房产": "是", "月租金": "1000"}
    answers = {name: engine.ask(engine.find(name), read_inputs(firm, engine, "示例")) for name in ("企业规模", "国有房租减免_减免")}
    assert answers == {"企业规模": "小型", "国有房租减免_减免": 3000}
    decider = Decider(program, regions)
    subject = small_root / "firm.yaml"
    lines = "注册地: 360102\n承租国有房产: 是\n月租金: 1万元\n划型行业: 工业\n从业人员: {}\n营业收入: {}\n"
    for staff, income, status in ((1000, "40000万元", "no"), (999, "40000万元", "yes"), (1000, "39999.99万元", "yes")):
        subject.write_text(lines.format(staff, income), "utf-8")
        decision = decider.decide("企业", read_facts(subject, program.facts, regions)[0], loaded.cases[0].on)
        assert {one.id: one.status for one in decision.outcomes}["rent"] == status


def lowered(tmp_path, body, name="问", types=SCOPE):
    path = tmp_path / "示例.dmn"
    path.write_text(model(body), "utf-8")
    return read_decision(path, name, types)


def table(policy, rules, default="", column="从业人员"):
    rows = "".join(
        f"<rule><inputEntry><text>{escape(cell)}</text></inputEntry><outputEntry><text>{result}</text></outputEntry></rule>"
        for cell, result in rules
    )
    last = f"<defaultOutputEntry><text>{default}</text></defaultOutputEntry>" if default else ""
    asked = f"<input><inputExpression><text>{column}</text></inputExpression></input>"
    return f'<decisionTable hitPolicy="{policy}">{asked}<output name="果">{last}</output>{rows}</decisionTable>'


def asking(body):
    return given("从业人员", "number") + given("营业收入", "number") + decided("问", body, ["i_从业人员", "i_营业收入"])


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (literal("营业收入 >= 20000000"), "营业收入 >= 2000万元"),
        (literal("营业收入 in [3000000..20000000) and 从业人员 > 20"), "营业收入 in [300万元..2000万元) and 从业人员 > 20"),
        (literal("营业收入 / 从业人员 > 10000.5"), "营业收入 / 从业人员 > 1.00005万元"),
        (literal("min(0.06 * 营业收入, 3000000)"), "min(0.06 * 营业收入, 300万元)"),
        (literal("营业收入 between 1 and 从业人员 + 1"), "营业收入 between 1元 and 从业人员 * 1元 + 1元"),
        (literal("if 从业人员 > 3 then 营业收入 else 0"), "if 从业人员 > 3 then 营业收入 else 0元"),
        (literal("营业收入 - 100"), "营业收入 - 100元"),
        (literal("营业收入 / 营业收入 > 2"), "营业收入 / 营业收入 > 2"),
        (table("UNIQUE", [("< 10", "1"), (">= 10", "2")]), "if 从业人员 in (< 10) then 1 else 2"),
        (
            table("FIRST", [("< 10", "1"), ("< 20", "2")], "3"),
            "if 从业人员 in (< 10) then 1 else if 从业人员 in (< 20) then 2 else 3",
        ),
        (table("FIRST", [("not(1, [3..5])", "1"), ("-", "2")]), "if not(从业人员 in (1, [3..5])) then 1 else 2"),
        (
            table("ANY", [("< 10", "1"), ("< 20", "1"), (">= 20", "2")]),
            "if 从业人员 in (< 10) then 1 else if 从业人员 in (< 20) then 1 else 2",
        ),
        (table("FIRST", [("< 100", "1")], "2", "营业收入"), "if 营业收入 in (< 100元) then 1 else 2"),
        (table("FIRST", [("< 10", "营业收入")], "5"), "if 从业人员 in (< 10) then 营业收入 else 5元"),
    ],
)
def test_decisions_become_expressions_of_the_profile(tmp_path, body, tree):
    found = lowered(tmp_path, asking(body))
    assert found.tree == parse(tree)
    assert check(found.tree, SCOPE) == found.type


def test_decisions_that_decisions_need_are_put_in(tmp_path):
    body = (
        given("从业人员", "number") + decided("多", literal("从业人员 > 5"), ["i_从业人员"]) + decided("问", literal("not(多)"), ["d_多"])
    )
    assert show(lowered(tmp_path, body).tree) == "not(从业人员 > 5)"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (table("UNIQUE", [("< 10", "1"), ("< 20", "2"), (">= 20", "3")]), "第 1 行和第 2 行可能同时命中"),
        (table("ANY", [("< 10", "1"), ("< 20", "2"), (">= 20", "3")]), "第 1 行和第 2 行可能同时命中"),
        (table("UNIQUE", [("< 10", "1"), ("> 10", "2")]), "没有一行命中时没有值"),
        (table("COLLECT", [("< 10", "1")]), "COLLECT"),
        (table("FIRST", [("? < 10", "1"), ("-", "2")]), "“?”"),
        (table("FIRST", [("< 10", "1"), ("-", '"二"')]), "then 后面是数量"),
        (literal("null"), "不用“null”"),
        (literal("从业人数 > 3"), "是不是“从业人员”"),
        (literal("从业人员 ＞ 3"), "全角"),
        ("<context/>", "不是表达式，也不是决策表"),
    ],
)
def test_what_a_rule_cannot_say_exactly_is_refused(tmp_path, body, words):
    with pytest.raises(FeelError) as caught:
        lowered(tmp_path, asking(body))
    assert words in str(caught.value)


def test_circles_and_missing_decisions_are_refused(tmp_path):
    circle = decided("问", literal("答"), ["d_答"]) + decided("答", literal("问"), ["d_问"])
    with pytest.raises(FeelError, match="绕成了圈"):
        lowered(tmp_path, circle)
    with pytest.raises(FeelError, match="没有决策“别的”；有：问"):
        lowered(tmp_path, asking(literal("1")), "别的")


def broken(small_root, written):
    rules = small_root / "policies" / "demo-measures" / "all.yaml"
    entry = f"- {{id: size, title: 企业规模, kind: definition, clause: 一, quote: 企业, term: 企业规模, {written}}}\n"
    rules.write_text(rules.read_text("utf-8") + entry, "utf-8")
    return [(error.id, error.found) for error in load_library(small_root).errors]


@pytest.mark.parametrize(
    ("written", "id", "words"),
    [
        ("means_dmn: {file: sizes.dmn, decision: 企业规模}", "bad-model", "读不了这个文件"),
        ("means_dmn: {file: ../sizes.dmn, decision: 企业规模}", "bad-name", "不在这份文件的文件夹里"),
        ("means_dmn: {file: sizes.dmn}", "wrong-shape", "file"),
        ("means: 承租国有房产, means_dmn: {file: sizes.dmn, decision: 企业规模}", "wrong-shape", "都写了"),
    ],
)
def test_mistakes_in_the_policy_file(small_root: Path, written: str, id: str, words: str) -> None:
    [(found, said)] = broken(small_root, written)
    assert found == id
    assert words in said


@having(conditions(), known_facts())
@settings(max_examples=150, deadline=None)
def test_what_is_written_as_numbers_comes_back_as_sums(text, known):
    tree = parse(text)
    back = in_yuan(plain_numbers(tree), WORLD)
    assert check(back, WORLD) == check(tree, WORLD)
    assert compile_tree(back)(known) == compile_tree(tree)(known)
