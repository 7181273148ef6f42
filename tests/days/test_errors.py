"""Every error of this folder has a stable id of its own and says what to write instead."""

from luodi.days import errors
from luodi.days.errors import DayError


def test_each_error_has_an_id_of_its_own() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, DayError)]
    assert len({kind.id for kind in kinds}) == len(kinds) > 1
    assert all(kind.id in (errors.__doc__ or "") for kind in kinds)


def test_the_message_holds_place_id_found_expected_and_hint() -> None:
    error = DayError("甲", "乙", "丙", "文件:3")
    assert str(error) == "文件:3 [day] 甲；应为：乙。丙"
    assert str(DayError("甲")) == "[day] 甲"
