from luodi.decide.asking import answer
from luodi.feel.types import Type
from luodi.policy.model import Fact
from tests.decide.build import FACTS, at_most, benefit, decide, money


def test_what_most_benefits_wait_for_is_asked_first() -> None:
    found = decide(
        [benefit("a", when=["困难"]), benefit("b", when=["规上"]), benefit("c", when=["规上", "困难"]), benefit("d", when=["规上"])]
    )
    assert [(one.fact, one.settles) for one in found.ask] == [("规上", ("b", "c", "d")), ("困难", ("a", "c"))]


def test_of_equally_many_the_one_with_more_money_behind_it_is_asked_first() -> None:
    one = [benefit("a", at_most("9万元"), when=["困难"]), benefit("b", when=["困难"])]
    other = [benefit("c", money("5万元"), when=["规上"]), benefit("d", money("5万元"), when=["规上"])]
    assert [found.fact for found in decide([*one, *other]).ask] == ["规上", "困难"]


def test_of_equal_money_that_which_settles_a_benefit_by_itself_is_asked_first() -> None:
    found = decide([benefit("a", money("5万元"), when=["规上", "投资额 > 0元"]), benefit("b", money("5万元"), when=["困难"])])
    assert [one.fact for one in found.ask] == ["困难", "规上", "投资额"]


def test_a_question_is_as_the_fact_declares_it() -> None:
    [one] = decide([benefit("a", when=["规上"])]).ask
    assert (one.question, one.answer) == ("规上是什么？", "是 或 否")


def test_a_fact_that_is_not_declared_is_asked_by_its_name() -> None:
    assert answer(FACTS["规模"]) == "大型、中型、小型 之一"
    assert answer(FACTS["人数"]) == "数量（人）"
    assert answer(FACTS["投资额"]) == "金额（元、万元、亿元）"
    assert answer(Fact("占比", Type("number", "%"), (), "占几成？", "示例")) == "比例，例：30%"


def test_the_same_question_for_other_benefits_is_put_anew() -> None:
    both = [benefit("a", when=["规上", "困难"]), benefit("b", when=["规上"])]
    assert decide(both).ask[0].settles == ("a", "b")
    assert decide(both, {"困难": False}).ask[0].settles == ("b",)


def test_nothing_is_asked_once_all_is_settled() -> None:
    assert decide([benefit("a", when=["规上"])], {"规上": False}).ask == ()


def test_what_changes_nothing_whatever_the_rest_is_is_not_asked_for() -> None:
    one = benefit("a", when=["规上 or 困难", "规上 or not(困难)"])
    found = decide([one])
    assert found.outcomes[0].missing == ("规上", "困难")
    assert [question.fact for question in found.ask] == ["规上"]


def test_a_fact_that_the_sum_needs_is_asked_for_though_no_condition_does() -> None:
    one = benefit("a", money("投资额"), when=["规上 or 投资额 > 1万元", "规上 or 投资额 <= 1万元"])
    assert [question.fact for question in decide([one]).ask] == ["规上", "投资额"]


def test_what_can_settle_a_benefit_by_itself_goes_before_what_only_its_sum_needs() -> None:
    assert [question.fact for question in decide([benefit("a", money("投资额"), when=["规上"])]).ask] == ["规上", "投资额"]


def test_what_is_only_encouraged_waits_for_what_counts() -> None:
    few = [
        benefit("a", money("9万元"), when=["困难"], force="鼓励"),
        benefit("b", when=["困难"], force="鼓励"),
        benefit("c", when=["规上"]),
    ]
    assert [question.fact for question in decide(few).ask] == ["规上", "困难"]
