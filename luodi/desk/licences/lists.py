"""A list of licences: each line read and judged, those that cannot be read set aside with their row numbers and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from luodi.desk.licences.errors import LicenceError
from luodi.desk.licences.types import LicenceType, licence_types
from luodi.desk.licences.validity import Days, Validity, validity
from luodi.desk.portal.library import shelf
from luodi.desk.portal.tables import Line, workbook
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError
from luodi.policy.values import fact_value

TYPE, NUMBER, LAST_DAY, HOLDER, PLACE = HEADINGS = ("种类", "号码", "到期日", "持有人", "所在地")
ASKED = (TYPE, NUMBER, LAST_DAY)
WRITTEN = (*HEADINGS, "新的最后一天", "怎样", "等哪件事", "还要知道", "依据", "出处", "没有写明的")


@dataclass(frozen=True, slots=True)
class Listed:
    """One line as read. `answers` are the facts its further columns give, and the place."""

    line: Line
    type: LicenceType
    number: str
    last_day: date
    holder: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Aside:
    """A line set aside: its row number, why."""

    number: int
    why: str


def read_list(lines: Iterable[Line], region: str) -> tuple[list[Listed], list[Aside]]:
    """The lines that can be judged, and those that cannot. `region` is the place of lines that name none."""
    listed: list[Listed] = []
    aside: list[Aside] = []
    seen: set[tuple[str, str]] = set()
    for line in lines:
        try:
            one = _listed(line, region)
            if (one.type.name, one.number) in seen:
                raise LicenceError(f"“{one.type.name} {one.number}”上面已有一行")
            seen.add((one.type.name, one.number))
            listed.append(one)
        except (LicenceError, PlaceError, PolicyError) as error:
            aside.append(Aside(line.number, str(error)))
    return listed, aside


def judge(listed: Iterable[Listed], on: date, days: Days) -> list[tuple[Listed, Validity]]:
    return [(one, validity(one.type, one.last_day, one.answers, on, days)) for one in listed]


def last_day_of(text: str) -> date:
    """LicenceError for what is no day."""
    try:
        return date.fromisoformat(text.strip().replace("/", "-").replace(".", "-"))
    except ValueError:
        raise LicenceError(f"到期日“{text}”不是日期，应写作 2020-02-10") from None


def type_of(text: str) -> LicenceType:
    try:
        return licence_types()[text.strip()]
    except KeyError:
        raise LicenceError(f"种类“{text}”不认识，应是{'、'.join(licence_types())}之一") from None


def written(judged: Iterable[tuple[Listed, Validity]], aside: Iterable[Aside]) -> bytes:
    """The list as it goes back, and a second sheet of what was set aside."""
    rows = [WRITTEN, *(_row(one, found) for one, found in judged)]
    return workbook({"新的最后一天": rows, "退回的行": [("行号", "为什么"), *((str(one.number), one.why) for one in aside)]})


def _listed(line: Line, region: str) -> Listed:
    kind = type_of(line[TYPE])
    if not line[NUMBER]:
        raise LicenceError("没有号码")
    place = shelf().regions.code(line[PLACE]) if line[PLACE] else region
    answers = {"注册地": place} if place else {}
    for name, text in line.cells.items():
        if text and name not in HEADINGS and (fact := shelf().program.facts.get(name)):
            fact_value(fact, text, shelf().regions)
            answers[name] = text
    return Listed(line, kind, line[NUMBER][:60], last_day_of(line[LAST_DAY]), line[HOLDER], answers)


def _row(one: Listed, judged: Validity) -> tuple[str, ...]:
    found, outcome = judged.found, judged.found.outcome
    stands = found.word if found.stands == "same" or outcome.force == "应" else f"{found.word}（{outcome.force}）"
    source = f"《{shelf().short(outcome.document)}》{outcome.clause}"
    until = judged.until.isoformat() if judged.until else ""
    place = shelf().regions.full_name(one.answers["注册地"]) if "注册地" in one.answers else ""
    said = (*found.outcome.remarks, *((f"等谁决定：{outcome.granted_by}",) if outcome.granted_by else ()))
    return (
        *(one.type.name, one.number, one.last_day.isoformat(), one.holder, place),
        *(until, stands, found.waits, "、".join(found.needs), "……".join(outcome.quote.words), source, "；".join(said)),
    )
