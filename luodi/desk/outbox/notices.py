"""A notice goes out by its way, and the moment it was taken is written down."""

import hashlib
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from luodi.desk import clock
from luodi.desk.outbox.errors import NotSentError, RefusedError
from luodi.desk.outbox.models import Message, Notice

# Reply codes of a mail server from here on say that trying again will not help.
FOR_GOOD = 500


def deliver_inapp(message: Message) -> None:
    _delivered(_notice(message))


def deliver_email(message: Message) -> None:
    """By the mail server of LUODI_EMAIL_URL; a second sending bears the same Message-ID."""
    notice = _notice(message)
    try:
        _email(notice, message.key).send()
    except SMTPRecipientsRefused as error:
        for_good = all(code >= FOR_GOOD for code, _ in error.recipients.values())
        raise (RefusedError if for_good else NotSentError)(f"邮件服务器不收“{notice.address}”：{error}") from error
    except (SMTPException, OSError) as error:
        raise NotSentError(f"邮件没发出去：{error}") from error
    _delivered(notice)


def deliver_sms(message: Message) -> None:
    """By the adapter that LUODI_SMS names."""
    notice = _notice(message)
    words = (f"{notice.title}：{notice.body}", full_link(notice.link))
    import_string(settings.LUODI_SMS)(notice.address, " ".join(filter(None, words)), message.key)
    _delivered(notice)


def full_link(link: str) -> str:
    """A path within the site becomes an address that works from outside, where LUODI_SITE says what that is."""
    return f"{settings.LUODI_SITE.rstrip('/')}{link}" if link.startswith("/") else link


def _email(notice: Notice, key: str) -> EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {"Message-ID": f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{domain}>", "Auto-Submitted": "auto-generated"}
    body = "\n\n".join(filter(None, (notice.body, full_link(notice.link))))
    # A title with a line break in it would be taken for a header of its own.
    return EmailMessage(" ".join(notice.title.split()), body, to=[notice.address], headers=headers)


def _notice(message: Message) -> Notice:
    try:
        return Notice.objects.get(id=message.payload["notice"])
    except (KeyError, Notice.DoesNotExist):
        raise RefusedError(f"待办“{message.key}”说的那条通知已经没有了：{message.payload}") from None


def _delivered(notice: Notice) -> None:
    Notice.objects.filter(id=notice.id, delivered__isnull=True).update(delivered=clock.now())
