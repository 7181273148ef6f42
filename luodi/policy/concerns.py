"""Whom duties, bans and controls concern: `policies/concerns.yaml`, read by people and held against the instruments it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from luodi.feel.errors import FeelError
from luodi.feel.parse import parse
from luodi.feel.profile import check
from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.kinds.entry import SUBJECTS
from luodi.policy.model import Expression, Fact, Library
from luodi.policy.nodes import Node, read_yaml
from luodi.policy.quotes import nearest
from luodi.policy.values import yes_no

FILE = "concerns.yaml"


@dataclass(frozen=True, slots=True)
class Whom:
    """Kinds of subject, and what makes one of them the one meant; None: all of them are."""

    subjects: tuple[str, ...]
    when: Expression | None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is meant by any of `words`; in all documents where `documents` is empty."""

    words: frozenset[str]
    documents: frozenset[str]
    whom: Whom


@dataclass(frozen=True, slots=True)
class Concerns:
    """`spares`: by ban, whom it protects. `opens`: by control, whether a place or a trade it holds for may open."""

    actors: tuple[Actor, ...] = ()
    spares: Mapping[str, tuple[Whom, ...]] | None = None
    opens: Mapping[str, bool] | None = None

    def meant(self, words: tuple[str, ...], document: str) -> Iterator[Whom]:
        """Everybody whom these words of a document name."""
        for actor in self.actors:
            if actor.words.intersection(words) and (not actor.documents or document in actor.documents):
                yield actor.whom


def read_concerns(root: Path, library: Library) -> Concerns:
    """What the library says of whom; nothing where it has no such file. PolicyError at the first thing wrong with it."""
    path = root / "policies" / FILE
    if not path.exists():
        return Concerns()
    node = read_yaml(path, f"policies/{FILE}")
    keys = node.mapping("{actors, spares, opens}")
    refuse_unknown_keys(keys, {"actors", "spares", "opens"}, node.spot)
    return _Reader(library).read(keys, node)


class _Reader:
    def __init__(self, library: Library) -> None:
        self.facts: Mapping[str, Fact] = library.facts
        self.documents = {document.id for document in library.documents}
        self.kinds = {instrument.id: instrument.kind for document in library.documents for instrument in document.instruments}

    def read(self, keys: Mapping[str, Node], node: Node) -> Concerns:
        lists = {key: required(keys, key, node.spot, "列表").items("列表") for key in ("actors", "spares")}
        spares: dict[str, tuple[Whom, ...]] = {}
        for item in lists["spares"]:
            part = item.mapping("{ids, for, if?}")
            refuse_unknown_keys(part, {"ids", "for", "if"}, item.spot)
            for id in self._ids(required(part, "ids", item.spot, "禁令的 id"), "ban"):
                spares[id] = (*spares.get(id, ()), self._whom(part, item))
        opens: dict[str, bool] = {}
        for word, ids in required(keys, "opens", node.spot, "是、否").mapping("{是: […], 否: […]}").items():
            opens |= dict.fromkeys(self._ids(ids, "control"), yes_no(word, ids.spot))
        return Concerns(tuple(self._actor(item) for item in lists["actors"]), spares, opens)

    def _actor(self, node: Node) -> Actor:
        keys = node.mapping("{words, for, if?, documents?}")
        refuse_unknown_keys(keys, {"words", "for", "if", "documents"}, node.spot)
        documents = keys["documents"].texts("文件的 id") if "documents" in keys else ()
        for id in documents:
            if id not in self.documents:
                raise PolicyError("wrong-choice", node.spot, f"没有文件“{id}”", "库里文件的 id", nearest(id, sorted(self.documents)))
        words = required(keys, "words", node.spot, "文件里的叫法").texts("文件里的叫法")
        return Actor(frozenset(words), frozenset(documents), self._whom(keys, node))

    def _ids(self, node: Node, kind: str) -> tuple[str, ...]:
        ids = node.texts("id")
        for id in ids:
            if self.kinds.get(id) != kind:
                mine = [other for other, found in self.kinds.items() if found == kind]
                raise PolicyError("wrong-choice", node.spot, f"没有叫“{id}”的 {kind}", f"{kind} 的 id", nearest(id, mine))
        return ids

    def _whom(self, keys: Mapping[str, Node], node: Node) -> Whom:
        subjects = required(keys, "for", node.spot, "、".join(SUBJECTS)).texts("主体")
        for word in subjects:
            if word not in SUBJECTS:
                raise PolicyError("wrong-choice", node.spot, f"for 写作“{word}”", "、".join(SUBJECTS), nearest(word, SUBJECTS))
        return Whom(subjects, self._expression(keys["if"]) if "if" in keys else None)

    def _expression(self, node: Node) -> Expression:
        text = node.text("FEEL 表达式")
        try:
            tree = parse(text)
            found = check(tree, {name: fact.type for name, fact in self.facts.items()}, text)
        except FeelError as error:
            raise PolicyError(error.id, node.spot, f"“{text}”{error}", "") from error
        if found.kind != "boolean":
            raise PolicyError("wrong-type", node.spot, f"“{text}”算出来不是是否", "一个是否")
        return Expression(text, tree, found)
