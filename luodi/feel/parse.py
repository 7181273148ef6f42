"""A FEEL expression read into its tree: one pass by precedence, in linear time, refusing what is nested too deeply."""

from collections.abc import Callable, Iterable

from luodi.feel import tree as t
from luodi.feel.cursor import Cursor
from luodi.feel.errors import DepthError
from luodi.feel.primary import COMPARISONS, range_from, read_primary
from luodi.feel.scan import END, NAME, OP
from luodi.feel.type_names import read_type
from luodi.feel.walk import children

HEIGHT = 150
OR, AND, COMPARE, ADD, MULTIPLY, POWER = 1, 2, 3, 4, 5, 6
LEVELS = {
    **dict.fromkeys((*COMPARISONS, "between", "in"), COMPARE),
    **dict.fromkeys(("+", "-"), ADD),
    **dict.fromkeys(("*", "/"), MULTIPLY),
    "or": OR,
    "and": AND,
    "**": POWER,
}
GOES_ON = (".", "[", "+", "-", "*", "/", "**")
CALLABLE = (t.Name, t.Path, t.Call, t.NamedCall, t.Filter, t.Function)


def parse(text: str, names: Iterable[str] | None = None) -> t.Tree:
    """The tree of one expression. Without `names`: the policy profile. With `names`: full FEEL, where these, the built-ins and
    what the expression itself binds may contain blanks and signs. Raises FeelError."""
    parser = Parser(Cursor(text, names))
    return parser.whole(parser.expression)


def parse_tests(text: str, names: Iterable[str] | None = None) -> t.Tree:
    """The Tests of a decision table's input cell: `-`, `< 5, [7..9]`, `not("甲")`. Raises FeelError."""
    parser = Parser(Cursor(text, names))
    return parser.whole(parser.tests)


class Parser:
    """Operators by precedence; what stands between them is read by `primary`."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.range_end = False

    def whole(self, read: Callable[[], t.Tree]) -> t.Tree:
        """What `read` reads, to the end of the text."""
        node = read()
        if self.cursor.token.kind != END:
            raise self.cursor.wrong("运算符（and、or、=、+ 等）或结尾")
        stack = [(node, 1)]
        while stack:
            current, height = stack.pop()
            if height > HEIGHT:
                raise DepthError(f"表达式超过{HEIGHT}层", self.cursor.text, current.place.start, hint="分成几条定义来写")
            stack.extend((child, height + 1) for child in children(current))
        return node

    def expression(self) -> t.Tree:
        """An expression of any form, as far as it reaches."""
        self.cursor.deeper()
        outer, self.range_end = self.range_end, False
        node = self.binary(OR)
        self.range_end = outer
        self.cursor.depth -= 1
        return node

    def operand(self) -> t.Tree:
        """One side of a comparison."""
        return self.binary(ADD)

    def end_of_range(self) -> t.Tree:
        """The upper end of a range, where `[` closes it and is no filter."""
        outer, self.range_end = self.range_end, True
        node = self.binary(ADD)
        self.range_end = outer
        return node

    def tests(self) -> t.Tree:
        """The cell of a decision table."""
        cursor = self.cursor
        start = cursor.token.start
        if cursor.sees("-") and cursor.tokens[cursor.at + 1].kind == END:
            cursor.at += 1
            return t.Tests((), place=cursor.place(start))
        if cursor.sees("not") and cursor.sees("(", 1):
            cursor.at += 2
            tests = cursor.separated(self.test, ")")
            cursor.expect(")")
            return t.Tests(tests, True, place=cursor.place(start))
        return t.Tests(cursor.separated(self.test, ""), place=cursor.place(start))

    def test(self) -> t.Tree:
        """One test: `< 5`, a range, or any expression."""
        token = self.cursor.token
        if token.kind == OP and token.text in COMPARISONS:
            self.cursor.at += 1
            return t.Test(token.text, self.operand(), place=self.cursor.place(token.start))
        return self.expression()

    def binary(self, floor: int, first: t.Tree | None = None) -> t.Tree:
        """Operators that bind at least as closely as `floor`, after `first` where that has been read."""
        cursor = self.cursor
        left = self.unary() if first is None else first
        while True:
            token = cursor.token
            level = LEVELS.get(token.text, 0) if token.kind in (OP, NAME) else 0
            if level < floor or level == 0:
                return left
            start = left.place.start
            cursor.at += 1
            if level <= AND:
                parts = [left, self.binary(level + 1)]
                while cursor.take(token.text):
                    parts.append(self.binary(level + 1))
                left = (t.And if level == AND else t.Or)(tuple(parts), place=cursor.place(start))
            elif token.text == "between":
                low = self.operand()
                cursor.expect("and")
                left = t.Between(left, low, self.operand(), place=cursor.place(start))
            elif token.text == "in":
                left = t.In(left, self.membership(), place=cursor.place(start))
            elif level == COMPARE:
                left = t.Comparison(token.text, left, self.operand(), place=cursor.place(start))
            else:
                left = t.Arithmetic(token.text, left, self.binary(level + 1), place=cursor.place(start))

    def membership(self) -> tuple[t.Tree, ...]:
        """What follows `in`: a list of tests in brackets, a range, or one operand."""
        cursor = self.cursor
        token = cursor.token
        if token.kind == OP and token.text in COMPARISONS:
            return (self.test(),)
        if not cursor.take("("):
            return (self.operand(),)
        tests = cursor.separated(self.test, ")")
        if len(tests) == 1 and cursor.sees(".."):
            return (range_from(self, token.start, tests[0], False),)
        cursor.expect(")")
        if len(tests) == 1 and cursor.token.kind == OP and cursor.token.text in GOES_ON:
            return (self.binary(ADD, self.postfix(tests[0])),)
        return tests

    def unary(self) -> t.Tree:
        """A sign before an operand, and the test of its type after it."""
        cursor = self.cursor
        start = cursor.token.start
        if cursor.take("-"):
            cursor.deeper()
            operand = self.unary()
            cursor.depth -= 1
            return t.Negate(operand, place=cursor.place(start))
        node = self.postfix()
        while cursor.take("instance"):
            cursor.expect("of")
            node = t.InstanceOf(node, read_type(cursor), place=cursor.place(start))
        return node

    def postfix(self, first: t.Tree | None = None) -> t.Tree:
        """An operand with its members, filters and arguments."""
        cursor = self.cursor
        start = cursor.token.start if first is None else first.place.start
        node = read_primary(self) if first is None else first
        while True:
            if cursor.take("."):
                node = t.Path(node, cursor.name("成员的名称"), place=cursor.place(start))
            elif cursor.sees("[") and not self.range_end:
                cursor.at += 1
                condition = self.expression()
                cursor.expect("]")
                node = t.Filter(node, condition, place=cursor.place(start))
            elif cursor.sees("(") and isinstance(node, CALLABLE):
                cursor.at += 1
                node = self.call(node, start)
            else:
                return node

    def call(self, function: t.Tree, start: int) -> t.Tree:
        """The arguments of a call, by position or by name."""
        cursor = self.cursor
        if cursor.names_argument():
            named = cursor.separated(self.argument, ")")
            cursor.expect(")")
            return t.NamedCall(function, named, place=cursor.place(start))
        arguments = cursor.separated(self.expression, ")")
        cursor.expect(")")
        return t.Call(function, arguments, place=cursor.place(start))

    def argument(self) -> t.Argument:
        """`name: value`."""
        start = self.cursor.token.start
        name = self.cursor.new_name(":")
        self.cursor.expect(":")
        return t.Argument(name, self.expression(), place=self.cursor.place(start))
