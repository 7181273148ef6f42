"""Expressions at random: any tree for printing and reading, and checked ones of a small world for evaluating."""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from luodi.feel import tree as t
from luodi.feel.types import Type

NAMES = st.sampled_from(["甲", "乙", "收入_1", "a", "人数"])
WORLD = {
    "甲": Type("boolean"),
    "乙": Type("boolean"),
    "行业": Type("string", values=("工业", "建筑", "软件")),
    "人数": Type("number", lo=0, hi=6),
    "收入": Type("money", lo=0, hi=600),
    "日": Type("date"),
}
DOMAINS = {
    "甲": (True, False),
    "乙": (True, False),
    "行业": ("工业", "建筑", "软件"),
    "人数": (0, 1, Fraction(3, 2), 2, Fraction(5, 2), 3, Fraction(7, 2), 4, Fraction(9, 2), 5, 6),
    "收入": (0, 99, 100, 101, 150, 199, 200, 201, 300, 450, 600),
    "日": (date(2020, 1, 31), date(2020, 2, 1), date(2020, 2, 2), date(2020, 3, 1), date(2020, 3, 2)),
}


def literals():
    texts = st.text(alphabet='甲a" \\\n中1，', max_size=5)
    return st.one_of(
        st.sampled_from(["0", "12", "0.5", ".25"]).map(t.Number),
        st.sampled_from(["30", "0.5"]).map(t.Percent),
        st.sampled_from([(300000000, "300万元"), (12345, "123.45元"), (50, "")]).map(lambda pair: t.Money(*pair)),
        texts.map(t.String),
        st.booleans().map(t.Boolean),
        st.just(t.Null()),
        st.just(t.At("2020-02-24")),
        NAMES.map(t.Name),
    )


def types():
    named = st.sampled_from(["number", "date and time", "Any", "Null", "甲"]).map(t.NamedType)
    return st.recursive(
        named,
        lambda inner: st.one_of(
            inner.map(t.ListType),
            inner.map(t.RangeType),
            st.builds(lambda name, kind: t.ContextType((t.Member(name, kind),)), NAMES, inner),
            st.builds(lambda one, two: t.FunctionType((one,), two), inner, inner),
        ),
        max_leaves=3,
    )


def trees():
    """Any tree that a text can have."""
    return st.recursive(literals(), _larger, max_leaves=12)


def _larger(inner):
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    some = st.lists(inner, max_size=3).map(tuple)
    ops = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    test = st.builds(t.Test, ops, inner)
    ranges = st.builds(t.Range, inner, inner, st.booleans(), st.booleans())
    tests = st.lists(st.one_of(test, ranges, inner), min_size=1, max_size=3).map(tuple)
    iterations = st.lists(st.builds(t.Iteration, NAMES, inner, st.none() | inner), min_size=1, max_size=2).map(tuple)
    parameters = st.lists(st.builds(t.Parameter, NAMES, st.none() | types()), max_size=2).map(tuple)
    function = st.builds(t.Function, parameters, inner)
    callee = st.one_of(NAMES.map(t.Name), st.just(t.Name("round half up")), function, st.builds(t.Path, inner, NAMES))
    keys = st.sampled_from(["甲", "a", "两 个", "and", "12"])
    return st.one_of(
        inner.map(t.Negate),
        st.builds(t.Arithmetic, st.sampled_from(["+", "-", "*", "/", "**"]), inner, inner),
        st.builds(t.Comparison, ops, inner, inner),
        several.map(t.And),
        several.map(t.Or),
        st.builds(t.Between, inner, inner, inner),
        st.builds(t.In, inner, tests),
        test,
        ranges,
        st.builds(t.InstanceOf, inner, types()),
        st.builds(t.If, inner, inner, inner),
        st.builds(t.For, iterations, inner),
        st.builds(t.Quantified, st.booleans(), iterations, inner),
        some.map(t.List),
        st.lists(st.builds(t.Entry, keys, inner), max_size=2).map(lambda entries: t.Context(tuple(entries))),
        st.builds(t.Path, inner, NAMES),
        st.builds(t.Filter, inner, inner),
        st.builds(t.Call, callee, some),
        st.builds(t.NamedCall, callee, st.lists(st.builds(t.Argument, NAMES, inner), min_size=1, max_size=2).map(tuple)),
        function,
    )


def conditions():
    """Texts of boolean expressions over WORLD that the profile accepts."""
    ops = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    atoms = st.one_of(
        st.sampled_from(["甲", "乙", "true", "false"]),
        st.builds("人数 {} {}".format, ops, st.sampled_from(["1", "2.5", "4"])),
        st.builds("收入 {} {}".format, ops, st.sampled_from(["1元", "2元", "50% * 4元", "1元 * 人数", "3元 / 人数"])),
        st.builds("{} {} 收入 * 2".format, st.sampled_from(["2元", "4元"]), ops),
        st.builds('行业 {} "{}"'.format, st.sampled_from(["=", "!="]), st.sampled_from(["工业", "软件"])),
        st.sampled_from(
            [
                '行业 in ["工业", "建筑"]',
                "人数 in [2..4]",
                "人数 in (1, > 3)",
                "人数 between 1 and 3",
                "收入 in (1元..2元]",
                "收入 between 1元 and 人数 * 1元",
                '日 in [@"2020-02-01"..@"2020-03-01"]',
                '日 < @"2020-02-01"',
                "min(收入, 2元) >= 1元",
                "floor(人数 / 2) = 1",
                "if 甲 then 乙 else 人数 > 2",
            ]
        ),
    )
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " and ".join(parts) + ")"),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: "(" + " or ".join(parts) + ")"),
            inner.map("not({})".format),
            st.builds("(if {} then {} else {})".format, inner, inner, inner),
        ),
        max_leaves=5,
    )


def facts():
    """Some of WORLD's facts."""
    return st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in DOMAINS.items()})
