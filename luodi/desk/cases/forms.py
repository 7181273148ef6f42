"""What is asked when something is applied for: where, the facts its conditions name, its papers; prefilled with what is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from luodi.desk.cases.matters import Matter
from luodi.desk.cases.places import RISK, risk_on, taken_in
from luodi.desk.parties.models import Enterprise
from luodi.desk.parties.queries import facts_on
from luodi.desk.portal.answers import SKIPPED
from luodi.desk.portal.library import shelf
from luodi.desk.portal.questions import Field, complaint, field, read_answer
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Paper:
    """`number` names its box in the form."""

    number: int
    name: str
    text: str = ""
    pledged: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """`region` is a code, empty where `place` names none that is known; `error` says so."""

    place: str
    region: str
    fields: tuple[Field, ...]
    papers: tuple[Paper, ...]
    answers: Mapping[str, str]
    error: str = ""

    @property
    def wrong(self) -> list[Field]:
        return [one for one in self.fields if one.error]


def form_of(matter: Matter, enterprise: Enterprise, posted: Mapping[str, str] | None, day: date) -> Form:
    """The form as it is first shown, or as it was posted."""
    regions = shelf().regions
    place = (posted or {}).get("place", "").strip() or regions.full_name(enterprise.region)
    error = ""
    try:
        region = regions.code(place)
    except PlaceError as refused:
        region, error = "", f"{refused.found}。{refused.hint}"
    known = facts_on(enterprise, day)
    asked = [fact for fact in matter.facts if fact.type.kind != "region" and not (fact.name == RISK and region and risk_on(region, day))]
    answers: dict[str, str] = {}
    fields = []
    for fact in asked:
        text, wrong = known.get(fact.name), ""
        if posted is not None:
            try:
                text = read_answer(fact, posted)
            except (PolicyError, PlaceError) as refused:
                wrong = complaint(fact, refused)
        if text and not wrong:
            answers[fact.name] = text
        fields.append(field(fact, text, wrong, posted if wrong else None))
    names = taken_in(matter, region or enterprise.region, day).papers
    given = posted or {}
    papers = [Paper(n, name, given.get(f"paper-{n}", "").strip()[:LONGEST], f"pledge-{n}" in given) for n, name in enumerate(names)]
    return Form(place, region, tuple(fields), tuple(papers), {name: text for name, text in answers.items() if text != SKIPPED}, error)
