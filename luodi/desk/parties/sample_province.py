"""Two hundred more synthetic parties over all cities of Jiangxi, and an official of each city's reform commission, for a sample site.

Names, trades, sizes and facts are drawn from the number alone, so that every sample site has the same; none exists.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from luodi.desk.parties.models import Role
from luodi.desk.parties.sample import Sample
from luodi.desk.parties.sample_people import SamplePerson
from luodi.places.regions import Regions
from luodi.places.units import Unit, level_of

CLERK = "shili-daizhang"


@dataclass(frozen=True, slots=True)
class City:
    """`login` ends the official's login name; `firms` is how many of the two hundred lie in it."""

    name: str
    login: str
    firms: int

    @property
    def official(self) -> str:
        return f"shili-{self.login}"

    @property
    def reform(self) -> str:
        """The unit whose name the sample gives the work to."""
        return f"{self.name}发展和改革委员会"


CITIES: Mapping[str, City] = {
    "360100": City("南昌市", "nanchang", 60),
    "360200": City("景德镇市", "jingdezhen", 12),
    "360300": City("萍乡市", "pingxiang", 12),
    "360400": City("九江市", "jiujiang", 35),
    "360500": City("新余市", "xinyu", 12),
    "360600": City("鹰潭市", "yingtan", 11),
    "360700": City("赣州市", "ganzhou", 12),
    "360800": City("吉安市", "jian", 11),
    "360900": City("宜春市", "yichun", 12),
    "361000": City("抚州市", "fuzhou", 11),
    "361100": City("上饶市", "shangrao", 12),
}
# A trade with what sets it apart, as the policy files spell it.
TRADES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("饭馆", {"工业企业": "否", "受疫情影响较大行业企业": "是", "承租国有房产": "是", "月租金": "1.5万元"}),
    (
        "机械厂",
        {"工业企业": "是", "规上工业企业": "是", "技术改造项目": "鼓励类", "本年度设备投资额": "260万元", "购买设备发票额": "240万元"},
    ),
    ("服饰厂", {"工业企业": "是", "规上工业企业": "否", "外贸企业": "是", "出口企业": "是"}),
    ("货运行", {"工业企业": "否", "受疫情影响较大行业企业": "是", "有运输车辆": "是"}),
    ("粮油厂", {"工业企业": "是", "规上工业企业": "否", "生活必需品生产企业": "是"}),
    ("宾馆", {"工业企业": "否", "受疫情影响较大行业企业": "是", "承租国有房产": "否"}),
    ("百货店", {"工业企业": "否", "受疫情影响较大行业企业": "是", "承租国有房产": "是", "月租金": "8000元"}),
    ("软件公司", {"工业企业": "否", "规上工业企业": "否", "承租国有房产": "否"}),
)
# Of ten, by how many: a size with what it pays a month for the three insurances.
SIZES = (*(("微型", "2000元"),) * 4, *(("小型", "1.2万元"),) * 4, ("中型", "6万元"), ("大型", "20万元"))


def sample_firms(regions: Regions) -> Iterator[Sample]:
    """Two hundred, city by city, in each over its counties in turn; they have no story, so that the list to try is not theirs."""
    number = 0
    for code, city in CITIES.items():
        counties = counties_of(code, regions)
        for turn in range(city.firms):
            number += 1
            county, (trade, own) = counties[turn % len(counties)], TRADES[(number + turn // len(counties)) % len(TRADES)]
            yield Sample(f"示例·{regions.name(county)}第{number:03}{trade}", county, "", _facts(number, county, own))


def _facts(number: int, county: str, own: Mapping[str, str]) -> dict[str, str]:
    drawn = sha256(str(number).encode()).digest()
    size, insurances = SIZES[drawn[0] % len(SIZES)]
    return {
        "注册地": county,
        "参保地": county,
        "企业规模": size,
        **own,
        "三项社会保险单位月缴费": insurances,
        "受疫情影响": "是",
        "复工复产企业": "是" if drawn[1] % 3 else "否",
        "按月申报纳税或扣缴": "是",
        "参加失业保险": "是",
        "不裁员或少裁员": "是" if drawn[2] % 4 else "否",
    }


def counties_of(city: str, regions: Regions) -> list[str]:
    return [code for code in regions.names if code[:4] == city[:4] and level_of(code) == "county" and code not in regions.pseudo]


def sample_officials() -> tuple[SamplePerson, ...]:
    """One of each city's reform commission, and the bookkeeper who files for the two hundred."""
    officials = (
        SamplePerson(city.official, f"示例·{city.name}经办", Role.OFFICIAL, Unit(city.reform, "city", code))
        for code, city in CITIES.items()
    )
    return (SamplePerson(CLERK, "示例·代账会计", Role.FIRM), *officials)
