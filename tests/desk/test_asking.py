"""算一算: questions one after another or all at once, back and forth, and what comes of the answers."""

import re
from html import unescape
from urllib.parse import unquote

import pytest
from django.test import Client

from luodi.desk.parties.actions import load_samples
from luodi.desk.parties.queries import sample_parties
from luodi.desk.parties.sample import SAMPLES, Sample
from luodi.desk.portal.asking import decide, facts_of, grouped, next_question, subjects, typed
from luodi.desk.portal.library import shelf
from luodi.desk.portal.results import result
from luodi.policy.values import fact_value

DAY = shelf().first_day.replace(year=2020, month=3, day=10)
MACHINES = {
    "注册地": "360111",
    "项目所在地": "360111",
    "规上工业企业": "是",
    "技术改造项目": "鼓励类",
    "本年度设备投资额": "320万元",
    "购买设备发票额": "320万元",
}


def answer(client: Client, fact: str, text: str, **more: str) -> str:
    """Answer one question; the address one is sent on to."""
    response = client.post(f"/ask/企业/question/{fact}/", {fact: text, **more})
    assert response.status_code == 302, unescape(response.content.decode())
    return unquote(response.headers["Location"])


def text_of(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.fixture
def visitor(client: Client) -> Client:
    for fact, text in MACHINES.items():
        answer(client, fact, text)
    return client


def test_one_can_ask_for_everybody_the_library_grants_something(client: Client) -> None:
    text = text_of(client, "/ask/")
    assert [subject.name for subject in subjects(shelf())][0] == "企业"
    assert all(f"{subject.benefits} 项" in text for subject in subjects(shelf()))
    assert {name for benefit in shelf().benefits for name in benefit.subjects} == {subject.name for subject in subjects(shelf())}


def test_the_first_question_is_the_one_that_settles_the_most(client: Client) -> None:
    decision = decide(shelf(), "企业", {}, DAY)
    question = next_question(decision, {})
    assert question is not None
    assert len(question.settles) == max(len(other.settles) for other in decision.ask)
    text = text_of(client, "/ask/企业/next/")
    assert question.question in text
    assert f"{len(question.settles)} 项在等这个回答" in text


def test_an_answer_leads_on_to_the_next_question_and_moves_the_progress(client: Client) -> None:
    before = text_of(client, "/ask/企业/next/")
    assert answer(client, "注册地", "420100") == "/ask/企业/next/"
    after = text_of(client, "/ask/企业/next/")
    settled = re.compile(r"<strong>(\d+)</strong> 项已有结论，还有 <strong>(\d+)</strong> 项待定")
    first, second = settled.search(before), settled.search(after)
    assert first and second
    assert int(second[1]) > int(first[1])
    assert int(first[1]) + int(first[2]) == int(second[1]) + int(second[2])


def test_what_is_passed_over_is_not_asked_again_and_refuses_nothing(client: Client) -> None:
    first = next_question(decide(shelf(), "企业", {}, DAY), {})
    assert first is not None
    response = client.post(f"/ask/企业/question/{first.fact}/", {"skip": "1"})
    assert unquote(response.headers["Location"]) == "/ask/企业/next/"
    assert unquote(client.get("/ask/企业/next/").headers["Location"]) != f"/ask/企业/question/{first.fact}/"
    decision = decide(shelf(), "企业", {first.fact: ""}, DAY)
    assert decision == decide(shelf(), "企业", {}, DAY)


def test_a_question_that_only_an_encouragement_waits_for_says_that_it_may_be_left(client: Client) -> None:
    forces = {benefit.id: benefit.force for benefit in shelf().benefits}
    asked = decide(shelf(), "企业", {}, DAY).ask
    bound = next(one.fact for one in asked if any(forces[id] != "鼓励" for id in one.settles))
    encouraged = next(one.fact for one in asked if all(forces[id] == "鼓励" for id in one.settles))
    assert "不约束谁，可以不答" not in text_of(client, f"/ask/企业/question/{bound}/")
    assert "不约束谁，可以不答" in text_of(client, f"/ask/企业/question/{encouraged}/")


def test_going_back_shows_the_answer_given_and_loses_nothing(client: Client) -> None:
    answer(client, "注册地", "360102")
    answer(client, "月租金", "3万元")
    assert 'href="/ask/企业/question/注册地/">‹ 上一步' in unquote(text_of(client, "/ask/企业/question/月租金/"))
    back = text_of(client, "/ask/企业/question/注册地/")
    assert 'value="江西省南昌市东湖区"' in back
    answer(client, "注册地", "360103")
    assert 'value="3"' in text_of(client, "/ask/企业/question/月租金/")


def test_a_choice_shows_which_button_was_pressed(client: Client) -> None:
    answer(client, "规上工业企业", "是")
    text = text_of(client, "/ask/企业/question/规上工业企业/")
    assert re.search(r'value="是" class="chosen"[^>]*>是<span class="now"', text)


def test_a_wrong_answer_is_shown_again_with_a_link_to_its_box(client: Client) -> None:
    response = client.post("/ask/企业/question/月租金/", {"月租金": "三万", "月租金.unit": "元"})
    text = unescape(response.content.decode())
    assert response.status_code == 422
    assert 'href="#f-月租金"' in text
    assert 'id="f-月租金"' in text
    assert 'value="三万"' in text
    assert 'aria-invalid="true"' in text
    assert "<option selected>元</option>" in text


def test_all_questions_stand_on_one_page_in_groups(client: Client) -> None:
    text = text_of(client, "/ask/企业/all/")
    asked = facts_of(shelf(), "企业")
    assert all(fact.question in text for fact in asked.values())
    groups = grouped(shelf(), "企业")
    assert groups[0][0] == "在哪里"
    assert sum(len(members) for _, members in groups) == len(asked)


def test_the_one_page_keeps_what_is_right_and_lists_what_is_wrong(client: Client) -> None:
    posted = {"注册地": "东湖区", "月租金": "很多", "月租金.unit": "元", "吸纳就业人数": "x", "承租国有房产": "是"}
    response = client.post("/ask/企业/all/", posted)
    text = unescape(response.content.decode())
    assert response.status_code == 422
    assert 'href="#f-月租金"' in text
    assert 'href="#f-吸纳就业人数"' in text
    assert 'value="很多"' in text
    assert "江西省南昌市东湖区" in text_of(client, "/ask/企业/result/")


def test_the_one_page_can_take_an_answer_back(client: Client) -> None:
    answer(client, "承租国有房产", "是")
    response = client.post("/ask/企业/all/", {"承租国有房产": "", "注册地": "360102"})
    assert response.status_code == 302
    text = text_of(client, "/ask/企业/question/承租国有房产/")
    assert 'class="chosen"' not in text


def test_the_result_opens_with_two_figures_and_the_reasons_behind_them(visitor: Client) -> None:
    text = text_of(visitor, "/ask/企业/result/")
    figures = re.findall(r'<p class="sum" title="([^"]+)">([^<]+)</p>', text)
    assert figures[0] == ("220,000.00元", "22万元")
    card = text[text.index('id="b-equipment-upgrade-grant"') :].split("</article>")[0]
    assert "22万元" in card
    assert "南昌市11万元，县区11万元" in card
    assert "本年度设备投资额：<strong>320万元</strong>" in card
    assert "#c-五/（三十）/¶2" in unquote(card)
    assert "文件未载明怎样申领" in card


def test_the_no_s_stand_folded_at_the_end_with_the_condition_that_failed(client: Client) -> None:
    answer(client, "规上工业企业", "否")
    assert 'id="b-equipment-upgrade-grant"' not in text_of(client, "/ask/企业/result/")
    text = text_of(client, "/ask/企业/result/?show=others")
    folded = text[text.index("不符合的") :]
    card = folded[folded.index('id="b-equipment-upgrade-grant"') :].split("</article>")[0]
    assert "否，须<strong>为是</strong>" in card
    assert '<span class="sign no" aria-hidden="true">✕</span>' in folded


def test_a_no_that_only_a_sum_makes_stands_unfolded_with_its_distance(visitor: Client) -> None:
    answer(visitor, "本年度设备投资额", "80", **{"本年度设备投资额.unit": "万元"})
    text = text_of(visitor, "/ask/企业/result/")
    close = text[text.index("只差一点") : text.index("不符合的")]
    card = close[close.index('id="b-equipment-upgrade-grant"') :].split("</article>")[0]
    assert "80万元，须<strong>超过100万元</strong>（差20万元）" in card


def test_what_loses_names_its_winner_and_the_words_that_decide(visitor: Client) -> None:
    for fact, text in {
        "新上熔喷布生产项目": "是",
        "熔喷布产品合格": "是",
        "购买熔喷设备发票额": "320万元",
        "技改设备另行购置": "否",
    }.items():
        answer(visitor, fact, text)
    text = text_of(visitor, "/ask/企业/result/")
    card = text[text.index('id="b-equipment-upgrade-grant"') :].split("</article>")[0]
    assert 'href="#b-meltblown-grant"' in card
    assert "不重复享受其他设备补助政策" in card


def test_an_answer_changed_from_the_result_leads_back_to_it(visitor: Client) -> None:
    assert answer(visitor, "购买设备发票额", "6000", **{"购买设备发票额.unit": "万元", "to": "result"}) == "/ask/企业/result/"
    assert "500万元" in text_of(visitor, "/ask/企业/result/")


def test_the_result_follows_the_day(visitor: Client) -> None:
    visitor.post("/day/", {"day": "2021-03-10"})
    text = text_of(visitor, "/ask/企业/result/")
    assert re.search(r'<p class="sum" title="[^"]+">0元</p>', text)
    assert "2021年3月10日 周三" in text


def test_answers_can_be_cleared(visitor: Client) -> None:
    response = visitor.post("/ask/企业/clear/")
    assert response.status_code == 302
    assert "我的回答" not in text_of(visitor, "/ask/企业/result/")


@pytest.mark.parametrize("subject", [subject.name for subject in subjects(shelf())])
def test_everyone_can_answer_to_the_end_and_sees_every_benefit_once(client: Client, subject: str) -> None:
    """Passing over every question ends at the result, which refuses nothing that was not asked."""
    decision = decide(shelf(), subject, {}, DAY)
    shown = result(shelf(), decision)
    groups = (shown.certain, shown.possible, shown.waiting, shown.hints, shown.lost, shown.refused)
    assert sorted(card.outcome.id for group in groups for card in group) == sorted(outcome.id for outcome in decision.outcomes)
    answers: dict[str, str] = {}
    while (question := next_question(decision, answers)) is not None:
        assert question.fact in facts_of(shelf(), subject)
        answers[question.fact] = ""
    text = text_of(client, f"/ask/{subject}/result/")
    assert "可能可得" in text


def test_a_sample_is_taken_over_with_one_press(client: Client, stored: str) -> None:
    load_samples(SAMPLES)
    assert SAMPLES[0].name in text_of(client, "/ask/企业/")
    response = client.post("/ask/企业/sample/", {"party": str(sample_parties()[0].pk)})
    assert unquote(response.headers["Location"]) == "/ask/企业/result/"
    text = text_of(client, "/ask/企业/result/")
    assert f"合成的<strong>{SAMPLES[0].name}</strong>" in text
    assert "22万元" in text


def test_a_sample_is_an_enterprise_s_only(client: Client, stored: str) -> None:
    load_samples(SAMPLES)
    number = str(sample_parties()[0].pk)
    assert client.post("/ask/个人/sample/", {"party": number}).status_code == 404


def test_a_day_without_any_benefit_says_so(client: Client) -> None:
    """A project outside Nanchang: the one document that bears no day, and so has no first one, is Nanchang's."""
    client.post("/ask/项目/question/项目所在地/", {"项目所在地": "360402"})
    client.post("/day/", {"day": "2019-01-01"})
    text = text_of(client, "/ask/项目/result/")
    assert "没有一项能给" in text
    assert "眼下没有一项能确定" in text


def test_what_waits_is_counted_alike_above_and_below(visitor: Client) -> None:
    text = text_of(visitor, "/ask/企业/result/")
    waiting = re.search(r"还有 <strong>(\d+)</strong> 项待定", text)
    assert waiting
    assert f"{waiting[1]} 项还待定" in text


def test_a_place_asked_for_a_text_that_names_none_says_so(client: Client) -> None:
    assert "没有写明按哪个地点算" in text_of(client, "/ask/企业/question/注册地/")
    assert "没有写明按哪个地点算" not in text_of(client, "/ask/企业/question/月租金/")


@pytest.mark.parametrize("number", ["", "x", "99999", "-1", "9" * 5000])
def test_a_sample_that_is_none_is_not_found(client: Client, stored: str, number: str) -> None:
    assert client.post("/ask/企业/sample/", {"party": number}).status_code == 404


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_every_sample_fact_is_one_the_library_asks_and_can_read(sample: Sample) -> None:
    for name, text in sample.facts.items():
        assert name in facts_of(shelf(), sample.subject)
        fact_value(shelf().program.facts[name], text, shelf().regions)
    decision = decide(shelf(), sample.subject, sample.facts, DAY)
    assert len(typed(shelf(), sample.facts)) == len(sample.facts)
    assert any(outcome.status == "yes" for outcome in decision.outcomes)


RELIEF = {"cn-20200220-social-insurance", "jx-20200204-growth-20", "nc-20200226-projects-37"}


def test_the_samples_cover_what_the_three_documents_give() -> None:
    """Together they are due something of each relief document, get something possible, lose something, and meet an open edge."""
    outcomes = [outcome for sample in SAMPLES for outcome in decide(shelf(), "企业", sample.facts, DAY).outcomes]
    given = [outcome for outcome in outcomes if outcome.status == "yes"]
    assert {outcome.document for outcome in given} >= RELIEF
    assert any(outcome.lost_to for outcome in outcomes)
    assert any(outcome.force == "可" and outcome.possible for outcome in given)
    assert any("起始总价" in remark for outcome in outcomes for remark in outcome.remarks)
