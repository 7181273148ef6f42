from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from luodi.decide.known import Known
from luodi.feel.types import Type
from luodi.policy.model import Fact
from tests.decide.build import EVENTS, FACTS, ON, REGIONS, wan

DECLARED = FACTS | {"占比": Fact("占比", Type("number", "%"), (), "占几成？", "示例")}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("规上", True, "是"),
        ("规上", False, "否"),
        ("投资额", wan(320), "320万元"),
        ("投资额", 123, "1.23元"),
        ("人数", 12, "12人"),
        ("占比", Fraction(3, 10), "30%"),
        ("规模", "小型", "小型"),
        ("注册地", "360102", "江西省南昌市东湖区"),
        ("注册地", "999999", "999999"),
        ("事项发生日", date(2020, 1, 24), "2020年1月24日"),
        ("没有登记的", "原样", "原样"),
    ],
)
def test_values_are_put_into_words(name: str, value: Any, words: str) -> None:
    known = Known({name: value}, ON, DECLARED, EVENTS, REGIONS)
    assert known.values([name, "别的"]) == {name: words}
