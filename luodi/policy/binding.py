"""The library's checklists, duties, bans and controls lowered to what they ask of whom; those that concern no subject are left out."""

from collections.abc import Iterator
from dataclasses import replace

from luodi.days.window import Window
from luodi.places.regions import Regions
from luodi.policy.concerns import Concerns, Whom
from luodi.policy.lower import Inline, terms_of
from luodi.policy.model import Area, Ban, Checklist, Condition, Control, Duty, Instrument, Library, PolicyDocument
from luodi.policy.musts import FORMAT, Must, Musts, Sort


def lower_musts(library: Library, regions: Regions, concerns: Concerns, fingerprint: str) -> Musts:
    """Everything in a library without errors that may bind or spare a subject."""
    return Musts(
        FORMAT, fingerprint, tuple(must for document in library.documents for must in _Document(document, regions, concerns).musts())
    )


class _Document:
    def __init__(self, document: PolicyDocument, regions: Regions, concerns: Concerns) -> None:
        self.document = document
        self.concerns = concerns
        self.inline = Inline(terms_of(document), regions, document.during)

    def musts(self) -> Iterator[Must]:
        for instrument in self.document.instruments:
            if isinstance(instrument, Checklist):
                yield self._checklist(instrument)
            elif isinstance(instrument, Control):
                yield self._control(instrument)
            elif isinstance(instrument, Duty):
                yield from self._duty(instrument)
            elif isinstance(instrument, Ban):
                yield from self._ban(instrument)

    def _checklist(self, checklist: Checklist) -> Must:
        lines = tuple(replace(line, when=self._when(line.when)) for line in checklist.items)
        must = self._stated(checklist, "have", checklist.subjects, checklist.area, checklist.during, checklist.when)
        return replace(must, what="、".join(checklist.places), places=checklist.places, lines=lines, includes=checklist.includes)

    def _control(self, control: Control) -> Must:
        opens = (self.concerns.opens or {}).get(control.id)
        must = self._stated(control, "do" if opens is None else "open", control.subjects, control.area, control.during, control.when)
        return replace(
            must, what=control.what, force=control.force, on=(control.on,), by=control.by, since=control.since, lasts=control.lasts,
            tests=control.tests, release=control.release, opens=opens,
        )  # fmt: skip

    def _duty(self, duty: Duty) -> Iterator[Must]:
        for whom in self.concerns.meant(duty.by, self.document.id):
            must = self._of(duty, "do", whom, duty.during)
            yield replace(must, what=duty.what, force=duty.force, by=duty.by, to=duty.to, rhythm=duty.rhythm, due=duty.due)

    def _ban(self, ban: Ban) -> Iterator[Must]:
        for whom in self.concerns.meant(ban.on, self.document.id):
            yield replace(self._of(ban, "not", whom, ban.during), what=ban.what, on=ban.on)
        for whom in (self.concerns.spares or {}).get(ban.id, ()):
            yield replace(self._of(ban, "spared", whom, ban.during), what=ban.what, on=ban.on)

    def _of(self, instrument: Instrument, sort: Sort, whom: Whom, during: Window | None) -> Must:
        """What the text ties to words for somebody, not to a place: it holds where its document does."""
        when = (Condition(self.inline.expression(whom.when), instrument.quote),) if whom.when else ()
        return self._stated(instrument, sort, whom.subjects, None, during, when)

    def _stated(
        self, instrument: Instrument, sort: Sort, subjects: tuple[str, ...], area: Area | None, during: Window | None,
        when: tuple[Condition, ...],
    ) -> Must:  # fmt: skip
        windows = tuple(dict.fromkeys(window for window in (during, self.document.during) if window))
        area = self.inline.area(area or Area(None, self.document.region))
        conditions, remarks = self._when(when), instrument.remarks
        return Must(instrument.id, sort, instrument.title, instrument.quote, "应", subjects, area, windows, conditions, "", remarks=remarks)

    def _when(self, when: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(Condition(self.inline.expression(condition.expression), condition.quote) for condition in when)
