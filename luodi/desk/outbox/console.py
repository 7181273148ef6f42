"""An SMS adapter for development: what would be sent is written to the console."""

import sys


def sms(number: str, text: str, key: str) -> None:
    """The shape of every adapter that LUODI_SMS may name: returns when the gateway has taken it, raises when it has not."""
    print(f"短信 → {number} 〔{key}〕{text}", file=sys.stderr, flush=True)
