"""What a lower document makes of an upper one, as `cascade` in its document.yaml confirms it: each link held against both texts."""

from collections.abc import Mapping
from typing import cast, get_args

from luodi.policy.errors import PolicyError
from luodi.policy.facts import refuse_unknown_keys, required
from luodi.policy.model import Carrying, Link, Quote, Relation
from luodi.policy.nodes import Node
from luodi.policy.quotes import Quoter, nearest

RELATIONS = get_args(Relation)
# Who says that a lower text gives more, gives less or demands more shows the words on both sides.
SHOWN = ("提高", "收窄", "加码")
LINK_KEYS = {"clause", "of", "relation", "note", "quote", "of_quote", "against"}
EXAMPLE = "{clause: 四/（九）, of: 四/（八）, relation: 落实}"


def read_carrying(node: Node, id: str, quoters: Mapping[str, Quoter]) -> tuple[Carrying, ...]:
    """The value of `cascade` in the document.yaml of document `id`. PolicyError at the first thing wrong with it."""
    return tuple(_carrying(item, id, quoters) for item in node.items("- {upper: 上级文件的 id, links: […]}"))


def _carrying(node: Node, id: str, quoters: Mapping[str, Quoter]) -> Carrying:
    keys = node.mapping("{upper, links}")
    refuse_unknown_keys(keys, {"upper", "links"}, node.spot)
    upper = required(keys, "upper", node.spot, "上级文件的 id").text("上级文件的 id")
    if upper not in quoters or upper == id:
        hint = nearest(upper, [other for other in quoters if other != id])
        raise PolicyError("unknown-document", keys["upper"].spot, f"upper 写作“{upper}”", "库里另一份文件的 id", hint)
    links = required(keys, "links", node.spot, f"- {EXAMPLE}").items(f"- {EXAMPLE}")
    return Carrying(upper, tuple(_link(link, quoters[id], quoters[upper], quoters) for link in links))


def _link(node: Node, lower: Quoter, upper: Quoter, quoters: Mapping[str, Quoter]) -> Link:
    keys = node.mapping(EXAMPLE)
    refuse_unknown_keys(keys, LINK_KEYS, node.spot)
    clause = required(keys, "clause", node.spot, "本文件的条款路径").text("本文件的条款路径")
    lower.clause(clause, keys["clause"].spot)
    of = keys["of"].text("上级文件的条款路径") if "of" in keys else None
    if of is not None:
        upper.clause(of, keys["of"].spot)
    relation = required(keys, "relation", node.spot, "、".join(RELATIONS)).text("关系")
    if relation not in RELATIONS:
        raise PolicyError("wrong-choice", keys["relation"].spot, f"relation 写作“{relation}”", "、".join(RELATIONS))
    if of is None and relation not in ("增加", "加码"):
        raise PolicyError("missing-key", node.spot, f"relation 是{relation}，没有写 of", "上级文件的条款路径；自己增加的写 relation: 增加")
    if relation in SHOWN and "quote" not in keys:
        raise PolicyError("missing-key", node.spot, f"relation 是{relation}，没有引本文件的原话", "quote: 原话")
    if relation in SHOWN and of is not None and "of_quote" not in keys:
        raise PolicyError("missing-key", node.spot, f"relation 是{relation}，没有引上级文件的原话", "of_quote: 原话")
    return Link(
        clause,
        of,
        cast(Relation, relation),
        keys["note"].text("一句话") if "note" in keys else "",
        lower.quote(clause, keys["quote"]) if "quote" in keys else None,
        upper.quote(of, keys["of_quote"]) if of and "of_quote" in keys else None,
        _against(keys["against"], quoters) if "against" in keys else None,
    )


def _against(node: Node, quoters: Mapping[str, Quoter]) -> Quote:
    """{document, clause, quote}: the words that do not allow what the link gives or demands."""
    keys = node.mapping("{document, clause, quote}")
    refuse_unknown_keys(keys, {"document", "clause", "quote"}, node.spot)
    id, clause = (required(keys, key, node.spot, "{document, clause, quote}").text(key) for key in ("document", "clause"))
    if id not in quoters:
        raise PolicyError("unknown-document", keys["document"].spot, f"document 写作“{id}”", "库里文件的 id", nearest(id, list(quoters)))
    return quoters[id].quote(clause, required(keys, "quote", node.spot, "原话"))
