"""The tree of a body: every block in its place under a path, headings told from sentences, closing paragraphs from articles."""

import re
from collections import Counter
from dataclasses import dataclass, field

from luodi.text.block import Block, join, part
from luodi.text.marks import Mark, mark_of
from luodi.text.scan import Item, Scanner

HEADING_LENGTH = 60
SENTENCE_LENGTH = 40
LONG_HEADING = 30
SHORT_HEADING = 14
MOST_ITEMS = 40
LONGEST_MARK = 30
FULL_STOP = re.compile(r"[。；;！？]")
SPACED = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000\xa0]+(?=[\u4e00-\u9fff])")
BOXED = re.compile(r"[【（(\[〔]([\u4e00-\u9fff、]{2,16})[】）)\]〕]")
INTRODUCES = re.compile(r"^.*(?:以下|下列|如下|按照|应当|必须|不得|可以).*[：:]$|^.{16,}[：:]$")
BINDS = re.compile(r"应当|必须|不得|严禁|可以|一律")
CLOSES = re.compile(
    r"^(?:各(?:地|级|市|省|县|区|有关|部门|单位|相关|责任|乡镇)|上述|以上|本(?:通知|意见|办法|措施|政策|若干|方案|细则|规定|文件|决定|公告|指南|条例)|此前|国家和省|国、省|中央、省"
    r"|面对|执行期间|相关(?:条款|措施))"
)
DASHED = re.compile(r"[—–-]{2}|[●•■◆★※]")
LIFTS = re.compile(r"^(?:以上|上述|前述)")
LISTED = re.compile(r"[）)〕］]。?$")


@dataclass(slots=True)
class Node:
    """A numbered provision being built: its mark, heading, paragraphs before its sub-provisions, and those after them."""

    mark: Mark
    block: Block
    depth: int
    heading: str = ""
    headed: bool = False
    paragraphs: list[Block] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """A body as a tree: paragraphs before the first mark, provisions, paragraphs after the last, doubts of the scanner."""

    opening: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    closing: list[Block] = field(default_factory=list)
    doubts: list[tuple[Block, str]] = field(default_factory=list)


def outline(blocks: list[Block]) -> Outline:
    """Scan, find headings, and hang every paragraph where it belongs. Keeps every block, in order."""
    scanner = Scanner()
    items = scanner.scan(_with_words(blocks))
    first = next((index for index, item in enumerate(items) if item.mark), len(items))
    result = Outline([item.block for item in items[:first]], doubts=scanner.doubts)
    if first == len(items):
        return result
    items = items[first:]
    headed = _heading_lines(items)
    several = _articles_with_paragraphs(items, headed)
    stack: list[Node] = []
    index = 0
    while index < len(items):
        node = _node(items[index], index in headed)
        del stack[node.depth :]
        (stack[-1].children if stack else result.nodes).append(node)
        stack.append(node)
        end = _next_marked(items, index + 1)
        pending = [item.block for item in items[index + 1 : end]]
        following = items[end].depth if end < len(items) else None
        _hang(pending, stack, following, several, result)
        index = end
    _run_in_headings(result.nodes)
    return result


def _with_words(blocks: list[Block]) -> list[Block]:
    """A mark alone on its line joined with the words on the next."""
    found: list[Block] = []
    for block in blocks:
        mark = mark_of(found[-1].text) if found and len(found[-1].text) <= LONGEST_MARK else None
        if mark and mark.whole and mark.end >= len(found[-1].text) and not mark_of(block.text):
            found[-1] = join([found[-1], block])
        else:
            found.append(block)
    return found


def _next_marked(items: list[Item], index: int) -> int:
    while index < len(items) and items[index].mark is None:
        index += 1
    return index


def _node(item: Item, headed: bool) -> Node:
    assert item.mark is not None
    node = Node(item.mark, item.block, item.depth, headed=headed)
    words = part(item.block, item.mark.end)
    if headed:
        node.heading = SPACED.sub("", words.text.rstrip("。：: ")) if words else ""
    elif words:
        node.paragraphs.append(words)
    return node


def _heading_lines(items: list[Item]) -> set[int]:
    """Which marked blocks are headings alone on their line."""
    found: set[int] = set()
    sentences: dict[str, list[int]] = {}
    for index, item in enumerate(items):
        if item.mark is None:
            continue
        words = item.block.text[item.mark.end :].strip()
        following = items[index + 1] if index + 1 < len(items) else None
        leads = following is not None and (following.mark is None or following.depth > item.depth)
        if not FULL_STOP.search(words):
            if len(words) <= HEADING_LENGTH and (leads or not BINDS.search(words)) and not INTRODUCES.search(words):
                found.add(index)
        elif _one_short_sentence(words):
            if following is not None and following.mark is not None and following.depth > item.depth:
                found.add(index)
            else:
                sentences.setdefault(item.mark.style, []).append(index)
    styles = Counter(item.mark.style for item in items if item.mark)
    run_in = Counter(item.mark.style for item in items if item.mark and _begins_with_heading(item))
    for style, indexes in sentences.items():
        followed = [index for index in indexes if index + 1 < len(items) and items[index + 1].mark is None]
        if (len(followed) + run_in[style]) * 2 > styles[style]:
            found.update(followed)
    return found


