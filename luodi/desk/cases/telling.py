"""Each event leaves a line in the ledger, and those it concerns are told. Of an extension the register tells, with the last day."""

from django.urls import reverse

from luodi.desk import clock
from luodi.desk.cases.models import Case, Event, Kind, Task
from luodi.desk.ledger.actions import Act, Clause, named, record
from luodi.desk.outbox.actions import notify
from luodi.desk.registers.telling import workers_on

# To the firm: what was asked of it, what was decided, what was paid.
FIRM = {
    Kind.TAKEN: "已受理",
    Kind.ASKED: "要补材料",
    Kind.APPROVED: "准予办理",
    Kind.REFUSED: "不予办理",
    Kind.CONTESTED: "公示有异议，退回核查",
    Kind.CLEARED: "公示期满",
    Kind.PAID: "已付款",
    Kind.REOPENED: "原决定已撤销，重新办理",
}
# To whoever of the lead unit has taken it or stands in for her, else to all its officers: what the firm did.
LEAD = {
    Kind.FILED: "新办件",
    Kind.SUPPLIED: "已补正",
    Kind.DELIVERED: "容缺材料已补交",
    Kind.CORRECTED: "所填有更正",
    Kind.WITHDRAWN: "已撤回",
}


def tell(case: Case, event: Event) -> None:
    """One notice a person and event, with the case's page."""
    link = reverse("cases:case", args=[case.pk])
    if word := FIRM.get(event.kind):
        body = "；".join(filter(None, (f"“{case.title}”：{word}", _papers(event), event.text)))
        notify(f"case:{case.pk}:{event.number}", word, f"{body}。", party=case.party, link=link, about=f"case:{case.service}")
    if word := LEAD.get(event.kind):
        body = f"{case.party.listed}：“{case.title}”。"
        main = case.duties.select_related("row__unit", "row__holder").get(task=Task.MAIN).row
        for officer in workers_on(main, clock.today()):
            key = f"case:{case.pk}:{event.number}:{officer.login}"
            notify(key, word, body, account=officer.login, link=link, about=f"case:{case.service}")


def record_event(case: Case, event: Event) -> None:
    """The ledger's line: last, because it holds the chain. Nothing personal stands in it."""
    clause = Clause(case.document, case.clause, case.program)
    firm = named(case.party)
    record(
        Act(
            f"cases.{event.kind}",
            named(case),
            named(event.account),
            firm,
            {"event": event.number, **event.details},
            event.happened_on,
            clause,
        )
    )


def _papers(event: Event) -> str:
    return "、".join(event.details.get("papers", ())) if event.kind == Kind.ASKED else ""
