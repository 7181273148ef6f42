"""The value of what cannot be said yet: the facts it waits for, and remarks on why more facts would not help."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unknown:
    """Not a value of any type: neither yes nor no. `facts` are the names that were asked and had no value."""

    facts: frozenset[str]
    remarks: tuple[str, ...] = ()


def join(one: Unknown, other: Unknown) -> Unknown:
    """Waits for everything that either waits for."""
    if one is other or (other.facts <= one.facts and not other.remarks):
        return one
    remarks = one.remarks + tuple(remark for remark in other.remarks if remark not in one.remarks)
    return Unknown(one.facts | other.facts, remarks)
