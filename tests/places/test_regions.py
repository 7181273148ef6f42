"""Divisions of the country: codes from names, names from codes, which lies in which, and what is refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.places.errors import AmbiguousPlaceError, FormerPlaceError, NotADivisionError, PlaceError, UnknownPlaceError, WrongPlacesError
from luodi.places.regions import Regions

FOLDER = Path(__file__).parents[2] / "reference" / "divisions"
REGIONS = Regions.load(FOLDER)


@pytest.mark.parametrize(
    ("text", "code", "full"),
    [
        ("全国", "000000", "全国"),
        ("江西省", "360000", "江西省"),
        ("湖北省", "420000", "湖北省"),
        ("南昌市", "360100", "江西省南昌市"),
        ("九江市", "360400", "江西省九江市"),
        ("江西省南昌市", "360100", "江西省南昌市"),
        ("东湖区", "360102", "江西省南昌市东湖区"),
        ("江西省南昌市东湖区", "360102", "江西省南昌市东湖区"),
        ("南昌市西湖区", "360103", "江西省南昌市西湖区"),
        ("江西省西湖区", "360103", "江西省南昌市西湖区"),
        ("红谷滩区", "360113", "江西省南昌市红谷滩区"),
        ("南昌县", "360121", "江西省南昌市南昌县"),
        ("共青城市", "360482", "江西省九江市共青城市"),
        ("北京市", "110000", "北京市"),
        ("北京市朝阳区", "110105", "北京市朝阳区"),
        ("吉林省长春市朝阳区", "220104", "吉林省长春市朝阳区"),
        ("湖北省仙桃市", "429004", "湖北省仙桃市"),
        ("东莞市", "441900", "广东省东莞市"),
        ("台湾省", "710000", "台湾省"),
        (" 360102 ", "360102", "江西省南昌市东湖区"),
    ],
)
def test_codes_and_names(text: str, code: str, full: str) -> None:
    assert REGIONS.code(text) == code
    assert REGIONS.full_name(code) == full


def test_the_names_by_themselves() -> None:
    assert [REGIONS.name(code) for code in ("360000", "360100", "360102", "360482")] == ["江西省", "南昌市", "东湖区", "共青城市"]


@pytest.mark.parametrize(
    ("code", "within", "answer"),
    [
        ("360102", "360102", "yes"),
        ("360102", "360100", "yes"),
        ("360102", "360000", "yes"),
        ("360102", "000000", "yes"),
        ("000000", "000000", "yes"),
        ("360100", "360102", "unknown"),
        ("360000", "360100", "unknown"),
        ("000000", "360000", "unknown"),
        ("360103", "360102", "no"),
        ("360400", "360100", "no"),
        ("360102", "360400", "no"),
        ("420100", "360000", "no"),
        ("429004", "420000", "yes"),  # 仙桃 hangs directly on the province
        ("429004", "420100", "no"),
        ("420000", "429004", "unknown"),
        ("110105", "110100", "yes"),
        ("110000", "110100", "yes"),  # 市辖区 is all of Beijing …
        ("500000", "500100", "unknown"),  # … but not all of Chongqing
        ("500235", "500100", "no"),
    ],
)
def test_which_lies_in_which(code: str, within: str, answer: str) -> None:
    assert REGIONS.relation(code, within) == answer


def refused(text: str) -> PlaceError:
    with pytest.raises(PlaceError) as caught:
        REGIONS.code(text)
    return caught.value


def test_a_name_that_fits_several_places_lists_them() -> None:
    error = refused("朝阳区")
    assert isinstance(error, AmbiguousPlaceError)
    assert error.candidates == ("110105", "220104")
    assert "北京市朝阳区（110105）" in str(error) and "吉林省长春市朝阳区（220104）" in str(error)


@pytest.mark.parametrize(
    ("text", "near"), [("南昌", "360100"), ("九江", "360400"), ("东湖县", "360102"), ("江西省南昌市东糊区", "360102"), ("360199", "360121")]
)
def test_an_unknown_place_names_the_nearest(text: str, near: str) -> None:
    error = refused(text)
    assert isinstance(error, UnknownPlaceError)
    assert near in error.candidates and near in str(error)


@pytest.mark.parametrize("text", ["", "abc", "3601", "3601020", "市辖区", "南昌市朝阳区", "江西省湖北省", "东湖区南昌市"])
def test_what_is_no_place_is_refused(text: str) -> None:
    assert isinstance(refused(text), UnknownPlaceError)


def test_a_full_name_must_be_the_right_chain() -> None:
    assert {"330106", "360103"} <= set(refused("湖北省西湖区").candidates)
    assert refused("江西省南昌市东湖区某某街道").candidates == ("360102",)


@pytest.mark.parametrize(
    ("text", "into", "since"),
    [("湾里区", "360112", "2019-12-24"), ("360105", "360112", "2019-12-24"), ("江西省赣州市龙南县", "360783", "2020-06")],
)
def test_a_former_division_names_what_it_went_into(text: str, into: str, since: str) -> None:
    error = refused(text)
    assert isinstance(error, FormerPlaceError)
    assert error.candidates == (into,)
    assert since in str(error) and into in str(error)


def test_a_zone_is_no_division_and_names_those_it_lies_in() -> None:
    error = refused("赣江新区")
    assert isinstance(error, NotADivisionError)
    assert error.candidates == ("360112", "360425", "360482")
    assert "不是行政区划" in str(error) and "江西省九江市共青城市（360482）" in str(error)
    assert isinstance(refused("南昌高新区"), NotADivisionError)


def test_an_unknown_code_has_no_name() -> None:
    with pytest.raises(UnknownPlaceError):
        REGIONS.name("369999")
    with pytest.raises(UnknownPlaceError):
        REGIONS.full_name("369999")


@settings(max_examples=100)
@given(st.sampled_from(sorted(set(REGIONS.names) - REGIONS.pseudo)))
def test_every_full_name_leads_back_to_its_code(code: str) -> None:
    assert REGIONS.code(REGIONS.full_name(code)) == code
    assert REGIONS.relation(code, "000000") == "yes"
    assert REGIONS.relation(code, f"{code[:2]}0000") == "yes"


@settings(max_examples=100)
@given(st.sampled_from(sorted(REGIONS.names)), st.sampled_from(sorted(REGIONS.names)))
def test_two_places_cannot_each_be_wider_than_the_other(one: str, other: str) -> None:
    there, back = REGIONS.relation(one, other), REGIONS.relation(other, one)
    assert (there, back) in {("yes", "yes"), ("yes", "unknown"), ("unknown", "yes"), ("no", "no")}


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("", "divisions.csv:1", "表头"),
        ("code,name\n360000,江西省\n", "divisions.csv:1", "表头"),
        ("code,name,level\n36000,江西省,province\n", "divisions.csv:2", "六位代码"),
        ("code,name,level\n360000,江西省,省\n", "divisions.csv:2", "层级"),
        ("code,name,level\n360000,江西省,province\n360000,江西省,province\n", "divisions.csv:3", "不重复"),
        ("code,name,level\n360000,江西省\n", "divisions.csv:2", "code,name,level"),
    ],
)
def test_a_faulty_table_is_refused_with_its_line(tmp_path: Path, content: str, place: str, message: str) -> None:
    (tmp_path / "divisions.csv").write_text(content, encoding="utf-8")
    with pytest.raises(WrongPlacesError, match=message) as caught:
        Regions.load(tmp_path)
    assert caught.value.place.endswith(place)


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongPlacesError, match="读不出来"):
        Regions.load(tmp_path / "none")
