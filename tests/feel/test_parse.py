import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.feel import tree as t
from luodi.feel.data import from_data, to_data
from luodi.feel.errors import FeelError
from luodi.feel.parse import parse, parse_tests
from luodi.feel.profile import substitute
from luodi.feel.run import compile_tree
from luodi.feel.show import show
from luodi.feel.standard import compile_standard
from tests.growth import grows_linearly

A, B, C, D = (t.Name(name) for name in "abcd")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a or b and c", t.Or((A, t.And((B, C))))),
        ("a and b = c", t.And((A, t.Comparison("=", B, C)))),
        ("a + b * c", t.Arithmetic("+", A, t.Arithmetic("*", B, C))),
        ("a - b - c", t.Arithmetic("-", t.Arithmetic("-", A, B), C)),
        ("-a * b", t.Arithmetic("*", t.Negate(A), B)),
        ("a between b and c and d", t.And((t.Between(A, B, C), D))),
        ("a in [b..c] and d", t.And((t.In(A, (t.Range(B, C, True, True),)), D))),
        ("a in ]b..c[ or d", t.Or((t.In(A, (t.Range(B, C, False, False),)), D))),
        ("a in (b..c)", t.In(A, (t.Range(B, C, False, False),))),
        ("a in > b and c", t.And((t.In(A, (t.Test(">", B),)), C))),
        ("if a then b else c or d", t.If(A, B, t.Or((C, D)))),
        ("a.b[c]", t.Filter(t.Path(A, "b"), C)),
        ("a instance of list<number>", t.InstanceOf(A, t.ListType(t.NamedType("number")))),
        ("round half up(a, 1)", t.Call(t.Name("round half up"), (A, t.Number("1")))),
        ("a // 注释\n + b /* 又 */", t.Arithmetic("+", A, B)),
    ],
)
def test_operators_bind_as_the_standard_says(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("300万元", 300_000_000),
        ("1.5亿元", 15_000_000_000),
        ("200元", 20_000),
        ("3.5万元", 3_500_000),
        ("0.01元", 1),
        ("2千元", 200_000),
        ("3百万元", 3 * 10**8),
    ],
)
def test_money_is_exact_fen(text, fen):
    assert parse(text) == t.Money(fen)


def test_places_cover_the_words():
    text = "甲 and 乙 >= 30%"
    tree = parse(text)
    part = tree.parts[1]
    assert text[part.place.start : part.place.end] == "乙 >= 30%"
    assert (tree.place.start, tree.place.end) == (0, len(text))


def test_names_with_blanks_and_signs_come_from_the_scope():
    names = ["Loan Amount", "Loan", "Amount - Fee", "date of birth", "x+y"]
    assert parse("Loan Amount - Fee", names) == t.Arithmetic("-", t.Name("Loan Amount"), t.Name("Fee"))
    assert parse("Amount - Fee > Loan", names) == t.Comparison(">", t.Name("Amount - Fee"), t.Name("Loan"))
    assert parse("x+y + x", names) == t.Arithmetic("+", t.Name("x+y"), t.Name("x"))
    assert parse("for each one in a return each one", ()) == t.For((t.Iteration("each one", A),), t.Name("each one"))
    assert parse("{two words: 1, b: two words}", ()).entries[1].value == t.Name("two words")


def test_cells():
    assert parse_tests("-") == t.Tests(())
    assert parse_tests("< 5, [1..2]") == t.Tests((t.Test("<", t.Number("5")), t.Range(t.Number("1"), t.Number("2"), True, True)))
    assert parse_tests('not("甲")') == t.Tests((t.String("甲"),), True)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 5000,
        "[" * 5000,
        "-" * 5000 + "1",
        "not(" * 3000,
        "if " * 3000,
        "{a:" * 3000,
        "a.b" + ".b" * 3000,
        "1" + "+1" * 3000,
        "a[" * 3000,
    ],
)
def test_what_is_nested_too_deeply_is_refused_politely(text):
    with pytest.raises(FeelError) as refused:
        parse(text)
    assert refused.value.id in ("feel.depth", "feel.syntax")


def test_long_chains_are_read_in_linear_time():
    piece = "甲 > 1 or 乙 in [1..2] and "
    assert grows_linearly(lambda text: parse(text + "真"), piece * 4000)


PIECES = ["甲", "a", " ", "..", "and", "or", "not", "in", "if", "then", "else", "for", "1", "3万元", "30%", "function", "instance of", "/*"]
PIECES += list('()[]{},."@<=-*＞\\\x00')


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.sampled_from([None, ("a b", "甲")]))
@settings(max_examples=500, deadline=None)
def test_any_text_gives_a_tree_or_one_clear_message(text, names):
    try:
        parse(text, names)
    except FeelError as error:
        assert str(error)
        assert 0 <= error.position <= len(text)


SHAPES = {
    "sum": lambda n: "a" + " + a" * n,
    "brackets": lambda n: "b or b and a = a + a * a ** (" * n + "a" + ")" * n,
    "conditions": lambda n: "if b then a else " * n + "a",
    "denials": lambda n: "not(" * n + "b" + ")" * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_just_not_too_deep_goes_through_everything(shape):
    def deepest():
        tree = None
        for size in range(1, 200):
            try:
                tree = parse(SHAPES[shape](size))
            except FeelError:
                return tree
        return tree

    def called_from(frames, function):
        return function() if frames == 0 else called_from(frames - 1, function)

    tree = deepest()
    assert called_from(150, lambda: from_data(to_data(tree))) == tree
    assert called_from(150, lambda: parse(show(tree))) == tree
    called_from(150, lambda: compile_tree(substitute(tree, {"a": parse("1")}))({"b": False}))
    called_from(150, lambda: compile_standard(tree)({}))
