"""Synthetic licences for a sample site; no such licence was ever issued."""

from datetime import date

from django.db import transaction

from luodi.desk.licences.actions import enter_licences
from luodi.desk.licences.errors import LicenceError
from luodi.desk.licences.lists import HEADINGS, read_list
from luodi.desk.licences.models import Licence
from luodi.desk.parties.models import Account, Party
from luodi.desk.parties.queries import parties_of
from luodi.desk.portal.tables import Line

ISSUER, CLERKS = "shili-shenpi", ("shili-qiye", "shili-qiye2")
# Which type ran out when: before the response, within it, and well after.
LAST_DAYS = (
    ("药品经营许可证", "2020-02-10"),
    ("医疗器械经营许可证", "2020-03-05"),
    ("食品经营许可证", "2020-02-28"),
    ("药品经营许可证", "2020-01-20"),
    ("采矿许可证", "2020-02-20"),
    ("药品经营许可证", "2020-12-31"),
)


@transaction.atomic
def load_licences(day: date) -> int:
    """Enter a few for each firm that a sample account acts for; how many."""
    issuer = Account.objects.filter(login=ISSUER, synthetic=True).first()
    firms: dict[int, Party] = {}
    for clerk in Account.objects.filter(login__in=CLERKS, synthetic=True).order_by("login"):
        firms |= {firm.pk: firm for firm in parties_of(clerk, day)}
    if issuer is None or not firms or Licence.objects.exists():
        return 0
    lines = []
    for at, firm in enumerate(firms.values()):
        for number, (kind, last_day) in enumerate(LAST_DAYS):
            cells = (kind, f"示例-{at + 1}-{number + 1}", last_day, firm.code)
            lines.append(Line(len(lines) + 2, dict(zip(HEADINGS, cells, strict=False))))
    listed, _ = read_list(lines, "")
    try:
        return enter_licences(listed, by=issuer).new
    except LicenceError:
        return 0
