"""Checklists, controls, exchanges and amendments: read whole, and quoted by every one of their parts."""

from pathlib import Path

from luodi.policy.coverage import quoted_places
from luodi.policy.load import load_library
from luodi.policy.model import Amendment, Checklist, Control, Exchange, Figure, ReleaseTests

FILE = """
- id: place
  title: 场所清单
  kind: checklist
  clause: 三
  quote: 任何单位不得另设条件
  figures: {2.5: 样例}
  places: [商场超市]
  for: 企业
  includes: base
  items:
    - {id: report, words: 每周一报告进展, rhythm: 每周一, when: 承租国有房产}
    - {id: room, words: 7个工作日, force: 可, figure: {metric: 人均面积, op: ">=", value: 2.5平方米}}
- id: base
  title: 另一张清单
  kind: checklist
  clause: 三
  quote: 任何单位
  for: 企业
  items:
    - {id: none, words: 任何单位, what: 不设条件}
- id: contact
  title: 密切接触者
  kind: control
  clause: 三
  quote: 任何单位不得另设条件
  force: 应
  figures: {14: 样例, 2: 样例}
  on: 密切接触者
  for: 个人
  what: 集中隔离医学观察
  since: 末次接触
  lasts: 14天
  tests: {count: 2, result: 阴性, apart: 1天}
  release: [连续两次阴性]
- id: masks
  title: 统调统配
  kind: exchange
  clause: 三
  quote: 任何单位不得另设条件
  figures: {10万: 样例}
  goods: 口罩
  tiers:
    - {who: 县区, clause: 三, quote: 各县（区）}
  ranked: 未规定
  floors:
    - {who: 公众, amount: 10万只, per: 日, quote: 进展}
- id: longer
  title: 延长
  kind: amendment
  clause: 三
  quote: 任何单位不得另设条件
  figures: {2020-12-31: 样例}
  of: 若干措施
  document: demo-measures
  effect: 延长
  what: 延到年底
  until: 2020-12-31
"""


def test_each_new_kind_is_read_whole(small_root: Path) -> None:
    (small_root / "policies" / "demo-measures" / "more.yaml").write_text(FILE, "utf-8")
    loaded = load_library(small_root)
    assert [str(error) for error in loaded.errors] == []
    by_id = {instrument.id: instrument for instrument in loaded.library.documents[0].instruments}
    place, contact, masks, longer = (by_id[id] for id in ("place", "contact", "masks", "longer"))
    assert isinstance(place, Checklist)
    assert place.includes == ("base",)
    assert [item.what for item in place.items] == ["每周一报告进展", "7个工作日"]
    assert place.items[0].rhythm == "每周一"
    assert place.items[0].when[0].expression.text == "承租国有房产"
    assert place.items[1].figure == Figure("人均面积", ">=", "2.5平方米")
    assert [item.force for item in place.items] == ["应", "可"]
    assert isinstance(contact, Control)
    assert (contact.since, contact.lasts, contact.tests) == ("末次接触", "14天", ReleaseTests(2, "阴性", "1天"))
    assert isinstance(masks, Exchange)
    assert not masks.ranked
    assert (masks.floors[0].amount, masks.floors[0].per) == ("10万只", "日")
    assert isinstance(longer, Amendment)
    assert longer.until is not None
    assert longer.until.day == "2020-12-31"


def test_what_a_line_of_a_checklist_quotes_is_claimed(small_root: Path) -> None:
    (small_root / "policies" / "demo-measures" / "more.yaml").write_text(FILE, "utf-8")
    loaded = load_library(small_root)
    place = next(instrument for instrument in loaded.library.documents[0].instruments if instrument.id == "place")
    words = {loaded.texts[spot.file][spot.start : spot.end] for spot in quoted_places(place)}
    assert words == {"任何单位不得另设条件", "每周一报告进展", "7个工作日"}


def test_a_document_declares_facts_of_its_own_and_nothing_twice(small_root: Path) -> None:
    own = small_root / "policies" / "demo-measures" / "facts.yaml"
    own.write_text("有宿舍: {type: 是否, of: 企业, question: 有宿舍吗？, source: 示例}\n", "utf-8")
    loaded = load_library(small_root)
    assert not loaded.errors
    assert "有宿舍" in loaded.library.facts
    own.write_text("承租国有房产: {type: 是否, of: 企业, question: 租了吗？, source: 示例}\n", "utf-8")
    assert [(error.id, error.spot and error.spot.file) for error in load_library(small_root).errors] == [
        ("duplicate-name", "policies/demo-measures/facts.yaml")
    ]
