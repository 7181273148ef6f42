"""The code from a phone that officials give besides their password (TOTP): a device an account, confirmed by its first code."""

import math
from base64 import b32encode

import segno
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from luodi.desk import clock
from luodi.desk.parties.errors import RefusedError
from luodi.desk.parties.models import Account

DIGITS = 6
NAME = "验证器"


def device_of(account: Account) -> TOTPDevice | None:
    """The device whose codes count; None where none has been confirmed yet."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).order_by("id").first()


def device_to_enrol(account: Account) -> TOTPDevice:
    """The device that waits for its first code, with the key that is shown meanwhile."""
    return TOTPDevice.objects.get_or_create(user=account, confirmed=False, defaults={"name": NAME})[0]


def forget_waiting(account: Account) -> None:
    """Throw away a key that was shown but never confirmed: whoever saw it may have been another."""
    TOTPDevice.objects.filter(user=account, confirmed=False).delete()


def forget_devices(account: Account) -> None:
    """The phone is lost: the next sign-in enrols a new one."""
    TOTPDevice.objects.filter(user=account).delete()


def enrol(account: Account, code: str) -> TOTPDevice:
    """Confirm the waiting device by a code of it. RefusedError where the code is wrong or another device was confirmed meanwhile."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        if device_of(account) is not None:
            raise RefusedError("这个账号已经设好了验证器，请直接填它上面的六位数")
        device, wrong = _tried(TOTPDevice.objects.select_for_update().get(pk=device_to_enrol(account).pk), code)
        if not wrong:
            device.confirmed = True
            device.save(update_fields=["confirmed"])
    return _accepted(device, wrong)


def check_code(account: Account, code: str) -> TOTPDevice:
    """The device that gave this code; each code counts once. RefusedError where it did not, or wrong ones came too fast."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True).order_by("id").first()
        if device is None:
            raise RefusedError("这个账号还没有设验证器，请先设一个")
        device, wrong = _tried(device, code)
    return _accepted(device, wrong)


def _tried(device: TOTPDevice, code: str) -> tuple[TOTPDevice, str]:
    """The device, and what is wrong with the code. Told rather than raised: the count of wrong codes has to be kept."""
    allowed, why = device.verify_is_allowed()
    if not allowed:
        rest = math.ceil((why["locked_until"] - clock.now()).total_seconds())
        return device, f"验证码接连填错，请过 {max(rest, 1)} 秒再试"
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdecimal() and len(digits) == DIGITS):
        return device, "验证码是六位数字，例如 123456"
    return device, "" if device.verify_token(digits) else "验证码不对，或者已经用过了。请填验证器上现在的六位数"


def _accepted(device: TOTPDevice, wrong: str) -> TOTPDevice:
    if wrong:
        raise RefusedError(wrong)
    return device


def key_words(device: TOTPDevice) -> str:
    """The key to type where no camera can read it, in groups of four."""
    key = b32encode(device.bin_key).decode("ascii")
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def picture(device: TOTPDevice) -> str:
    """The key as a QR code: an SVG drawing for the page, dark on light whatever the page's colours."""
    code = segno.make(device.config_url, error="m", micro=False)
    return code.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass="qr", lineclass=None)
