"""Short names of units: what they stand for, by the region of the document; what fits no kind stays unresolved."""

from pathlib import Path

import pytest

from luodi.places.errors import WrongPlacesError
from luodi.places.regions import COUNTRY, Regions
from luodi.places.units import KINDS, NAMED, Units, level_of, stem_of

FOLDER = Path("reference/units")
REGIONS = Regions.load("reference/divisions")
UNITS = Units.load(FOLDER, REGIONS)

RESOLVED = [
    ("南昌市", "市发改委", "南昌市发展和改革委员会"),
    ("九江市", "市发改委", "九江市发展和改革委员会"),
    ("南昌市", "省发展改革委", "江西省发展和改革委员会"),
    ("江西省", "人行南昌中心支行", "中国人民银行南昌中心支行"),
    ("九江市", "人行九江中心支行", "中国人民银行九江市中心支行"),
    ("遂宁市", "人行市中心支行", "中国人民银行遂宁市中心支行"),
    ("长沙市", "人行市中心支行", "中国人民银行长沙中心支行"),
    ("江西省", "江西银保监局", "中国银行保险监督管理委员会江西监管局"),
    ("绵阳市", "绵阳银保监分局", "中国银行保险监督管理委员会绵阳监管分局"),
    ("绵阳市", "银保监分局", "中国银行保险监督管理委员会绵阳监管分局"),
    ("青岛市", "青岛海关", "中华人民共和国青岛海关"),
    ("苏州市", "市卫健委", "苏州市卫生健康委员会"),
    ("苏州市", "市卫生健康委", "苏州市卫生健康委员会"),
    ("苏州市", "苏州市人社局", "苏州市人力资源和社会保障局"),
    ("苏州市", "人社局", "苏州市人力资源和社会保障局"),
    ("苏州市", "省科技厅", "江苏省科学技术厅"),
    ("广东省", "省政府办公厅", "广东省人民政府办公厅"),
    ("江西省", "省法院", "江西省高级人民法院"),
    ("九江市", "市法院", "九江市中级人民法院"),
    ("柳河县", "县法院", "柳河县人民法院"),
    ("柳河县", "县工信局", "柳河县工业和信息化局"),
    ("柳河县", "市财政局", "通化市财政局"),
    ("海淀区", "区发改委", "北京市海淀区发展和改革委员会"),
    ("北京市", "市财政局", "北京市财政局"),
    ("广西壮族自治区", "自治区财政厅", "广西壮族自治区财政厅"),
    ("恩施土家族苗族自治州", "州税务局", "国家税务总局恩施土家族苗族自治州税务局"),
    ("樟树市", "市商务局", "樟树市商务局"),
    ("三明市", "国资委", "三明市国有资产监督管理委员会"),
    ("三明市", "市委宣传部", "中共三明市委宣传部"),
    ("三明市", "财政部", "财政部"),
    ("全国", "发展改革委", "国家发展和改革委员会"),
    ("全国", "人民银行", "中国人民银行"),
    ("江西省", "国家卫生健康委", "国家卫生健康委员会"),
    ("南昌市", "市建设局", "南昌市城乡建设局"),
]  # fmt: skip


@pytest.mark.parametrize(("region", "short", "name"), RESOLVED, ids=[f"{one[0]}-{one[1]}" for one in RESOLVED])
def test_a_short_name_in_a_document_of_a_region(region: str, short: str, name: str) -> None:
    unit = UNITS.resolve(short, REGIONS.code(region))
    assert unit is not None and (unit.name, unit.group) == (name, False)
    assert unit.source


def test_level_and_region_are_those_of_the_unit() -> None:
    units = [UNITS.resolve(short, "360100") for short in ("市发改委", "省发展改革委", "国家税务总局", "东湖区财政局")]
    assert [(unit.level, unit.region) for unit in units if unit] == [
        ("city", "360100"), ("province", "360000"), ("nation", COUNTRY), ("county", "360102"),
    ]  # fmt: skip


def test_a_level_can_be_asked_for_names_without_a_place() -> None:
    unit = UNITS.resolve("财政局", "360102", "city")
    assert unit is not None and unit.name == "南昌市财政局"


