"""Clauses made of a text alone, as the tests need them."""

from luodi.text.model import Clause, Document, Place
from luodi.text.said.model import Said
from luodi.text.said.read import said


def clause(text: str, path: str = "一") -> Clause:
    place = Place("示例.txt", 0, len(text))
    return Clause(path, "", text, place, (place,))


def document(*clauses: Clause, date: str | None = "2020-03-01", title: str = "示例市人民政府关于示例的通知") -> Document:
    return Document("sample", title, None, (), date, "city", (), Place("示例.txt", 0, 1), clauses)


def read(text: str, date: str | None = "2020-03-01") -> Said:
    """What the text says as the only clause of a document of that day."""
    one = clause(text)
    return said(one, document(one, date=date))