def _begins_with_heading(item: Item) -> bool:
    """Whether a short sentence without a comma stands before more words."""
    text = item.block.text
    stop = FULL_STOP.search(text, item.mark.end if item.mark else 0, SENTENCE_LENGTH)
    return stop is not None and stop[0] == "。" and stop.end() < len(text) and "，" not in text[: stop.start()]


def _one_short_sentence(words: str) -> bool:
    return words.endswith("。") and len(words) <= SENTENCE_LENGTH and not FULL_STOP.search(words[:-1]) and not BINDS.search(words)


def _articles_with_paragraphs(items: list[Item], headed: set[int]) -> Counter[str]:
    """How many provisions of each style go on in paragraphs of their own before the next mark (the last one not counted)."""
    several: Counter[str] = Counter()
    index = 0
    while index < len(items):
        end = _next_marked(items, index + 1)
        mark = items[index].mark
        if mark and end < len(items) and items[end].depth <= items[index].depth and end - index - 1 > (index in headed):
            several[mark.style] += 1
        index = end
    return several


def _hang(pending: list[Block], stack: list[Node], following: int | None, several: Counter[str], result: Outline) -> None:
    """Give the paragraphs between two marks to the provision before them, to its section, or to the end of the document."""
    node = stack[-1]
    if following is not None and following > node.depth:
        node.paragraphs.extend(pending)
        return
    if len(stack) > 1 and node.paragraphs and _is_last_of_list(stack[-2], node):
        stack[-2].closing.extend(pending)
        return
    for position, block in enumerate(pending):
        needed = not node.paragraphs
        if following is None and not needed and _is_closing(block, node, several):
            result.closing.extend(pending[position:])
            return
        if following is not None and following < node.depth and not needed and LIFTS.match(block.text) and several[node.mark.style] <= 1:
            stack[following].closing.extend(pending[position:])
            return
        node.paragraphs.append(block)


def _is_last_of_list(parent: Node, node: Node) -> bool:
    """Whether the provisions before it end in semicolons: items of one sentence, after which its provision goes on."""
    before = [child for child in parent.children[-MOST_ITEMS:] if child is not node and child.mark.style == node.mark.style]
    return bool(before) and all(child.paragraphs and child.paragraphs[-1].text[-1] in "；;" for child in before)


def _is_closing(block: Block, node: Node, several: Counter[str]) -> bool:
    if DASHED.match(block.text) or node.mark.style == "条":
        return False
    if CLOSES.match(block.text):
        return True
    own_list = bool(LISTED.search(block.text)) and not LISTED.search(node.paragraphs[-1].text)
    return not own_list and not several[node.mark.style]


def _run_in_headings(nodes: list[Node]) -> None:
    """A first sentence is a heading where most siblings, or most provisions of its style, begin with such a one and go on."""
    siblings: dict[tuple[int, str], list[str]] = {}
    styles: dict[str, list[str]] = {}
    found: list[tuple[Node, int, str]] = []
    for parent, node in _with_parents(nodes):
        if not node.headed and node.paragraphs:
            heading = _first_sentence(node)
            siblings.setdefault((parent, node.mark.style), []).append(heading)
            styles.setdefault(node.mark.style, []).append(heading)
            found.append((node, parent, heading))
    for node, parent, heading in found:
        style, group = styles[node.mark.style], siblings[parent, node.mark.style]
        if (_most(style) or (len(group) > 1 and _most(group))) and _is_like(heading, style):
            node.heading = heading


def _is_like(heading: str, others: list[str]) -> bool:
    """Whether a heading is made as the others are: no comma where they have none, not much longer than they are."""
    if all(others):
        return True
    found = sorted((other for other in others if other), key=len)
    commas = sum("，" in other for other in found)
    if "，" in heading and commas * 5 < len(found):
        return False
    return len(heading) <= max(LONG_HEADING, 2 * len(found[len(found) // 2])) if found else True


def _most(headings: list[str]) -> bool:
    """More than half; half is enough where all of them are short words without a comma."""
    found = [heading for heading in headings if heading]
    short = all(len(heading) <= SHORT_HEADING and "，" not in heading for heading in found)
    return len(found) * 2 >= len(headings) + (0 if short else 1) and bool(found)


def _with_parents(nodes: list[Node]) -> list[tuple[int, Node]]:
    found = [(-1, node) for node in nodes]
    every = walk(nodes)
    found.extend((number, child) for number, node in enumerate(every) for child in node.children)
    return found


def walk(nodes: list[Node]) -> list[Node]:
    """All provisions in the order of the document."""
    found: list[Node] = []
    rest = list(reversed(nodes))
    while rest:
        node = rest.pop()
        found.append(node)
        rest.extend(reversed(node.children))
    return found


def _first_sentence(node: Node) -> str:
    text = node.paragraphs[0].text
    if node.mark.style == "条" and (boxed := BOXED.match(text)):
        return boxed[1]
    stop = FULL_STOP.search(text, 0, SENTENCE_LENGTH)
    if not stop or stop[0] != "。" or text.count("，", 0, stop.start()) > 1 or BINDS.search(text, 0, stop.start()):
        return ""
    rest = text[stop.end() :].strip()
    alone = not rest or (rest[0] in "（(〔［" and rest[-1] in "）)〕］" and not FULL_STOP.search(rest))
    return "" if alone and len(node.paragraphs) == 1 else SPACED.sub("", text[: stop.start()])
