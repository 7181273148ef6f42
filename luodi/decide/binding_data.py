"""What binds a subject as JSON-able data."""

from luodi.decide.data import Data, held_data, question_data, quoted_data
from luodi.decide.model import Binding, Bound, Kept


def binding_data(binding: Binding) -> Data:
    """{"on", "subject", "opening", "bounds": [...], "ask": [...]}; `opening` is yes, no, unknown, or null where no text says."""
    return {
        "on": binding.on,
        "subject": binding.subject,
        "opening": binding.opening,
        "bounds": [bound_data(bound) for bound in binding.bounds],
        "ask": [question_data(question) for question in binding.ask],
    }


def bound_data(bound: Bound) -> Data:
    """One thing that binds or spares; what the text does not say is null."""
    return {
        "id": bound.id,
        "sort": bound.sort,
        "title": bound.title,
        "document": bound.document,
        "clause": bound.quote.clause,
        "what": bound.what,
        "force": bound.force,
        "status": bound.status,
        "opens": bound.opens,
        "on": list(bound.on),
        "by": list(bound.by),
        "rhythm": bound.rhythm,
        "to": bound.to,
        "due": bound.due,
        "clock": list(bound.clock),
        "during": bound.during,
        "quoted": quoted_data(bound.quote),
        "conditions": [held_data(held) for held in bound.conditions],
        "missing": list(bound.missing),
        "lines": [_line_data(line) for line in bound.lines],
        "remarks": list(bound.remarks),
    }


def _line_data(line: Kept) -> Data:
    return {
        "id": line.id,
        "what": line.what,
        "force": line.force,
        "rhythm": line.rhythm,
        "figure": line.figure or None,
        "status": line.status,
        "missing": list(line.missing),
        "quoted": quoted_data(line.quote),
    }
