"""What can be wrong with a policy file, a fact, or a case, and how it is said.

PolicyError            a single fault, raised; becomes a Finding where many are collected
Finding                a fault (`error`) or something the texts leave open (`open`), with a stable id
"""

from dataclasses import dataclass

from luodi.policy.model import Spot

LONGEST = 400


class PolicyError(Exception):
    """One fault: stable id, where it stands, what was found, what was expected, and a hint or an example."""

    def __init__(self, id: str, spot: Spot | None, found: str, expected: str, hint: str = "") -> None:
        self.id = id
        self.spot = spot
        self.found = found
        self.expected = expected
        self.hint = hint
        super().__init__(message(id, spot, found, expected, hint))

    @property
    def finding(self) -> "Finding":
        return Finding(self.id, "error", self.spot, self.found, self.expected, self.hint)


class FaultyLibraryError(PolicyError):
    """The library has errors and so decides nothing; carries all findings."""

    def __init__(self, findings: "tuple[Finding, ...]") -> None:
        errors = [finding for finding in findings if finding.severity == "error"]
        self.findings = findings
        first = errors[0]
        super().__init__(
            first.id, first.spot, first.found, first.expected, f"共有{len(errors)}处错误，先用 luodi check 查清再算。{first.hint}"
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check reports. `severity` is error (refused) or open (the texts leave it open; listed apart)."""

    id: str
    severity: str
    spot: Spot | None
    found: str
    expected: str = ""
    hint: str = ""

    def __str__(self) -> str:
        return message(self.id, self.spot, self.found, self.expected, self.hint)


def message(id: str, spot: Spot | None, found: str, expected: str, hint: str) -> str:
    """One finding as a person reads it: place, id, what was found, what was expected, a hint."""
    where = f"{spot.file}:{spot.line}:{spot.column} " if spot else ""
    tail = f"；应为：{expected}" if expected else ""
    return f"{where}[{id}] {_printable(found)}{tail}" + (f"。{hint}" if hint else "")


def _printable(found: str) -> str:
    """What was found, without characters that steer a terminal, and cut where it would fill the screen."""
    short = found if len(found) <= LONGEST else f"{found[:LONGEST]}……（共{len(found)}个字）"
    return "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in short)
