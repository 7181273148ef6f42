import pytest

from luodi.feel.builtins.conversion import shown
from luodi.feel.dmn.answers import to_json
from luodi.feel.dmn.errors import ModelError
from luodi.feel.dmn.inputs import read_inputs
from tests.feel.dmn.models import engine, feel, given

TYPES = """<itemDefinition name="级别"><typeRef>string</typeRef><allowedValues><text>"省级", "市级"</text></allowedValues></itemDefinition>
<itemDefinition name="数表" isCollection="true"><typeRef>number</typeRef></itemDefinition>"""
MODEL = (
    TYPES
    + given("人数", "number")
    + given("开工日", "date")
    + given("级", "级别")
    + given("表", "数表")
    + given("工业", "boolean")
    + given("随便")
)


@pytest.mark.parametrize(
    ("name", "plain", "expected"),
    [
        ("人数", "12.5", "12.5"),
        ("开工日", "2020-02-24", "2020-02-24"),
        ("级", "省级", '"省级"'),
        ("表", ["1", "2"], "[1, 2]"),
        ("表", "1", "[1]"),
        ("工业", "是", "true"),
        ("随便", {"甲": "1", "乙": ["否", "字"]}, '{甲: 1, 乙: [false, "字"]}'),
        ("人数", "", "null"),
    ],
)
def test_inputs_take_the_type_their_input_data_declare(name, plain, expected):
    (value,) = read_inputs({name: plain}, engine(MODEL), "示例.yaml").values()
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("given_inputs", "message"),
    [
        ({"人": "1"}, "示例.yaml：模型不问“人”；是不是“人数”？"),
        ({"人数": "很多"}, "示例.yaml：“人数”写着“很多”；应为 number，例：12.5"),
        ({"开工日": "2020-02-30"}, "示例.yaml：“开工日”写着“2020-02-30”；应为 date，例：2020-02-24"),
        ({"级": "县级"}, '示例.yaml：“级”不能是 "县级"；类型是 string，或不在允许的值里'),
    ],
)
def test_wrong_inputs_have_one_clear_message(given_inputs, message):
    with pytest.raises(ModelError) as caught:
        read_inputs(given_inputs, engine(MODEL), "示例.yaml")
    assert str(caught.value) == message


def test_answers_keep_all_digits():
    assert to_json(feel('{甲: 1/3, 乙: [true, null, "字"], 丙: @"P1D"}')) == (
        '{"甲": 0.3333333333333333333333333333333333, "乙": [true, null, "字"], "丙": "P1D"}'
    )
