"""The ways out: in the site, by e-mail, by SMS, by POST to another system; each against a real receiver on loopback."""

import socket
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, transaction

from luodi.desk.outbox import actions, queries
from luodi.desk.outbox.errors import RequestError
from luodi.desk.outbox.leases import take
from luodi.desk.outbox.models import Channel, Message, Notice, State
from luodi.desk.outbox.worker import work_one
from luodi.desk.parties.models import Party
from luodi.desk.settings import email, receivers
from tests.desk import outbox_acts
from tests.desk.mail_server import mailing
from tests.desk.receiver import receiving


def work_all() -> None:
    while work_one():
        pass


@pytest.fixture
def shop(stored: str) -> Party:
    return Party.objects.create(name="示例·小店", code="合成-360102-9999", region="360102", synthetic=True)


def mail_by(settings: Any, port: int) -> None:
    mail = email(f"smtp://127.0.0.1:{port}?from=luodi@city.example")
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = mail["backend"], mail["host"], mail["port"]
    settings.DEFAULT_FROM_EMAIL = mail["sender"]


def test_a_notice_in_the_site_arrives_and_is_opened_once(shop: Party) -> None:
    (notice,) = actions.notify("due:1", "还剩两个工作日", "请在3月12日前补齐材料。", party=shop, link="/cases/1/", about="合成-办件-1")
    assert not queries.inbox(party=shop).exists()
    assert not actions.open_notice(notice), "it has not arrived"
    work_all()
    assert list(queries.inbox(party=shop)) == [notice]
    assert not queries.inbox(account="示例-甲").exists()
    assert actions.open_notice(notice)
    first = Notice.objects.get().opened
    assert not actions.open_notice(notice)
    assert Notice.objects.get().opened == first
    assert queries.rates("合成-办件-1") == {Channel.INAPP: {"sent": 1, "delivered": 1, "opened": 1}}


def test_a_notice_told_twice_under_one_key_is_told_once(shop: Party) -> None:
    for _ in range(2):
        actions.notify("due:1", "提醒", "请补齐材料。", party=shop, email="shop@firm.example")
    assert (Notice.objects.count(), Message.objects.count()) == (2, 2)


@pytest.mark.parametrize("both", [True, False])
def test_a_notice_has_one_recipient(shop: Party, both: bool) -> None:
    to = {"account": "示例-甲", "party": shop} if both else {}
    with pytest.raises(RequestError, match="二者只写其一"):
        actions.notify("due:1", "提醒", "请补齐材料。", **to)


def test_the_database_refuses_a_notice_opened_before_it_arrived(shop: Party) -> None:
    (notice,) = actions.notify("due:1", "提醒", "请补齐材料。", party=shop)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.update(opened=notice.sent)


def test_a_letter_goes_by_the_mail_server_and_bears_its_key_again_when_it_goes_again(shop: Party, settings: Any) -> None:
    settings.LUODI_SITE = "https://luodi.city.example/"
    with mailing() as server:
        mail_by(settings, server.server_address[1])
        actions.notify("due:1", "还剩\n两个工作日", "请补齐材料。", party=shop, email="shop@firm.example", link="/cases/1/")
        work_all()
        letter = Message.objects.filter(topic="notice.email")
        letter.update(state=State.ASIDE, reason="示例·中断")
        actions.send_again(letter.values_list("key", flat=True))
        work_all()
    first, second = server.taken
    assert (first["To"], first["From"], first["Subject"]) == ("shop@firm.example", "luodi@city.example", "还剩 两个工作日")
    assert first.get_content().split() == ["请补齐材料。", "https://luodi.city.example/cases/1/"]
    assert first["Message-ID"] == second["Message-ID"]
    assert Notice.objects.get(channel=Channel.EMAIL).delivered


def test_a_mail_server_that_is_away_is_tried_again(shop: Party, settings: Any) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        mail_by(settings, probe.getsockname()[1])
    actions.notify("due:1", "提醒", "请补齐材料。", party=shop, email="shop@firm.example")
    work_all()
    letter = Message.objects.get(topic="notice.email")
    assert (letter.state, letter.attempts) == (State.WAITING, 1)
    assert letter.reason.startswith("邮件没发出去")


