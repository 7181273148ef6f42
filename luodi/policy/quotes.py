"""Quotations held against the text: words that a policy file quotes are found in their clause, and so in the source file."""

import difflib
from collections.abc import Mapping, Sequence

from luodi.policy.errors import PolicyError
from luodi.policy.model import Quote, Spot
from luodi.policy.nodes import Node
from luodi.text.model import Clause, Document, Place


class Quoter:
    """Finds quotations in one document. `texts` holds the decoded source files by name."""

    def __init__(self, document: Document, texts: Mapping[str, str]) -> None:
        self.document = document
        self.texts = texts
        self.clauses = {clause.path: clause for clause in document.clauses}
        self.parts: dict[str, list[Clause]] = {}
        for clause in document.clauses:
            steps = clause.path.split("/")
            for depth in range(1, len(steps) + 1):
                self.parts.setdefault("/".join(steps[:depth]), []).append(clause)
        self.letters: dict[str, tuple[str, list[tuple[str, int]]]] = {}

    def clause(self, path: str, spot: Spot) -> Clause:
        """The clause at `path`; where the path only groups clauses (a section), the first of them."""
        if path in self.clauses:
            return self.clauses[path]
        if path in self.parts:
            return self.parts[path][0]
        near = difflib.get_close_matches(path, self.clauses, 3, 0.5)
        hint = (
            f"相近的有：{'、'.join(near)}"
            if near
            else f"本文件的条款从 {self.document.clauses[0].path} 起"
            if self.document.clauses
            else ""
        )
        raise PolicyError("unknown-clause", spot, f"《{self.document.title}》没有条款“{path}”", "文件里有的条款路径", hint)

    def quote(self, path: str, words: Node) -> Quote:
        """`words` (a scalar or a list of them) as they stand in the clause at `path` or below it. PolicyError where they do not."""
        pieces = words.texts("条款里的原话")
        self.clause(path, words.spot)
        places = tuple(self._place(path, piece, words.spot) for piece in pieces)
        return Quote(self.document.id, path, pieces, places)

    def _place(self, path: str, piece: str, spot: Spot) -> Place:
        letters, origins = self._letters(path)
        wanted = "".join(piece.split())
        at = letters.find(wanted)
        if at < 0 or not wanted:
            raise PolicyError(
                "quote-not-in-clause", spot, f"“{piece}”不在条款 {path} 里", "逐字摘自该条款的原话", self._nearest(letters, wanted)
            )
        (file, start), (last_file, last) = origins[at], origins[at + len(wanted) - 1]
        return Place(file, start, last + 1 if last_file == file else start + 1)

    def _letters(self, path: str) -> tuple[str, list[tuple[str, int]]]:
        """The clause's letters without blanks, and where each stands."""
        if path not in self.letters:
            origins = [
                origin for clause in self.parts[path] for place in clause.places or (clause.place,) for origin in self._origins(place)
            ]
            letters = "".join(self.texts[file][at] for file, at in origins)
            self.letters[path] = letters, origins
        return self.letters[path]

    def _origins(self, place: Place) -> list[tuple[str, int]]:
        text = self.texts[place.file]
        return [(place.file, at) for at in range(place.start, place.end) if not text[at].isspace()]

    def _nearest(self, letters: str, wanted: str) -> str:
        """What the clause says instead, from where it agrees longest."""
        match = difflib.SequenceMatcher(None, letters, wanted, autojunk=False).find_longest_match()
        if match.size < 4:
            return "这几个字在条款里一处也没有，看看条款路径对不对"
        start = max(0, match.a - match.b)
        return f"条款里写的是“{letters[start : start + len(wanted)]}”"


def nearest(name: str, names: Sequence[str]) -> str:
    """“相近的有：…”, or nothing where no name is near."""
    near = difflib.get_close_matches(name, names, 3, 0.5)
    return f"相近的有：{'、'.join(near)}" if near else ""
