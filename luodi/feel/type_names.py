"""Types as expressions write them: `list<number>`, `context<a: string>`, `function<number>->boolean`, a name."""

from luodi.feel import tree as t
from luodi.feel.cursor import Cursor


def read_type(cursor: Cursor) -> t.Tree:
    """The type that begins at the cursor. Raises ParseError, DepthError."""
    start = cursor.token.start
    cursor.deeper()
    if cursor.sees("function") and cursor.sees("<", 1):
        cursor.at += 2
        parameters = cursor.separated(lambda: read_type(cursor), ">")
        cursor.expect(">")
        cursor.expect("->")
        node: t.Tree = t.FunctionType(parameters, read_type(cursor), place=cursor.place(start))
    elif cursor.sees("<", 1) and cursor.token.text in ("list", "range"):
        made = t.ListType if cursor.token.text == "list" else t.RangeType
        cursor.at += 2
        item = read_type(cursor)
        cursor.expect(">")
        node = made(item, place=cursor.place(start))
    elif cursor.sees("<", 1) and cursor.token.text == "context":
        cursor.at += 2
        members = cursor.separated(lambda: read_member(cursor), ">")
        cursor.expect(">")
        node = t.ContextType(members, place=cursor.place(start))
    else:
        node = read_named(cursor)
    cursor.depth -= 1
    return node


def read_named(cursor: Cursor) -> t.Tree:
    start = cursor.token.start
    if cursor.take("null"):
        return t.NamedType("Null", place=cursor.place(start))
    name = cursor.name("类型的名称")
    while cursor.take("."):
        name += "." + cursor.name("类型的名称")
    return t.NamedType(name, place=cursor.place(start))


def read_member(cursor: Cursor) -> t.Member:
    start = cursor.token.start
    name = cursor.new_name(":")
    cursor.expect(":")
    return t.Member(name, read_type(cursor), place=cursor.place(start))
