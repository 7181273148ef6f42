"""A rule as a reader without FEEL reads it: the same names and figures, with signs and words for the operators."""

import re

from luodi.feel import tree as t
from luodi.feel.show import show
from luodi.policy.model import Expression

WORDS = (
    (re.compile(r"not\("), "非("),
    (re.compile(r"\bor\b"), "或"),
    (re.compile(r"\band\b"), "且"),
    (re.compile(r">="), "≥"),
    (re.compile(r"<="), "≤"),
    (re.compile(r"!="), "≠"),
    (re.compile(r" \* "), " × "),
    (re.compile(r" / "), " ÷ "),
    (re.compile(r" - "), " − "),
    (re.compile(r'@"([^"]+)"'), r"\1"),
    (re.compile(r"(?:\bin|=) \[([^\]]*)\]"), r"是下列之一：\1"),
    (re.compile(r'", "'), "、"),
    (re.compile(r'"'), ""),
)


def plain(rule: str) -> str:
    """技术改造项目 = 鼓励类; 本年度设备投资额 > 100万元 且 非(承租国有房产)."""
    for pattern, words in WORDS:
        rule = pattern.sub(words, rule)
    return rule


def sum_words(expression: Expression) -> str:
    """How a sum is worked out; a formula under a ceiling says so: 10% × (购买设备发票额 − 100万元)，最高500万元."""
    tree = expression.tree
    if isinstance(tree, t.Call) and isinstance(tree.function, t.Name) and tree.function.text == "min" and len(tree.arguments) == 2:
        formula, ceiling = tree.arguments
        if isinstance(ceiling, t.Money):
            return f"{plain(show(formula))}，最高{show(ceiling)}"
    return plain(expression.text)
