"""What can be wrong with the name or the code of a place, and how it is said.

PlaceError             id, found, expected, hint; str() is what a person reads
├── UnknownPlaceError       place-unknown: no division bears this name or code; `candidates` are the nearest names
├── AmbiguousPlaceError     place-ambiguous: several divisions bear this name; `candidates` are their codes
├── FormerPlaceError        place-former: a division that no longer is; `candidates` are the codes it went into
├── NotADivisionError       place-zone: a functional zone, which has no code; `candidates` are the divisions it lies in
└── WrongPlacesError        place-file: a file of divisions or zones is faulty; `place` is file:line
"""


class PlaceError(Exception):
    """One fault: a stable id, what was found, what was expected, a hint, and where it stands if it is in a file."""

    id = "place"

    def __init__(self, found: str, expected: str = "", hint: str = "", place: str = "", candidates: tuple[str, ...] = ()) -> None:
        self.found = found
        self.expected = expected
        self.hint = hint
        self.place = place
        self.candidates = candidates
        where = f"{place} " if place else ""
        super().__init__(f"{where}[{self.id}] {found}" + (f"；应为：{expected}" if expected else "") + (f"。{hint}" if hint else ""))


class UnknownPlaceError(PlaceError):
    id = "place-unknown"


class AmbiguousPlaceError(PlaceError):
    id = "place-ambiguous"


class FormerPlaceError(PlaceError):
    id = "place-former"


class NotADivisionError(PlaceError):
    id = "place-zone"


class WrongPlacesError(PlaceError):
    id = "place-file"
