"""Services that texts set limits for, each filed by a sample firm: the limit's last day, who has it, the words it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count

import pytest

from luodi.desk import clock
from luodi.desk.cases.errors import BarredError, NobodyError, StepError
from luodi.desk.cases.filing import Filing, file_case
from luodi.desk.cases.matters import matters
from luodi.desk.cases.models import Case, Kind, Task
from luodi.desk.cases.places import enter_taker
from luodi.desk.parties.models import Account
from luodi.desk.registers.models import State as RowState
from tests.desk.case_files import SINCE, SOURCE, clerk, counter, firm, officer, step
from tests.desk.signed import signed_in

__all__ = ["counter"]
NANCHANG, JIUJIANG = "360100", "360400"
BUREAU, TAX = "南昌市行政审批局", "国家税务总局南昌市税务局"
WATER, AGENCY = "九江市示例供水公司", "南昌市示例评审中心"
HOUSE = {"工程类别": "房屋建筑工程", "新建或扩建项目": "是", "建筑面积不含地下": "5000"}
_forms = count(1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A matter, one of its items, what the firm answers, and the limit with its last day when filed on Tuesday 2020-03-10."""

    matter: str
    item: str
    limit: str
    due: date | None
    unit: str = BUREAU
    answers: Mapping[str, str] = field(default_factory=dict)
    region: str = NANCHANG
    papers: tuple[str, ...] = ()


MAJOR = {"项目级别": "省重点", "工业项目": "是", "实行工程总承包": "是"}
BY_CLASS = (
    Wanted("opinion-permit-limit", "", "7个工作日", date(2020, 3, 19), answers={"复工复产工程建设项目": "是"}),
    Wanted("drawing-review-limit", "大型工程施工图联合审查", "12个工作日", date(2020, 3, 26), answers=HOUSE),
    Wanted("drawing-review-limit", "中型及以下工程施工图联合审查", "8个工作日", date(2020, 3, 20), answers=HOUSE),
    Wanted("survey-review-limit", "", "5个工作日", date(2020, 3, 17)),
    Wanted("agency-review-limit", "评审", "10个工作日", date(2020, 3, 24), AGENCY),
    Wanted("agency-review-limit", "特大型项目评审", "15个工作日", date(2020, 3, 31), AGENCY),
    Wanted("nc6-export-refund-service", "", "7个工作日", date(2020, 3, 19), TAX, {"出口企业": "是"}),
    Wanted("green-channel-service", "", "当日", date(2020, 3, 10), answers={"项目级别": "市重大重点"}),
    Wanted(
        "piling-first-service",
        "",
        "",
        None,
        answers=MAJOR,
        papers=("分阶段实施或先行施工部分的施工图联合审查（桩基）合格书", "相应的建设工程规划许可证"),
    ),
)


def asked(wanted: Wanted) -> tuple[Case, Account]:
    party = firm(wanted.region, "示例·赣江精密机械厂")
    by = clerk(party)
    answers = {"项目所在地": wanted.region, **wanted.answers}
    papers = dict.fromkeys(wanted.papers, "示例：已附")
    form = Filing(f"service-{next(_forms)}", matters()[wanted.matter], party, wanted.region, answers, papers, item=wanted.item)
    return file_case(form, by=by)[0], by


@pytest.mark.parametrize("wanted", BY_CLASS, ids=lambda one: f"{one.matter} {one.limit}")
def test_each_is_filed_with_its_limit_its_unit_and_its_words(counter: str, wanted: Wanted) -> None:
    if wanted.unit == AGENCY:
        enter_taker(wanted.matter, NANCHANG, [AGENCY], since=SINCE, source=SOURCE)
    case, by = asked(wanted)
    row = case.duties.get(task=Task.MAIN).row
    assert (row.limit, row.due, row.unit.name) == (wanted.limit, wanted.due, wanted.unit)
    said = signed_in(by).get(f"/cases/{case.pk}/").content.decode()
    for words in matters()[wanted.matter].instrument.quote.words:
        assert f"<p>{words}</p>" in said
    assert wanted.unit in said
    assert ("未载明" in said) == (wanted.due is None)


