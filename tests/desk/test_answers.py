"""Answers in the session: in order, within a cookie, and forgiving of a library that has changed."""

from hashlib import sha256

from django.contrib.sessions.backends.signed_cookies import SessionStore

from luodi.desk.portal.answers import clear_answers, digest, known, mark_origin, origin, read_answers, write_answers
from luodi.desk.portal.library import shelf

COOKIE = 4096
SIGNED_IN = {
    "_auth_user_id": "1234567",
    "_auth_user_backend": "luodi.desk.parties.backends.Accounts",
    "_auth_user_hash": sha256(b"a hash does not compress").hexdigest(),
    "otp_device_id": "otp_totp.totpdevice/1234567",
    "seen": 1583800000,
}


def test_answers_come_back_in_the_order_given() -> None:
    session = SessionStore()
    write_answers(session, "企业", {"月租金": "3万元", "注册地": "360102", "承租国有房产": ""})
    assert list(read_answers(session, "企业", ["注册地", "承租国有房产", "月租金"]).items()) == [
        ("月租金", "3万元"),
        ("注册地", "360102"),
        ("承租国有房产", ""),
    ]


def test_what_was_passed_over_is_not_known() -> None:
    assert known({"月租金": "3万元", "承租国有房产": ""}) == {"月租金": "3万元"}


def test_subjects_do_not_mix_and_clearing_one_keeps_the_other() -> None:
    session = SessionStore()
    write_answers(session, "企业", {"注册地": "360102"})
    write_answers(session, "项目", {"注册地": "420100"})
    mark_origin(session, "企业", "示例·小店")
    assert origin(session, "企业") == "示例·小店"
    clear_answers(session, "企业")
    assert read_answers(session, "企业", ["注册地"]) == {}
    assert origin(session, "企业") == ""
    assert read_answers(session, "项目", ["注册地"]) == {"注册地": "420100"}


def test_an_answer_to_a_fact_that_is_gone_is_left_out() -> None:
    session = SessionStore()
    write_answers(session, "企业", {"注册地": "360102", "旧事实": "是"})
    assert read_answers(session, "企业", ["注册地"]) == {"注册地": "360102"}


def test_no_two_facts_of_the_library_share_a_digest() -> None:
    facts = shelf().program.facts
    assert len({digest(name) for name in facts}) == len(facts)


def test_every_question_answered_still_fits_into_a_cookie() -> None:
    """A browser drops a cookie over 4 KB without a word, and all answers with it."""
    session = SessionStore()
    for subject in ("企业", "项目"):
        facts = [fact for fact in shelf().program.facts.values() if not fact.of or subject in fact.of]
        write_answers(
            session, subject, {fact.name: {"boolean": "是", "money": "1234.56万元"}.get(fact.type.kind, "鼓励类") for fact in facts}
        )
    session.save()
    assert len(session.session_key) < COOKIE - 200
    session.update(SIGNED_IN)
    session.save()
    assert len(session.session_key) < COOKIE - 100
