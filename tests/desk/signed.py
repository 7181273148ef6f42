"""A browser of somebody who is signed in, an official with her code given."""

from django.conf import settings
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from luodi.desk.parties.models import Account


def signed_in(account: Account, client: Client | None = None) -> Client:
    client = client or Client()
    client.force_login(account, backend="luodi.desk.parties.backends.Accounts")
    if account.is_staff_member:
        device = TOTPDevice.objects.create(user=account, name="示例")
        session = client.session
        session[DEVICE_ID_SESSION_KEY] = device.persistent_id
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
