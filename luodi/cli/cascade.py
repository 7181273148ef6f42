"""`luodi cascade UPPER [LOWER]`: what was carried out where, what nobody took up, what is demanded and given beyond."""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from luodi.policy.cache import require_library
from luodi.policy.cascade import Cascade, Taken, cascade, proposals
from luodi.policy.errors import PolicyError
from luodi.policy.load import load_library
from luodi.policy.model import Library, PolicyDocument, Quote
from luodi.policy.quotes import nearest
from luodi.text.counterparts import articles

Data = dict[str, object]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("upper", help="上级文件的 id")
    parser.add_argument("lower", nargs="?", help="下级文件的 id；不写的，看库里所有说明落实了它的文件")
    parser.add_argument("--propose", action="store_true", help="按文字相似提出对应的条款，供人确认后写进 document.yaml 的 cascade")
    parser.add_argument("--root", type=Path, default=Path(), help="含 policies/、sources/、reference/ 的文件夹，默认当前文件夹")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: argparse.Namespace) -> int:
    """0 always, once the documents are known."""
    require_library(args.root)
    library = load_library(args.root).library
    upper = _document(library, args.upper)
    lower = _document(library, args.lower) if args.lower else None
    if args.propose:
        if lower is None:
            raise PolicyError("missing-key", None, "--propose 没有说是哪份下级文件", "luodi cascade 上级 下级 --propose")
        return _propose(upper, lower, args.json)
    found = cascade(library, upper, lower)
    if args.json:
        print(json.dumps(cascade_data(found), ensure_ascii=False, indent=1))
    else:
        _print(found)
    return 0


def cascade_data(found: Cascade) -> Data:
    """The cascade as JSON-able data."""
    return {
        "upper": found.upper.id,
        "lower": [document.id for document in found.lowers],
        "articles": [
            {"clause": article.path, "heading": article.heading, "partly": article.partly, "taken": [_taken(one) for one in article.taken]}
            for article in found.articles
        ],
        "own": [_taken(one) for one in found.own],
        "untaken": [article.path for article in found.untaken],
    }


def _taken(taken: Taken) -> Data:
    link = taken.link
    quotes = {"quote": link.quote, "of_quote": link.upper_quote, "against": link.against}
    return {
        "document": taken.document.id,
        "clause": link.lower,
        "of": link.upper,
        "relation": link.relation,
        "note": link.note,
        **{name: _quoted(quote) for name, quote in quotes.items()},
    }


def _quoted(quote: Quote | None) -> Data | None:
    return {"document": quote.document, "clause": quote.clause, "words": list(quote.words)} if quote else None


def _document(library: Library, id: str) -> PolicyDocument:
    ids = [document.id for document in library.documents]
    if id not in ids:
        raise PolicyError("unknown-document", None, f"没有文件“{id}”", "库里文件的 id", nearest(id, ids))
    return library.documents[ids.index(id)]


def _propose(upper: PolicyDocument, lower: PolicyDocument, as_json: bool) -> int:
    found = proposals(upper, lower)
    if as_json:
        print(json.dumps([{"of": one.upper, "clause": one.lower, "score": one.score} for one in found], ensure_ascii=False, indent=1))
        return 0
    print(f"《{upper.short}》→《{lower.short}》：按文字相似提出，要由人看过两边的条文再写进 policies/{lower.id}/document.yaml")
    for one in found:
        print(f"  - {{clause: {one.lower}, of: {one.upper}, relation: 待写}}    # 相似 {one.score:.2f}")
    met = {one.lower for one in found}
    left = [article.path for article in articles(lower.text) if article.path not in met]
    if left:
        print(f"  下级文件里没有找到对应的：{'、'.join(left)}")
    return 0


def _print(found: Cascade) -> None:
    print(f"《{found.upper.short}》（{found.upper.id}）")
    if not found.lowers:
        print("  库里没有一份文件写明落实了它。用 --propose 看看哪些条款相似。")
        return
    print(f"  落实它的文件：{'、'.join(document.short for document in found.lowers)}")
    for article in found.articles:
        print(f"  {article.path} {article.heading[:24]}{'（部分落实）' if article.partly else ''}")
        for taken in article.taken:
            print(f"      {taken.link.relation} ← {taken.document.short} {taken.link.lower}{_note(taken)}")
        if not article.taken:
            print("      没有人接")
    _group("下级自己增加的", found.own)
    _group("比上级要求得更多（层层加码）或给得更窄的", found.of_relation("加码", "收窄"))
    _group("比上级给得更多的", found.of_relation("提高"))
    _group("给得超出了上级文件允许的", (taken for taken in found.of_relation("提高", "增加", "加码") if taken.link.against))
    print(f"  没有人接的：{'、'.join(article.path for article in found.untaken) or '无'}")


def _group(title: str, links: Iterable[Taken]) -> None:
    for number, taken in enumerate(links):
        if not number:
            print(f"  {title}：")
        link = taken.link
        print(f"      {taken.document.short} {link.lower}{f'（上级 {link.upper}）' if link.upper else ''}{_note(taken)}")
        for label, quote in (("本文件", link.quote), ("上级", link.upper_quote), ("不允许的依据", link.against)):
            if quote:
                print(f"          {label}：“{'……'.join(quote.words)}”（{quote.document} {quote.clause}）")


def _note(taken: Taken) -> str:
    return f"：{taken.link.note}" if taken.link.note else ""
