"""Drafting: a folder that the check accepts but for what is marked, with every figure of the text in it and nothing guessed."""

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from luodi.places.regions import Regions
from luodi.policy.draft import draft, region_of, short_title, slug
from luodi.policy.load import load_library
from luodi.text.read import read_text
from tests.policy.conftest import HERE, REFERENCE

REGIONS = Regions.load(REFERENCE / "divisions")
SOURCES = sorted((HERE.parents[1] / "sources").glob("*.txt"))
LIUHE = HERE.parent / "text" / "formats" / "liuhe.txt"
HEAD = "南昌市人民政府关于支持示例企业的若干意见\n各县（区）人民政府：\n"
TAIL = "\n2020年3月4日\n"


def written(text: str, events: frozenset[str] = frozenset()) -> list[dict]:
    """The instruments drafted from a text, as plain YAML."""
    (document,) = read_text(text).documents
    return yaml.load(draft(document, "原文.txt", REGIONS, events).files["draft.yaml"], yaml.BaseLoader)


def only(sentence: str, **options: frozenset[str]) -> dict:
    (entry,) = written(f"{HEAD}一、{sentence}\n二、做好其他工作。{TAIL}", **options)[:-1]
    return entry


def checked(text: str, tmp_path: Path, name: str = "原文.txt") -> Counter[str]:
    (tmp_path / "reference").symlink_to(REFERENCE)
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / name).write_text(text, "utf-8")
    for document in read_text(text, name).documents:
        result = draft(document, name, REGIONS)
        folder = tmp_path / "policies" / result.id
        folder.mkdir(parents=True)
        for file, content in result.files.items():
            (folder / file).write_text(content, "utf-8")
    for table in ("facts.yaml", "events.yaml"):
        (tmp_path / "policies" / table).write_text("", "utf-8")
    return Counter(error.id for error in load_library(tmp_path).errors)


@pytest.mark.parametrize("source", [path for path in (*SOURCES, LIUHE) if path.name[:3] != "000"], ids=lambda path: path.stem)
def test_a_draft_of_a_real_document_lacks_only_what_is_marked(source: Path, tmp_path: Path) -> None:
    found = checked(source.read_text("utf-8-sig"), tmp_path)
    assert set(found) == {"to-be-written"}


def test_every_figure_of_a_real_document_stands_in_its_skeletons() -> None:
    entries = written(LIUHE.read_text("utf-8"))
    gifts = [str(entry["gives"]) for entry in entries if entry["kind"] == "benefit"]
    for figure in (
        "5%—20%",
        "'70%'",
        "min(80% * 待写, 5000万元)",
        "200万元",
        "min(20% * 待写, 50万元)",
        "{'at_most': '300万元'}",
        "20万元",
    ):
        assert any(figure in gift for gift in gifts), figure
    assert [entry["value"] for entry in entries if entry["kind"] == "target"] in ([], ["1亿元", "1000万元"])
    asked = " ".join(part["words"] for entry in entries if entry["kind"] == "benefit" for part in entry["when"])
    for threshold in ("1000万元及以上且亩均投资强度不低于", "销售收入超过2000万元"):
        assert threshold.replace(" ", "") in "".join(asked.split())


@pytest.mark.parametrize(
    ("sentence", "gives"),
    [
        ("对新上规企业给予20万元奖励。", {"money": "20万元"}),
        ("对新上规企业，按设备投资额的10%给予补助。", {"money": {"rate": "10%", "of": "待写"}}),
        ("对新上规企业，按设备投资额的10%给予补助，最高不超过500万元。", {"money": "min(10% * 待写, 500万元)"}),
        ("对新上规企业给予补助，最高不超过500万元。", {"money": {"at_most": "500万元"}}),
        ("对承租国有房产的企业，房租减按50%收取。", {"charge": {"rate": "50%", "of": "待写"}}),
        ("对困难企业，可缓缴社会保险费，缓缴期限不超过6个月。", {"delay": {"at_most": "6个月"}}),
        ("对困难企业免收污水处理费。", {"right": "免收污水处理费"}),
        ("按企业固定资产投资的5%—20%给予奖励。", {"money": "待写：5%—20%"}),
    ],
)
def test_what_is_given_is_filled_in(sentence: str, gives: dict) -> None:
    entry = only(sentence)
    assert entry["kind"] == "benefit"
    assert entry["gives"] == gives
    assert entry["quote"] == sentence.rstrip("。")


def test_the_condition_is_left_with_its_words() -> None:
    entry = only("对年度新获认定的国家高新技术企业，注册在本市的，给予20万元奖励。")
    assert entry["when"] == [{"if": "待写", "words": "对年度新获认定的国家高新技术企业，注册在本市的"}]


def test_each_figure_of_a_list_is_a_skeleton_of_its_own() -> None:
    entries = written(f"{HEAD}一、对国家级、省级中心，分别给予100万元和30万元奖励。\n二、做好其他工作。{TAIL}")
    assert [entry["gives"] for entry in entries[:2]] == [{"money": "100万元"}, {"money": "30万元"}]
    assert entries[0]["id"] != entries[1]["id"] and entries[0]["title"] != entries[1]["title"]


@pytest.mark.parametrize(
    ("sentence", "force", "granted_by"),
    [
        ("对新上规企业给予20万元奖励。", "应", None),
        ("对新上规企业可给予20万元奖励。", "可", "待写"),
        ("对新上规企业适当给予20万元奖励。", "待写", None),
        ("支持各地对新上规企业给予20万元奖励。", {"待写", "鼓励"}, None),
    ],
)
def test_how_it_binds_is_never_guessed(sentence: str, force: str | set[str], granted_by: str | None) -> None:
    entry = only(sentence)
    assert entry["force"] in (force if isinstance(force, set) else {force})
    assert entry.get("granted_by") == granted_by


