"""What a lower document makes of an upper one: proposals by likeness, links confirmed against both texts."""

import shutil
from pathlib import Path

import pytest

from luodi.policy.cascade import Cascade, cascade, proposals
from luodi.policy.load import Loaded, load_library
from luodi.text.counterparts import articles

ROOT = Path(__file__).resolve().parents[2]
LOWER = """示例县人民政府关于支持企业的实施办法
各乡镇人民政府：
为落实市里的措施，制定本办法：
一、减免房租。对承租国有房产的企业，免收2个月房租。（责任单位：县财政局）
二、奖励创新。对取得专利的企业给予奖励。（责任单位：县科技局）
2020年3月10日
"""
LINKS = """
cascade:
  - upper: demo-measures
    links:
      - {clause: 一, of: 一, relation: 收窄, quote: 免收2个月房租, of_quote: 免收3个月房租, note: 少一个月}
      - {clause: 二, relation: 增加, against: {document: demo-measures, clause: 二, quote: 不重复享受其他补助政策}}
"""


@pytest.fixture
def two(small_root: Path) -> Path:
    """The small library with a county's document below its own."""
    (small_root / "sources" / "lower.txt").write_text(LOWER, "utf-8")
    folder = small_root / "policies" / "demo-county"
    folder.mkdir()
    head = "id: demo-county\ntitle: 示例县人民政府关于支持企业的实施办法\nshort: 示例县办法\nsource: lower.txt\nregion: 江西省\n"
    (folder / "document.yaml").write_text(head + LINKS, "utf-8")
    return small_root


def test_links_tell_what_was_narrowed_added_and_left(two: Path) -> None:
    loaded = load_library(two)
    assert [str(error) for error in loaded.errors] == []
    lower, upper = loaded.library.documents
    found = cascade(loaded.library, upper, lower)
    assert [taken.link.note for taken in found.of_relation("收窄")] == ["少一个月"]
    assert [taken.link.lower for taken in found.own] == ["二"]
    assert [taken.link.against.words for taken in found.own if taken.link.against] == [("不重复享受其他补助政策",)]
    assert [article.path for article in found.untaken] == ["二", "三"]


def test_who_leaves_a_sentence_out_carries_out_a_part_whatever_else_it_changes(two: Path) -> None:
    path = two / "policies" / "demo-county" / "document.yaml"
    part = "      - {clause: 一, of: 一, relation: 部分落实, note: 没有写押金}\n"

    def partly() -> list[bool]:
        lower, upper = (library := load_library(two).library).documents
        return [article.partly for article in cascade(library, upper, lower).articles]

    assert partly() == [False, False, False]  # the first is narrowed as a whole, the others have no answer
    path.write_text(path.read_text("utf-8") + part, "utf-8")
    assert partly() == [True, False, False]
    path.write_text(path.read_text("utf-8") + part.replace("部分落实", "落实"), "utf-8")
    assert partly() == [False, False, False]


@pytest.mark.parametrize(
    ("was", "now", "id"),
    [
        ("relation: 收窄", "relation: 照抄", "wrong-choice"),
        ("免收2个月房租", "免收9个月房租", "quote-not-in-clause"),
        ("of: 一", "of: 九", "unknown-clause"),
        ("upper: demo-measures", "upper: nobody", "unknown-document"),
        (", of_quote: 免收3个月房租", "", "missing-key"),
        ("{clause: 二, relation: 增加", "{clause: 二, relation: 落实", "missing-key"),
    ],
)
def test_a_link_that_does_not_hold_is_found(two: Path, was: str, now: str, id: str) -> None:
    path = two / "policies" / "demo-county" / "document.yaml"
    text = path.read_text("utf-8")
    assert was in text
    path.write_text(text.replace(was, now), "utf-8")
    assert [error.id for error in load_library(two).errors] == [id]


def test_the_provinces_twenty_articles_find_theirs_in_jiujiang(loaded: Loaded) -> None:
    """Jiujiang's (七) is its own, and (十五) carries out a part of (十七): neither takes another's place."""
    documents = {document.id: document for document in loaded.library.documents}
    upper, lower = documents["jx-20200302-make-up-time"], documents["jj-20200304-make-up-time"]
    found = {one.upper: one.lower for one in proposals(upper, lower) if "/" in one.upper}
    theirs = "一二三四五六八九"
    first = {f"（{number}）": f"（{number}）" for number in theirs[:6]}
    later = {"七": "八", "八": "九", "九": "十", "十": "十一", "十一": "十二", "十二": "十三", "十三": "十四", "十四": "十六"}
    last = {"十五": "十七", "十六": "十八", "十七": "十九", "十八": "二十", "十九": "二十一", "二十": "二十二"}
    expected = first | {f"（{one}）": f"（{other}）" for one, other in (later | last).items()}
    assert {one.split("/")[1]: other.split("/")[1] for one, other in found.items()} == expected


