"""Sums as loops: to the fen what exact arithmetic says, or told apart."""

from fractions import Fraction

from hypothesis import example, given, settings
from hypothesis import strategies as st

from luodi.bulk.amounts import amount_loop, half_up
from luodi.bulk.memory import empty, filled
from luodi.bulk.ratios import ANY, ODD, UNKNOWN, Measure
from luodi.feel.run import compile_tree
from tests.decide.build import expression

SAID = (
    "从业人员 * 1000元",
    "30% * 月租金",
    "min(10% * (月租金 - 100万元), 500万元)",
    "月租金 / 7 + 从业人员 * 1元",
    "月租金 * (从业人员 - 2) / 3",
)
NAMES = ("月租金", "从业人员")
MOST = 10**12
FENS = st.integers(0, MOST) | st.sampled_from([MOST, MOST + 1, -1, -MOST - 1, 2**62, UNKNOWN])


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(FENS, FENS), min_size=1, max_size=30))
@example([(MOST, 7), (MOST + 1, 7), (2**62, 2**62), (UNKNOWN, 1)])
def test_bounds_only_make_it_faster(rows: list[tuple[int, int]]) -> None:
    columns = [filled("i64", [row[place] for row in rows]) for place in range(2)]
    for said in SAID:
        tree = expression(said).tree
        exact = compile_tree(tree)
        for measures in ((Measure(1, MOST), Measure(1, MOST)), (Measure(1, ANY), Measure(1, MOST)), (Measure(1, ANY), Measure(1, ANY))):
            found = empty("i64", len(rows))
            amount_loop(tree, NAMES, measures, Fraction(1))(len(rows), *[column.address for column in columns], found.address)
            for row, sum in zip(rows, found.view, strict=True):
                within = all(abs(fen) <= measure.most for fen, measure in zip(row, measures, strict=True))
                if UNKNOWN in row:
                    assert sum == UNKNOWN
                elif sum != ODD:
                    assert sum == half_up(exact(dict(zip(NAMES, row, strict=True))))
                else:
                    # Their product, doubled to be rounded, may leave 64 bits.
                    assert not within or max(map(abs, row)) >= MOST or abs(row[0] * row[1]) >= 2**60
