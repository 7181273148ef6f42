"""What rows wait for, as texts with numbers: each text once for all benefits, 0 for nothing."""

from collections.abc import Sequence
from threading import Lock


class Waits:
    """The texts met so far."""

    def __init__(self) -> None:
        self.texts = [""]
        self.numbers = {"": 0}
        self.lock = Lock()

    def number(self, missing: Sequence[str]) -> int:
        """The number of the facts' names, joined by 、; a new one is added."""
        text = "、".join(missing)
        found = self.numbers.get(text)
        if found is None:
            with self.lock:
                if text not in self.numbers:
                    self.texts.append(text)
                    self.numbers[text] = len(self.texts) - 1
                found = self.numbers[text]
        return found
