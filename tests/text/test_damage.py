"""Reading never raises: texts cut, joined, shuffled, repeated, without digits or brackets still give every character once."""

import itertools
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.text.read import read_text
from tests.text.coverage import doubled, lost

SOURCES = sorted((Path(__file__).parents[2] / "sources").glob("*.txt"))
TEXTS = {path.name[:3]: path.read_text(encoding="utf-8") for path in SOURCES}
SHORT = [TEXTS["003"], TEXTS["004"][:4000], TEXTS["001"][42000:48000], TEXTS["002"][:5000], TEXTS["001"][3000:9000]]
OTHERS = sorted((Path(__file__).parent / "others").glob("*.txt"))
SHORT += [path.read_text(encoding="utf-8") for path in OTHERS]
ALPHABET = "一二三十第章条、（）()1２.．:：。；《》〔〕责任单位牵头配合负责关于印发通知 　\n各市政府注附件年月日①是等，、"


@pytest.mark.parametrize("name", TEXTS)
def test_every_character_of_the_sources_is_accounted_for_once(name: str) -> None:
    reading = read_text(TEXTS[name], name)
    assert lost(reading, TEXTS[name]) == ""
    assert doubled(reading, TEXTS[name]) == ""


def cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    return text[start : start + chance.randrange(1, len(text))]


def joined(text: str, chance: random.Random) -> str:
    return re.sub(r"\n+", chance.choice(["", " ", "　"]), text)


def shuffled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def sentences_shuffled(text: str, chance: random.Random) -> str:
    sentences = re.split(r"(?<=。)", text)
    chance.shuffle(sentences)
    return "".join(sentences)


def repeated(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join(line for line in lines for _ in range(chance.choice([1, 1, 2])))


def without_digits(text: str, chance: random.Random) -> str:
    return re.sub(r"[\d一二三四五六七八九十]", lambda match: "" if chance.random() < 0.5 else match[0], text)


def without_brackets(text: str, chance: random.Random) -> str:
    return re.sub(r"[（）()〔〕《》［］]", lambda match: "" if chance.random() < 0.3 else match[0], text)


def twice(text: str, chance: random.Random) -> str:
    return text + chance.choice(["", "\n"]) + text


def wrapped(text: str, chance: random.Random) -> str:
    width = chance.randrange(14, 50)
    lines = (line[start : start + width] for line in text.split("\n") for start in range(0, max(len(line), 1), width))
    return "\n".join(lines)


def with_pages(text: str, chance: random.Random) -> str:
    """Page numbers put in, at times in the middle of a sentence."""
    places = sorted(chance.randrange(len(text)) for _ in range(4)) if text else []
    edges = [0, *places, len(text)]
    return "".join(text[start:end] + f"\n— {end % 9} —\n" for start, end in itertools.pairwise(edges))


def with_a_page_around(text: str, chance: random.Random) -> str:
    head = chance.choice(
        ["首页 > 政务公开 > 文件\n", "• 索引号\n• 发文字号：示发〔2020〕1号\n", "【规范性文件】", "发布日期 | 2020-03-04 |\n"]
    )
    return head + text + chance.choice(["\n打印本页 关闭窗口", "\n上一篇：示例", ""])


DAMAGES = [
    wrapped,
    with_pages,
    with_a_page_around,
    cut,
    joined,
    shuffled,
    sentences_shuffled,
    repeated,
    without_digits,
    without_brackets,
    twice,
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SHORT), st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=3), st.integers(0, 1 << 30))
def test_damaged_texts_lose_nothing(text: str, damages: list, seed: int) -> None:
    chance = random.Random(seed)
    for damage in damages:
        text = damage(text, chance) or "。"
    reading = read_text(text)
    assert lost(reading, text) == ""
    assert doubled(reading, text) == ""


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=ALPHABET, min_size=1, max_size=300))
def test_any_text_is_read(text: str) -> None:
    reading = read_text(text)
    assert lost(reading, text) == ""
    assert doubled(reading, text) == ""


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_characters_are_read(text: str) -> None:
    assert lost(read_text(text), text) == ""


def test_a_mark_broken_over_two_lines_is_all_accounted_for() -> None:
    """Found by chance: of “四” and “、” on two lines, before a provision of several parts, the second was nobody's."""
    lines = (
        "报\n2\n助，单个项目最高不超过0（套）的，分别给予100\n性奖励。　二、记注册，具有独立法人资格；　2.\n",
        "全事故；　3.未列入严重失信主体名单。　三\n",
        "、表　请于4年5月31日前将纸质材料一式三\n期不予受理。联系人：李四，联系电话31\n1.\n公\n开",
    )
    text = "".join(lines)
    assert lost(read_text(text), text) == ""
