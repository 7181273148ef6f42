"""Types of licence, each with the benefits of the library that put its last day off, held against the library when first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from luodi.days.window import Window
from luodi.desk.portal.library import shelf
from luodi.feel.profile import names
from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.model import Benefit, Definition, Fact
from luodi.policy.nodes import Node, read_yaml

KEYS = {"type", "benefits", "runs_out", "within"}


@dataclass(frozen=True, slots=True)
class LicenceType:
    """`runs_out` is the fact that the last day answers, empty where none does; `window` the days it is asked of, None where no text says.

    `asks` are the other facts of its benefits, in order.
    """

    name: str
    benefits: tuple[Benefit, ...]
    runs_out: str
    window: Window | None
    asks: tuple[Fact, ...]


@cache
def licence_types() -> Mapping[str, LicenceType]:
    """By name, in the file's order. PolicyError at the first thing in it that the library does not have."""
    path = settings.LUODI_ROOT / "policies" / "licences.yaml"
    if not path.exists():
        return {}
    return {one.name: one for one in map(_type, read_yaml(path, "policies/licences.yaml").items("- {type, benefits}"))}


@cache
def windows() -> Mapping[str, Window]:
    """The window of the type's own fact, by the id of each benefit that asks it."""
    found = {}
    for one in licence_types().values():
        for benefit in one.benefits:
            if one.window and one.runs_out in _asked(benefit):
                found[benefit.id] = one.window
    return found


def _type(node: Node) -> LicenceType:
    keys = node.mapping("{type, benefits, runs_out, within}")
    refuse_unknown_keys(keys, KEYS, node.spot)
    name = required(keys, "type", node.spot, "type").text("许可证种类")
    benefits = tuple(_benefit(id, keys["benefits"]) for id in required(keys, "benefits", node.spot, "benefits").texts("条目的 id"))
    runs_out = keys["runs_out"].text("条件的名字") if "runs_out" in keys else ""
    asked = dict.fromkeys(name for benefit in benefits for name in _asked(benefit))
    if runs_out and runs_out not in asked:
        raise PolicyError("unknown-fact", keys["runs_out"].spot, f"这几条都不问“{runs_out}”", "条目里的条件")
    facts = tuple(shelf().program.facts[fact] for fact in asked if fact != runs_out)
    return LicenceType(name, benefits, runs_out, _window(keys["within"]) if "within" in keys else None, facts)


def _benefit(id: str, node: Node) -> Benefit:
    found = next((benefit for benefit in shelf().program.benefits if benefit.id == id), None)
    if found is None or found.gives.kind != "delay":
        raise PolicyError("unknown-benefit", node.spot, f"没有让日子顺延的条目“{id}”", "给 delay 的 benefit")
    return found


def _window(node: Node) -> Window:
    found = shelf().instruments.get(node.text("条目的 id"))
    if not isinstance(found, Definition) or found.during is None:
        raise PolicyError("unknown-name", node.spot, "within 要写给期间下定义的条目", "带 during 的 definition")
    return found.during


def _asked(benefit: Benefit) -> tuple[str, ...]:
    return tuple(name for condition in benefit.when for name in names(condition.expression.tree))
