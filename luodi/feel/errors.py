"""Every mistake in an expression: a stable id, where it stands, what was found, what belongs there, and a hint.

FeelError
├── ScanError         a sign that no expression has
├── ParseError        a sign in the wrong place
├── DepthError        nested too deeply
├── UnknownNameError  a name nobody declared
└── MismatchError     values that do not go together, a sum that may grow too large
"""

AROUND = 12


class FeelError(Exception):
    """`position` counts characters of `text` from 0; `str(error)` is one clear Chinese message."""

    id = "feel"

    def __init__(
        self, message: str, text: str, position: int, found: str = "", expected: str = "", hint: str = "", id: str | None = None
    ) -> None:
        super().__init__(message, text, position, found, expected, hint)
        self.message = message
        self.text = text
        self.position = position
        self.found = found
        self.expected = expected
        self.hint = hint
        if id is not None:
            self.id = id

    def __str__(self) -> str:
        pieces = [f"第{self.position + 1}字“{self.around}”处：{self.message}"]
        if self.expected:
            pieces.append(f"应为{self.expected}")
        if self.hint:
            pieces.append(self.hint)
        return "；".join(pieces)

    @property
    def around(self) -> str:
        """The words around the place, cut with … where there is more."""
        start = max(0, self.position - AROUND)
        end = min(len(self.text), self.position + AROUND)
        head = "…" if start > 0 else ""
        tail = "…" if end < len(self.text) else ""
        return head + " ".join(self.text[start:end].split()) + tail


class ScanError(FeelError):
    id = "feel.sign"


class ParseError(FeelError):
    id = "feel.syntax"


class DepthError(FeelError):
    id = "feel.depth"


class UnknownNameError(FeelError):
    id = "feel.name"


class MismatchError(FeelError):
    id = "feel.type"
