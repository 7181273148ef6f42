"""The names of more than one sign that an expression may use: `round half up`, and in DMN models whatever the scope holds."""

from collections.abc import Iterable

from luodi.feel.errors import ScanError
from luodi.feel.scan import END, STRING, Token, scan

Key = tuple[str, ...]


class Vocabulary:
    """Names by their first sign, the longest first. Blanks between the signs of a name do not count."""

    __slots__ = ("_names",)

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: dict[str, list[tuple[Key, str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Make `name` known; names that cannot be cut into signs are left out."""
        key = signs(name)
        if not key:
            return
        known = self._names.setdefault(key[0], [])
        if all(other != key for other, _ in known):
            known.append((key, name))
            known.sort(key=lambda pair: -len(pair[0]))

    def copy(self) -> "Vocabulary":
        """The same names; adding to one does not add to the other."""
        other = Vocabulary()
        other._names = {first: list(known) for first, known in self._names.items()}
        return other

    def longest(self, tokens: list[Token], at: int) -> tuple[str, int] | None:
        """The longest known name that begins at token `at`, with the index after it."""
        for key, name in self._names.get(tokens[at].text, ()):
            end = at + len(key)
            if end < len(tokens) and key == tuple(token.text for token in tokens[at:end] if token.kind != STRING):
                return name, end
        return None


def signs(name: str) -> Key:
    """The signs a name consists of; empty when it has none that FEEL allows."""
    words = tuple(name.split(" "))
    if name.isascii() and all(word.isalpha() for word in words):
        return words
    try:
        return tuple(token.text for token in scan(name, profile=False) if token.kind != END)
    except ScanError:
        return ()
