"""What holds of every expression: reading what was printed, the laws of three-valued logic, no answer taken back by knowing more."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.feel import tree as t
from luodi.feel.parse import parse
from luodi.feel.profile import check, names
from luodi.feel.run import compile_tree
from luodi.feel.settle import settle
from luodi.feel.show import show
from luodi.feel.unknown import Unknown
from luodi.feel.walk import rebuild
from tests.feel.trees import DOMAINS, WORLD, conditions, facts, trees

LONG = {"甲": "固定资产 投资", "乙": "date of birth", "a": "两 个", "收入_1": "A + B"}


def in_full(node):
    """The tree without the profile's own literals, and with names of several words."""
    if isinstance(node, t.Percent):
        return t.Number(node.text)
    if isinstance(node, t.Money):
        return t.Number(str(node.fen))
    if isinstance(node, t.Name):
        return t.Name(LONG.get(node.text, node.text))
    return rebuild(node, in_full)


@given(trees())
@settings(max_examples=300, deadline=None)
def test_full_feel_reads_back_what_it_wrote(tree):
    full = in_full(tree)
    words = show(full)
    again = parse(words, LONG.values())
    assert again == full
    assert show(again) == words


@given(trees())
@settings(max_examples=150, deadline=None)
def test_places_lie_within_those_around_them_and_hold_the_words(tree):
    text = show(tree)
    read = parse(text)
    pending = [read]
    while pending:
        node = pending.pop()
        inner = []
        rebuild(node, lambda child, found=inner: found.append(child) or child)
        assert all(node.place.start <= child.place.start <= child.place.end <= node.place.end for child in inner)
        if isinstance(node, t.Name):
            assert text[node.place.start : node.place.end] == node.text
        pending.extend(inner)


def answer(text, known):
    """yes, no or unknown."""
    found = compile_tree(parse(text))(known)
    assert found is True or found is False or isinstance(found, Unknown)
    return "unknown" if isinstance(found, Unknown) else found


LAWS = [
    ("({p}) and ({q})", "({q}) and ({p})"),
    ("({p}) or ({q})", "({q}) or ({p})"),
    ("(({p}) and ({q})) and ({r})", "({p}) and (({q}) and ({r}))"),
    ("(({p}) or ({q})) or ({r})", "({p}) or (({q}) or ({r}))"),
    ("({p}) and (({q}) or ({r}))", "(({p}) and ({q})) or (({p}) and ({r}))"),
    ("({p}) or (({q}) and ({r}))", "(({p}) or ({q})) and (({p}) or ({r}))"),
    ("not(({p}) and ({q}))", "not({p}) or not({q})"),
    ("not(({p}) or ({q}))", "not({p}) and not({q})"),
    ("not(not({p}))", "{p}"),
    ("({p}) and ({p})", "{p}"),
    ("({p}) or ({p})", "{p}"),
    ("({p}) or (({p}) and ({q}))", "{p}"),
    ("({p}) and (({p}) or ({q}))", "{p}"),
    ("({p}) and true", "{p}"),
    ("({p}) or false", "{p}"),
    ("({p}) and false", "false"),
    ("({p}) or true", "true"),
]


@given(st.sampled_from(LAWS), conditions(), conditions(), conditions(), facts())
@settings(max_examples=300, deadline=None)
def test_the_laws_of_three_valued_logic(law, p, q, r, known):
    one, other = (side.format(p=p, q=q, r=r) for side in law)
    assert answer(one, known) == answer(other, known)


def amounts():
    """Texts of sums over WORLD that the profile accepts."""
    atoms = st.sampled_from(
        [
            "收入",
            "1元",
            "2.5元",
            "收入 / 3",
            "30% * 收入",
            "人数 * 1元",
            "收入 / 人数",
            "max(收入, 2元)",
            "min(人数 * 1元, 收入)",
            "-收入",
            "abs(收入 - 3元)",
        ]
    )
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.builds("({} + {})".format, inner, inner),
            st.builds("({} - {})".format, inner, inner),
            st.builds("min({}, {})".format, inner, inner),
            st.builds("sum({}, {})".format, inner, inner),
            st.builds("(if {} then {} else {})".format, conditions(), inner, inner),
        ),
        max_leaves=4,
    )


@given(amounts(), facts())
@settings(max_examples=250, deadline=None)
def test_a_sum_is_known_only_where_every_missing_fact_leaves_it_as_it_is(text, known):
    tree = parse(text)
    assert check(tree, WORLD, text).kind == "money"
    run = compile_tree(tree)
    found, settled = run(known), settle(tree, known, WORLD)
    missing = [name for name in names(tree) if name not in known]
    if isinstance(found, Unknown):
        assert found.facts <= set(missing)
        assert found.facts or found.remarks
    else:
        assert settled == found
    if isinstance(settled, Unknown) or len(missing) > 4:
        return
    for values in product(*(DOMAINS[name][::2] for name in missing)):
        filled = run({**known, **dict(zip(missing, values, strict=True))})
        assert filled == settled or (isinstance(filled, Unknown) and filled.remarks)


@given(conditions(), facts(), facts())
@settings(max_examples=250, deadline=None)
def test_more_knowledge_takes_no_answer_back(text, known, more):
    before, after = answer(text, known), answer(text, {**more, **known})
    assert before in ("unknown", after) or after == "unknown"
    found = compile_tree(parse(text))({**more, **known})
    assert before == "unknown" or after == before or (isinstance(found, Unknown) and found.remarks)


@given(st.one_of(conditions(), amounts()), facts())
@settings(max_examples=250, deadline=None)
def test_a_checked_expression_keeps_its_bounds(text, known):
    tree = parse(text)
    type = check(tree, WORLD, text)
    found = compile_tree(tree)(known)
    if isinstance(found, Unknown) or type.kind == "boolean":
        return
    assert type.lo is None or found >= type.lo
    assert type.hi is None or found <= type.hi
