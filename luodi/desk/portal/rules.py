"""How a sum is worked out, as a person says it: its formula, and the ceiling it lies under."""

from luodi.feel import tree as t
from luodi.feel.show import show
from luodi.feel.speak import speak
from luodi.policy.model import Expression


def sum_words(expression: Expression) -> str:
    """10%×（购买设备发票额减100万元），最高500万元."""
    tree = expression.tree
    if isinstance(tree, t.Call) and isinstance(tree.function, t.Name) and tree.function.text == "min" and len(tree.arguments) == 2:
        formula, ceiling = tree.arguments
        if isinstance(ceiling, t.Money):
            return f"{speak(formula)}，最高{show(ceiling)}"
    return speak(tree)
