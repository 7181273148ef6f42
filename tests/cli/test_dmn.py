import argparse
import json

import pytest

from luodi.cli.dmn import add_arguments, run
from luodi.feel.dmn.errors import ModelError
from luodi.feel.dmn.evaluate import Engine
from luodi.feel.dmn.read import read_model
from luodi.policy.errors import PolicyError
from tests.feel.dmn.models import decided, given, literal, model


def call(*arguments):
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args([str(argument) for argument in arguments]))


@pytest.fixture
def rent(tmp_path):
    path = tmp_path / "租金.dmn"
    body = given("月租金", "number") + decided("年租金", literal("月租金 * 12"), ["i_月租金"]) + decided("坏", literal("1 +"))
    path.write_text(model(body), "utf-8")
    (tmp_path / "输入.yaml").write_text("月租金: 3000.5\n", "utf-8")
    return path


def test_a_model_is_asked_from_the_command_line(rent, capsys):
    assert call("run", rent, "--input", rent.parent / "输入.yaml", "--decision", "年租金") == 0
    assert capsys.readouterr().out == "年租金: 36006\n"
    assert call("run", rent, "--input", rent.parent / "输入.yaml", "--json") == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == {"年租金": 36006, "坏": None}
    assert printed.err == "坏：第4字“1 +”处：表达式在这里断了；应为一个值、名称或括号\n"


def test_an_input_the_model_does_not_ask(rent, tmp_path):
    (tmp_path / "错.yaml").write_text("月租: 3\n", "utf-8")
    with pytest.raises(ModelError, match="模型不问“月租”；是不是“月租金”？"):
        call("run", rent, "--input", tmp_path / "错.yaml")


def test_a_document_is_written_as_a_model_that_can_be_read(tmp_path):
    path = tmp_path / "三十七条.dmn"
    assert call("export", "nc-20200226-projects-37", "-o", path) == 0
    engine = Engine(read_model(path))
    for element in engine.elements.values():
        if element.kind == "decision":
            engine.ask(element, {})
    assert engine.remarks == []
    assert sum(element.kind == "decision" for element in engine.elements.values()) > 30


def test_a_document_nobody_has_is_named_with_the_nearest(tmp_path):
    with pytest.raises(PolicyError, match="没有文件“nc-20200226-project-37”.*nc-20200226-projects-37"):
        call("export", "nc-20200226-project-37", "-o", tmp_path / "无.dmn")


def test_the_newest_version_of_the_standard_is_written_on_demand(tmp_path):
    path = tmp_path / "社保.dmn"
    assert call("export", "cn-20200220-social-insurance", "-o", path, "--dmn", "1.5") == 0
    assert "DMN/20230324/MODEL/" in path.read_text("utf-8")
    assert read_model(path).elements
