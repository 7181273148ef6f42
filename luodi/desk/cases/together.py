"""One step on several lines of the queue: for each it is taken or refused as on its own page."""

from collections.abc import Iterable, Mapping

from luodi.desk.cases.actions import Step, take_step
from luodi.desk.cases.errors import CaseError
from luodi.desk.cases.models import Duty, Kind
from luodi.desk.parties.models import Account
from luodi.desk.registers.errors import RegisterError
from luodi.desk.registers.together import Act, Told, each

# What one may decide of several at once: nothing that asks for a reason, a receipt or papers of each.
KINDS = (Kind.HELD, Kind.AGREED, Kind.APPROVED, Kind.CLEARED, Kind.PREPARED)


def take_together(duties: Iterable[Duty], seen: Mapping[int, int], kind: str, by: Account, text: str) -> Told:
    """`kind` is one of KINDS, once for each case; `seen` are the last events the reader saw, by duty.

    Duties come with their case and lie within the scope of whoever acts.
    """
    acts: dict[int, tuple[str, Act]] = {}
    for duty in duties:
        acts.setdefault(duty.case_id, (str(duty.case), _act(duty, seen[duty.pk], kind, by, text)))
    return each(acts.values(), (CaseError, RegisterError))


def _act(duty: Duty, seen: int, kind: str, by: Account, text: str) -> Act:
    return lambda: take_step(Step(duty.case_id, kind, by, text, seen=seen))
