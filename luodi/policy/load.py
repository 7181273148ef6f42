"""The library from its folders: sources read, policy files read against them, every fault collected as a finding."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from luodi.days.window import Anchor, Window
from luodi.places.regions import Regions
from luodi.policy.cache import fingerprint
from luodi.policy.carrying import read_carrying
from luodi.policy.cases import Case, read_cases
from luodi.policy.check import check_library
from luodi.policy.concerns import Concerns, read_concerns
from luodi.policy.derived import with_derived
from luodi.policy.errors import Finding, PolicyError
from luodi.policy.facts import read_events, read_facts, refuse_unknown_keys, required
from luodi.policy.instruments import instrument_id, read_instrument
from luodi.policy.model import Definition, Event, Fact, Instrument, Library, PolicyDocument, Quote, Spot
from luodi.policy.nodes import Node, read_yaml
from luodi.policy.quotes import Quoter
from luodi.policy.scope import Scope
from luodi.policy.unwritten import gaps, read_unwritten
from luodi.text.model import Document
from luodi.text.read import read_paths
from luodi.text.source import read_sources

DOCUMENT_KEYS = {"id", "title", "short", "source", "region", "number", "number_source", "in_force", "remarks", "cascade"}
NO_INSTRUMENTS = {"document.yaml", "facts.yaml", "events.yaml"}
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a root folder holds: the library (without what is faulty), worked cases, findings, decoded sources by file name.

    `concerns` says whom its duties and bans are about.
    """

    library: Library
    cases: tuple[Case, ...]
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]
    concerns: Concerns = Concerns()

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "error")


@dataclass(frozen=True, slots=True)
class _Folder:
    """One document's folder: its head, tied to the text it is about."""

    path: Path
    head: Mapping[str, Node]
    spot: Spot
    text: Document


def load_library(root: Path) -> Loaded:
    """Everything under `root` (the folder with policies/, sources/ and reference/)."""
    return _Loader(root).load()


def held_library(root: Path) -> Loaded:
    """The same, read once a process for as long as its files stay as they are."""
    return _held(root.resolve(), fingerprint(root))


