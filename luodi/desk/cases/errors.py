"""What cases refuse; str() says what was asked, what stands, and what can be done.

CaseError
├── BarredError      a ban forbids to demand this here; `bans` are the instruments that do
├── NotMetError      a condition does not hold, or what it asks is not known
├── PaperError       a paper is missing, is on no list, or is one that nobody may ask for
├── FileError        a file that is empty, too big, of no kind that is taken, or gone
├── EntryError       an entry for a place without a source, without known units, or beyond what a ban leaves it
├── NobodyError      nobody is named who takes it in this place
└── StepError        a step that is not lawful now, or not this account's
"""

from luodi.policy.model import Ban


class CaseError(Exception):
    pass


class BarredError(CaseError):
    def __init__(self, bans: tuple[Ban, ...]) -> None:
        self.bans = bans
        super().__init__("这里不得要求办这件事：" + "；".join(ban.title for ban in bans))


class NotMetError(CaseError):
    pass


class PaperError(CaseError):
    pass


class FileError(CaseError):
    pass


class EntryError(CaseError):
    pass


class NobodyError(CaseError):
    pass


class StepError(CaseError):
    pass
