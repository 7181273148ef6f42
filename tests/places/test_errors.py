"""Every error of this folder has a stable id of its own and says what to write instead."""

from luodi.places import errors
from luodi.places.errors import PlaceError


def test_each_error_has_an_id_of_its_own() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, PlaceError)]
    assert len({kind.id for kind in kinds}) == len(kinds) > 1
    assert all(kind.id in (errors.__doc__ or "") for kind in kinds)


def test_the_message_holds_place_id_found_expected_and_hint() -> None:
    error = PlaceError("甲", "乙", "丙", "文件:3", ("360100",))
    assert str(error) == "文件:3 [place] 甲；应为：乙。丙"
    assert error.candidates == ("360100",)