@lru_cache(1)
def _held(root: Path, _fingerprint: str) -> Loaded:
    return load_library(root)


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.findings: list[Finding] = []
        self.spots: dict[str, Spot] = {}
        self.regions = Regions.load(root / "reference" / "divisions")
        self.texts = {source.name: source.text for source in read_sources([root / "sources"])}
        self.by_title = {"".join(document.title.split()): document for document in read_paths([root / "sources"]).documents}

    def load(self) -> Loaded:
        facts = self._derived(self._declared("facts.yaml", read_facts))
        events = self._declared("events.yaml", read_events)
        paths = sorted(path for path in (self.root / "policies").iterdir() if path.is_dir())
        folders = [folder for path in paths if (folder := self._folder(path))]
        documents = tuple(document for folder in folders if (document := self._document(folder, facts, events)))
        documents = self._with_cascade(documents, folders)
        library = Library(documents, facts, events)
        cases = tuple(case for folder in folders for case in self._cases(folder.path, library))
        self.findings.extend(check_library(library, cases, self.texts, self.regions))
        concerns = self._concerns(library)
        return Loaded(library, cases, tuple(self.findings), self.texts, concerns)

    def _concerns(self, library: Library) -> Concerns:
        try:
            return read_concerns(self.root, library)
        except PolicyError as error:
            self.findings.append(error.finding)
            return Concerns()

    def _yaml(self, path: Path) -> Node | None:
        try:
            return read_yaml(path, path.relative_to(self.root).as_posix())
        except PolicyError as error:
            self.findings.append(error.finding)
            return None

    def _declared(self, name: str, read: Callable[[Node], dict[str, T]]) -> dict[str, T]:
        """What several documents use, then what single documents add in their own folders; each is declared once."""
        found: dict[str, T] = {}
        places: dict[str, str] = {}
        policies = self.root / "policies"
        for path in (policies / name, *sorted(policies.glob(f"*/{name}"))):
            root = self._yaml(path)
            if root is None:
                continue
            try:
                table = read(root)
            except PolicyError as error:
                self.findings.append(error.finding)
                continue
            for key in table:
                if key in found:
                    twice = PolicyError("duplicate-name", root.spot, f"“{key}”声明了两次", "每个名字只声明一次", f"第一次在 {places[key]}")
                    self.findings.append(twice.finding)
                else:
                    found[key], places[key] = table[key], root.spot.file
        return found

    def _derived(self, facts: dict[str, Fact]) -> dict[str, Fact]:
        """The facts with what works some of them out, where the library says so."""
        folder = self.root / "policies"
        root = self._yaml(folder / "derived.yaml") if (folder / "derived.yaml").exists() else None
        try:
            return with_derived(root, facts, folder) if root else facts
        except PolicyError as error:
            self.findings.append(error.finding)
            return facts

    def _folder(self, path: Path) -> _Folder | None:
        root = self._yaml(path / "document.yaml")
        if root is None:
            return None
        try:
            head = root.mapping("{id, title, short, source, region}")
            refuse_unknown_keys(head, DOCUMENT_KEYS, root.spot)
            head = self._written(root, head)
            id = required(head, "id", root.spot, "文件夹的名字").text("文件夹的名字")
            if id != path.name:
                raise PolicyError("bad-name", head["id"].spot, f"id 是“{id}”", f"与文件夹同名：{path.name}")
            return _Folder(path, head, root.spot, replace(self._text(head, root.spot), id=id))
        except PolicyError as error:
            self.findings.append(error.finding)
            return None

    def _written(self, root: Node, head: Mapping[str, Node]) -> Mapping[str, Node]:
        """The keys of a document.yaml that are written; the marked ones become findings. Without a region the document is read as 全国."""
        marked = {gap.key: gap for gap in gaps(root)}
        self.findings.extend(gap.finding for gap in marked.values())
        unread = {"region": Node("全国", root.spot)} if "region" in marked else {}
        return {key: node for key, node in head.items() if key not in marked} | unread

    def _text(self, head: Mapping[str, Node], spot: Spot) -> Document:
        node = required(head, "title", spot, "文件标题")
        document = self.by_title.get("".join(node.text("文件标题").split()))
        if document is None:
            raise PolicyError(
                "no-such-document",
                node.spot,
                f"sources/ 里没有读到《{node.value}》",
                "读得到的文件标题",
                "先用 luodi read sources/ 看看读到了什么",
            )
        return document

    def _document(self, folder: _Folder, facts: Mapping[str, Fact], events: Mapping[str, Event]) -> PolicyDocument | None:
        head, quoter = folder.head, Quoter(folder.text, self.texts)
        try:
            region = required(head, "region", folder.spot, "全国、江西省、南昌市…").text("地区")
            types = {name: fact.type for name, fact in facts.items()}
            start = Anchor(folder.text.date, None) if folder.text.date else None
            scope = Scope(quoter, types, events, self.regions, region, Window(start, None), folder.path)
            if "region" in head:
                scope.code(head["region"])
            during, quote = self._in_force(head, scope)
        except PolicyError as error:
            self.findings.append(error.finding)
            return None
        entries = [entry for path in sorted(folder.path.glob("*.yaml")) for entry in self._entries(path)]
        scope = replace(scope, during=during)
        terms = self._instruments([entry for entry in entries if _kind(entry) == "definition"], scope)
        types |= {term.term: term.means.type for term in terms if isinstance(term, Definition) and term.means}
        others = self._instruments([entry for entry in entries if _kind(entry) != "definition"], replace(scope, types=types))
        instruments = sorted((*terms, *others), key=lambda instrument: (instrument.spot.file, instrument.spot.line))
        number, number_source = (head[key].text(key) if key in head else None for key in ("number", "number_source"))
        short = head["short"].text("简称") if "short" in head else folder.text.title
        return PolicyDocument(folder.text, short, region, during, quote, tuple(instruments), number, number_source)

    def _with_cascade(self, documents: tuple[PolicyDocument, ...], folders: list[_Folder]) -> tuple[PolicyDocument, ...]:
        """The documents with what each makes of those above it: links name two texts, so all must be there first."""
        quoters = {document.id: Quoter(document.text, self.texts) for document in documents}
        heads = {folder.text.id: folder.head["cascade"] for folder in folders if "cascade" in folder.head}
        carries = {}
        for id, node in heads.items():
            try:
                carries[id] = read_carrying(node, id, quoters)
            except PolicyError as error:
                self.findings.append(error.finding)
        return tuple(replace(document, carries=carries.get(document.id, ())) for document in documents)

    def _in_force(self, head: Mapping[str, Node], scope: Scope) -> tuple[Window, Quote | None]:
        if "in_force" not in head:
            return scope.during, None
        keys = head["in_force"].mapping("{during, clause, quote}")
        spot = head["in_force"].spot
        refuse_unknown_keys(keys, {"during", "clause", "quote"}, spot)
        path = required(keys, "clause", spot, "条款路径").text("条款路径")
        return scope.window(required(keys, "during", spot, "起..止")), scope.quote(path, required(keys, "quote", spot, "条款里的原话"))

    def _entries(self, path: Path) -> Iterator[Node]:
        if path.name in NO_INSTRUMENTS or path.name.endswith(".cases.yaml"):
            return
        root = self._yaml(path)
        if root is None or root.value == {}:
            return
        try:
            entries = root.items("工具的列表：每个以 - id: 开头")
        except PolicyError as error:
            self.findings.append(error.finding)
            return
        for node in entries:
            try:
                id = instrument_id(node)
                if id in self.spots:
                    first = self.spots[id]
                    raise PolicyError(
                        "duplicate-id", node.spot, f"id “{id}”用了两次", "库里唯一的 id", f"第一次在 {first.file}:{first.line}"
                    )
                self.spots[id] = node.spot
                yield node
            except PolicyError as error:
                self.findings.append(error.finding)

    def _instruments(self, entries: list[Node], scope: Scope) -> list[Instrument]:
        found = []
        for node in entries:
            try:
                missing = [gap.finding for gap in gaps(node)]
                found.append(read_unwritten(node, scope) if missing else read_instrument(node, scope))
                self.findings.extend(missing)
            except PolicyError as error:
                self.findings.append(error.finding)
        return found

    def _cases(self, path: Path, library: Library) -> Iterator[Case]:
        for file in sorted(path.glob("*.cases.yaml")):
            root = self._yaml(file)
            if root is not None:
                cases, findings = read_cases(root, library, self.regions)
                self.findings.extend(findings)
                yield from cases


def _kind(node: Node) -> str:
    kind = node.value.get("kind") if isinstance(node.value, Mapping) else None
    return str(kind.value) if kind else ""
