"""Whether conditions can hold together, as far as trying the cells that their thresholds make tells."""

from luodi.feel.profile import names
from luodi.feel.settle import settle
from luodi.feel.tree import And
from luodi.policy.model import Condition, Library


def can_hold(when: tuple[Condition, ...], library: Library) -> bool:
    """False only where no values of the facts make all of them true. Conditions on terms are left out."""
    types = {name: fact.type for name, fact in library.facts.items()}
    trees = [condition.expression.tree for condition in when if set(names(condition.expression.tree)) <= set(types)]
    return len(trees) < 2 or settle(And(tuple(trees)), {}, types) is not False
