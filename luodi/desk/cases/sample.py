"""Synthetic arrangements, risk levels and cases for a sample site; nothing of it was ever so."""

from datetime import date, timedelta

from luodi.desk.cases.actions import file_case, take_step
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Arrangement, Case, Kind
from luodi.desk.cases.places import arrange, set_risk
from luodi.desk.parties.actions import enter_units
from luodi.desk.parties.models import Account, Enterprise
from luodi.desk.parties.sample import SINCE
from luodi.desk.parties.sample_people import REFORM
from luodi.places.units import Unit

SOURCE = "示例：合成的，不是真实的登记"
HEALTH = Unit("南昌市卫生健康委员会", "city", "360100")
RETURN = "streamline-return-application"
PLAN = "复工复产方案"
RISKS = {"360102": "中风险", "360112": "低风险", "360111": "低风险"}


def load_cases(day: date) -> int:
    """Enter who takes applications to return to work in Nanchang, risk levels of some counties, and one case; how many cases."""
    if RETURN not in matters() or Arrangement.objects.exists():
        return 0
    enter_units([REFORM, HEALTH])
    arrange(RETURN, "360100", [REFORM.name, HEALTH.name], papers=[PLAN], since=SINCE, source=SOURCE)
    for region, level in RISKS.items():
        set_risk(region, level, since=SINCE, source=SOURCE)
    clerk = Account.objects.filter(login="shili-qiye").first()
    officer = Account.objects.filter(login="shili-jingban").first()
    firm = Enterprise.objects.filter(name="示例·东湖饭庄").first()
    if not (clerk and officer and firm):
        return 0
    before = day - timedelta(days=1)
    case = file_case(matters()[RETURN], firm, "360102", {}, {PLAN: "示例：店内分区、测温、消毒的安排。"}, by=clerk, on=before)
    take_step(case, Kind.AGREED, by=officer, text="示例：材料齐全。")
    return Case.objects.count()
