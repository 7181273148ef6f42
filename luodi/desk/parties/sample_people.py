"""Synthetic accounts, one or two for each role, for a sample site only: their password and their code's key are printed when it opens.

Both are drawn from the site's own key, so that no two sites share them and none stands in a file.
"""

from base64 import b32encode
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from luodi.desk.parties.models import PUBLIC_ROLES, Role
from luodi.places.units import Unit

REFORM = Unit("南昌市发展和改革委员会", "city", "360100")
COUNCIL = Unit("江西省发展和改革委员会", "province", "360000")
INSPECTION = Unit("南昌市人民政府办公室", "city", "360100")
PROVINCE = Unit("江西省人民政府办公厅", "province", "360000")
COUNTER = Unit("南昌市东湖区行政审批局", "county", "360102")
HEALTH = Unit("南昌市卫生健康委员会", "city", "360100")
INDUSTRY = Unit("南昌市工业和信息化局", "city", "360100")
APPROVAL = Unit("南昌市行政审批局", "city", "360100")
LABOUR = Unit("南昌市人力资源和社会保障局", "city", "360100")
UPPER = {REFORM: COUNCIL}


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """`parties` are names of sample parties the account acts for."""

    login: str
    name: str
    role: str
    unit: Unit | None = None
    parties: tuple[str, ...] = ()


PEOPLE = (
    SamplePerson("shili-qiye", "示例·企业办事员", Role.FIRM, None, ("示例·赣江精密机械厂", "示例·东湖饭庄")),
    SamplePerson(
        "shili-qiye2", "示例·另一办事员", Role.FIRM, None, ("示例·昌北快运", "示例·红谷滩置业", "示例·进贤生态粮油", "示例·八一商业广场")
    ),
    SamplePerson("shili-danwei", "示例·单位办事员", Role.FIRM, None, ("示例·西湖便民超市", "示例·青云谱人力资源服务中心")),
    SamplePerson("shili-geren", "示例·居民", Role.PERSON),
    SamplePerson("shili-jingban", "示例·经办甲", Role.OFFICIAL, REFORM),
    SamplePerson("shili-jingban2", "示例·经办乙", Role.OFFICIAL, REFORM),
    SamplePerson("shili-weijian", "示例·卫健经办", Role.OFFICIAL, HEALTH),
    SamplePerson("shili-gongxin", "示例·工信经办甲", Role.OFFICIAL, INDUSTRY),
    SamplePerson("shili-gongxin2", "示例·工信经办乙", Role.OFFICIAL, INDUSTRY),
    SamplePerson("shili-shenpi", "示例·审批经办", Role.OFFICIAL, APPROVAL),
    SamplePerson("shili-renshe", "示例·人社经办", Role.OFFICIAL, LABOUR),
    SamplePerson("shili-chuangkou", "示例·窗口", Role.WINDOW, COUNTER),
    SamplePerson("shili-ducha", "示例·督查", Role.SUPERVISOR, INSPECTION),
    SamplePerson("shili-ducha2", "示例·省督查", Role.SUPERVISOR, PROVINCE),
    SamplePerson("shili-qicao", "示例·起草", Role.DRAFTER, REFORM),
    SamplePerson("shili-guanli", "示例·管理员", Role.ADMINISTRATOR),
)


def sample_password() -> str:
    """Twelve letters in groups of four."""
    text = b32encode(_drawn("password")).decode("ascii").lower()
    return "-".join(text[at : at + 4] for at in (0, 4, 8))


def sample_key() -> bytes:
    """The twenty bytes that the sample officials' codes are made from."""
    return _drawn("code")


def sample_lines() -> list[str]:
    """What `luodi serve` prints on a sample site: at most ten lines."""
    public = [_who(person) for person in PEOPLE if person.role in PUBLIC_ROLES]
    staff = [_who(person) for person in PEOPLE if person.role not in PUBLIC_ROLES]
    return [
        f"示例账号，口令都是 {sample_password()} ，合成的，只在示例网站上有：",
        f"  只要口令：{'、'.join(public)}",
        *(f"  {'还要验证码：' if at == 0 else '　　　　　　'}{'、'.join(staff[at : at + 3])}" for at in range(0, len(staff), 3)),
        "  全省各市发改委的经办也要验证码：shili- 加市名，例如 shili-jiujiang、shili-ganzhou",
        f"  验证码的密钥：{b32encode(sample_key()).decode('ascii')} （填进手机上的验证器；各账号共用）",
    ]


def _who(person: SamplePerson) -> str:
    return f"{person.login}（{Role(person.role).label}）"


def _drawn(what: str) -> bytes:
    return salted_hmac(f"luodi.parties.sample.{what}", "").digest()
