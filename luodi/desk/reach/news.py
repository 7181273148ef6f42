"""What is new for a subscriber: documents that came or changed since it subscribed, benefits that are certain or possible by held facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from luodi.desk.parties.scope import prefix
from luodi.desk.portal.asking import decide
from luodi.desk.portal.library import shelf
from luodi.desk.portal.results import Card, result
from luodi.desk.reach.editions import Current
from luodi.desk.reach.models import Sort, Subscription
from luodi.policy.model import Benefit, Instrument, PolicyDocument, Service

CERTAIN, POSSIBLE = "certain", "possible"
WORDS = {CERTAIN: "确定可得", POSSIBLE: "可能可得"}
RANKS = {CERTAIN: 1, POSSIBLE: 2}


@dataclass(frozen=True, slots=True)
class News:
    """One thing to tell by a subscription: `version` is the document's fingerprint, or how a benefit stands; `line` says it.

    `rank` puts documents first, then what is certain, then what is possible, each by the most it may come to, in fen.
    """

    subscription: Subscription
    document: str
    benefit: str
    version: str
    line: str
    rank: tuple[int, int] = (0, 0)

    @property
    def key(self) -> tuple[int, str, str, str]:
        return self.subscription.pk, self.document, self.benefit, self.version


def gained(subject: str, facts: Mapping[str, str], day: date) -> list[tuple[str, Card]]:
    """What a subject gets by these facts: certain and possible, each by amount."""
    found = result(shelf(), decide(shelf(), subject, facts, day))
    return [*((CERTAIN, card) for card in found.certain), *((POSSIBLE, card) for card in found.possible)]


def of_profile(subscription: Subscription, cards: Iterable[tuple[str, Card]]) -> Iterator[News]:
    whose = subscription.party.name if subscription.party else ""
    for standing, card in cards:
        outcome = card.outcome
        # A right's headline repeats its title.
        much = "" if outcome.gives.kind == "right" else f"，{card.headline}"
        line = f"{whose}{WORDS[standing]}：{outcome.title}{much}（《{card.short}》{outcome.clause}）"
        yield News(subscription, outcome.document, outcome.id, standing, line, (RANKS[standing], -max(outcome.certain, outcome.possible)))


def of_documents(subscription: Subscription, documents: Iterable[Current]) -> Iterator[News]:
    """The documents it is about whose present state came after it."""
    for one in documents:
        if one.number > subscription.after and concerns(subscription, one.document):
            said = "新文件" if one.first else "有更新"
            yield News(subscription, one.document.id, "", one.fingerprint, f"{said}：《{one.document.short}》")


def concerns(subscription: Subscription, document: PolicyDocument) -> bool:
    """Whether a document is what was subscribed to: that one, or one of the place with a measure for the subject that bears the words."""
    if subscription.sort == Sort.DOCUMENT:
        return document.id == subscription.document
    if subscription.sort != Sort.TOPIC:
        return False
    within = not subscription.region or subscription.region.startswith(prefix(shelf().regions.code(document.region)))
    return within and any(_about(subscription, document, instrument) for instrument in document.instruments)


def _about(subscription: Subscription, document: PolicyDocument, instrument: Instrument) -> bool:
    if subscription.subject and (not isinstance(instrument, Benefit | Service) or subscription.subject not in instrument.subjects):
        return False
    said = f"{document.text.title} {instrument.title} {''.join(instrument.quote.words)}"
    return all(word in said for word in subscription.words.split())
