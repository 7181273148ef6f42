"""What an expression is made of between its operators: literals, names, brackets, contexts, and the forms that begin with a word."""

from collections.abc import Callable
from fractions import Fraction
from typing import Protocol

from luodi.feel import tree as t
from luodi.feel.cursor import Cursor
from luodi.feel.errors import ScanError
from luodi.feel.scan import FEN, MONEY, NAME, NUMBER, OP, PERCENT, STRING, Token
from luodi.feel.type_names import read_type

COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")


class Grammar(Protocol):
    """The part of the grammar that this one leans on: whole expressions, and operands of comparisons."""

    cursor: Cursor

    def expression(self) -> t.Tree: ...

    def operand(self) -> t.Tree: ...

    def end_of_range(self) -> t.Tree: ...


def read_primary(grammar: Grammar) -> t.Tree:
    """The operand that begins at the cursor. Raises ParseError where none does."""
    cursor = grammar.cursor
    token = cursor.token
    if token.kind in (NUMBER, PERCENT, MONEY, STRING):
        cursor.at += 1
        return literal(token, cursor)
    if token.kind == OP and token.text in BRACKETS:
        return BRACKETS[token.text](grammar)
    if token.kind == NAME:
        form = FORMS.get(token.text)
        if form is not None and (token.text != "function" or cursor.sees("(", 1)):
            return form(grammar)
        if token.text == "not" and cursor.sees("(", 1):
            cursor.at += 1
            return t.Name("not", place=cursor.place(token.start))
    name = cursor.try_name()
    if name is None:
        raise cursor.wrong("一个值、名称或括号", "“不是”写 not( )，要有括号" if token.text == "not" and token.kind == NAME else "")
    return t.Name(name, place=cursor.place(token.start))


def literal(token: Token, cursor: Cursor) -> t.Tree:
    """The node of a literal token. Raises ScanError for a sum that is no whole number of fen."""
    place = t.Span(token.start, token.end)
    if token.kind == NUMBER:
        return t.Number(token.text, place=place)
    if token.kind == PERCENT:
        return t.Percent(token.text[:-1], place=place)
    if token.kind == STRING:
        return t.String(token.text, place=place)
    digits = token.text.rstrip("元万亿千百十")
    fen = Fraction(digits) * FEN[token.text[len(digits) :]]
    if fen.denominator != 1:
        raise ScanError(f"“{token.text}”不到一分", cursor.text, token.start, token.text, "精确到分的金额")
    if fen > 2**62:
        raise ScanError(f"“{token.text}”太大", cursor.text, token.start, token.text, "小于 460 亿亿分的金额")
    return t.Money(int(fen), token.text, place=place)


def round_bracket(grammar: Grammar) -> t.Tree:
    """`(…)`, `(1..5)`, or a range without one end `(< 5)`."""
    cursor = grammar.cursor
    start = cursor.token.start
    cursor.at += 1
    if cursor.token.kind == OP and cursor.token.text in COMPARISONS:
        sign = cursor.token.text
        cursor.at += 1
        test = t.Test(sign, nested(cursor, grammar.operand), place=cursor.place(start))
        cursor.expect(")")
        return test
    inner = grammar.expression()
    if cursor.sees(".."):
        return range_from(grammar, start, inner, False)
    cursor.expect(")")
    return inner


def square_bracket(grammar: Grammar) -> t.Tree:
    """A list, or a range that includes its start."""
    cursor = grammar.cursor
    start = cursor.token.start
    cursor.at += 1
    items = cursor.separated(grammar.expression, "]")
    if len(items) == 1 and cursor.sees(".."):
        return range_from(grammar, start, items[0], True)
    cursor.expect("]")
    return t.List(items, place=cursor.place(start))


def turned_bracket(grammar: Grammar) -> t.Tree:
    """`]1..5]`: a range without its start."""
    start = grammar.cursor.token.start
    grammar.cursor.at += 1
    return range_from(grammar, start, nested(grammar.cursor, grammar.operand), False)


