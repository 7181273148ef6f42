"""The search against a scan of the library, on both databases."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from django.db import DatabaseError

from luodi.desk.portal.library import shelf
from luodi.desk.search import actions
from luodi.desk.search.actions import build_index
from luodi.desk.search.bits import decode, ranks
from luodi.desk.search.errors import NoIndexError, QueryRefusedError
from luodi.desk.search.models import Edition, Entry, Field, Posting
from luodi.desk.search.queries import MOST, PAGE, Filters, Found, choices, is_current, search
from luodi.policy.model import PolicyDocument, Statement
from luodi.text.model import Clause

NARROW = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
LEVELS = ["nation", "province", "city", "county"]
SEED = 20200310


def plain(text: str) -> str:
    """As words are compared: without blanks, full-width signs narrow, letters small."""
    return "".join(text.split()).translate(NARROW).lower()


def in_order() -> list[tuple[PolicyDocument, Clause]]:
    """Every clause of the library as answers list them, by a sort of its own."""
    policies = sorted(shelf().policies.values(), key=lambda policy: policy.id)
    policies.sort(key=lambda policy: policy.text.date or "", reverse=True)
    policies.sort(key=lambda policy: LEVELS.index(policy.text.level))
    return [(policy, clause) for policy in policies for clause in policy.text.clauses]


CLAUSES = in_order()
LINES = [(plain(clause.heading), plain(clause.text)) for _, clause in CLAUSES]


def scan(words: list[str], passes: Callable[[PolicyDocument, Clause], bool] = lambda *_: True) -> list[tuple[str, str]]:
    """The clauses that hold all words, those that hold them in their heading first."""
    heading, elsewhere = [], []
    for (policy, clause), lines in zip(CLAUSES, LINES, strict=True):
        if not passes(policy, clause):
            continue
        if all(word in lines[0] for word in words):
            heading.append((policy.id, clause.path))
        elif all(any(word in line for line in lines) for word in words):
            elsewhere.append((policy.id, clause.path))
    return heading + elsewhere


def vocabulary() -> dict[str, list[int]]:
    """Every pair of neighbours in a heading or a text, with the clauses it stands in."""
    found: dict[str, list[int]] = {}
    for number, lines in enumerate(LINES):
        for pair in {one + other for line in lines for one, other in pairwise(line)}:
            found.setdefault(pair, []).append(number)
    return found


def cited(found: Found) -> list[tuple[str, str]]:
    return [(hit.document, hit.path) for hit in found.hits]


@pytest.fixture
def indexed(stored: str) -> str:
    build_index(shelf().policies.values(), shelf().regions, shelf().program.fingerprint)
    return stored


def test_every_pair_of_characters_stands_in_the_index_for_exactly_the_clauses_that_hold_it(indexed: str) -> None:
    held: dict[str, list[int]] = {}
    for gram, packed in Posting.objects.filter(field=Field.ANYWHERE, block=0).values_list("gram", "packed"):
        if len(gram) == 2:
            held[gram] = list(ranks({0: decode(bytes(packed))}))
    assert len(held) > 10_000
    assert held == vocabulary()
    assert not Posting.objects.exclude(block=0).exists()
    assert list(Entry.objects.values_list("document", "path")) == [(policy.id, clause.path) for policy, clause in CLAUSES]


def test_two_thousand_words_of_two_characters_find_what_a_scan_finds_in_its_order(indexed: str) -> None:
    for word in ["企业", *random.Random(SEED).sample(sorted(vocabulary()), 2_000)]:
        found, expected = search(word), scan([word])
        assert (found.count, found.more) == (len(expected), False), word
        assert cited(found) == expected[:PAGE], word


def longer() -> Iterator[list[str]]:
    """Words of one to nine characters, alone and by two and three, cut out of the texts."""
    chance = random.Random(SEED)
    texts = [text for _, text in LINES if len(text) > 30]
    for _ in range(250):
        text = chance.choice(texts)
        places = [(chance.randrange(len(text) - 9), chance.choice([1, 3, 4, 5, 9])) for _ in range(chance.choice([1, 1, 2, 3]))]
        yield [text[start : start + length] for start, length in places]


def test_longer_words_and_several_words_find_what_a_scan_finds(indexed: str) -> None:
    for words in longer():
        if any('"' in word for word in words):
            continue
        found, expected = search(" ".join(words)), scan(words)
        assert found.count == len(expected), words
        assert cited(found) == expected[:PAGE], words


def test_pairs_that_do_not_stand_in_a_row_are_not_a_word(indexed: str) -> None:
    """疫情, 情防 and 防疫 stand in many clauses, 疫情防疫情 in none."""
    assert search("疫情防疫情").count == len(scan(["疫情防疫情"])) == 0


def test_pages_follow_each_other_and_end(indexed: str) -> None:
    first = search("企业")
    shown = [cited(search("企业", page=page)) for page in range(1, first.pages + 1)]
    assert [path for page in shown for path in page] == scan(["企业"])
    assert search("企业", page=first.pages + 5).page == first.pages
    assert search("企业", page=-3).hits == first.hits


def units_of(clause: Clause, policy: PolicyDocument) -> set[str]:
    made = [item for item in policy.instruments if item.quote.clause == clause.path and not isinstance(item, Statement)]
    return {plain(unit) for part in (clause, *made) for unit in (*part.lead, *part.support, *part.units)}


def passes(filters: Filters) -> Callable[[PolicyDocument, Clause], bool]:
    """The filters in plain words, over the documents themselves."""

    def passing(policy: PolicyDocument, clause: Clause) -> bool:
        code, day = shelf().program.documents[policy.id].region, policy.text.date
        kinds = {item.kind for item in policy.instruments if item.quote.clause == clause.path and item.kind != "statement"}
        return (
            filters.level in ("", policy.text.level)
            and (not filters.region or shelf().regions.relation(code, filters.region) == "yes")
            and (not filters.unit or plain(filters.unit) in units_of(clause, policy))
            and (not filters.kind or filters.kind in kinds)
            and (not filters.since or (day is not None and date.fromisoformat(day) >= filters.since))
            and (not filters.until or (day is not None and date.fromisoformat(day) <= filters.until))
        )

    return passing


FILTERS = [
    *(Filters(level=level) for level in LEVELS),
    *(Filters(region=code) for code in ("000000", "360000", "360100", "360102", "420000")),
    *(Filters(unit=unit) for unit in ("省财政厅", "市发改委", "各县〔区〕人民政府", "没有这家")),
    *(Filters(kind=kind) for kind in ("benefit", "duty", "ban", "none")),
    Filters(since=date(2020, 2, 10)),
    Filters(until=date(2020, 2, 10)),
    Filters(since=date(2020, 2, 10), until=date(2020, 3, 3)),
    Filters(since=date(2020, 3, 3), until=date(2020, 2, 10)),
    Filters(level="province", kind="benefit", since=date(2020, 2, 1)),
    Filters(region="360000", unit="市财政局", until=date(2020, 12, 31)),
]


def test_filters_let_pass_what_a_scan_lets_pass(indexed: str) -> None:
    for filters in FILTERS:
        for words in ([], ["企业"], ["企业", "资金"], ["房租"], ["疫情防控"]):
            found, expected = search(" ".join(words), filters), scan(words, passes(filters))
            assert found.count == len(expected), (filters, words)
            assert cited(found) == expected[:PAGE], (filters, words)


def test_what_can_be_filtered_by_is_what_there_is(indexed: str) -> None:
    offered = choices()
    assert set(offered.levels) == {policy.text.level for policy, _ in CLAUSES}
    assert {plain(unit) for unit in offered.units} == set().union(*(units_of(clause, policy) for policy, clause in CLAUSES))
    assert all(search("", Filters(unit=unit)).count for unit in offered.units)
    assert all(search("", Filters(kind=kind)).count for kind in offered.kinds)


def test_hits_say_where_the_words_stand(indexed: str) -> None:
    for hit in search("国有 租金").hits:
        marked = {hit.text[start:end] for start, end in hit.in_text} | {hit.heading[start:end] for start, end in hit.in_heading}
        assert marked >= {"国有", "租金"} or "国有租金" in marked


TYPED = {"ＡＰＰ": "app", "２０２０年": "2020年", '"复工 复产"': "复工复产", "%": "％", "复工　复产": "复工 复产"}


def test_letters_widths_and_quotes_do_not_matter(indexed: str) -> None:
    for typed, meant in TYPED.items():
        assert search(typed).count == search(meant).count == len(scan([plain(word) for word in meant.split()])), typed
        assert search(typed).count, typed


ODD = (
    *('"', '""', "'", "*", "企业*", "NEAR(企业 资金)", "企业 AND", "OR", "NOT 企业", "-企业", ":", "words:企业", "%", "_", "\\", "("),
    *("){", "^企", "🙂", "👨‍👩‍👧", "\x00", "企\x00业", "\ud800", "é", "𠀀𠀁", "& | !", "<->", "企业:*", "%s %d {0}"),
)


def test_no_query_is_an_error(indexed: str) -> None:
    for query in ODD:
        found = search(query)
        assert found.count == (len(scan(list(found.words))) if found.words else 0), query


def test_a_query_of_ten_thousand_characters_is_refused_politely(indexed: str) -> None:
    with pytest.raises(QueryRefusedError, match="最多 60 个字"):
        search("企业" * 5_000)


def test_nothing_asked_finds_nothing(indexed: str) -> None:
    assert search("").count == search(" 　 ").count == search("\u200b", Filters(level="nation")).count == 0


def test_counts_are_exact_up_to_a_thousand(stored: str) -> None:
    """A hundred copies of the fullest document hold more than can be counted."""
    policy = max(shelf().policies.values(), key=lambda policy: len(policy.text.clauses))
    copies = [replace(policy, text=replace(policy.text, id=f"{policy.id}-{number:03}")) for number in range(100)]
    build_index(copies, shelf().regions, "copies")
    word = next(word for word, clauses in vocabulary().items() if sum(CLAUSES[number][0].id == policy.id for number in clauses) == 10)
    assert (search(word).count, search(word).more, search(word).counted) == (MOST, False, "1000")
    assert (search("的").counted, search("的").pages, len(search("的", page=50).hits)) == ("1000+", 50, PAGE)


def test_an_index_is_built_once_for_a_library_and_anew_for_another(stored: str) -> None:
    with pytest.raises(NoIndexError, match="index_clauses"):
        choices()
    few = [policy for policy in shelf().policies.values() if policy.text.level == "city"]
    assert build_index(shelf().policies.values(), shelf().regions, "one") == len(CLAUSES)
    assert build_index(few, shelf().regions, "one") == 0
    assert is_current("one")
    assert build_index(few, shelf().regions, "two") == sum(len(policy.text.clauses) for policy in few)
    assert not is_current("one")
    assert {hit.level for hit in search("企业").hits} == {"city"}
    assert Edition.objects.count() == 1


def test_a_build_that_breaks_leaves_the_old_index(indexed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = cited(search("企业"))

    def broken(*_: object) -> Iterator[Posting]:
        raise DatabaseError("gone")

    monkeypatch.setattr(actions, "_postings", broken)
    with pytest.raises(DatabaseError):
        build_index(shelf().policies.values(), shelf().regions, "another")
    assert cited(search("企业")) == before
    assert is_current(shelf().program.fingerprint)
