"""The library lowered to a program: definitions inlined, regions as codes, everything that does not decide left behind."""

from collections.abc import Mapping
from dataclasses import replace

from luodi.days.window import Window
from luodi.feel.profile import substitute
from luodi.feel.tree import Tree
from luodi.feel.types import Type
from luodi.places.regions import Regions
from luodi.policy.model import Area, Benefit, Condition, Definition, Expression, Gift, Library, PolicyDocument, Stacking
from luodi.policy.program import FORMAT, DocumentHead, Program


def lower(library: Library, regions: Regions, fingerprint: str) -> Program:
    """The program of a library without errors. `fingerprint` is the hash of what it was loaded from."""
    benefits: list[Benefit] = []
    stackings: list[Stacking] = []
    for document in library.documents:
        inline = Inline(terms_of(document), regions, document.during)
        for instrument in document.instruments:
            if isinstance(instrument, Benefit):
                benefits.append(inline.benefit(instrument))
            elif isinstance(instrument, Stacking):
                stackings.append(inline.stacking(instrument))
    heads = {document.id: _head(document, regions) for document in library.documents}
    return Program(FORMAT, fingerprint, heads, library.facts, library.events, tuple(benefits), tuple(stackings))


def terms_of(document: PolicyDocument) -> dict[str, Tree]:
    """The document's computed terms with terms inside terms already inlined, in the order in which they can be."""
    terms: dict[str, Tree] = {}
    for instrument in document.instruments:
        if isinstance(instrument, Definition) and instrument.means:
            terms[instrument.term] = substitute(instrument.means.tree, terms)
    return terms


def _head(document: PolicyDocument, regions: Regions) -> DocumentHead:
    text = document.text
    number = text.number or document.number
    return DocumentHead(text.id, text.title, document.short, number, text.date, text.level, regions.code(document.region))


class Inline:
    """Puts a document's terms in for their names, and codes in for its regions."""

    def __init__(self, terms: Mapping[str, Tree], regions: Regions, in_force: Window) -> None:
        self.terms = terms
        self.regions = regions
        self.in_force = in_force

    def benefit(self, benefit: Benefit) -> Benefit:
        when = tuple(Condition(self.expression(condition.expression), condition.quote) for condition in benefit.when)
        area = self.area(benefit.area) if benefit.area else None
        return replace(benefit, when=when, area=area, gives=self.gift(benefit.gives), in_force=self.in_force)

    def stacking(self, stacking: Stacking) -> Stacking:
        return replace(stacking, unless=self.maybe(stacking.unless), ceiling=self.maybe(stacking.ceiling))

    def gift(self, gift: Gift) -> Gift:
        return replace(
            gift, amount=self.maybe(gift.amount), at_most=self.maybe(gift.at_most), of=self.maybe(gift.of), times=self.maybe(gift.times)
        )

    def area(self, area: Area) -> Area:
        return Area(area.fact, self.regions.code(area.within), tuple(self.regions.code(name) for name in area.outside))

    def maybe(self, expression: Expression | None) -> Expression | None:
        return self.expression(expression) if expression else None

    def expression(self, expression: Expression) -> Expression:
        # Bounds have done their work at the check; a program needs the kind alone.
        tree = substitute(expression.tree, self.terms) if self.terms else expression.tree
        return Expression(expression.text, tree, Type(expression.type.kind))