def range_from(grammar: Grammar, start: int, low: t.Tree, low_closed: bool) -> t.Tree:
    """The rest of a range, from the two dots on."""
    cursor = grammar.cursor
    cursor.expect("..")
    high = nested(cursor, grammar.end_of_range)
    high_closed = cursor.take("]")
    if not high_closed and not cursor.take(")") and not cursor.take("["):
        raise cursor.wrong("“]”或“)”")
    return t.Range(low, high, low_closed, high_closed, place=cursor.place(start))


def nested(cursor: Cursor, read: Callable[[], t.Tree]) -> t.Tree:
    """What `read` reads, one level further in."""
    cursor.deeper()
    node = read()
    cursor.depth -= 1
    return node


def context(grammar: Grammar) -> t.Tree:
    """`{key: value, "key": value}`."""
    cursor = grammar.cursor
    start = cursor.token.start
    cursor.at += 1
    entries = cursor.separated(lambda: entry(grammar), "}")
    cursor.expect("}")
    return t.Context(entries, place=cursor.place(start))


def entry(grammar: Grammar) -> t.Entry:
    cursor = grammar.cursor
    token = cursor.token
    if token.kind == STRING:
        cursor.at += 1
        key = token.text
        if not cursor.profile:
            cursor.vocabulary.add(key)
    else:
        key = cursor.new_name(":", ",", "}")
    cursor.expect(":")
    return t.Entry(key, grammar.expression(), place=cursor.place(token.start))


def at_literal(grammar: Grammar) -> t.Tree:
    cursor = grammar.cursor
    start = cursor.token.start
    cursor.at += 1
    token = cursor.token
    if token.kind != STRING:
        raise cursor.wrong('日期，如 @"2020-02-24"')
    cursor.at += 1
    return t.At(token.text, place=cursor.place(start))


def conditional(grammar: Grammar) -> t.Tree:
    cursor = grammar.cursor
    start = cursor.token.start
    cursor.at += 1
    test = grammar.expression()
    cursor.expect("then")
    then = grammar.expression()
    cursor.expect("else")
    return t.If(test, then, grammar.expression(), place=cursor.place(start))


def loop(grammar: Grammar) -> t.Tree:
    cursor = grammar.cursor
    start = cursor.token.start
    cursor.at += 1
    iterations = cursor.separated(lambda: iteration(grammar), "")
    cursor.expect("return")
    return t.For(iterations, grammar.expression(), place=cursor.place(start))


def quantified(grammar: Grammar) -> t.Tree:
    cursor = grammar.cursor
    start = cursor.token.start
    every = cursor.token.text == "every"
    cursor.at += 1
    iterations = cursor.separated(lambda: iteration(grammar), "")
    cursor.expect("satisfies")
    return t.Quantified(every, iterations, grammar.expression(), place=cursor.place(start))


def iteration(grammar: Grammar) -> t.Iteration:
    cursor = grammar.cursor
    start = cursor.token.start
    name = cursor.new_name("in")
    cursor.expect("in")
    source = grammar.expression()
    end = grammar.expression() if cursor.take("..") else None
    return t.Iteration(name, source, end, place=cursor.place(start))


def function(grammar: Grammar) -> t.Tree:
    cursor = grammar.cursor
    start = cursor.token.start
    cursor.at += 1
    cursor.expect("(")
    parameters = cursor.separated(lambda: parameter(grammar), ")")
    cursor.expect(")")
    external = cursor.take("external")
    return t.Function(parameters, grammar.expression(), external, place=cursor.place(start))


def parameter(grammar: Grammar) -> t.Parameter:
    cursor = grammar.cursor
    start = cursor.token.start
    name = cursor.new_name(":", ",", ")")
    kind = read_type(cursor) if cursor.take(":") else None
    return t.Parameter(name, kind, place=cursor.place(start))


def constant(grammar: Grammar) -> t.Tree:
    cursor = grammar.cursor
    token = cursor.token
    cursor.at += 1
    place = t.Span(token.start, token.end)
    return t.Null(place=place) if token.text == "null" else t.Boolean(token.text == "true", place=place)


BRACKETS = {"(": round_bracket, "[": square_bracket, "]": turned_bracket, "{": context, "@": at_literal}
FORMS = {
    "if": conditional,
    "for": loop,
    "some": quantified,
    "every": quantified,
    "function": function,
    "true": constant,
    "false": constant,
    "null": constant,
}
