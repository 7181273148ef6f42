"""What can be wrong with a table or a run over one.

TableError             the table cannot be read as it stands, or the run cannot go on; nothing is decided
RejectedError          one value that is not of its fact; its row is set aside, nothing else
"""


class TableError(Exception):
    """What was found, what was expected, a hint or an example."""

    def __init__(self, found: str, expected: str, hint: str = "") -> None:
        self.found = found
        self.expected = expected
        self.hint = hint
        super().__init__(f"{found}；应为：{expected}" + (f"。{hint}" if hint else ""))


class RejectedError(Exception):
    """Why a value cannot be taken."""
