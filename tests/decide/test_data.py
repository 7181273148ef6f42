import json

from luodi.decide.data import decision_data
from tests.decide.build import at_most, benefit, decide, money, stacking, wan


def test_a_decision_as_data() -> None:
    one = benefit("a", money("min(10% * 发票额, 500万元)"), when=["规上"], shares={"市": 1, "县": 1})
    found = json.loads(json.dumps(decision_data(decide([one], {"规上": True, "发票额": wan(220)}))))
    assert {key: found[key] for key in ("on", "subject", "total", "ask")} == {
        "on": "2020-03-10",
        "subject": "企业",
        "total": {"certain": wan(22), "possible": 0},
        "ask": [],
    }
    [given] = found["benefits"]
    assert given["status"] == "yes"
    assert given["paid"] == {"certain": wan(22), "possible": 0}
    assert given["shares"] == {"市": wan(11), "县": wan(11)}
    assert given["gives"]["kind"] == "money"
    assert given["gives"]["amount"] == wan(22)
    assert given["gives"]["at_most"] is None
    assert given["quoted"] == {
        "document": "demo",
        "clause": "一/1",
        "words": ["示例条款的原话"],
        "places": [{"file": "demo.txt", "start": 10, "end": 17}],
    }
    held = given["conditions"][-1]
    assert (held["text"], held["value"], held["holds"], held["quote"]) == ("规上", {"规上": "是"}, "yes", "“规上”的原话")


def test_the_keys_others_build_on() -> None:
    [given] = decision_data(decide([benefit("a")]))["benefits"]
    assert {
        "id", "document", "clause", "title", "force", "granted_by", "status", "gives", "payee", "paid", "lost_to", "stack",
        "conditions", "missing", "shares", "remarks",
    } <= set(given)  # fmt: skip
    assert {"kind", "amount", "at_most", "per", "times", "rate", "until", "right"} <= set(given["gives"])


def test_what_is_open_and_what_has_lost() -> None:
    many = [
        benefit("open", when=["规上"]),
        benefit("low", at_most("1万元")),
        benefit("high", money("9万元")),
        stacking("once", ["low", "high"]),
    ]
    found = decision_data(decide(many))
    by_id = {one["id"]: one for one in found["benefits"]}
    assert by_id["open"]["missing"] == ["规上"]
    assert by_id["low"]["lost_to"] == "high"
    assert by_id["low"]["lost_by"]["clause"] == "一/9"
    assert by_id["low"]["won_by"]["clause"] == "结尾/¶2"
    assert found["ask"] == [{"fact": "规上", "question": "规上是什么？", "settles": ["open"], "answer": "是 或 否", "why": "", "help": ""}]
