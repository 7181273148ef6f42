from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.feel import tree as t
from luodi.feel.builtins.conversion import shown
from luodi.feel.builtins.registry import BUILTINS
from luodi.feel.errors import FeelError
from luodi.feel.parse import parse
from luodi.feel.show import show
from luodi.feel.standard import compile_standard
from tests.feel.trees import trees


def value(text, **scope):
    return compile_standard(parse(text, scope))(scope)


LITERALS = [
    "null",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "2.5",
    "1e400",
    "-1e6000",
    "99999999999",
    '""',
    '"a"',
    '"2020-01-01"',
    '"P1D"',
    '"[1..3]"',
    '"["',
    '"(a"',
    '"\\\\"',
    '@"2020-02-29"',
    '@"-999999999-01-01"',
    '@"999999999-12-31"',
    '@"10:00:00"',
    '@"10:00:00Z"',
    '@"10:00:00@Europe/Paris"',
    '@"2020-01-01T10:00:00"',
    '@"2020-01-01T10:00:00@Asia/Shanghai"',
    '@"P1D"',
    '@"-PT0.5S"',
    '@"P999999999D"',
    '@"P1Y2M"',
    '@"P99999999Y"',
    "[]",
    "[1]",
    "[1,2,null]",
    '["a","b"]',
    "[[1],[2]]",
    "{}",
    "{a:1}",
    '{key:"k",value:1}',
    '[{key:"k",value:1}]',
    "[1..3]",
    "(1..3)",
    '["a".."c"]',
    '[@"2020-01-01"..@"2020-01-05"]',
    "(<5)",
    '(>@"P1D")',
    "(!=3)",
    "abs",
    "x",
] + ["(function(x) x)", "(function(x,y) x < y)"]


def larger(inner):
    bracketed = inner.map("({})".format)
    ops = st.sampled_from(["+", "-", "*", "/", "**", "=", "!=", "<", "<=", "and", "or", "in"])
    members = st.sampled_from(["a", "year", "hour", "days", "months", "start", "time offset", "weekday", "second"])
    kinds = st.sampled_from(["number", "list<number>", "range<number>", "context<a: number>", "function<number>->Any", "Any", "Null"])
    calls = st.builds(lambda name, values: f"{name}({', '.join(values)})", st.sampled_from(sorted(BUILTINS)), st.lists(inner, max_size=4))
    return st.one_of(
        st.builds("({} {} {})".format, bracketed, ops, bracketed),
        calls,
        calls,
        st.builds("{}[{}]".format, bracketed, inner),
        st.builds("(for x in {} return {})".format, inner, inner),
        st.builds("(some x in {} satisfies {})".format, inner, inner),
        st.builds("{}.{}".format, bracketed, members),
        bracketed.map("(-{})".format),
        st.builds("({} between {} and {})".format, bracketed, bracketed, bracketed),
        st.builds("(if {} then {} else {})".format, inner, inner, inner),
        st.builds("({} instance of {})".format, bracketed, kinds),
    )


EXPRESSIONS = st.recursive(st.sampled_from(LITERALS), larger, max_leaves=5)


@given(EXPRESSIONS)
@settings(max_examples=500, deadline=None)
def test_whatever_goes_wrong_is_null_and_never_raises(text):
    tree = parse(text, ())
    shown(compile_standard(tree)({}))
    assert parse(show(tree), ()) == tree


@given(trees())
@settings(max_examples=200, deadline=None)
def test_every_tree_has_a_value(tree):
    shown(compile_standard(tree)({"甲": [Decimal(1)], "a": {"甲": None}}))


def test_the_profile_literals_are_numbers_here():
    assert compile_standard(t.Money(123_45))({}) == Decimal("123.45")
    assert compile_standard(t.Percent("30"))({}) == Decimal("0.3")


def test_names_of_the_scope_come_before_those_of_the_language():
    assert value("count + 1", count=Decimal(2)) == Decimal(3)
    assert value("count([1, 2])") == Decimal(2)


def test_functions_see_where_they_were_written():
    assert shown(value("{倍: 2, 加倍: function(x) x * 倍, 果: (function(倍) 加倍(倍))(5)}.果")) == "10"
    assert value('(function(x: number) x)("a")') is None
    assert value("{f: function(x) f(x)}.f(1)") is None


def test_loops_have_an_end():
    assert value("for i in 1..1000000000 return i") is None
    assert value("for i in 1..2000, j in 1..2000 return 1") is None
    assert value("every i in 1..2000, j in 1..2000 satisfies i > 0") is None


@pytest.mark.parametrize("text", ["(" * 5000, "[" * 5000, "-" * 5000 + "1", "not(" * 3000, "{a:" * 3000, "x in (" * 3000, "f(a: " * 3000])
def test_what_is_nested_too_deeply_is_refused_politely(text):
    with pytest.raises(FeelError) as refused:
        parse(text, ("a b",))
    assert refused.value.id in ("feel.depth", "feel.syntax")


@pytest.mark.parametrize(
    ("text", "pattern", "flags", "expected"),
    [
        ("南昌市", "^\\p{Lo}+$", "", True),
        ("abc", "[a-z-[aeiou]]{3}", "", False),
        ("bcd", "[a-z-[aeiou]]{3}", "", True),
        ("a\\nb", "a.b", "", False),
        ("a\\nb", "a.b", "s", True),
        ("ABC", "abc", "i", True),
        ("a.c", "a.c", "q", True),
        ("abc", "a.c", "q", False),
        ("abc", "a b c", "x", True),
        ("x", "(", "", None),
        ("x", "x", "z", None),
        ("x", "[]", "", None),
        ("x", "(?=x)", "", None),
        ("abab", "(ab)\\\\1", "", True),
        ("é", "\\p{IsBasicLatin}", "", False),
    ],
)
def test_patterns_are_those_of_xpath(text, pattern, flags, expected):
    escaped = pattern.replace("\\p", "\\\\p")
    assert value(f'matches("{text}", "{escaped}", "{flags}")') is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('replace("abc", "(b)", "[$1]")', '"a[b]c"'),
        ('replace("abc", "b", "\\\\$")', '"a$c"'),
        ('replace("abc", "b", "$")', "null"),
        ('replace("a.c", ".", "x", "q")', '"axc"'),
        ('split("a1b22c", "[0-9]+")', '["a", "b", "c"]'),
    ],
)
def test_replacing_and_splitting(text, expected):
    assert shown(value(text)) == expected
