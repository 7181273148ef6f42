"""Citations: titles, numbers, both, neither; names that are no texts; the library."""

import pytest

from luodi.text.read import read_text
from luodi.text.said.read import said_of
from tests.text.said.clauses import clause, document, read


def pairs(text: str) -> list[tuple[str, str | None]]:
    return [(one.title, one.number) for one in read(text).citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照《示例管理办法》（示府发〔2019〕21号文）执行", [("示例管理办法", "示府发〔2019〕21号")]),
        ("按照《示例管理办法》(示府发[2019]21号，以下简称《办法》)执行，《办法》另有规定的除外", [("示例管理办法", "示府发〔2019〕21号")]),
        ("《关于印发〈示例考核办法实施细则〉的通知》", [("关于印发〈示例考核办法实施细则〉的通知", None)]),
        ("《示例办法（试行）》《示例法》", [("示例办法(试行)", None), ("示例法", None)]),
        ("参照国发〔2020〕13号文件和国务院令第722号执行", [("", "国发〔2020〕13号"), ("", "国务院令第722号")]),
        (
            "2015年9月30日示例市人民政府令第 132 号《示例市关于修改规章的决定》修订",
            [("示例市关于修改规章的决定", "示例市人民政府令第132号")],
        ),
        ("简化《通行证》办理流程，签订《国有建设用地使用权出让合同》，提交《申请表》", []),
        ("《柳 河县发展 引导资金管理办法》", [("柳河县发展引导资金管理办法", None)]),
        ("《没有右括号的，《示例办法》", [("示例办法", None)]),
        ("没有左括号的》，《示例办法》", [("示例办法", None)]),
        ("《示例部关于示例政策的公告》（2020年第8号）", [("示例部关于示例政策的公告", "2020年第8号")]),
        ("示例总局公告2019年第45号和省政府第200号令", [("", "示例总局公告2019年第45号"), ("", "省政府第200号令")]),
        ("《市场准入负面清单》《政府工作报告》", [("市场准入负面清单", None), ("政府工作报告", None)]),
        ("《关于示例情况的报告》和《可行性研究报告》", [("关于示例情况的报告", None)]),
        ("《实施方案》另行制定，刊于《示例日报》", []),
        ("未按规定办理的2020年第4次常务会议", []),
    ],
)
def test_titles_and_numbers(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(text) == expected


def test_laws() -> None:
    said = read("依据《传染病防治法》《医疗废物管理条例》《示例管理办法》《关于印发示例条例的通知》")
    assert [one.law for one in said.citations] == [True, True, False, False]


def library_of(text: str, library: dict[str, str]) -> list[str | None]:
    return [one.document for said in said_of(document(clause(text)), library) for one in said.citations]


def test_documents_of_the_library() -> None:
    library = {"示例省人民政府关于示例的意见": "upper", "示府发〔2020〕2号": "numbered", "示例省人民政府印发示例方案的通知": "plan"}
    library["示例省人民政府关于印发示例操作指南的通知"] = "guide"
    assert library_of("《示例操作指南》", library) == ["guide"]
    text = "《示例省人民政府关于示例的意见》《关于示例的意见》（示府发﹝2020﹞2号）《关于示例的意见》示府发〔2020〕2号、《别的意见》"
    assert library_of(text, library) == ["upper", "numbered", "upper", "numbered", None]


def test_a_short_title_that_two_documents_share_is_nobody_s() -> None:
    library = {"甲市人民政府关于示例的意见": "a", "乙市人民政府关于示例的意见": "b"}
    assert library_of("《关于示例的意见》", library) == [None]


def test_its_own_title_is_marked() -> None:
    own = document(
        clause("《关于支持示例产业发展的若干措施》已经同意，现印发给你们。"), title="示例市人民政府印发关于支持示例产业发展若干措施的通知"
    )
    assert [(one.itself, one.document) for one in said_of(own)[0].citations] == [(True, "sample")]


def test_the_line_of_making_and_amendments_is_read() -> None:
    text = (
        "示例市示例管理办法\n（2011年12月15日示例市人民政府令第61号公布，根据2015年9月30日示例市人民政府令第132号"
        "《示例市人民政府关于修改部分规章的决定》修订）\n第一章 总则\n第一条 为加强管理，制定本办法。\n第二条 本办法适用于示例市。\n"
    )
    (found,) = read_text(text).documents
    citations = [one for said in said_of(found) for one in said.citations if not one.itself]
    assert [(one.title, one.number) for one in citations] == [("示例市人民政府关于修改部分规章的决定", "示例市人民政府令第132号")]
    assert text[citations[0].place.start : citations[0].place.end] == "《示例市人民政府关于修改部分规章的决定》"
