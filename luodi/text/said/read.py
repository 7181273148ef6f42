"""What is said: a clause, or all clauses of a document, read by each grammar in turn."""

from collections.abc import Mapping

from luodi.text.model import Clause, Document
from luodi.text.said.amounts import find_amounts
from luodi.text.said.bans import find_bans
from luodi.text.said.citations import Names, find_citations, names_of
from luodi.text.said.duties import find_duties
from luodi.text.said.force import find_bindings
from luodi.text.said.limits import find_limits
from luodi.text.said.model import Said
from luodi.text.said.scene import Scene, scene_of
from luodi.text.said.stacking import find_stacks
from luodi.text.said.targets import find_targets
from luodi.text.said.windows import find_periods


def said(clause: Clause, document: Document, library: Mapping[str, str] | None = None) -> Said:
    """What the clause says. `library` maps titles and document numbers to ids. Never raises.

    Names that other clauses define (以下简称《办法》) are known to `said_of` only.
    """
    scene = scene_of(clause, _year(document))
    return _said(clause.path, scene, names_of(document, (scene.passage,), library or {}))


def said_of(document: Document, library: Mapping[str, str] | None = None) -> tuple[Said, ...]:
    """What each clause says: one for each clause, in order. Never raises."""
    year = _year(document)
    scenes = [(clause.path, scene_of(clause, year)) for clause in document.clauses]
    names = names_of(document, (scene.passage for _, scene in scenes), library or {})
    return tuple(_said(path, scene, names) for path, scene in scenes)


def _said(path: str, scene: Scene, names: Names) -> Said:
    targets, taken = find_targets(scene)
    limits = find_limits(scene)
    bindings = find_bindings(scene)
    return Said(
        path,
        numbers=tuple(number for _, number in scene.numbers.values()),
        days=tuple(day for _, day in scene.days.values()),
        amounts=tuple(find_amounts(scene, taken)),
        limits=tuple(limit for _, _, limit in limits),
        periods=tuple(find_periods(scene)),
        targets=tuple(targets),
        citations=tuple(find_citations(scene.passage, names)),
        duties=tuple(find_duties(scene, limits, bindings)),
        bans=tuple(find_bans(scene)),
        bindings=tuple(binding for _, _, binding in bindings),
        stacks=tuple(find_stacks(scene)),
    )


def _year(document: Document) -> str | None:
    day = document.date or document.published
    return day[:4] if day and day[:4].isdigit() else None
