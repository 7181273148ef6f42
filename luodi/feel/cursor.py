"""Where reading stands among the tokens: what is seen, what is taken, and the names of several signs."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from luodi.feel.builtin_names import BUILTIN_NAMES, MEMBER_NAMES, TYPE_NAMES
from luodi.feel.errors import DepthError, FeelError, ParseError
from luodi.feel.scan import END, KEYWORDS, NAME, NUMBER, OP, STRING, Token, scan
from luodi.feel.tree import Span
from luodi.feel.vocabulary import Vocabulary

T = TypeVar("T")
NESTING = 60
IN_NAMES = ("-", ".", "'", "/", "+", "*")
STANDARD = Vocabulary(name for name in (*BUILTIN_NAMES, *TYPE_NAMES, *MEMBER_NAMES) if " " in name)
WORDS = {"并且": "and", "且": "and", "和": "and", "或者": "or", "或": "or", "不是": "not( )", "非": "not( )", "属于": "in", "在": "in"}
COMMON = {"AND": "and", "OR": "or", "NOT": "not( )", "IN": "in", "如果": "if", "那么": "then", "否则": "else"}


class Cursor:
    """Tokens with a position; without `names` for the policy profile. `vocabulary` grows by the names the expression binds."""

    def __init__(self, text: str, names: Iterable[str] | None) -> None:
        self.text = text
        self.profile = names is None
        self.tokens = scan(text, self.profile)
        self.at = 0
        self.depth = 0
        self.vocabulary = STANDARD
        if names is not None:
            self.vocabulary = STANDARD.copy()
            for name in names:
                self.vocabulary.add(name)

    @property
    def token(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    def sees(self, sign: str, ahead: int = 0) -> bool:
        """Whether the operator or keyword `sign` comes next, or so many tokens later."""
        at = self.at + ahead
        return at < len(self.tokens) and self.tokens[at].text == sign and self.tokens[at].kind in (OP, NAME)

    def take(self, sign: str) -> bool:
        """Go past `sign` where it comes next."""
        if self.sees(sign):
            self.at += 1
            return True
        return False

    def expect(self, sign: str) -> None:
        """Go past `sign`, or raise ParseError."""
        if not self.take(sign):
            raise self.wrong(f"“{sign}”")

    def place(self, start: int) -> Span:
        """From `start` to the end of what was taken last."""
        return Span(start, self.tokens[self.at - 1].end if self.at else start)

    def deeper(self) -> None:
        """One level further in. Raises DepthError beyond the limit."""
        self.depth += 1
        if self.depth > NESTING:
            raise DepthError(f"嵌套超过{NESTING}层", self.text, self.token.start, hint="分成几条定义来写")

    def separated(self, read: Callable[[], T], closing: str) -> tuple[T, ...]:
        """What stands between commas, up to `closing` (not taken)."""
        if closing and self.sees(closing):
            return ()
        items = [read()]
        while self.take(","):
            items.append(read())
        return tuple(items)

    def try_name(self) -> str | None:
        """The name that comes next: the longest known one, or one sign that is no keyword. None where there is none."""
        if not self.profile or self.vocabulary is STANDARD:
            known = self.vocabulary.longest(self.tokens, self.at)
            if known is not None:
                self.at = known[1]
                return known[0]
        token = self.token
        if token.kind != NAME or token.text in KEYWORDS:
            return None
        self.at += 1
        return token.text

    def name(self, expected: str) -> str:
        """The name that comes next, or ParseError."""
        name = self.try_name()
        if name is None:
            hint = f"“{self.token.text}”是关键字，不能作名称" if self.token.kind == NAME else ""
            raise self.wrong(expected, hint)
        return name

    def new_name(self, *until: str) -> str:
        """A name being bound here, which may have several signs (not in the profile); it becomes known."""
        if self.profile:
            return self.name("名称")
        first = self.at
        while self.token.kind not in (END, STRING) and not any(self.sees(sign) for sign in until):
            self.at += 1
        if first == self.at:
            raise self.wrong("名称")
        taken = self.tokens[first : self.at]
        name = taken[0].text
        for before, token in zip(taken, taken[1:], strict=False):
            name += (" " if before.end < token.start else "") + token.text
        if len(taken) > 1:
            self.vocabulary.add(name)
        return name

    def names_argument(self) -> bool:
        """Whether a name and `:` come next: an argument given by name."""
        ahead = 0
        while (token := self.tokens[self.at + ahead]).kind in (NAME, NUMBER) or (ahead and not self.profile and token.text in IN_NAMES):
            ahead += 1
        return ahead > 0 and self.sees(":", ahead) and (not self.profile or ahead == 1)

    def wrong(self, expected: str, hint: str = "") -> FeelError:
        """The error that says what comes next, and what should."""
        token = self.token
        if token.kind == END:
            message = "表达式是空的" if len(self.tokens) == 1 else "表达式在这里断了"
            return ParseError(message, self.text, token.start, "", expected, hint)
        found = self.text[token.start : token.end]
        return ParseError(f"这里不该是“{found}”", self.text, token.start, found, expected, hint or self._advice())

    def _advice(self) -> str:
        near = [self.token] if self.at == 0 else [self.token, self.tokens[self.at - 1]]
        for token in near:
            word = {**WORDS, **COMMON}.get(token.text) if token.kind == NAME else None
            if word is not None:
                return f"“{token.text}”写 {word}"
        if len(near) == 2 and all(token.kind == NAME for token in near):
            return "两个名称之间少了运算符"
        return ""