def test_jiujiangs_confirmed_links_take_up_every_provincial_article(loaded: Loaded) -> None:
    """Read by a person: (七) adds what the province has not, (十五) carries out a part of (十七) beside (十九), nothing is left untaken."""
    library = loaded.library
    documents = {document.id: document for document in library.documents}
    found = cascade(library, documents["jx-20200302-make-up-time"], documents["jj-20200304-make-up-time"])
    assert [article.path for article in found.untaken] == []
    assert [(taken.link.lower, taken.link.relation) for taken in found.own] == [("三/（七）", "增加")]
    last = {article.path.split("/")[-1]: [taken.link.lower.split("/")[-1] for taken in article.taken] for article in found.articles}
    assert len([path for path in last if path.startswith("（")]) == 20
    assert last["（十七）"] == ["（十九）", "（十五）"]
    assert last["（一）"] == ["（一）", "（二）"]
    moved = {"七": "八", "八": "九", "九": "十", "十": "十一", "十一": "十二", "十二": "十三", "十三": "十四", "十四": "十六"}
    later = {"十五": "十七", "十六": "十八", "十八": "二十", "十九": "二十一", "二十": "二十二"}
    straight = {number: number for number in "二三四五六"} | moved | later
    assert {number: last[f"（{number}）"] for number in straight} == {number: [f"（{other}）"] for number, other in straight.items()}
    fifteenth = [taken.link for article in found.articles for taken in article.taken if taken.link.lower == "五/（十五）"]
    assert [(link.upper, link.relation) for link in fifteenth] == [("六/（十七）", "部分落实")]


def test_nanchangs_37_raise_the_provinces_20_and_leave_eight_to_it(loaded: Loaded) -> None:
    """The city adds interest, guarantee and rent money of its own; fees, taxes, insurance and foreign trade stay with the province."""
    library = loaded.library
    documents = {document.id: document for document in library.documents}
    lower = documents["nc-20200226-projects-37"]
    found = cascade(library, documents["jx-20200204-growth-20"], lower)
    assert [article.path for article in found.untaken] == ["一/4", "二/7", "二/8", "二/11", "三/15", "四/17", "四/18", "四/19"]
    raised = [(taken.link.upper, taken.link.lower) for taken in found.of_relation("提高")]
    assert raised == [
        ("一/2", "五/（二十五）"),
        ("一/5", "六/（三十三）"),
        ("二/6", "五/（三十一）/¶1"),
        ("二/9", "五/（二十八）"),
        ("二/10", "五/（二十八）"),
        ("三/13", "二/（三）"),
    ]
    assert [(taken.link.upper, taken.link.lower) for taken in found.of_relation("收窄")] == [("三/14", "四/（二十四）")]
    answered = {taken.link.lower.split("/¶")[0] for article in found.articles for taken in article.taken}
    own = {taken.link.lower for taken in found.own}
    assert not answered & own
    assert answered | own == {article.path for article in articles(lower.text) if "（" in article.path}


def test_nanchangs_three_battles_demand_more_of_those_who_go_back_to_work(loaded: Loaded) -> None:
    """Tenants, fourteen days, nothing to go wrong, shut trades, sanctions; the weekly report of the province is taken up by nobody."""
    library = loaded.library
    documents = {document.id: document for document in library.documents}
    found = cascade(library, documents["jx-20200210-resumption"], documents["nc-2020-three-battles"])
    assert [article.path for article in found.untaken] == ["四/（十四）"]
    assert [(taken.link.upper, taken.link.lower) for taken in found.of_relation("加码")] == [
        ("一/（一）", "一/（一）/3"),
        ("一/（二）", "三/（一）/4"),
        ("一/（三）", "三/（一）/¶1"),
        ("一/（四）", "一/（一）/3"),
        ("二/（六）", "三/（一）/1"),
        ("四/（十三）", "四/（二）"),
    ]
    assert {taken.link.lower for taken in found.of_relation("落实")} == {"三/（一）/3", "一/（一）/5", "四/（二）"}
    assert not found.of_relation("提高", "收窄")


