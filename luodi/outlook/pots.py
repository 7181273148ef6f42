"""A pot of money that claims are paid from: where it runs out, first come first served, and what each gets when all are cut alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import pyarrow as pa

from luodi.bulk.errors import TableError
from luodi.bulk.plan import Plan
from luodi.bulk.sums import summed
from luodi.outlook.sums import Counted, above_nought
from luodi.policy.quotes import nearest
from luodi.policy.values import money

ALL = "全部"


@dataclass(frozen=True, slots=True)
class Pot:
    """`named` is a benefit's id, a document's id or 全部; `lines` are the numbers of its benefits; `fen` is what is in it."""

    named: str
    title: str
    lines: frozenset[int]
    fen: int


@dataclass(frozen=True, slots=True)
class Paid:
    """What became of a pot. `served` got all they claim, `part` is what the next one got of its claim, `left_out` got nothing.

    `first_without` is the id of the first whom the pot did not serve whole, "" where it lasts; `ratio` what each gets when cut alike.
    """

    claimed: int
    claimants: int
    paid: int
    served: int
    part: int
    left_out: int
    first_without: str
    ratio: Fraction


class Drain:
    """One pot on one day while rows come, in the table's order. `certain_only`: what is merely possible claims nothing."""

    def __init__(self, pot: Pot, *, certain_only: bool) -> None:
        self.pot = pot
        self.certain_only = certain_only
        self.left = pot.fen
        self.claimed = self.claimants = self.served = self.part = 0
        self.first_without = ""

    def take(self, counted: Counted, ids: pa.Array) -> None:
        """One batch, with what of the pot's benefits counts in each row."""
        claims = counted.certain if self.certain_only else counted.both
        sum, count = summed(claims, counted.rows), above_nought(claims)
        self.claimed += sum
        self.claimants += count
        if self.first_without:
            return
        if sum <= self.left:
            self.left -= sum
            self.served += count
            return
        self._run_dry(claims.view, ids)

    def _run_dry(self, claims: Iterable[int], ids: pa.Array) -> None:
        for row, claim in enumerate(claims):
            if claim > self.left:
                self.part, self.left, self.first_without = self.left, 0, ids[row].as_py()
                return
            self.left -= claim
            self.served += claim > 0

    @property
    def result(self) -> Paid:
        without = self.claimants - self.served
        ratio = Fraction(min(self.pot.fen, self.claimed), self.claimed) if self.claimed else Fraction(1)
        return Paid(
            self.claimed,
            self.claimants,
            self.pot.fen - self.left,
            self.served,
            self.part,
            without - (self.part > 0),
            self.first_without,
            ratio,
        )


def read_pot(text: str, plan: Plan) -> Pot:
    """`rent-relief=300万元`: a benefit's or a document's id, or 全部, and what is in the pot. TableError for what is neither."""
    named, equals, sum = text.partition("=")
    expected = "待遇或文件的编号（或“全部”）=金额，例：全部=1亿元"
    if not equals:
        raise TableError(f"资金盘子“{text}”", expected)
    fen = money(sum.strip())
    if fen < 0:
        raise TableError(f"资金盘子的金额“{sum}”", expected)
    lines = chosen(plan, [named.strip()])
    return Pot(named.strip(), _title(plan, named.strip()), lines, fen)


def chosen(plan: Plan, named: Sequence[str]) -> frozenset[int]:
    """The numbers of the benefits named by their own ids, or by their documents'; all for none. TableError for a name that is none."""
    everything = frozenset(range(len(plan.lines)))
    found: set[int] = set()
    for name in named or [ALL]:
        mine = {number for number in everything if name in (ALL, plan.lines[number].benefit.id, plan.lines[number].benefit.quote.document)}
        if not mine:
            names = [*plan.program.documents, *(line.benefit.id for line in plan.lines)]
            raise TableError(f"没有叫“{name}”的待遇或文件", f"{plan.subject}能得的待遇的编号，或文件的编号", nearest(name, names))
        found |= mine
    return frozenset(found)


def _title(plan: Plan, named: str) -> str:
    if named in plan.program.documents:
        return f"《{plan.program.documents[named].short}》"
    return next((line.benefit.title for line in plan.lines if line.benefit.id == named), named)
