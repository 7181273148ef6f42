"""What is asked when something is applied for: where, the facts its rule names, its papers; prefilled with what is known of the party."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from luodi.desk.cases.errors import PaperError
from luodi.desk.cases.matters import Matter
from luodi.desk.cases.models import PaperFile, Way
from luodi.desk.cases.places import RISK, STANDS, asked_in, risk_on
from luodi.desk.parties.models import Party
from luodi.desk.parties.queries import facts_on
from luodi.desk.portal.answers import SKIPPED
from luodi.desk.portal.library import shelf
from luodi.desk.portal.questions import Field, complaint, field, read_answer
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError

LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Paper:
    """`number` names its boxes in the form; `stands` is a key of STANDS; `promised` the day written for a paper that comes later.

    `files` are those kept for it so far.
    """

    number: int
    name: str
    stands: str = "must"
    text: str = ""
    promised: str = ""
    in_place: bool = False
    files: tuple[PaperFile, ...] = ()

    @property
    def there(self) -> bool:
        return bool(self.text or self.files)

    @property
    def words(self) -> str:
        return STANDS[self.stands]


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

    @property
    def given(self) -> dict[str, str]:
        return {paper.name: paper.text for paper in self.papers if paper.text}

    @property
    def pledges(self) -> dict[str, date]:
        """The days by which papers are promised. PaperError for what is no day."""
        return {paper.name: _day(paper) for paper in self.papers if paper.promised and not paper.there}

    @property
    def in_place(self) -> tuple[str, ...]:
        return tuple(paper.name for paper in self.papers if paper.in_place and not paper.there)

    def with_files(self, files: Iterable[PaperFile]) -> "Form":
        by_paper: dict[str, list[PaperFile]] = {}
        for file in files:
            by_paper.setdefault(file.paper, []).append(file)
        return replace(self, papers=tuple(replace(paper, files=tuple(by_paper.get(paper.name, ()))) for paper in self.papers))


@dataclass(frozen=True, slots=True)
class Received:
    """How and on which day it came, as the window enters it; `error` says what is wrong with it."""

    way: str = Way.ONLINE
    on: str = ""
    caller: str = ""
    day: date | None = None
    error: str = ""


def received(posted: Mapping[str, str], today: date) -> Received:
    """What the window says of how a form came: today, by somebody at the window, until it says otherwise."""
    way, on, caller = posted.get("way", Way.WINDOW), posted.get("on", today.isoformat()), posted.get("caller", "").strip()[:40]
    try:
        day = date.fromisoformat(on)
    except ValueError:
        return Received(way, on, caller, None, "哪天收到的，请填一个日期，例如 2020-03-09。")
    return Received(way, on, caller, day, f"{day}还没有到，收到的日子应不晚于今天。" if day > today else "")


def form_of(matter: Matter, party: Party, posted: Mapping[str, str] | None, day: date) -> Form:
    """The form as it is first shown, or as it was posted."""
    known = facts_on(party, day)
    place, region, error = _place(matter, party, known, posted)
    fields = fields_of(matter, party.subject, region, known, posted, day)
    answers = {one.fact.name: text for one, text in fields if text and text != SKIPPED and not one.error}
    if matter.place and region:
        answers[matter.place] = region
    given = posted or {}
    asked = asked_in(matter, region or party.region, day).papers
    papers = tuple(
        Paper(
            number,
            name,
            stands,
            given.get(f"paper-{number}", "").strip()[:LONGEST],
            given.get(f"by-{number}", "").strip() if stands == "late" else "",
            stands == "pledge" and f"pledge-{number}" in given,
        )
        for number, (name, stands) in enumerate(asked.items())
    )
    return Form(place, region, tuple(one for one, _ in fields), papers, answers, error)


def fields_of(
    matter: Matter, party: str, region: str, known: Mapping[str, str], posted: Mapping[str, str] | None, day: date
) -> list[tuple[Field, str | None]]:
    """Each fact that is asked, with its text: not the place itself, and not a risk level that is entered for it."""
    entered = bool(region) and bool(risk_on(region, day))
    found = []
    for fact in matter.facts_of(party):
        if fact.name == matter.place or fact.name == RISK and entered:
            continue
        text, wrong = known.get(fact.name), ""
        if posted is not None:
            try:
                text = read_answer(fact, posted)
            except (PolicyError, PlaceError) as refused:
                wrong = complaint(fact, refused)
        found.append((field(fact, text, wrong, posted if wrong else None), text))
    return found


def _place(matter: Matter, party: Party, known: Mapping[str, str], posted: Mapping[str, str] | None) -> tuple[str, str, str]:
    """The place as written, its code, and what is wrong with it."""
    regions = shelf().regions
    place = (posted or {}).get("place", "").strip()
    if not place:
        code = known.get(matter.place, party.region)
        if not code:
            # Where a person lives is not known before she says it.
            return "", "", "请写在哪里办，例如：南昌市东湖区。" if posted is not None else ""
        place = regions.full_name(code)
    try:
        return place, regions.code(place), ""
    except PlaceError as refused:
        return place, "", f"{refused.found}。{refused.hint}"


def _day(paper: Paper) -> date:
    try:
        return date.fromisoformat(paper.promised)
    except ValueError:
        raise PaperError(f"“{paper.name}”承诺哪一天补交，请填一个日期，例如 2020-03-20") from None