def test_deferral_for_every_firm_stands_against_the_states_ban_on_further_relief(loaded: Loaded) -> None:
    """The State lets firms in great difficulty defer; Nanchang all firms, though nobody may cut receipts by policies of his own."""
    library = loaded.library
    documents = {document.id: document for document in library.documents}
    found = cascade(library, documents["cn-20200220-social-insurance"])
    beyond = [taken for taken in found.of_relation("提高", "增加", "加码") if taken.link.against]
    assert [(taken.document.id, taken.link.lower, taken.link.upper) for taken in beyond] == [("nc-2020-six-stabilities", "二/（一）", "三")]
    assert [(taken.link.against.clause, taken.link.against.words) for taken in beyond if taken.link.against] == [
        ("七", ("不得自行出台其他减收增支政策",))
    ]
    forwarded = [(taken.document.id, taken.link.lower) for taken in found.of_relation("转发")]
    assert forwarded == [("jj-20200304-make-up-time", "四/（九）"), ("jx-20200302-make-up-time", "四/（八）")]


def test_a_text_answers_itself_article_by_article(tmp_path: Path) -> None:
    shutil.copytree(Path(__file__).parent / "small", tmp_path / "root")
    (tmp_path / "root" / "reference").symlink_to(ROOT / "reference")
    document = load_library(tmp_path / "root").library.documents[0]
    assert [(one.upper, one.lower) for one in proposals(document, document)] == [("一", "一"), ("二", "二"), ("三", "三")]


def _read(loaded: Loaded, upper: str, lower: str) -> Cascade:
    library = loaded.library
    documents = {document.id: document for document in library.documents}
    return cascade(library, documents[upper], documents[lower])


def _pairs(found: Cascade, relation: str) -> list[tuple[str | None, str]]:
    return [(taken.link.upper, taken.link.lower) for taken in found.of_relation(relation)]


def test_nanchang_carries_out_the_provinces_finance_measures_in_part(loaded: Loaded) -> None:
    """Platforms, foreign exchange and securities have no counterpart; no article is carried out whole; the city has its own funds."""
    found = _read(loaded, "jx-20200209-finance-15", "nc-20200220-finance-15")
    assert [article.path for article in found.untaken] == ["二/7", "二/11", "三/13"]
    assert [article.path for article in found.articles if not article.partly] == ["二/7", "二/11", "三/13"]
    narrowed = [("二/5", "二/6"), ("二/5", "二/7"), ("二/8", "二/11"), ("二/9", "二/13"), ("二/10", "二/13"), ("三/14", "二/10")]
    assert _pairs(found, "收窄") == narrowed
    assert _pairs(found, "提高") == [("一/1", "一/2"), ("一/1", "一/2"), ("一/3", "一/3")]
    assert _pairs(found, "加码") == []
    own = {taken.link.lower for taken in found.own}
    answering = {taken.link.lower for article in found.articles for taken in article.taken}
    assert own - answering == {"一/4", "二/8", "二/9", "二/12"}


def test_jiangxi_under_the_five_ministries_notice(loaded: Loaded) -> None:
    """What banks and treasury do themselves is not taken up; the province narrows three articles and demands one report."""
    found = _read(loaded, "cn-20200131-finance-30", "jx-20200209-finance-15")
    left = ["九", "十", "十一", "十二", "十三", "十五", "十六"]
    later = ["三/（十八）", "三/（二十一）", "三/（二十二）", "四/（二十七）", "五/（二十八）", "五/（二十九）", "五/（三十）"]
    assert [article.path for article in found.untaken] == [f"二/（{number}）" for number in left] + later
    assert _pairs(found, "收窄") == [("一/（二）", "一/2"), ("一/（三）", "二/9"), ("一/（六）", "一/2")]
    assert _pairs(found, "加码") == [("三/（二十）", "三/13")]
    raised = {of for of, _ in _pairs(found, "提高")}
    credit = {"一/（一）", "一/（二）", "一/（三）", "一/（七）"}
    assert raised == credit | {"二/（十四）", "三/（二十）", "四/（二十三）", "四/（二十五）"}
    whole = [article.path for article in found.articles if article.taken and not article.partly]
    assert whole == ["一/（六）"]  # narrowed as a whole
    assert {"二/4", "三/12", "三/15"} <= {taken.link.lower for taken in found.own}
