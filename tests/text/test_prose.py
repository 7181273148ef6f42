"""Units in running words: who leads and who helps, only where the words say so."""

import pytest

from luodi.text.prose import find_prose
from luodi.text.read import read_text
from tests.growth import grows_linearly

SAID = [
    ("请示例市发改委会同示例市财政局在2019年2月底前完成。", ("示例市发改委",), ("示例市财政局",), (), "named"),
    ("请市发改委会同市财政局、市工信局在2019年2月底前完成。", ("市发改委",), ("市财政局", "市工信局"), (), "named"),
    ("市商务局要会同市财政局、市税务局制定细则。", ("市商务局",), ("市财政局", "市税务局"), (), "named"),
    ("省财政厅会同省卫生健康委、省医保局等有关部门研究。", ("省财政厅",), ("省卫生健康委", "省医保局", "有关部门"), (), "named"),
    ("人民银行会同发展改革委、工业和信息化部实行名单制。", ("人民银行",), ("发展改革委", "工业和信息化部"), (), "named"),
    ("由市财政局负责，市工信局配合。", ("市财政局",), ("市工信局",), (), "named"),
    ("由市财政局牵头，市工信局、市商务局配合，于6月底前完成。", ("市财政局",), ("市工信局", "市商务局"), (), "named"),
    ("由州财政局牵头负责；州教育局、各县市人民政府协助。", ("州财政局",), ("州教育局", "各县市人民政府"), (), "named"),
    ("由市发改委牵头，会同市工信局、市商务局等部门，梳理名单。", ("市发改委",), ("市工信局", "市商务局"), (), "named"),
    ("建立由市农业农村局牵头，市商务局、示例海关参加的联席会议制度。", ("市农业农村局",), ("市商务局", "示例海关"), (), "named"),
    ("由市文化和旅游局、市公安局按职责分工牵头，市委宣传部配合。", ("市文化和旅游局", "市公安局"), ("市委宣传部",), (), "several"),
    ("市督查室、市发改委分别牵头做好督查。", ("市督查室", "市发改委"), (), (), "named"),
    ("市发展和改革委员会切实发挥牵头作用。", ("市发展和改革委员会",), (), (), "named"),
    ("牵头单位为市财政局，配合单位为市工信局。", ("市财政局",), ("市工信局",), (), "named"),
    ("县商务局负责新建项目相关工作。", (), (), ("县商务局",), "none"),
    ("市公安局和市司法局共同负责。", (), (), ("市公安局", "市司法局"), "none"),
    ("请市财政局、市教育局于2020年6月底前完成整改。", (), (), ("市财政局", "市教育局"), "none"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "lead", "support", "plain", "rule"), SAID, ids=[one[0] for one in SAID])
def test_what_the_words_say(text: str, lead: tuple[str, ...], support: tuple[str, ...], plain: tuple[str, ...], rule: str) -> None:
    found = find_prose(f"加强协调，压实责任。{text}其他照旧。")
    assert tuple(name for one in found for name in one.lead) == lead
    assert tuple(name for one in found for name in one.support) == support
    assert tuple(name for one in found for name in one.plain) == plain
    assert rule in {one.rule for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "本细则由市农业农村局负责解释。",
        "相关措施由示例市人民政府办公室会同相关部门负责解释。",
        "由市政府负责人牵头。",
        "实行市长负责制，市场主体负责。",
        "由专人负责定期消毒，由乡镇（街道）负责、医疗机构配合。",
        "规划由城乡规划主管部门负责组织编制。",
        "企业应当主动配合市财政局检查，报市财政局备案。",
        "各县（市、区）人民政府负责本行政区域工作。",
        "各级党委要会同卫生健康等部门和单位动员。",
        "可向市财政局申请。",
        "办公室设在市财政局，负责日常工作。",
        "市财政局局长兼任办公室主任。",
        "积极推动市农业农村局牵头开展示范。",
    ],
)
def test_a_mere_mention_is_nothing(text: str) -> None:
    assert find_prose(text) == []


def test_prose_is_read_only_where_no_list_stands() -> None:
    text = """示例市人民政府关于示例工作的意见
各县（区）人民政府：
现提出以下意见：
一、梳理。由市发改委牵头梳理名单。（责任单位：市工信局、市财政局）
二、督查。由市发改委牵头，市财政局配合。
三、其他。依法办理有关事项。
注：1、责任单位排第一的为牵头单位。
"""
    document = read_text(text).documents[0]
    listed, said, other = document.clauses[1:4]
    assert (listed.lead, listed.support, listed.unit_rule) == (("市工信局",), ("市财政局",), "first")
    assert (said.lead, said.support, said.unit_rule) == (("市发改委",), ("市财政局",), "named")
    assert (other.units, other.unit_rule) == ((), "absent")
    assert document.unit_rule == "first"


def test_the_first_does_not_lead_where_prose_only_says_who_is_responsible() -> None:
    text = """示例市人民政府关于示例工作的意见
各县（区）人民政府：
现提出以下意见：
一、甲。补助。（责任单位：市工信局、市财政局，列第一的为牵头单位，下同）
二、乙。由市发改委、市财政局共同负责。
"""
    clause = read_text(text).documents[0].clauses[2]
    assert (clause.lead, clause.units, clause.unit_rule) == ((), ("市发改委", "市财政局"), "none")


def test_prose_of_a_paragraph_holds_for_it_and_its_article() -> None:
    text = """示例市人民政府关于示例工作的意见
各县（区）人民政府：
第一条 建立制度。
由市发改委牵头，市财政局配合。
其余事项依法办理。
第二条 其他。
"""
    clauses = {clause.path: clause for clause in read_text(text).documents[0].clauses}
    assert clauses["第一条"].lead == ("市发改委",)
    assert [path for path, clause in clauses.items() if clause.lead] == ["第一条", "第一条/¶2"]


@pytest.mark.parametrize(
    "text",
    [
        "市甲局和" * 20_000 + "牵头",
        "由" + "市甲局、" * 20_000 + "牵头",
        "市甲局牵头" + "，市甲局" * 20_000,
        "由市财政局" + "按职责分工" * 20_000 + "牵头",
        "各" + "县、" * 20_000 + "政府负责",
        "请" * 60_000,
    ],
    ids=["和", "、", "，", "分工", "各", "请"],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    assert grows_linearly(find_prose, text)
