"""A document between those above and below it, as its page shows it."""

from django.test import Client

from luodi.desk.portal.levels import coverage, ties
from luodi.desk.portal.library import shelf

UPPER, LOWER = "jx-20200302-make-up-time", "jj-20200304-make-up-time"


def test_a_link_is_seen_from_both_ends() -> None:
    up = ties(shelf(), shelf().policies[LOWER])["四/（九）"]
    down = ties(shelf(), shelf().policies[UPPER])["四/（八）"]
    assert {(tie.upward, tie.document, tie.path) for tie in up} == {
        (True, UPPER, "四/（八）"),
        (True, "cn-20200220-social-insurance", "一"),
    }
    assert (False, LOWER, "四/（九）") in [(tie.upward, tie.document, tie.path) for tie in down]


def test_what_the_city_added_by_itself_answers_nothing_above() -> None:
    (own,) = [tie for tie in ties(shelf(), shelf().policies[LOWER])["三/（七）"] if tie.document == UPPER]
    assert (own.path, own.relation) == (None, "增加")


def test_the_pages_say_what_was_carried_out_and_how_much_runs(client: Client) -> None:
    lower = client.get(f"/documents/{LOWER}/").content.decode()
    assert "本文件自己增加的" in lower
    assert "句句有着落" in lower
    upper = client.get(f"/documents/{UPPER}/").content.decode()
    assert "九江抢时间补缺口22条 五（十四）</a> 落实了这一条" in upper
    covered = coverage(shelf(), shelf().policies[LOWER])
    assert f"{len(covered.running)} 条能运行" in lower
