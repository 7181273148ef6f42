"""Reading what is said never raises, keeps its places, and takes linear time whatever the text."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.cli.main import main
from luodi.text.model import Clause, Place
from luodi.text.read import read_text
from luodi.text.said.model import Found, Said
from luodi.text.said.read import said_of
from luodi.text.said.to_json import to_data
from tests.growth import grows_linearly
from tests.text.said.clauses import clause, document, read
from tests.text.test_damage import DAMAGES, TEXTS

SHORT = [TEXTS["003"], TEXTS["004"][:4000], TEXTS["001"][60000:66000], TEXTS["002"][:5000]]
ALPHABET = (
    "0123456789１９,.，。；：:（）()《》〔〕“”%％一二三十百千万亿两半成元年月日天个人至到—-以上下内不超过"
    "得可应要确保力争每自起后前给予补贴租金号令第/ 　\n"
)
SIZE = 40_000
HOSTILE = [
    "1", "《", "》", "一", "十百千万", "1,", "1,000", "（", "（责任单位：", "2020年", "3月", "1元", "1%",
    "不得", "每", "每日", "由", "自", "至", "后",
    "确保", "确保不低于", "确保实现完成清零", "政府、", "各部门要", "〔2020〕1号", "《关于》", "以下简称《办法》",
    " 1 ", "1-", "1元/人/天", "1/2", "；",
    "目标2020年达到1%；", "1:1", "3个月内", "疫情解除后3个月内", "自印发之日起至疫情解除之日止",
    "疫情", "a", "得分", "的", "一分之", "每人每天", "基础上再",
    "（市局、", "最高", "有效期", "令第1号", "，", "到2020年底；", "“", "累计", "按照",
    "示" * 58 + "要。", "局" * 58 + "要，", "1亿元以上、", "《a", "以下简称《", "到2020年达到1%以上，", "确保高于示例平均，",
    "对", "县", "应", "(含",
    "责任单位:", "责任单位:a,2020年", ";完成时限:", "截止日期为", "禁止", "增加值", "达到1%、", "2个和", "最高1万元、",
]  # fmt: skip


def found(said: Said) -> list[Found]:
    kinds = ("numbers", "days", "amounts", "limits", "periods", "targets", "citations", "duties", "bans", "bindings", "stacks")
    return [item for kind in kinds for item in getattr(said, kind)]


def check(text: str, said: Said, where: Clause) -> None:
    for item in found(said):
        assert item.words == where.text[item.start : item.end] != ""
        assert item.place.file == where.place.file
        assert 0 <= item.place.start < item.place.end <= len(text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SHORT), st.lists(st.sampled_from(DAMAGES), min_size=1, max_size=3), st.integers(0, 1 << 30))
def test_damaged_texts(text: str, damages: list, seed: int) -> None:
    chance = random.Random(seed)
    for damage in damages:
        text = damage(text, chance) or "。"
    for one in read_text(text).documents:
        for said, where in zip(said_of(one), one.clauses, strict=True):
            check(text, said, where)
            json.dumps(to_data(said))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=ALPHABET, max_size=120))
def test_any_text(text: str) -> None:
    check(text, read(text), clause(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
def test_any_characters(text: str) -> None:
    check(text, read(text), clause(text))


@pytest.mark.parametrize("sign", HOSTILE)
def test_hostile_texts_take_time_as_they_are_long(sign: str) -> None:
    assert grows_linearly(read, sign * (SIZE // len(sign)))


def test_a_text_put_together_from_several_places() -> None:
    source = "给予企业30\n万元补助"
    where = Clause("一", "", "给予企业30万元补助", Place("f", 0, 6), (Place("f", 0, 6), Place("f", 7, 11)))
    (said,) = said_of(document(where))
    place = said.amounts[0].place
    assert source[place.start : place.end] == "30\n万元"


def test_a_clause_without_places_ends_where_its_place_ends() -> None:
    text = "一、给予30万元"
    (said,) = said_of(document(Clause("一", "", text[2:], Place("f", 0, len(text)))))
    place = said.numbers[0].place
    assert text[place.start : place.end] == "30万元"


def test_a_text_that_lost_its_digits_says_no_number() -> None:
    text = "".join(character for character in TEXTS["002"] if not character.isdigit())
    kept = [number.words for one in read_text(text).documents for said in said_of(one) for number in said.numbers]
    assert not [words for words in kept if "元" in words or "%" in words]


def test_the_data_is_exact() -> None:
    data = to_data(read("给予2/3的补贴，最高1.5万元，疫情解除后3个月内补缴"))
    assert [amount["number"]["low"] for amount in data["amounts"]] == ["2/3", "15000", "3"]
    assert data["limits"][0]["anchor"] == {"day": None, "event": "疫情解除", "amount": 3, "unit": "个月"}
    assert "targets" not in data


def test_the_command_shows_it_only_where_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "原文.txt"
    path.write_text(
        "示例市人民政府关于示例的通知\n各县（区）人民政府：\n一、补助。给予30万元补助。\n二、其他。按《示例办法》执行。\n", encoding="utf-8"
    )
    assert main(["read", str(path), "--json"]) == 0
    assert all("said" not in one for one in json.loads(capsys.readouterr().out)["documents"][0]["clauses"])
    assert main(["read", str(path), "--json", "--said"]) == 0
    clauses = json.loads(capsys.readouterr().out)["documents"][0]["clauses"]
    assert [list(one["said"]) for one in clauses] == [["numbers", "amounts"], ["citations"]]
