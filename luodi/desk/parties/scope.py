"""What an account may see: rows of its parties or its own, and rows of its posts, each a unit and a region.

`Scope.limit` says it in SQL and `Scope.covers` for one row; a test holds the two equal.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from luodi.desk.parties.models import Unit

NOTHING = Q(pk__in=())
# An empty Q would vanish beside others under `|`; this one wins.
EVERYTHING = ~NOTHING
FULL_CODE = 6


@dataclass(frozen=True, slots=True)
class Post:
    """`unit` is None for every unit; `region` the digits a code begins with, empty for the whole country."""

    unit: Unit | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """`account` and `parties` are keys. An empty scope, as of somebody not signed in, holds nothing."""

    role: str = ""
    account: int | None = None
    parties: frozenset[int] = frozenset()
    posts: tuple[Post, ...] = ()

    def limit(self, queryset: QuerySet, *, region: str = "region", unit: str = "unit", party: str = "party", account: str = "") -> QuerySet:
        """The rows within. Names are lookups: of a region's code, a unit, a party, an account; empty where rows have none.

        Rows without a region are for those whom no region narrows; rows without a unit are told by their region alone.
        """
        within = NOTHING
        for post in self.posts:
            within |= _held(post, region, unit)
        if self.parties and party:
            within |= Q(**{f"{party}__in": sorted(self.parties)})
        if self.account is not None and account:
            within |= Q(**{account: self.account})
        return queryset.filter(within)

    def covers(self, *, region: str | None = None, unit: str | None = None, party: int | None = None, account: int | None = None) -> bool:
        """Whether a row with these values is within, a unit by its full name; leave out what its kind does not have, "" is empty."""
        return (
            party in self.parties
            or (account is not None and account == self.account)
            or any(_holds(post, region, unit) for post in self.posts)
        )


def prefix(code: str) -> str:
    """The digits with which the codes of a region and of all within it begin: 3601 of 360100; none of the whole country."""
    while code.endswith("00"):
        code = code[:-2]
    return code


def _held(post: Post, region: str, unit: str) -> Q:
    """Rows of a post. A table that lies in no region is only for posts that no region narrows."""
    if post.region and not region or post.unit and not (unit or region):
        return NOTHING
    held = EVERYTHING
    if post.unit and unit:
        held &= Q(**{unit: post.unit})
    if post.region:
        # As bounds, which an index on codes serves whatever the database's collation.
        bounds = (post.region.ljust(FULL_CODE, "0"), post.region.ljust(FULL_CODE, "9"))
        held &= Q(**({region: post.region} if len(post.region) == FULL_CODE else {f"{region}__range": bounds}))
    return held


def _holds(post: Post, region: str | None, unit: str | None) -> bool:
    if post.region and region is None or post.unit and unit is None and region is None:
        return False
    return (not post.unit or unit in (None, post.unit.name)) and (region or "").startswith(post.region)
