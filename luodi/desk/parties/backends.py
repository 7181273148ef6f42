"""Who may sign in with a password: accounts in service; synthetic ones on a sample site only."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

from luodi.desk.parties.models import Account


class Accounts(ModelBackend):
    """Accounts by login name and password."""

    def get_user(self, user_id: int) -> Account | None:
        """Who is signed in, with her unit: every page of an official asks for it."""
        account = Account.objects.select_related("unit").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None

    def user_can_authenticate(self, user: Account) -> bool:
        return admitted(user)


def admitted(account: Account) -> bool:
    return account.is_active and (settings.LUODI_SAMPLES or not account.synthetic)
