"""All that reads more than one row about parties."""

from datetime import date

from luodi.desk.parties.models import Enterprise, Fact


def any_enterprise() -> bool:
    return Enterprise.objects.exists()


def sample_enterprises() -> list[Enterprise]:
    """The synthetic enterprises, in the order in which they were loaded."""
    return list(Enterprise.objects.filter(synthetic=True))


def facts_on(enterprise: Enterprise, day: date) -> dict[str, str]:
    """What is held true of an enterprise on a day: for each fact the latest `since` up to it, and of those the last recorded."""
    rows = Fact.objects.filter(enterprise=enterprise, since__lte=day).order_by("since", "recorded_at", "id")
    latest = {row.name: row for row in rows}
    return {name: row.value for name, row in sorted(latest.items(), key=lambda item: item[1].id)}
