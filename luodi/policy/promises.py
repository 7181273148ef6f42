"""What the documents promise, row by row, and the instruments that stand on the clauses that promise it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.instruments import READERS
from luodi.policy.model import Instrument, Library, PolicyDocument, Statement
from luodi.policy.nodes import Node, read_yaml
from luodi.policy.quotes import nearest

ALL = "全库"
WHOLE = "全文"
ROW_KEYS = {"id", "group", "what", "clauses", "kinds"}


@dataclass(frozen=True, slots=True)
class Promise:
    """One row. `clauses` maps document ids to clause paths (none: the whole document); None: every document. `kinds` empty: all."""

    id: str
    group: str
    what: str
    clauses: Mapping[str, tuple[str, ...]] | None
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Served:
    """A row with the instruments that serve it, by document and in file order."""

    promise: Promise
    instruments: Mapping[str, tuple[Instrument, ...]]

    @property
    def count(self) -> int:
        return sum(len(found) for found in self.instruments.values())


def read_promises(root: Path, library: Library) -> tuple[Promise, ...]:
    """`policies/promises.yaml`, held against the library. PolicyError at the first thing wrong with it."""
    node = read_yaml(root / "policies" / "promises.yaml", "policies/promises.yaml")
    return tuple(_promise(item, {document.id: document for document in library.documents}) for item in node.items("- {id, what, clauses}"))


def serve(promises: Sequence[Promise], library: Library) -> tuple[Served, ...]:
    """Each row with what serves it; statements run nothing and serve none."""
    return tuple(Served(promise, _serving(promise, library)) for promise in promises)


def _serving(promise: Promise, library: Library) -> dict[str, tuple[Instrument, ...]]:
    found = {}
    for document in library.documents:
        paths = () if promise.clauses is None else promise.clauses.get(document.id)
        if paths is not None:
            serving = tuple(instrument for instrument in document.instruments if _serves(instrument, paths, promise.kinds))
            if serving:
                found[document.id] = serving
    return found


def _serves(instrument: Instrument, paths: tuple[str, ...], kinds: tuple[str, ...]) -> bool:
    if isinstance(instrument, Statement) or (kinds and instrument.kind not in kinds):
        return False
    clause = instrument.quote.clause
    # An instrument of a whole section stands on each of its articles.
    return not paths or any(clause == path or clause.startswith(path + "/") or path.startswith(clause + "/") for path in paths)


def _promise(node: Node, documents: Mapping[str, PolicyDocument]) -> Promise:
    keys = node.mapping("{id, group, what, clauses, kinds}")
    refuse_unknown_keys(keys, ROW_KEYS, node.spot)
    id, group, what = (required(keys, key, node.spot, key).text(key) for key in ("id", "group", "what"))
    kinds = keys["kinds"].texts("种类") if "kinds" in keys else ()
    if wrong := next((kind for kind in kinds if kind not in READERS), None):
        raise PolicyError("wrong-choice", keys["kinds"].spot, f"kinds 写作“{wrong}”", "、".join(READERS), nearest(wrong, list(READERS)))
    clauses = required(keys, "clauses", node.spot, f"{{文件的 id: [条款路径]}}，或 {ALL}")
    return Promise(id, group, what, None if clauses.value == ALL else _clauses(clauses, documents), kinds)


def _clauses(node: Node, documents: Mapping[str, PolicyDocument]) -> dict[str, tuple[str, ...]]:
    found = {}
    for id, value in node.mapping("{文件的 id: [条款路径]}").items():
        if id not in documents:
            raise PolicyError("unknown-document", value.spot, f"没有文件“{id}”", "库里文件的 id", nearest(id, list(documents)))
        paths = () if value.value == WHOLE else value.texts("条款路径")
        known = [clause.path for clause in documents[id].text.clauses]
        for path in paths:
            if not any(clause == path or clause.startswith(path + "/") for clause in known):
                raise PolicyError("unknown-clause", value.spot, f"《{documents[id].short}》没有条款“{path}”", "文件里有的条款路径")
        found[id] = paths
    return found
