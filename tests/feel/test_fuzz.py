"""Hostile text: whatever is written, the answer is a tree or one clear error, soon, and twice the text takes about twice the time."""

import random
from contextlib import suppress

import pytest

from luodi.feel.errors import FeelError
from luodi.feel.parse import parse, parse_tests
from luodi.feel.profile import check
from luodi.feel.run import compile_tree
from luodi.feel.show import show
from luodi.feel.standard import compile_standard
from luodi.feel.tree import Tree
from tests.feel.corpus.read import LETTERS, rows, scope
from tests.growth import grows_linearly

SCOPE = scope()
CORPUS = [row[0] for name in ("pairs", "full_width", "mistakes", "values", "plain") for row in rows(name)]
TRIES = 400
SIGNS = list("()[]{}<>=!+-*/%.,:;@?\"'\\#$&|^~` \t\n\r\0\x7f") + ["..", "**", "<=", ">=", "!=", "->", "//", "/*", "*/"]
WORDS = ["and", "or", "not", "in", "between", "if", "then", "else", "for", "return", "some", "every", "satisfies", "instance", "of"]
WORDS += [
    "function",
    "external",
    "true",
    "false",
    "null",
    "甲",
    "额",
    "人数",
    "级别",
    "３",
    "（",
    "，",
    "“",
    "　",
    "\ud800",
    "\udfff",
    "\ufeff",
]
WORDS += [
    "\u200b",
    "\u202e",
    "𠀀",
    "é",
    "1",
    "0.",
    ".5",
    "1e9",
    "30%",
    "3万元",
    "元",
    "万",
    '"',
    '"甲"',
    '@"2020-02-24"',
    '@"P1D"',
    "date(",
    "[1..3]",
]


def mutated(random_, text):
    """The text with one to five pieces of it lost, doubled, swapped, taken from elsewhere or made up."""
    for _ in range(random_.randint(1, 5)):
        at = random_.randint(0, len(text))
        end = min(len(text), at + random_.randint(0, 8))
        action = random_.randrange(6)
        if action == 0:
            text = text[:at] + text[end:]
        elif action == 1:
            text = text[:end] + text[at:end] * random_.randint(1, 4) + text[end:]
        elif action == 2:
            text = text[:at] + random_.choice(SIGNS) + text[at:]
        elif action == 3:
            text = text[:at] + random_.choice(WORDS) + text[end:]
        elif action == 4:
            other = random_.choice(CORPUS)
            cut = random_.randint(0, len(other))
            text = text[:at] + other[cut : cut + 20] + text[end:]
        else:
            text = text[:at] + f" {random_.choice(WORDS)} " + text[at:]
    return text


def survives(text):
    """Reads the text as rule, as full FEEL and as a cell, and goes on as far as it is one. Nothing but FeelError may come of it."""
    for read, names in ((parse, None), (parse, LETTERS), (parse_tests, None), (parse_tests, LETTERS)):
        try:
            tree = read(text, names)
        except FeelError as error:
            assert str(error)
            assert error.id.startswith("feel.")
            assert 0 <= error.position <= len(text)
            continue
        assert read(show(tree), names) == tree
        if read is parse and names is None:
            try:
                check(tree, SCOPE, text)
            except FeelError as error:
                assert str(error)
            else:
                compile_tree(tree)({})


@pytest.mark.parametrize("seed", range(4))
def test_mutations_of_the_corpus_give_a_tree_or_one_clear_error(seed):
    random_ = random.Random(seed)
    for tried in range(TRIES):
        text = mutated(random_, random_.choice(CORPUS))
        try:
            survives(text)
        except Exception as error:
            raise AssertionError(f"{text!r} (seed {seed}, number {tried})") from error