def test_stacking_is_open_only_where_the_text_never_speaks_of_it() -> None:
    assert only("对新上规企业给予20万元奖励。")["stack"] == "未规定"
    entries = written(f"{HEAD}一、对新上规企业给予20万元奖励。\n二、同一企业不重复享受上述奖励。{TAIL}")
    assert [entry.get("stack") for entry in entries if entry["kind"] == "benefit"] == ["待写"]
    assert [(entry["rule"], entry["members"]) for entry in entries if entry["kind"] == "stacking"] == [("不重复", "待写")]


def test_bans_targets_limits_and_duties_are_drafted() -> None:
    ban = only("严禁向企业摊派费用。")
    assert (ban["kind"], ban["what"]) == ("ban", "严禁向企业摊派费用")
    target = only("到2020年底，全市规上工业企业达到1000家。")
    assert (target["kind"], target["op"], target["value"], target["by_day"]) == ("target", ">=", "1000家", "2020-12-31")
    service = only("企业开办手续自受理之日起3个工作日内办结。")
    assert (service["kind"], service["limits"][0]["within"]) == ("service", "3个工作日")
    duty = only("市发改委应当每周一向市政府报告进展。")
    assert (duty["kind"], duty["force"], duty["rhythm"]) == ("duty", "应", "每周一")


def test_a_day_that_hangs_on_an_event_needs_that_event() -> None:
    sentence = "市财政局应当在疫情解除后60天内完成清算。"
    assert "待写" in only(sentence).get("due", "待写")
    assert only(sentence, events=frozenset({"疫情解除"})).get("due", "疫情解除 + 60天") == "疫情解除 + 60天"


def test_the_head_says_where_it_is_from_and_how_long_it_holds() -> None:
    text = f"{HEAD}一、给予补助。\n二、本意见自印发之日起施行，有效期至2020年12月31日。{TAIL}"
    (document,) = read_text(text).documents
    head = yaml.load(draft(document, "原文.txt", REGIONS).files["document.yaml"], yaml.BaseLoader)
    assert head["title"] == "南昌市人民政府关于支持示例企业的若干意见"
    assert head["region"] == "江西省南昌市"
    assert head["source"] == "原文.txt"
    assert head["in_force"]["during"].endswith("..2020-12-31")
    assert head["in_force"]["clause"] == "二"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("本意见自2020年3月10日起施行，有效期至2020年12月31日。", "2020-03-10..2020-12-31"),
        ("本意见自2020年3月10日起施行。", "2020-03-10.."),
        ("本意见自印发之日起施行，有效期至2020年12月31日。", "2020-03-04..2020-12-31"),
        ("本意见自印发之日起施行。", None),
        ("发放有效期3个月的临时许可证。", None),
    ],
)
def test_how_long_it_holds(sentence: str, expected: str | None) -> None:
    (document,) = read_text(f"{HEAD}一、给予补助。\n二、{sentence}{TAIL}").documents
    head = yaml.load(draft(document, "原文.txt", REGIONS).files["document.yaml"], yaml.BaseLoader)
    assert (head["in_force"]["during"] if "in_force" in head else None) == expected


def test_a_day_printed_with_blanks_is_the_day_it_says(tmp_path: Path) -> None:
    text = f"{HEAD}一、给予补助。\n二、本意见自 2020 年 3 月 10 日起施行。{TAIL}"
    assert set(checked(text, tmp_path)) == {"to-be-written"}


def test_a_validity_that_hangs_on_something_is_left() -> None:
    (document,) = read_text(f"{HEAD}一、给予补助。\n二、本意见自发布之日起施行，暂定三年有效期。{TAIL}").documents
    assert "in_force: 待写：二 自发布之日起施行" in draft(document, "原文.txt", REGIONS).files["document.yaml"]


@pytest.mark.parametrize(
    ("issuer", "region"),
    [
        ("江西省人民政府", "江西省"),
        ("南昌市人民政府办公厅", "江西省南昌市"),
        ("中共柳河县委", "吉林省通化市柳河县"),
        ("国家发展改革委", "全国"),
        ("某某示例办公室", ""),
    ],
)
def test_whose_document_it_is(issuer: str, region: str) -> None:
    (document,) = read_text(f"{issuer}关于支持示例企业的通知\n一、给予补助。\n二、做好服务。\n").documents
    assert region_of(document, REGIONS) in (region, "全国" if document.level == "nation" else region)


def test_short_titles() -> None:
    (document,) = read_text(f"{HEAD}一、给予补助。{TAIL}").documents
    assert short_title(document) == "关于支持示例企业的若干意见"


@pytest.mark.parametrize(
    ("path", "expected"),
    [("四/（十一）/¶2", "4-11-p2"), ("第二章/第五条", "c2-5"), ("前言/¶1", "pre-p1"), ("附件2/一", "annex2-1"), ("二/6·2", "2-6x2")],
)
def test_paths_as_ids(path: str, expected: str) -> None:
    assert slug(path) == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from([line for path in SOURCES[1:2] for line in path.read_text("utf-8-sig").splitlines()[:400]]), max_size=30))
def test_drafting_never_fails_and_its_ids_are_its_own(lines: list[str]) -> None:
    for document in read_text("\n".join(lines)).documents:
        entries = yaml.load(draft(document, "原文.txt", REGIONS).files["draft.yaml"], yaml.BaseLoader) or []
        ids = [entry["id"] for entry in entries]
        assert len(ids) == len(set(ids))
        assert all(set(id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for id in ids)
