"""Each typical mistake in mistakes.txt (the expression, the id, the message a drafter reads), one test a mistake."""

from pathlib import Path

import pytest

from luodi.feel.errors import FeelError
from luodi.feel.parse import parse
from luodi.feel.profile import check
from luodi.feel.types import Type

SCOPE = {
    "规上工业企业": Type("boolean"),
    "技术改造项目": Type("string", values=("鼓励类", "限制类", "淘汰类")),
    "设备投资额": Type("money", lo=0, hi=10**12),
    "人数": Type("number", unit="人", lo=0, hi=100_000),
    "注册地": Type("region"),
    "成立日": Type("date"),
}
LINES = (Path(__file__).parent / "mistakes.txt").read_text("utf-8").splitlines()
MISTAKES = [(text, id.strip(), message.strip()) for text, id, message in zip(LINES[::3], LINES[1::3], LINES[2::3], strict=True)]


@pytest.mark.parametrize(("text", "id", "message"), MISTAKES, ids=[text or "empty" for text, _, _ in MISTAKES])
def test_each_mistake_has_one_clear_message(text, id, message):
    with pytest.raises(FeelError) as caught:
        check(parse(text), SCOPE, text)
    assert (caught.value.id, str(caught.value)) == (id, message)


def test_without_the_text_the_message_quotes_the_tree():
    with pytest.raises(FeelError) as caught:
        check(parse("规上工业企业   and 人数"), SCOPE)
    assert str(caught.value).startswith("第12字“规上工业企业 and 人数”处")
