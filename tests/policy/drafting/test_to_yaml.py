"""Files written out read back as they were."""

from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.policy.drafting.to_yaml import entries, mapping, scalar
from luodi.policy.nodes import Node, parse_yaml

KEYS = st.sampled_from(["id", "quote", "when", "gives", "remarks"])
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: text == text.strip() and bool(text))
VALUES = st.one_of(TEXTS, st.lists(TEXTS, min_size=1, max_size=3), st.dictionaries(KEYS, TEXTS, min_size=1, max_size=3))
LISTED = st.lists(st.dictionaries(KEYS, TEXTS, min_size=1, max_size=2), min_size=1, max_size=2)


def plain(node: Node) -> object:
    if isinstance(node.value, str):
        return node.value
    return (
        [plain(item) for item in node.value] if isinstance(node.value, tuple) else {key: plain(value) for key, value in node.value.items()}
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(st.dictionaries(KEYS, st.one_of(VALUES, LISTED), min_size=1, max_size=4), min_size=1, max_size=3))
def test_what_is_written_reads_back(items: list[dict[str, object]]) -> None:
    assert plain(parse_yaml(entries(items).encode(), "f")) == items
    assert plain(parse_yaml(mapping(items[0]).encode(), "f")) == items[0]


def test_scalars_are_quoted_only_where_they_must_be() -> None:
    assert scalar("对企业给予10万元补助（一次性）") == "对企业给予10万元补助（一次性）"
    assert scalar("甲: 乙") == '"甲: 乙"'
    assert scalar("- 甲") == '"- 甲"'
    assert scalar("null") == '"null"'
    assert scalar("min(20% * 待写, 50万元)") == '"min(20% * 待写, 50万元)"'
