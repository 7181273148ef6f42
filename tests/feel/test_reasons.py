from hypothesis import given, settings

from luodi.feel.parse import parse
from luodi.feel.reasons import compile_reasons, parts_of
from luodi.feel.run import compile_tree
from luodi.feel.show import show
from tests.feel.trees import conditions, facts


@given(conditions(), facts())
@settings(max_examples=200, deadline=None)
def test_reasons_come_with_the_same_value(text, given_facts):
    tree = parse(text)
    value, reasons = compile_reasons(tree)(given_facts)
    assert value == compile_tree(tree)(given_facts)
    assert list(reasons) == [compile_tree(part)(given_facts) for part in parts_of(tree)]


def test_every_part_is_valued_even_where_one_decides():
    tree = parse("甲 and 人数 > 3 and 乙")
    assert [show(part) for part in parts_of(tree)] == ["甲", "人数 > 3", "乙"]
    assert compile_reasons(tree)({"甲": False, "人数": 4, "乙": True}) == (False, (False, True, True))
