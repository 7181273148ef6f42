"""One clause laid out for the grammars: its passage, its days and numbers in order, and a text of the same length where they are signs."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from luodi.text.model import Clause
from luodi.text.said.dates import find_days
from luodi.text.said.model import Day, Number
from luodi.text.said.numbers import find_numbers
from luodi.text.said.passage import DAY, NUMBER, SPAN, Passage, fill, passage_of

PIECE_END = re.compile(r"[，,。;:!?]")


@dataclass(frozen=True, slots=True)
class Scene:
    """`marked` is the passage with each day U+E000, each span of time U+E001, each other number U+E002, each title U+E003 throughout.

    `days` and `numbers` map the first character of each in `marked` to (end, finding), in order.
    """

    passage: Passage
    marked: str
    days: dict[int, tuple[int, Day]]
    numbers: dict[int, tuple[int, Number]]
    sentences: tuple[tuple[int, int], ...]

    def day_at(self, start: int) -> Day | None:
        return self.days[start][1] if start in self.days else None

    def number_at(self, start: int) -> Number | None:
        return self.numbers[start][1] if start in self.numbers else None

    def sentence_start(self, position: int) -> int:
        """Where the sentence begins that holds the position."""
        index = bisect_right(self.sentences, (position, len(self.marked) + 1)) - 1
        return self.sentences[index][0] if index >= 0 else 0

    def before(self, start: int, floor: int, most: int = 60) -> str:
        """The marked characters before `start` back to a comma or colon, at most `most`, not below `floor`."""
        text = self.marked[max(floor, start - most) : start]
        cut = max(text.rfind(sign) for sign in "，,:")
        return text[cut + 1 :]

    def after(self, end: int, most: int = 60) -> str:
        """The marked characters from `end` to the next comma or stop, at most `most`."""
        text = self.marked[end : end + most]
        match = PIECE_END.search(text)
        return text[: match.start()] if match else text


def scene_of(clause: Clause, year: str | None) -> Scene:
    """`year` is the document's (four figures), None where it bears none."""
    passage = passage_of(clause)
    days = {start: (end, day) for start, end, day in find_days(passage, year)}
    hidden = fill(passage.hidden, [(start, end, DAY) for start, (end, _) in days.items()])
    numbers = {start: (end, number) for start, end, number in find_numbers(passage, hidden)}
    signs = [(start, end, SPAN if number.kind == "span" else NUMBER) for start, (end, number) in numbers.items()]
    return Scene(passage, fill(hidden, signs), days, numbers, tuple(passage.sentences()))
