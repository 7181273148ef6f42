"""An audit packet: one decision with all it stands on, sealed part by part: anybody can reckon it again and name what was changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from luodi.decide.data import Data, decision_data
from luodi.decide.engine import Engine
from luodi.feel.run import Value
from luodi.places.errors import PlaceError
from luodi.policy.errors import PolicyError
from luodi.policy.values import fact_value, shown

FORMAT: Final = 1
KIND: Final = "luodi-decision"
HEAD: Final = ("format", "kind", "engine", "program", "subject", "on", "elsewhere")
PARTS: Final = (*HEAD, "documents", "facts", "result", "seals")
NAMES: Final = {"subject": "主体", "on": "日期", "engine": "引擎", "program": "规则程序", "elsewhere": "别处用到的事实"}
SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from, and since when it stands there (ISO, or None where that is not known)."""

    source: str
    at: str | None


@dataclass(frozen=True, slots=True)
class DocumentHash:
    """A document an answer quotes, its file and that file's SHA-256 (None where the file was not at hand)."""

    id: str
    title: str
    number: str | None
    file: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a decision was asked for: the subject, its facts with their sources, the day, and the facts something else uses."""

    subject: str
    facts: Mapping[str, Value]
    sources: Mapping[str, Source]
    on: date
    elsewhere: tuple[str, ...] = ()


def packet(engine: Engine, asked: Asked, documents: Sequence[DocumentHash], engine_hash: Data, program_hash: Data) -> Data:
    """The packet as JSON-able data. `engine_hash` and `program_hash` say which code and which program reckoned."""
    declared = engine.program.facts
    facts = [{"name": name, "value": shown(value, declared[name]), **asdict(asked.sources[name])} for name, value in asked.facts.items()]
    data: Data = {
        "format": FORMAT,
        "kind": KIND,
        "engine": engine_hash,
        "program": program_hash,
        "subject": asked.subject,
        "on": asked.on.isoformat(),
        "elsewhere": [name for name in asked.elsewhere if name in asked.facts],
        "documents": [asdict(document) for document in documents],
        "facts": facts,
        "result": _reckoned(engine, asked),
    }
    return data | {"seals": seals(data)}


def read_packet(raw: bytes, name: str) -> Data:
    """A packet from its bytes. PolicyError where it is none, or of another format."""
    try:
        data = json.loads(raw)
    except ValueError as error:
        raise PolicyError("no-packet", None, f"{name} 不是 JSON：{error}", "luodi decide --packet 写的文件") from error
    if not isinstance(data, dict) or data.get("kind") != KIND or set(data) != set(PARTS):
        raise PolicyError("no-packet", None, f"{name} 不是一份答复的存证", "luodi decide --packet 写的文件")
    if data["format"] != FORMAT:
        raise PolicyError("no-packet", None, f"{name} 的格式是 {data['format']}", f"格式 {FORMAT}")
    try:
        seals(data)
        list(broken_seals(data))
        date.fromisoformat(data["on"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise PolicyError("no-packet", None, f"{name} 里少了东西或写坏了：{error}", "luodi decide --packet 写的文件") from error
    return data


def seals(data: Mapping[str, Any]) -> Data:
    """A SHA-256 of each thing that can be changed by itself: head, fact, document, benefit, the rest of the result; and of all these."""
    result = data["result"]
    found = {
        "head": {part: _seal(data[part]) for part in HEAD},
        "facts": {fact["name"]: _seal(fact) for fact in data["facts"]},
        "documents": {document["id"]: _seal(document) for document in data["documents"]},
        "benefits": {benefit["id"]: _seal(benefit) for benefit in result["benefits"]},
        "rest": {part: _seal(value) for part, value in result.items() if part != "benefits"},
    }
    return {**found, "all": _seal(found)}


def broken_seals(data: Mapping[str, Any]) -> Iterator[str]:
    """What was changed since the packet was sealed, in words."""
    sealed, found = data["seals"], seals(data)
    for part, what in (("head", ""), ("facts", "事实"), ("documents", "文件"), ("benefits", "结果"), ("rest", "结果")):
        for name in dict.fromkeys((*sealed[part], *found[part])):
            shown_name = NAMES.get(name, name)
            if name not in found[part]:
                yield f"{what}“{shown_name}”被删掉了"
            elif name not in sealed[part]:
                yield f"{what}“{shown_name}”是后来添的"
            elif sealed[part][name] != found[part][name]:
                yield f"{what}“{shown_name}”被改过"
    if _seal({part: sealed[part] for part in sealed if part != "all"}) != sealed["all"]:
        yield "封存值被改过"


def reckoned_otherwise(data: Mapping[str, Any], engine: Engine) -> Iterator[str]:
    """Where the result, reckoned again from the packet's facts by its program, comes out otherwise."""
    facts: dict[str, Value] = {}
    for fact in data["facts"]:
        name, declared = fact["name"], engine.program.facts.get(fact["name"])
        try:
            if declared is None:
                yield f"规则程序里没有“{name}”这件事实"
            else:
                facts[name] = fact_value(declared, fact["value"], engine.regions)
        except (PolicyError, PlaceError) as error:
            yield f"事实“{name}”读不出来：{error}"
    asked = Asked(data["subject"], facts, {}, date.fromisoformat(data["on"]), tuple(data["elsewhere"]))
    for path, written, found in _differences(data["result"], _reckoned(engine, asked), ""):
        yield f"{path}：写着 {_short(written)}，重算是 {_short(found)}"


def _reckoned(engine: Engine, asked: Asked) -> Data:
    decision = engine.decide(asked.subject, asked.facts, asked.on, asked.elsewhere)
    data = decision_data(decision, engine.nearest(decision, asked.facts))
    # As it will be read again: lists for tuples.
    read: Data = json.loads(json.dumps(data))
    return read


def _seal(value: Any) -> str:
    return sha256(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _differences(written: Any, found: Any, path: str) -> Iterator[tuple[str, Any, Any]]:
    """(path, written, found) of every leaf that differs; benefits go by their ids."""
    if isinstance(written, dict) and isinstance(found, dict):
        for key in dict.fromkeys((*written, *found)):
            yield from _differences(written.get(key), found.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(written, list) and isinstance(found, list):
        pairs = _by_id(written), _by_id(found)
        for key in dict.fromkeys((*pairs[0], *pairs[1])):
            yield from _differences(pairs[0].get(key), pairs[1].get(key), f"{path}[{key}]")
    elif written != found:
        yield path, written, found


def _by_id(items: list[Any]) -> dict[Any, Any]:
    if all(isinstance(item, dict) and "id" in item for item in items):
        return {item["id"]: item for item in items}
    return dict(enumerate(items, 1))


def _short(value: Any) -> str:
    text = "没有" if value is None else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
