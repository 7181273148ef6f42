import pytest

from luodi.feel.builtins.conversion import shown
from luodi.feel.dmn.errors import ModelError
from tests.feel.dmn.models import ask, decided, engine, feel, given, literal, model

PERSON = """<itemDefinition name="人员"><itemComponent name="姓 名"><typeRef>string</typeRef></itemComponent>
<itemComponent name="年龄"><typeRef>number</typeRef><allowedValues><text>[0..150]</text></allowedValues></itemComponent></itemDefinition>
<itemDefinition name="人员表" isCollection="true"><typeRef>人员</typeRef></itemDefinition>"""
DOUBLE = """<businessKnowledgeModel id="b_加倍" name="加倍"><variable name="加倍"/>
<encapsulatedLogic><formalParameter name="数" typeRef="number"/>
<literalExpression><text>数 * 2</text></literalExpression>
</encapsulatedLogic></businessKnowledgeModel>"""


def test_decisions_ask_inputs_and_each_other():
    asked = engine(
        given("月租金", "number")
        + decided("年租金", literal("月租金 * 12"), ["i_月租金"])
        + decided("减半", literal("年租金 / 2"), ["d_年租金"])
    )
    assert shown(ask(asked, "减半", 月租金="30000")) == "180000"
    assert ask(asked, "减半", 月租金='"三万"') is None


def test_names_with_blanks_come_from_types():
    asked = engine(PERSON + given("某人", "人员") + decided("称呼", literal('某人.姓 名 + "先生"'), ["i_某人"], "string"))
    assert ask(asked, "称呼", 某人='{"姓 名": "示例", 年龄: 30}') == "示例先生"
    assert ask(asked, "称呼", 某人='{"姓 名": "示例", 年龄: 200}') is None


def test_lists_are_filtered_by_their_members():
    asked = engine(PERSON + given("众人", "人员表") + decided("成年", literal("众人[年龄 >= 18].姓 名"), ["i_众人"]))
    assert ask(asked, "成年", 众人='[{"姓 名": "甲", 年龄: 30}, {"姓 名": "乙", 年龄: 3}]') == ["甲"]


def test_business_knowledge_is_a_function():
    asked = engine(DOUBLE + given("数", "number") + decided("四倍", literal("加倍(加倍(数))"), ["i_数", "b_加倍"]))
    assert shown(ask(asked, "四倍", 数="3")) == "12"


def test_a_service_is_a_function_of_what_it_is_given():
    body = (
        given("数", "number")
        + decided("倍", literal("数 * 2"), ["i_数"])
        + '<decisionService id="s_服务" name="服务"><variable name="服务"/>'
        '<outputDecision href="#d_倍"/><inputData href="#i_数"/></decisionService>'
        + decided("问", literal("服务(5) + 服务(数: 1)"), ["s_服务"])
    )
    asked = engine(body)
    assert shown(ask(asked, "问")) == "12"
    assert shown(asked.call(asked.find("服务", kinds=("decisionService",)), {"数": feel("4")})) == "8"


def test_imported_elements_stand_under_the_name_of_the_import():
    other = model(given("基数", "number") + decided("底", literal("基数 + 1"), ["i_基数"]), "urn:别的", "别的")
    body = '<import name="别" namespace="urn:别的" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>'
    asked = engine(body + decided("顶", literal("别.底 * 10"), ["urn:别的#d_底"]), other)
    assert shown(ask(asked, "顶", 基数="4")) == "50"


def boxed(tag, **parts):
    inner = "".join(f"<{name.strip('_')}>{literal(text)}</{name.strip('_')}>" for name, text in parts.items())
    name = ' iteratorVariable="子"' if tag in ("for", "some", "every") else ""
    return f"<{tag}{name}>{inner}</{tag}>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (boxed("conditional", if_="1 < 2", then="3", else_="4"), "3"),
        (boxed("conditional", if_='"x"', then="3", else_="4"), "null"),
        (boxed("filter", in_="[1, 2, 3]", match="item > 1"), "[2, 3]"),
        (boxed("for", in_="[1, 2]", return_="子 * 2"), "[2, 4]"),
        (boxed("some", in_="[1, 2]", satisfies="子 > 1"), "true"),
        (boxed("every", in_="[1, 2]", satisfies="子 > 1"), "false"),
        ("<list>" + literal("1") + literal('"二"') + "</list>", '[1, "二"]'),
        ('<relation><column name="甲"/><column name="乙"/><row>' + literal("1") + literal("2") + "</row></relation>", "[{甲: 1, 乙: 2}]"),
        (
            f'<context><contextEntry><variable name="一"/>{literal("1")}</contextEntry>'
            f"<contextEntry>{literal('一 + 1')}</contextEntry></context>",
            "2",
        ),
        (f'<context><contextEntry><variable name="两 字"/>{literal("1")}</contextEntry></context>', "{两 字: 1}"),
        (literal("[5]", "number"), "5"),
        (literal('"五"', "number"), "null"),
    ],
)
def test_boxed_expressions(inner, expected):
    assert shown(ask(engine(decided("问", inner)), "问")) == expected


def test_what_cannot_be_read_is_null_with_a_remark():
    asked = engine(decided("问", literal("1 +")))
    assert ask(asked, "问") is None
    assert asked.remarks == ["问：第4字“1 +”处：表达式在这里断了；应为一个值、名称或括号"]


def test_a_circle_of_decisions_is_null():
    asked = engine(decided("甲", literal("乙"), ["d_乙"]) + decided("乙", literal("甲"), ["d_甲"]))
    assert ask(asked, "甲") is None


def test_an_element_that_is_not_there():
    with pytest.raises(ModelError, match="没有“丙”这个元素"):
        engine(decided("甲", literal("1"))).find("丙")