@pytest.mark.parametrize(
    ("region", "short"),
    [
        ("360100", "市示例办"),
        ("360100", "示例公司"),
        ("360100", "县财政局"),
        ("360100", "不明市财政局"),
        ("360000", "财政局"),
        ("360000", "市财政局"),
        ("110000", "市财政厅"),
        ("360400", "市示例建设集团"),
        ("360400", ""),
        ("999999", "市财政局"),
    ],
)
def test_nothing_is_invented(region: str, short: str) -> None:
    assert UNITS.resolve(short, region) is None


def test_a_named_unit_is_its_own_regions_alone() -> None:
    elsewhere = UNITS.resolve("市建设局", "360400")
    assert elsewhere is None or elsewhere.name != "南昌市城乡建设局"


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("各县〔市、区〕人民政府", "各县（市、区）人民政府"),
        ("各县[市、区]政府", "各县（市、区）人民政府"),
        ("市直有关部门", "市直有关部门"),
        ("开发区〔新区〕管委会", "开发区（新区）管委会"),
        ("各银行机构", "各银行机构"),
    ],
)
def test_a_group_is_no_unit(short: str, name: str) -> None:
    unit = UNITS.resolve(short, "360100")
    assert unit is not None and (unit.name, unit.group, unit.region) == (name, True, "360100")


@pytest.mark.parametrize(
    ("issuer", "code"),
    [
        ("南昌市人民政府办公厅", "360100"),
        ("中共柳河县委", "220524"),
        ("江西省人民政府", "360000"),
        ("江西省南昌市东湖区人民政府", "360102"),
        ("恩施州人民政府", "422800"),
        ("国务院办公厅", COUNTRY),
        ("中共中央", COUNTRY),
        ("人力资源社会保障部", COUNTRY),
        ("民政部办公厅", COUNTRY),
        ("示例市人民政府", None),
        ("鼓楼区人民政府", None),
        ("", None),
    ],
)
def test_the_region_of_an_issuer(issuer: str, code: str | None) -> None:
    assert UNITS.region_of(issuer) == code


def test_the_stem_of_a_places_name() -> None:
    names = [
        "江西省",
        "南昌市",
        "柳河县",
        "恩施土家族苗族自治州",
        "内蒙古自治区",
        "广西壮族自治区",
        "新疆维吾尔自治区",
        "沙县",
        "香港特别行政区",
    ]
    assert [stem_of(name) for name in names] == ["江西", "南昌", "柳河", "恩施", "内蒙古", "广西", "新疆", "沙县", "香港"]
    assert [level_of(code) for code in (COUNTRY, "360000", "360100", "360102")] == ["nation", "province", "city", "county"]


@pytest.mark.parametrize(
    ("name", "row", "words"),
    [
        ("kinds.csv", "{place}财政局,,village,,示例", "village"),
        ("kinds.csv", "{place}财政局,,,,", "来源"),
        ("kinds.csv", "{place}财政局,", "full,short"),
        ("named.csv", "示例局,,city,999999,示例", "六位区划代码"),
    ],
)
def test_a_faulty_table_names_file_and_line(name: str, row: str, words: str, tmp_path: Path) -> None:
    for file, header in (("kinds.csv", KINDS), ("named.csv", NAMED)):
        (tmp_path / file).write_text(",".join(header) + "\n" + (row + "\n" if file == name else ""), encoding="utf-8")
    with pytest.raises(WrongPlacesError, match=words) as caught:
        Units.load(tmp_path, REGIONS)
    assert caught.value.place.endswith(f"{name}:2")


def test_a_table_without_its_head_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kinds.csv").write_text("一,二\n", encoding="utf-8")
    with pytest.raises(WrongPlacesError, match="表头不对"):
        Units.load(tmp_path, REGIONS)


def test_every_row_says_where_it_is_known_from_and_none_stands_twice() -> None:
    lines = (FOLDER / "kinds.csv").read_text(encoding="utf-8").splitlines()
    assert len(set(lines)) == len(lines) > 150
    assert all(line.rsplit(",", 1)[1] for line in lines)
