"""Facts as a request writes them: each known, each readable."""

from collections.abc import Mapping

from luodi.desk.portal.library import shelf
from luodi.desk.portal.questions import complaint
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError
from luodi.policy.model import Fact
from luodi.policy.values import fact_value


def wrong_facts(known: Mapping[str, Fact], given: Mapping[str, str], field: str, unknown: str) -> dict[str, str]:
    """What is wrong, by field (`facts.企业规模`); `unknown` is what is said of one that is not known."""
    wrong = {}
    for name, text in given.items():
        if name not in known:
            wrong[f"{field}.{name}"] = unknown
            continue
        try:
            fact_value(known[name], text, shelf().regions)
        except (PolicyError, PlaceError) as error:
            wrong[f"{field}.{name}"] = complaint(known[name], error)
    return wrong
