"""YAML is read as it is written: no guesses, and every value knows where it stands."""

import pytest

from luodi.policy.errors import PolicyError
from luodi.policy.nodes import parse_yaml


def test_scalars_stay_as_written() -> None:
    root = parse_yaml('on: 2020-03-10\n行: 是\n数: 007\n空:\n引: "30%"\n'.encode(), "f.yaml")
    assert {key: node.value for key, node in root.mapping("").items()} == {
        "on": "2020-03-10",
        "行": "是",
        "数": "007",
        "空": "",
        "引": "30%",
    }


def test_places_count_from_one() -> None:
    root = parse_yaml("甲: 1\n乙:\n  - 丙: 2\n".encode(), "f.yaml")
    inner = root.mapping("")["乙"].items("")[0].mapping("")["丙"]
    assert (inner.spot.file, inner.spot.line, inner.spot.column) == ("f.yaml", 3, 8)


@pytest.mark.parametrize(
    ("raw", "id", "line"),
    [
        ("甲: 1\n甲: 2\n", "duplicate-key", 2),
        ("甲: [1, 2\n乙: 3\n", "not-yaml", 2),
        ("甲: &a 1\n乙: *a\n", "alias", 2),
        ("? [1]\n: 2\n", "wrong-shape", 1),
        ("甲: 1\n---\n乙: 2\n", "not-yaml", 2),
    ],
)
def test_what_is_refused(raw: str, id: str, line: int) -> None:
    with pytest.raises(PolicyError) as caught:
        parse_yaml(raw.encode(), "f.yaml")
    assert (caught.value.id, caught.value.spot and caught.value.spot.line) == (id, line)


def test_wrong_encoding_names_the_line() -> None:
    with pytest.raises(PolicyError, match="不是 UTF-8") as caught:
        parse_yaml("甲: 1\n乙: 中".encode("gb18030"), "f.yaml")
    assert caught.value.spot is not None


def test_deep_nesting_is_refused_politely() -> None:
    with pytest.raises(PolicyError):
        parse_yaml(b"[" * 100_000, "f.yaml")


def test_an_empty_file_is_a_mapping_without_keys() -> None:
    assert parse_yaml("# 只有注释\n".encode(), "f.yaml").value == {}
