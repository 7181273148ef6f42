"""A decision as JSON-able data: money in fen, days in ISO, places as character offsets into the decoded file."""

from collections.abc import Mapping
from typing import Any

from luodi.decide.model import Decision, Given, Held, Nearest, Outcome, Question, Quoted
from luodi.decide.wording import nearest_words

Data = dict[str, Any]


def decision_data(decision: Decision, nearest: Mapping[str, Nearest] | None = None) -> Data:
    """{"on", "subject", "benefits": [...], "total": {"certain", "possible"}, "ask": [...], "remarks": [...]}

    With `nearest` each benefit that is a no says what would make it a yes.
    """
    near = nearest or {}
    return {
        "on": decision.on,
        "subject": decision.subject,
        "benefits": [outcome_data(outcome, near.get(outcome.id)) for outcome in decision.outcomes],
        "total": {"certain": decision.certain, "possible": decision.possible},
        "ask": [question_data(question) for question in decision.ask],
        "remarks": list(decision.remarks),
    }


def outcome_data(outcome: Outcome, nearest: Nearest | None = None) -> Data:
    """One benefit; what the text does not say is null."""
    return {
        "id": outcome.id,
        "document": outcome.document,
        "clause": outcome.clause,
        "title": outcome.title,
        "force": outcome.force,
        "granted_by": outcome.granted_by,
        "status": outcome.status,
        "gives": given_data(outcome.gives),
        "payee": outcome.payee,
        "paid": {"certain": outcome.certain, "possible": outcome.possible},
        "lost_to": outcome.lost_to,
        "lost_by": quoted_data(outcome.lost_by),
        "won_by": quoted_data(outcome.won_by),
        "stack": list(outcome.stack),
        "conditions": [held_data(held) for held in outcome.conditions],
        "missing": list(outcome.missing),
        "nearest": nearest_data(nearest),
        "shares": dict(outcome.shares),
        "parts": dict(outcome.parts),
        "shares_quote": quoted_data(outcome.shares_quote),
        "quote": "……".join(outcome.quote.words),
        "quoted": quoted_data(outcome.quote),
        "how": quoted_data(outcome.how),
        "during": outcome.during,
        "lead": list(outcome.lead),
        "support": list(outcome.support),
        "units": list(outcome.units),
        "unit_rule": outcome.unit_rule,
        "remarks": list(outcome.remarks),
    }


def given_data(given: Given) -> Data:
    return {
        "kind": given.kind,
        "amount": given.amount,
        "at_most": given.at_most,
        "per": given.per,
        "times": given.times,
        "each": given.each,
        "rate": given.rate,
        "until": given.until,
        "until_rule": given.until_rule,
        "by": given.by,
        "by_at_most": given.by_at_most,
        "right": given.right,
        "words": given.words,
    }


def held_data(held: Held) -> Data:
    return {
        "kind": held.kind,
        "text": held.text,
        "value": dict(held.value),
        "holds": held.holds,
        "quote": "……".join(held.quote.words) if held.quote else None,
        "quoted": quoted_data(held.quote),
        "missing": list(held.missing),
        "remark": held.remark,
    }


def nearest_data(nearest: Nearest | None) -> Data | None:
    if nearest is None:
        return None
    changes = [{"fact": one.fact, "now": one.now, "need": one.need, "by": one.by} for one in nearest.changes]
    return {"changes": changes, "then": nearest.then, "open": list(nearest.open), "words": nearest_words(nearest)}


def quoted_data(quoted: Quoted | None) -> Data | None:
    if quoted is None:
        return None
    places = [{"file": file, "start": start, "end": end} for file, start, end in quoted.places]
    return {"document": quoted.document, "clause": quoted.clause, "words": list(quoted.words), "places": places}


def question_data(question: Question) -> Data:
    return {
        "fact": question.fact,
        "question": question.question,
        "settles": list(question.settles),
        "answer": question.answer,
        "why": question.why,
        "help": question.help,
    }
