"""The signs of an expression: its text cut into tokens, each with the place it has."""

import re
from functools import cache
from typing import NamedTuple

from luodi.feel.errors import ScanError

NAME, NUMBER, MONEY, PERCENT, STRING, OP, END = "name", "number", "money", "percent", "string", "op", "end"


class Token(NamedTuple):
    """`text` is what the sign says: a string's value without quotes, otherwise the characters themselves."""

    kind: str
    text: str
    start: int
    end: int


KEYWORDS = frozenset(
    ("and", "or", "not", "in", "between", "if", "then", "else", "for", "return", "some", "every", "satisfies")
    + ("instance", "of", "function", "true", "false", "null")
)

HALF_WIDTH = {
    "＋": "+",
    "－": "-",
    "—": "-",
    "–": "-",
    "×": "*",
    "✕": "*",
    "＊": "*",
    "÷": "/",
    "／": "/",
    "＞": ">",
    "＜": "<",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "＝": "=",
    "！": "!",
    "（": "(",
    "）": ")",
    "【": "[",
    "】": "]",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "，": ",",
    "、": ",",
    "。": ".",
    "．": ".",
    "：": ":",
    "；": ",",
    "“": '"',
    "”": '"',
    "＂": '"',
    "‘": '"',
    "’": '"',
    "％": "%",
    "＠": "@",
    "　": "空格",
    "…": "..",
}
MISTAKEN = {
    "==": "相等用一个 =",
    "&&": "“并且”写 and",
    "||": "“或者”写 or",
    "<>": "不相等写 !=",
    "=>": "大于等于写 >=",
    "=<": "小于等于写 <=",
    "'": '文字用双引号 "…"',
    "!": "“不是”写 not( )，不相等写 !=",
    ";": "分隔用逗号",
    "&": "“并且”写 and",
    "|": "“或者”写 or",
    "^": "乘方写 **",
}
FEN = {
    "元": 100,
    "千元": 100_000,
    "万元": 1_000_000,
    "十万元": 10_000_000,
    "百万元": 100_000_000,
    "千万元": 1_000_000_000,
    "亿元": 10_000_000_000,
}

NAME_START = (
    "?A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME_PART = NAME_START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SHARED = (
    r'(?P<space>\s+|//[^\n]*|/\*.*?\*/)|(?P<string>"(?:[^"\\]|\\.)*")|(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)%s)'
    r"|(?P<op>\.\.|\*\*|<=|>=|!=|->|[-+*/<>=()\[\]{},.:@%s])"
)
PROFILE = (
    rf"(?P<full>[{''.join(map(re.escape, HALF_WIDTH))}])|(?P<mistake>==|&&|\|\||<>|=>|=<)"
    rf"|(?P<money>[0-9]+(?:\.[0-9]+)?(?P<unit>[十百千]?[万亿]?元)(?![A-Za-z0-9_{HAN}]))"
    rf"|(?P<percent>[0-9]+(?:\.[0-9]+)?%)|(?P<name>[A-Za-z_{HAN}][A-Za-z0-9_{HAN}]*)|" + SHARED % ("", "")
)
FULL = SHARED % ("(?:[eE][+-]?[0-9]+)?", "'") + f"|(?P<name>[{NAME_START}][{NAME_PART}]*)"
WORD = rf"[A-Za-z_{HAN}]+"
DIGITS = 30
ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", re.DOTALL)
ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when first needed: a program out of the cache scans nothing."""
    return re.compile(pattern, re.DOTALL)


def scan(text: str, profile: bool = True) -> list[Token]:
    """All tokens of the text, ending with one of kind END. Raises ScanError at the first sign that is none."""
    pattern = compiled(PROFILE if profile else FULL)
    tokens = []
    position = 0
    while position < len(text):
        match = pattern.match(text, position)
        if match is None:
            raise _strange(text, position)
        kind = match.lastgroup
        end = match.end()
        if kind == "full":
            raise _full_width(text, position)
        if kind == "mistake":
            raise ScanError(f"{match.group()} 不是运算符", text, position, match.group(), hint=MISTAKEN[match.group()])
        if profile and kind in (NUMBER, MONEY, PERCENT):
            _check_number(text, position, end)
        if kind == STRING:
            tokens.append(Token(STRING, unescape(text[position + 1 : end - 1]), position, end))
        elif kind != "space":
            tokens.append(Token(kind or OP, match.group(), position, end))
        position = end
    tokens.append(Token(END, "", len(text), len(text)))
    return tokens


def unescape(body: str) -> str:
    r"""The value of a string literal's body: \" \\ \n \r \t \uXXXX \UXXXXXX; other backslashes stand for themselves."""
    if "\\" not in body:
        return body
    value = ESCAPE.sub(_escaped, body)
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _escaped(match: re.Match[str]) -> str:
    code = match.group(1) or match.group(2)
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF else match.group()
    return ESCAPED.get(match.group(3), match.group())


def _check_number(text: str, start: int, end: int) -> None:
    if end - start > DIGITS:
        raise ScanError("数字太长", text, start, text[start : start + DIGITS], f"不超过{DIGITS}位的数")
    following = compiled(WORD).match(text, end)
    if following is None:
        return
    word = following.group()
    hint = "金额写 200元、3.5万元、1.5亿元" if "元" in word or word in ("万", "亿") else "名称不能以数字开头；单位不写在数字后面"
    raise ScanError(f"数字后面的“{word}”不认识", text, end, word, "元、万元、亿元或 %", hint)


def _full_width(text: str, position: int) -> ScanError:
    sign = text[position]
    half = HALF_WIDTH[sign]
    shown = half if half == "空格" else f"半角 {half}"
    return ScanError(f"全角符号 {sign} 不能用在表达式里", text, position, sign, shown, id="feel.full-width")


def _strange(text: str, position: int) -> ScanError:
    sign = text[position]
    if sign == '"':
        hint = "收尾的引号是全角的" if "”" in text[position:] or "“" in text[position:] else ""
        return ScanError("文字没有结束", text, position, sign, '收尾的半角引号 "', hint)
    return ScanError(f"表达式里没有“{sign}”这种符号", text, position, sign, hint=MISTAKEN.get(sign, ""))
