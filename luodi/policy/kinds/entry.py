"""One instrument as a policy file writes it, being read: its keys by the type each must have, its quotations held against the clause."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from luodi.policy.errors import PolicyError
from luodi.policy.facts import required
from luodi.policy.model import Force, Quote
from luodi.policy.nodes import Node
from luodi.policy.quotes import nearest
from luodi.policy.scope import Scope

FORCES = ("应", "可", "鼓励")
SUBJECTS = ("企业", "项目", "个人", "机构", "个体工商户")


@dataclass(frozen=True, slots=True)
class Entry:
    """One instrument being read: its keys and what they are read against."""

    keys: Mapping[str, Node]
    node: Node
    scope: Scope
    clause: str
    quote: Quote

    def need(self, key: str, expected: str) -> Node:
        return required(self.keys, key, self.node.spot, expected)

    def text(self, key: str, expected: str) -> str:
        return self.need(key, expected).text(expected)

    def optional(self, key: str, expected: str) -> str | None:
        return self.keys[key].text(expected) if key in self.keys else None

    def texts(self, key: str, expected: str) -> tuple[str, ...]:
        return self.keys[key].texts(expected) if key in self.keys else ()

    def choice(self, key: str, allowed: tuple[str, ...], hint: str = "") -> str:
        node = self.need(key, "、".join(allowed))
        word = node.text("、".join(allowed))
        if word not in allowed:
            raise PolicyError("wrong-choice", node.spot, f"{key} 写作“{word}”", "、".join(allowed), hint or nearest(word, allowed))
        return word

    def force(self) -> Force:
        return cast(Force, self.choice("force", FORCES, "应：必须给；可：还等谁来办；鼓励：谁也不受约束"))

    def subjects(self) -> tuple[str, ...]:
        node = self.need("for", "、".join(SUBJECTS))
        for word in node.texts("主体"):
            if word not in SUBJECTS:
                raise PolicyError("wrong-choice", node.spot, f"for 写作“{word}”", "、".join(SUBJECTS), nearest(word, SUBJECTS))
        return node.texts("主体")

    def quoted(self, node: Node) -> Quote:
        """{clause: …, quote: …}, the clause being this instrument's where it is left out."""
        keys = node.mapping("{clause: …, quote: …}")
        path = keys["clause"].text("条款路径") if "clause" in keys else self.clause
        return self.scope.quote(path, required(keys, "quote", node.spot, "条款里的原话"))