def test_who_reviews_for_the_bureau_no_text_says(counter: str) -> None:
    with pytest.raises(NobodyError, match="没有写明"):
        asked(BY_CLASS[4])


def test_below_5000_square_metres_nobody_may_ask_for_the_review(counter: str) -> None:
    small = {**HOUSE, "建筑面积不含地下": "4999"}
    with pytest.raises(BarredError) as barred:
        asked(Wanted("drawing-review-limit", "中型及以下工程施工图联合审查", "", None, answers=small))
    assert [ban.id for ban in barred.value.bans] == ["no-drawing-review"]
    by = clerk(firm(NANCHANG, "示例·赣江精密机械厂"))
    form = {"file": "1", "token": "small", "place": "江西省南昌市", "item": "中型及以下工程施工图联合审查"}
    client = signed_in(by)
    shown = client.get("/services/drawing-review-limit/").content.decode()
    assert "建筑面积" in shown
    names = {"工程类别": "房屋建筑工程", "新建或扩建项目": "是", "建筑面积不含地下": "4999"}
    said = client.post("/services/drawing-review-limit/", form | {f"{name}": text for name, text in names.items()}).content.decode()
    assert "取消施工图联合审查" in said
    assert not Case.objects.exists()


def test_piles_first_needs_both_papers(counter: str) -> None:
    piles = BY_CLASS[-1]
    client = signed_in(clerk(firm(NANCHANG, "示例·赣江精密机械厂")))
    said = client.get("/services/piling-first-service/").content.decode()
    assert all(paper in said for paper in piles.papers)
    assert "文件未载明期限" in said


UTILITY = Wanted("jj-utilities-next-day", "", "1天", date(2020, 3, 11), WATER, {"在九江办理水电气变更暂停恢复等业务": "是"}, JIUJIANG)


def test_utilities_are_taken_the_same_day_and_done_the_next(counter: str) -> None:
    with pytest.raises(NobodyError):
        asked(UTILITY)
    enter_taker(UTILITY.matter, JIUJIANG, [WATER], since=SINCE, source=SOURCE)
    case, by = asked(UTILITY)
    rows = {duty.task: duty.row for duty in case.duties.select_related("row")}
    assert {task: (row.limit, row.due) for task, row in rows.items()} == {
        Task.MAIN: ("1天", date(2020, 3, 11)),
        Task.TAKE: ("当日", date(2020, 3, 10)),
    }
    assert "受理：当日" in signed_in(by).get(f"/services/{UTILITY.matter}/").content.decode()
    water = officer(WATER)
    step(case, Kind.TAKEN, water)
    with pytest.raises(StepError, match="已经受理"):
        step(case, Kind.TAKEN, water)
    with clock.standing_at(day=date(2020, 3, 11)):
        step(case, Kind.APPROVED, water)
    stands = {duty.task: (duty.row.state, duty.row.done_on) for duty in case.duties.select_related("row")}
    assert stands == {Task.TAKE: (RowState.DONE, date(2020, 3, 10)), Task.MAIN: (RowState.DONE, date(2020, 3, 11))}


def test_an_answer_takes_it_in_as_well(counter: str) -> None:
    enter_taker(UTILITY.matter, JIUJIANG, [WATER], since=SINCE, source=SOURCE)
    case, _ = asked(UTILITY)
    step(case, Kind.APPROVED, officer(WATER))
    assert set(case.duties.values_list("row__state", flat=True)) == {RowState.DONE}


def test_a_matter_without_a_limit_for_taking_it_in_has_no_such_step(counter: str) -> None:
    case, _ = asked(BY_CLASS[3])
    with pytest.raises(StepError, match="文件没有另定受理的期限"):
        step(case, Kind.TAKEN, officer(BUREAU))