HOSTILE = {
    "brackets": "(" * 10_000,
    "closed brackets": "(" * 10_000 + "1" + ")" * 10_000,
    "square brackets": "[" * 10_000 + "]" * 10_000,
    "contexts": "{甲:" * 10_000 + "1" + "}" * 10_000,
    "digits": "9" * 100_000,
    "decimals": "0." + "9" * 100_000,
    "money": "9" * 100_000 + "元",
    "percent": "9" * 100_000 + "%",
    "exponent": "1e" + "9" * 100_000,
    "a long name": "名" * 100_000,
    "many words": "甲 " * 10_000,
    "not": "not(" * 10_000 + "甲" + ")" * 10_000,
    "minus": "-" * 10_000 + "1",
    "if": "if 甲 then " * 10_000,
    "else": "if 甲 then 1 else " * 10_000 + "2",
    "and": " and ".join(["甲"] * 5_000),
    "plus": "+".join(["1"] * 5_000),
    "power": "**".join(["2"] * 5_000),
    "calls": "甲(" * 10_000,
    "paths": "甲" + ".乙" * 5_000,
    "filters": "甲" + "[1]" * 5_000,
    "functions": "function(甲) " * 10_000 + "1",
    "for": "for 甲 in [1] return " * 10_000 + "1",
    "types": "甲 instance of " + "list<" * 10_000,
    "list": "[" + "1," * 10_000 + "1]",
    "an open string": '"' + "甲" * 100_000,
    "backslashes": '"' + "\\" * 99_999,
    "escapes": '"' + "\\u4e2d" * 20_000 + '"',
    "quotes": '"' * 99_999,
    "comments": "/*" * 50_000,
    "closed comments": "/**/" * 25_000 + "1",
    "comment lines": "//\n" * 30_000 + "1",
    "blanks": " " * 100_000 + "甲",
    "nul": "\0" * 1_000,
    "nul within": "甲\0乙",
    "lone surrogates": "\ud800" * 1_000,
    "a lone surrogate in a string": '"\ud83d"',
    "an escaped lone surrogate": '"\\ud83d"',
    "half pairs": '"\\ud83d\\u4e2d"',
    "right to left": "\u202e甲 > 1",
    "byte order": "\ufeff甲",
    "dots": "." * 10_000,
    "ranges": "[1.." * 10_000,
    "open ranges": "(1.." * 10_000,
    "turned brackets": "]" * 10_000,
    "tests": "(<" * 10_000,
    "tests in ranges": "[1..(<" * 10_000,
    "in": "甲 in " * 5_000 + "1",
    "between": "甲 between 1 and " * 5_000 + "2",
    "at": "@" * 10_000,
    "a day": '@"' + "9" * 100_000 + '-01-01"',
    "a duration": '@"P' + "9" * 100_000 + 'Y"',
    "full width": "（" * 10_000,
    "commas": "min(" + "," * 10_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_refused_politely_or_read(text):
    for read, names in ((parse, None), (parse, LETTERS), (parse_tests, LETTERS)):
        try:
            tree = read(text, names)
        except FeelError as error:
            assert str(error)
            assert len(str(error)) < 300
            assert 0 <= error.position <= len(text)
        else:
            assert isinstance(tree, Tree)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_length_and_no_faster(text):
    def tried(part):
        for names in (None, LETTERS):
            with suppress(FeelError):
                parse(part, names)

    assert grows_linearly(tried, text)


# Patterns are left out: `matches` and `replace` go back as far as Python's `re` does (docs/dmn.md, what is left open).
VALUES = [
    "2 ** 999999999",
    "10 ** 400 ** 400",
    '@"P999999999Y" * 999999999',
    'string join(for i in 1..999999999 return "甲", "")',
    "for i in 1..9999999999 return i",
    "-0 ** -1",
    '@"-999999999-01-01" - @"P1D"',
    'date("999999999-12-31") + @"P1D"',
    "exp(99999)",
    "log(0)",
    "sqrt(-1)",
    "1e6144 * 10",
    "decimal(1, 9999)",
    "{f: function(x) f(x), y: f(1)}.y",
    "sort([1, 2, 3], function(x, y) null)",
    "count(for i in 1..300, j in 1..300 return 1)",
]


@pytest.mark.parametrize("text", VALUES)
def test_hostile_values_come_to_something_soon(text):
    """Were it not bounded it would take for ever, and so would this test."""
    try:
        compile_standard(parse(text, ()))({})
    except FeelError as error:
        assert str(error)
