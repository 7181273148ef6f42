"""What tests let the outbox do: note what was done, fail, or fail for good. Reached by name, as an app's own handlers are."""

from luodi.desk.outbox.errors import RefusedError
from luodi.desk.outbox.models import Message
from luodi.desk.parties.models import Party

done: list[str] = []


def note(message: Message) -> None:
    done.append(message.key)


def fail(message: Message) -> None:
    raise ValueError(f"示例·打不通：{message.key}")


def refuse(message: Message) -> None:
    raise RefusedError("示例·查无此人")


def store(message: Message) -> None:
    """Writes a row that bears the message's key as its code."""
    Party.objects.create(name=f"示例·{message.key}", code=f"合成-{message.key}"[:24], region="360102", synthetic=True)


def store_and_fail(message: Message) -> None:
    store(message)
    raise ValueError("示例·写到一半")


def sms(number: str, text: str, key: str) -> None:
    """An SMS adapter that notes what it is given."""
    done.append(f"{number} {text} {key}")
