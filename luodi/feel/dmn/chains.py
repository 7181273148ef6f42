"""A chain of if/then/else over tests of a few values, seen as the decision table it is; what is not known makes its value null."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from luodi.feel import tree as t
from luodi.feel.show import show

Tests = tuple[t.Tree, ...]
FEWEST = 3
NULL = t.Null()


@dataclass(frozen=True, slots=True)
class Row:
    """What must hold, by column, and the result."""

    tests: Mapping[t.Tree, Tests]
    result: t.Tree


def rows_of(tree: t.Tree) -> tuple[Row, ...]:
    """The rows of a chain, the last without tests; none where the tree is no chain of at least three, or asks otherwise."""
    rows = []
    while isinstance(tree, t.If):
        tests = _tests(tree.test)
        if tests is None:
            return ()
        rows.append(Row(tests, tree.then))
        tree = tree.otherwise
    return (*rows, Row({}, tree)) if len(rows) >= FEWEST else ()


def with_nulls(rows: tuple[Row, ...]) -> Iterator[Row]:
    """The rows, each after those that match where it would but for something not known: their result is null. So a value that does not
    matter need not be known."""
    asked = [set(row.tests) for row in rows[:-1]]
    always = [column for column in rows[0].tests if all(column in tests for tests in asked)]
    yield from (Row({column: (NULL,)}, NULL) for column in always)
    for row in rows:
        columns = list(row.tests)
        for number, column in enumerate(columns):
            if column not in always:
                later = {other: (NULL, *row.tests[other]) for other in columns[number + 1 :] if other not in always}
                yield Row({**row.tests, **later, column: (NULL,)}, NULL)
        yield row


def table_lines(rows: tuple[Row, ...], id: str, kind: str) -> list[str]:
    """The rows as the lines of a decision table in which the first match counts."""
    columns = list(dict.fromkeys(column for row in rows for column in row.tests))
    lines = [f'    <decisionTable id="{id}_table" hitPolicy="FIRST">']
    for number, column in enumerate(columns, 1):
        asked = f'<inputExpression id="{id}_asks_{number}"><text>{escape(show(column))}</text></inputExpression>'
        lines.append(f'      <input id="{id}_column_{number}">{asked}</input>')
    lines.append(f'      <output id="{id}_result" typeRef="{kind}"/>')
    for number, row in enumerate(with_nulls(rows), 1):
        cells = [show(t.Tests(row.tests.get(column, ()))) for column in columns]
        lines.append(f'      <rule id="{id}_rule_{number}">')
        lines += [
            f'        <inputEntry id="{id}_cell_{number}_{at}"><text>{escape(cell)}</text></inputEntry>' for at, cell in enumerate(cells, 1)
        ]
        lines.append(f'        <outputEntry id="{id}_gives_{number}"><text>{escape(show(row.result))}</text></outputEntry>')
        lines.append("      </rule>")
    return [*lines, "    </decisionTable>"]


def _tests(test: t.Tree) -> dict[t.Tree, Tests] | None:
    found: dict[t.Tree, Tests] = {}
    for part in test.parts if isinstance(test, t.And) else (test,):
        if isinstance(part, t.In):
            column, tests = part.value, part.tests
        elif isinstance(part, t.Comparison):
            column, tests = part.left, (t.Test(part.op, part.right),)
        else:
            return None
        if column in found:
            return None
        found[column] = tests
    return found
