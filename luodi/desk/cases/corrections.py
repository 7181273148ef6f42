"""Putting a wrong payment right: money that comes back, or is paid after; written by one, checked by another with the bank's receipt."""

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.urls import reverse

from luodi.desk import clock
from luodi.desk.cases.errors import StepError
from luodi.desk.cases.models import Case, Correction, Payment
from luodi.desk.cases.pots import require_left
from luodi.desk.ledger.actions import Act, Clause, named, record
from luodi.desk.outbox.actions import notify
from luodi.desk.parties.models import Account, Role
from luodi.desk.parties.queries import scope_of
from luodi.policy.values import show_money


def corrects(account: Account, case: Case) -> bool:
    """Whether the account may write or check one: an officer of the unit that has the case."""
    return account.role == Role.OFFICIAL and scope_of(account).covers(region=case.region, unit=case.unit.name)


def net_paid(payment: Payment) -> int:
    """What the payee has in the end, in fen: what was paid and all that was put right since."""
    return payment.amount + (payment.corrections.filter(done_on__isnull=False).aggregate(sum=Sum("amount"))["sum"] or 0)


@transaction.atomic
def write_correction(case: Case, amount: int, *, reason: str, by: Account) -> Correction:
    """Write one: fen below nothing come back, above are paid after. StepError beyond what was paid, was granted, or is left in the pot."""
    payment = _held(case, by)
    if not reason.strip():
        raise StepError("更正付款要写明为什么")
    _require_sound(case, payment, amount)
    try:
        with transaction.atomic():
            made = Correction.objects.create(payment=payment, amount=amount, reason=reason.strip()[:500], maker=by, made_on=clock.today())
    except IntegrityError as error:
        raise StepError("这一笔已有一份更正等着复核") from error
    _record("correction-written", case, made, by)
    return made


@transaction.atomic
def check_correction(case: Case, *, receipt: str, by: Account) -> Correction:
    """Check the one that waits: by another than who wrote it, with the bank's receipt. The firm is told what it has in the end."""
    payment = _held(case, by)
    one = payment.corrections.filter(done_on=None).first()
    if one is None:
        raise StepError("没有等着复核的更正")
    if one.maker_id == by.pk:
        raise StepError("制单的人不能自己复核，请另一位经办复核")
    if not receipt.strip():
        raise StepError("请填银行回单号")
    _require_sound(case, payment, one.amount)
    one.checker, one.done_on, one.receipt = by, clock.today(), receipt.strip()[:80]
    one.save(update_fields=["checker", "done_on", "receipt"])
    word = "追回" if one.amount < 0 else "补付"
    body = f"“{case.title}”：{word}{show_money(abs(one.amount))}，{one.reason}。更正以后实付{show_money(net_paid(payment))}。"
    notify(
        f"correction:{one.pk}",
        f"付款有更正：{word}",
        body,
        party=case.party,
        link=reverse("cases:case", args=[case.pk]),
        about="cases",
    )
    _record("correction-checked", case, one, by)
    return one


@transaction.atomic
def drop_correction(case: Case, *, by: Account) -> None:
    """Send back the one that waits: it is as if it had not been written, but for the ledger's two lines."""
    one = _held(case, by).corrections.filter(done_on=None).first()
    if one is None:
        raise StepError("没有等着复核的更正")
    _record("correction-dropped", case, one, by)
    one.delete()


def _held(case: Case, by: Account) -> Payment:
    if not corrects(by, case):
        raise StepError("这件的付款不是您能更正的")
    payment = Payment.objects.select_for_update(of=("self",)).filter(case=case, paid_on__isnull=False).first()
    if payment is None:
        raise StepError("还没有付款，没有什么可更正的")
    return payment


def _require_sound(case: Case, payment: Payment, amount: int) -> None:
    net = net_paid(payment) + amount
    if amount == 0:
        raise StepError("更正的金额不能是0元")
    if net < 0:
        raise StepError(f"实付{show_money(net - amount)}，追回的不能更多")
    if net > payment.amount:
        raise StepError(f"准予的是{show_money(payment.amount)}，补付以后不能更多")
    if amount > 0:
        require_left(case, amount, clock.today(), ordered=True)


def _record(act: str, case: Case, one: Correction, by: Account) -> None:
    clause = Clause(case.document, case.clause, case.program)
    details = {"amount": one.amount, "reason": one.reason, "receipt": one.receipt}
    record(Act(f"cases.{act}", named(case), named(by), named(case.party), details, clock.today(), clause))