@pytest.mark.parametrize(("refusal", "state"), [("550 unknown", State.ASIDE), ("450 later", State.WAITING)])
def test_a_recipient_refused_for_good_is_set_aside(shop: Party, settings: Any, refusal: str, state: State) -> None:
    with mailing(refusal) as server:
        mail_by(settings, server.server_address[1])
        actions.notify("due:1", "提醒", "请补齐材料。", party=shop, email="shop@firm.example")
        work_all()
    letter = Message.objects.get(topic="notice.email")
    assert letter.state == state
    assert "邮件服务器不收“shop@firm.example”" in letter.reason
    assert not Notice.objects.get(channel=Channel.EMAIL).delivered


def test_an_sms_goes_through_the_adapter_that_is_set(shop: Party, settings: Any) -> None:
    settings.LUODI_SMS = "tests.desk.outbox_acts.sms"
    outbox_acts.done.clear()
    actions.notify("due:1", "提醒", "请补齐材料。", party=shop, phone="合成-号码")
    work_all()
    assert outbox_acts.done == ["合成-号码 提醒：请补齐材料。 notice:due:1:sms"]


def test_without_an_adapter_an_sms_is_written_to_the_console(shop: Party, capsys: pytest.CaptureFixture[str]) -> None:
    actions.notify("due:1", "提醒", "请补齐材料。", party=shop, phone="合成-号码")
    work_all()
    assert capsys.readouterr().err == "短信 → 合成-号码 〔notice:due:1:sms〕提醒：请补齐材料。\n"


def test_an_adapter_that_does_not_exist_is_found_when_the_site_starts(settings: Any) -> None:
    settings.LUODI_SMS = "luodi.nowhere.sms"
    with pytest.raises(SystemCheckError, match="outbox.E001"):
        call_command("check")


def test_a_notice_that_is_gone_is_set_aside(shop: Party) -> None:
    actions.notify("due:1", "提醒", "请补齐材料。", party=shop)
    Notice.objects.all().delete()
    work_all()
    assert "已经没有了" in queries.set_aside().get().reason


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (200, State.DONE),
        (202, State.DONE),
        (302, State.WAITING),
        (404, State.WAITING),
        (429, State.WAITING),
        (503, State.WAITING),
        (422, State.ASIDE),
    ],
)
def test_what_a_receiver_answers_decides_what_becomes_of_a_message(stored: str, settings: Any, answer: int, state: State) -> None:
    with receiving(answer=answer) as receiver:
        settings.LUODI_POST = {"示例": receiver.address}
        actions.enqueue("post", "通知 1", {"receiver": "示例", "body": {"名": "示例·小店"}})
        work_all()
    assert receiver.taken == [("%E9%80%9A%E7%9F%A5%201", '{"名": "示例·小店"}'.encode())]
    message = Message.objects.get()
    assert message.state == state
    assert (str(answer) in message.reason) == (state != State.DONE)


def test_a_receiver_that_is_not_configured_is_named(stored: str, settings: Any) -> None:
    settings.LUODI_POST = {}
    actions.enqueue("post", "a:1", {"receiver": "省平台", "body": {}})
    work_all()
    assert "LUODI_POST" in Message.objects.get().reason
    assert take() is None


def test_mail_addresses_are_taken_apart() -> None:
    mail = email("smtp://luodi:p%40ss@mail.example:587?tls=1&from=luodi@city.example")
    assert (mail["host"], mail["port"], mail["user"], mail["password"]) == ("mail.example", 587, "luodi", "p@ss")
    assert (mail["starttls"], mail["ssl"], mail["sender"]) == (True, False, "luodi@city.example")
    assert email("smtps://mail.example?from=a@b.example")["port"] == 465
    assert email("none:")["backend"].endswith("dummy.EmailBackend")


@pytest.mark.parametrize(
    "url", ["mail.example", "smtp://mail.example", "smtp://?from=a@b.example", "smtp://mail.example:x?from=a@b.example"]
)
def test_a_wrong_mail_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="LUODI_EMAIL_URL.*smtp://"):
        email(url)


def test_receivers_have_names_and_addresses() -> None:
    assert receivers("a=http://x.example/in  省平台=https://y.example/in?k=v") == {
        "a": "http://x.example/in",
        "省平台": "https://y.example/in?k=v",
    }
    for wrong in ("http://x.example", "a=ftp://x.example", "=http://x.example"):
        with pytest.raises(ImproperlyConfigured, match="名称=https"):
            receivers(wrong)
