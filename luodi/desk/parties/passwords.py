"""What a password must be, in words."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from luodi.desk.parties.models import Account

WORDS = {
    "password_too_short": "口令太短，至少要 10 个字，例如几个不相干的词连在一起",
    "password_too_similar": "口令和登录名或名字太像，换一个别人猜不到的",
    "password_too_common": "这个口令太常见，换一个别人猜不到的",
    "password_entirely_numeric": "口令不能全是数字，加上字母或汉字",
}


def weaknesses(password: str, account: Account) -> list[str]:
    """What is wrong with a password for an account, each a sentence; empty where it will do."""
    try:
        validate_password(password, account)
    except ValidationError as refused:
        return [WORDS[error.code] for error in refused.error_list]
    return []
