"""Functional zones as the file lists them, and files that are no such list."""

from pathlib import Path

import pytest

from luodi.places.errors import WrongPlacesError
from luodi.places.regions import Regions
from luodi.places.zones import load_zones

FOLDER = Path(__file__).parents[2] / "reference" / "divisions"


def test_every_zone_lies_in_divisions_that_exist_and_says_whence_it_is_known() -> None:
    regions = Regions.load(FOLDER)
    zones = load_zones(FOLDER / "zones.yaml")
    assert {"赣江新区", "湾里管理局", "庐山西海风景名胜区"} <= {zone.name for zone in zones}
    for zone in zones:
        assert zone.divisions and all(regions.code(code) == code for code in zone.divisions)
        assert zone.source and zone.kind
        assert not {zone.name, *zone.also} & set(regions.codes)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "读不出来"),
        ("甲: 乙\n", "不是清单"),
        ("- {name: 甲, kind: 新区, divisions: [360112]}\n", "第1项.*缺项"),
        ("- {name: 甲, kind: 新区, divisions: [360112], source: 乙, code: 1}\n", "多余的项"),
        ("- {name: 甲, kind: 新区, divisions: 360112, source: 乙}\n", "不是清单"),
    ],
)
def test_a_faulty_list_is_refused(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "zones.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongPlacesError, match=message):
        load_zones(path)


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongPlacesError, match="读不出来"):
        load_zones(tmp_path / "none.yaml")
