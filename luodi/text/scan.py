"""The numbering scanner: which marks of a body are its own numbering, and how deep each stands.

A mark is accepted where it continues its level's counter, begins a level at one, or runs on from the section before.
A damaged mark is restored where the order leaves no doubt what it was; each restoration is a remark.
"""

from dataclasses import dataclass, field, replace

from luodi.text.block import Block
from luodi.text.marks import RANK, Mark, label_for, mark_of
from luodi.text.numerals import write_numeral

LONGEST_GAP = 3


@dataclass(slots=True)
class Item:
    """One block of a body: with an accepted mark at `depth` (0 outermost), or a plain paragraph (`mark` None)."""

    block: Block
    mark: Mark | None = None
    depth: int = 0


@dataclass(slots=True)
class Scanner:
    """Reads blocks in order. `doubts` are (block, message) pairs; `seen` holds each style's last number in this part."""

    stack: list[Mark] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    doubts: list[tuple[Block, str]] = field(default_factory=list)

    def scan(self, blocks: list[Block]) -> list[Item]:
        return [self.take(block) for block in blocks]

    def take(self, block: Block) -> Item:
        mark = mark_of(block.text)
        if mark is None or not self._plausible(mark, block):
            return Item(block)
        accepted = self._place(mark, block)
        return Item(block, accepted, len(self.stack) - 1) if accepted else Item(block)

    def _plausible(self, mark: Mark, block: Block) -> bool:
        if mark.style == "一是":
            return f"{write_numeral(mark.number + 1)}是" not in block.text
        return True

    def _place(self, mark: Mark, block: Block) -> Mark | None:
        depth = next((d for d in range(len(self.stack) - 1, -1, -1) if self.stack[d].style == mark.style), None)
        if depth is not None:
            expected = self.stack[depth].number + 1
            found = self._continue(mark, expected, block)
            if found:
                del self.stack[depth:]
            elif mark.whole:
                self.doubts.append((block, f"行首“{_printed(mark)}”与前后编号不连，按正文读"))
            return self._push(found)
        if not mark.whole and mark.style not in self.seen:
            return None
        return self._open(mark, block)

    def _open(self, mark: Mark, block: Block) -> Mark | None:
        """Begin a level: at one, running on from an earlier section, or, first of its style, wherever the text was cut."""
        expected = self.seen.get(mark.style, 0) + 1
        if mark.number == 1 and mark.whole:
            found: Mark | None = mark
        elif mark.style in self.seen:
            found = self._continue(mark, expected, block)
        elif not self.stack and mark.style in ("一、", "（一）", "条", "章", "编", "1.") and mark.number <= 200:
            found = mark
            self.doubts.append((block, f"编号从“{_printed(mark)}”开始，前面的条款不在文中"))
        else:
            found = None
        if found:
            self._leave(mark.style)
        return self._push(found)

    def _leave(self, style: str) -> None:
        """Close the levels that cannot contain `style`."""
        if style in RANK:
            while self.stack and RANK.get(self.stack[-1].style, -1) > RANK[style]:
                self.stack.pop()
            if RANK[style] < 3:
                while self.stack and self.stack[-1].style not in ("编", "章", "节"):
                    self.stack.pop()

    def _continue(self, mark: Mark, expected: int, block: Block) -> Mark | None:
        if mark.after and mark.number == expected - 1:
            return mark
        if mark.number == expected and mark.whole:
            return mark
        if mark.number == expected or _is_damaged(mark, expected):
            restored = replace(mark, number=expected, label=label_for(mark.style, expected, mark), whole=True)
            self.doubts.append((block, f"编号印作“{block.text[: mark.end]}”，按前后顺序改读为{restored.label}"))
            return restored
        if mark.whole and mark.number == expected - 1 and mark.style not in ("1.", "1）", "一是", "①"):
            restored = replace(mark, number=expected, label=label_for(mark.style, expected, mark))
            self.doubts.append((block, f"编号“{_printed(mark)}”重复，按前后顺序改读为{restored.label}"))
            return restored
        if mark.whole and expected < mark.number <= expected + LONGEST_GAP:
            self.doubts.append((block, f"编号从{label_for(mark.style, expected - 1, mark)}跳到{mark.label}，中间的条款不在文中"))
            return mark
        return None

    def _push(self, mark: Mark | None) -> Mark | None:
        if mark:
            self.stack.append(mark)
            self.seen[mark.style] = mark.number
        return mark


def _is_damaged(mark: Mark, expected: int) -> bool:
    """Whether the printed numeral is the expected one with its end lost: 十 for 十三, 二十 for 二十一."""
    if mark.style not in ("一、", "（一）", "条", "章", "节"):
        return False
    whole = write_numeral(expected)
    return len(mark.numeral) < len(whole) and whole.startswith(mark.numeral)


def _printed(mark: Mark) -> str:
    return mark.label
