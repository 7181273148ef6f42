"""Large and hostile texts are read in time that grows with their length and no faster: no pattern runs away."""

from pathlib import Path

import pytest

from luodi.text.read import read_text
from tests.growth import grows_linearly

SOURCE = (Path(__file__).parents[2] / "sources" / "001_18fd0961877c4a42.txt").read_text(encoding="utf-8")
HOSTILE = {
    "open brackets": "（" * 200_000,
    "brackets in pairs": "（（））" * 50_000,
    "labels": "。责任单位：" * 30_000,
    "labels and brackets": "。（责任单位：" * 30_000,
    "roles": "牵头）" * 60_000,
    "roles in brackets": "（市财政局牵头）" * 25_000,
    "lost commas": "（责任单位：" + "市财政局" * 40_000 + "）",
    "numerals": "一" * 200_000,
    "marks on one line": "".join(f"。{n % 99 + 1}．示例" for n in range(40_000)),
    "marks on lines": "\n".join(f"{n % 99 + 1}．示例" for n in range(40_000)),
    "sections on one line": "一、示例。二、示例。" * 20_000,
    "quotations": "现将《" + "《示" * 60_000,
    "issued titles": "现将《示例办法》印发给你们。" * 15_000,
    "blanks": "示 " * 100_000,
    "wide blanks": "示　　" * 60_000,
    "days": "2020年3月4日" * 20_000,
    "day lines": "2020年3月4日\n" * 30_000,
    "names": "示例市人民政府\n" * 30_000,
    "half titles": "示例市人民政府关于\n" * 30_000,
    "titles": "示例市人民政府关于示例的通知\n" * 20_000,
    "organs": "政府局厅部委" * 40_000,
    "addressees": "各市、县" * 50_000 + "：",
    "sentences": "落实责任，抓好工作。" * 20_000,
    "repeated lines": ("一、落实责任，抓好各项示例工作。" * 3 + "\n") * 3_000,
    "notes": "注：1、示例\n" * 30_000,
    "annexes": "附件1\n一、示例\n" * 15_000,
    "contents": "目录\n第一章 总则\n" * 10_000,
    "digits": "9" * 200_000,
    "open quotations": "根据《示例办法" * 30_000,
    "each": "每" * 100_000 + "300元",
    "ordinals": "第一 " * 60_000,
    "labels of a page": "下载地址：示例\n" * 30_000,
    "unknown labels": "示 例：示例\n" * 30_000,
    "crumbs": "首页 > 示例 > 示例\n" * 20_000,
    "crumbs on one line": "> 示例 " * 40_000,
    "bullets": "• 示例\n" * 40_000,
    "stamps": "2020-03-04 10:11:12\n" * 20_000,
    "decrees": "示例市人民政府令\n（第31号）\n市长：示例\n" * 10_000,
    "persons": "市    长    示    例\n" * 20_000,
    "boxed titles": "【示例】示例市人民政府关于示例的通知\n" * 10_000,
    "boxes": "【示例】" * 40_000,
    "cut paragraphs": "落实责任。抓好各项示例工作和示例工作以及示例工作的\n抓好工作。\n" * 6_000,
    "cut lines": "落实责任。抓好各项示例工作和示例工作以及示例工作的\n" * 10_000,
    "labels in boxes": "【责任单位】示例局\n" * 20_000,
    "labels in boxes on one line": "【责任单位】" * 30_000,
    "units in headings": "一、示例（示例局牵头）\n（一）示例（示例局牵头）\n" * 8_000,
    "several issued": "现将《示例一办法》《示例二办法》印发给你们。\n示例一办法\n" + "示例二办法\n一、示例\n" * 10_000,
    "later articles": "第一条 示例\n" + "第一条之一 示例\n" * 20_000,
    "years after figures": "1.2020年示例\n" * 20_000,
    "and others": "（责任单位：示例局等部门和各" + "部门和各" * 30_000 + "）",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_pattern_runs_away(name: str) -> None:
    assert grows_linearly(read_text, HOSTILE[name])


def test_five_megabytes() -> None:
    text = "\n\n".join(SOURCE.replace("江西", f"示{chr(0x4E00 + number)}") for number in range(22))
    assert len(text.encode()) > 5_000_000
    assert len(read_text(text).documents) > 22
