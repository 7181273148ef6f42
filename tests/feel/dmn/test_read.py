import pytest

from luodi.feel.dmn.errors import ModelError
from luodi.feel.dmn.read import read_model, read_text
from tests.feel.dmn.models import decided, given, literal, model

BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><definitions>&b;</definitions>'


def test_elements_with_what_they_need():
    read = read_text(model(given("人数", "number") + decided("规模", literal("人数"), ["i_人数"], "string")).encode(), "示例.dmn")
    asked, decision = read.elements
    assert (asked.kind, asked.name, asked.type_name) == ("inputData", "人数", "number")
    assert (decision.kind, decision.needs) == ("decision", (asked.key,))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (BOMB, "示例.dmn 第1行：不接受带 DOCTYPE 的文件；去掉文件类型与实体的声明"),
        ('<!DOCTYPE d SYSTEM "file:///etc/hostname"><d/>', "示例.dmn 第1行：不接受带 DOCTYPE 的文件；去掉文件类型与实体的声明"),
        ("<definitions>", "示例.dmn 第1行：不是完好的 XML"),
        ("", "示例.dmn 第1行：不是完好的 XML"),
        ("规则", "示例.dmn 第1行：不是完好的 XML"),
        ('<?xml version="1.0" encoding="gb18030"?><d/>', "示例.dmn 第1行：文字编码不认识；请用 UTF-8 保存"),
        ('<?xml version="1.0" encoding="不是"?><d/>', "示例.dmn 第1行：不是完好的 XML"),
        ('<?xml version="1.0" encoding="nothing"?><d/>', "示例.dmn 第1行：文字编码不认识；请用 UTF-8 保存"),
        ("<html/>", "示例.dmn 第1行：不是决策模型：最外层是“html”；应为 definitions"),
        ("<definitions>" + "<a>" * 1000, "示例.dmn 第1行：嵌套超过400层"),
    ],
)
def test_what_is_no_model_is_refused_with_its_line(text, message):
    with pytest.raises(ModelError) as caught:
        read_text(text.encode(), "示例.dmn")
    assert str(caught.value) == message


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ModelError, match="读不了这个文件"):
        read_model(tmp_path / "没有.dmn")
