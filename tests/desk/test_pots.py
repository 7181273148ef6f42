"""Money pots and payments put right: nothing beyond what there is, two people for each, and what is paid in the end."""

from datetime import date
from itertools import accumulate

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luodi.desk import clock
from luodi.desk.cases.corrections import check_correction, drop_correction, net_paid, write_correction
from luodi.desk.cases.errors import EntryError, StepError
from luodi.desk.cases.models import Case, Correction, Kind, Payment, State
from luodi.desk.cases.pots import enter_pot, left_in, pot_of
from luodi.desk.ledger.actions import named
from luodi.desk.ledger.queries import about, first_broken
from luodi.desk.outbox.models import Notice
from luodi.desk.parties.models import Account, Role
from luodi.desk.registers.calendars import seed_calendar
from tests.desk.case_files import DAY, GRANT, INDUSTRY, QINGSHANHU, RETURN, SOURCE, counter, grant, officer, step
from tests.desk.conftest import together
from tests.desk.register_rows import CSV
from tests.desk.signed import signed_in
from tests.desk.test_scope import account, unit

__all__ = ["counter"]
NANCHANG, EACH = "360100", 22_0000_00


def hands() -> tuple[Account, Account]:
    return officer(INDUSTRY), officer(INDUSTRY)


def approved(maker: Account) -> Case:
    return step(grant(publish=""), Kind.APPROVED, maker)


def paid(maker: Account, checker: Account) -> Case:
    case = step(approved(maker), Kind.PREPARED, maker)
    return step(case, Kind.PAID, checker, receipt="示例-1")


def pot(amount: int, region: str = NANCHANG, since: date = date(2020, 1, 1)) -> object:
    return enter_pot(GRANT, region, amount, since=since, source=SOURCE)


def test_beyond_the_pot_nothing_is_ordered(counter: str) -> None:
    maker, checker = hands()
    one = pot(2 * EACH + 1)
    paid(maker, checker)
    step(approved(maker), Kind.PREPARED, maker)
    stands = left_in(one)
    assert (stands.paid, stands.ordered, stands.left) == (EACH, EACH, 1)
    third = approved(maker)
    with pytest.raises(StepError, match="只剩0.01元"):
        step(third, Kind.PREPARED, maker)
    pot(3 * EACH)
    assert step(third, Kind.PREPARED, maker).state == State.PAYING


def test_a_pot_made_smaller_stops_what_is_ordered(counter: str) -> None:
    maker, checker = hands()
    case = step(approved(maker), Kind.PREPARED, maker)
    pot(EACH - 1)
    with pytest.raises(StepError, match="不够22万元"):
        step(case, Kind.PAID, checker, receipt="示例-1")


def test_the_nearest_pot_counts_and_what_was_paid_before_its_day_does_not(counter: str) -> None:
    maker, checker = hands()
    paid(maker, checker)
    city, county = pot(5 * EACH), pot(EACH, QINGSHANHU, since=date(2020, 3, 10))
    case = approved(maker)
    assert pot_of(case, DAY) == county
    # All that was paid lies in the county: it is the county's pot's, not the city's.
    assert (left_in(city).paid, left_in(county).paid) == (0, EACH)
    with pytest.raises(StepError):
        step(case, Kind.PREPARED, maker)
    later = pot(EACH, QINGSHANHU, since=date(2020, 3, 11))
    with clock.standing_at(day=date(2020, 3, 11)):
        assert (pot_of(case, clock.today()), left_in(later).paid) == (later, 0)
        step(case, Kind.PREPARED, maker)


def test_two_orders_for_the_last_of_a_pot_and_one_is_written(apart: str) -> None:
    with clock.standing_at(day=DAY):
        seed_calendar(CSV)
        maker, _ = hands()
        waiting = [approved(maker), approved(maker)]
        pot(EACH)

        def order() -> str:
            try:
                step(waiting.pop(), Kind.PREPARED, maker)
            except StepError:
                return "refused"
            return "written"

        assert sorted(together(order)) == ["refused", "written"]
        assert Payment.objects.count() == 1


def test_what_is_no_pot_is_refused(counter: str) -> None:
    for service, amount, source, why in ((RETURN, 1, SOURCE, "给钱"), (GRANT, 0, SOURCE, "多于"), (GRANT, 1, " ", "依据")):
        with pytest.raises(EntryError, match=why):
            enter_pot(service, NANCHANG, amount, since=DAY, source=source)


def test_a_wrong_payment_is_put_right_by_two_people(counter: str) -> None:
    maker, checker = hands()
    one = pot(EACH)
    case = paid(maker, checker)
    written = write_correction(case, -2_0000_00, reason="示例：发票重复", by=maker)
    assert net_paid(case.payment) == EACH
    with pytest.raises(StepError, match="不能自己复核"):
        check_correction(case, receipt="示例-2", by=maker)
    with pytest.raises(StepError, match="已有一份"):
        write_correction(case, -1, reason="示例", by=checker)
    with pytest.raises(StepError, match="回单"):
        check_correction(case, receipt=" ", by=checker)
    check_correction(case, receipt="示例-2", by=checker)
    assert net_paid(case.payment) == 20_0000_00
    assert left_in(one).left == 2_0000_00
    assert "更正以后实付20万元" in Notice.objects.get(key__startswith=f"correction:{written.pk}").body
    acts = [line.act for line in about(named(case))]
    assert acts[-2:] == ["cases.correction-written", "cases.correction-checked"]
    assert first_broken() is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(payment=case.payment, amount=-1, reason="示例", maker=maker, checker=maker, made_on=DAY, done_on=DAY)


def test_no_more_comes_back_than_was_paid_and_no_more_is_paid_than_was_granted(counter: str) -> None:
    maker, checker = hands()
    case = paid(maker, checker)
    for amount, reason, why in ((-EACH - 1, "示例", "不能更多"), (1, "示例", "不能更多"), (0, "示例", "不能是0"), (-1, " ", "为什么")):
        with pytest.raises(StepError, match=why):
            write_correction(case, amount, reason=reason, by=maker)
    write_correction(case, -EACH, reason="示例", by=maker)
    drop_correction(case, by=checker)
    assert not Correction.objects.exists()
    with pytest.raises(StepError, match="没有等着"):
        check_correction(case, receipt="示例", by=checker)
    with pytest.raises(StepError, match="不是您能"):
        write_correction(case, -1, reason="示例", by=officer("南昌市卫生健康委员会"))
    with pytest.raises(StepError, match="还没有付款"):
        write_correction(step(approved(maker), Kind.PREPARED, maker), -1, reason="示例", by=maker)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(-EACH, EACH), max_size=6))
def test_whatever_is_put_right_the_net_stays_between_nothing_and_what_was_granted(counter: str, amounts: list[int]) -> None:
    with transaction.atomic():
        maker, checker = hands()
        case = paid(maker, checker)
        taken = []
        for amount in amounts:
            try:
                write_correction(case, amount, reason="示例", by=maker)
            except StepError:
                continue
            check_correction(case, receipt="示例", by=checker)
            taken.append(amount)
        assert net_paid(case.payment) == EACH + sum(taken)
        assert all(0 <= net <= EACH for net in accumulate(taken, initial=EACH))
        transaction.set_rollback(True)


def test_the_pages_of_pots_and_corrections(counter: str) -> None:
    maker, checker = hands()
    head = signed_in(account(Role.ADMINISTRATOR, "head", unit=unit("示例·市府办", NANCHANG)))
    form = {"service": GRANT, "place": "江西省南昌市", "amount": "440000", "since": "2020-01-01", "source": "示例：预算"}
    assert head.post("/cases/pots/", {**form, "amount": "很多"}).status_code == 422
    assert head.post("/cases/pots/", {**form, "place": "江西省九江市"}).status_code == 422
    assert head.post("/cases/pots/", form).status_code == 302
    first, second = signed_in(maker), signed_in(checker)
    assert first.post("/cases/pots/", form).status_code == 422
    case = step(approved(maker), Kind.PREPARED, maker)
    assert "还剩" in first.get("/cases/payments/").content.decode()
    assert "还剩 22万元" in first.get(f"/cases/{case.pk}/").content.decode()
    assert first.get(f"/cases/{case.pk}/correction/").status_code == 404
    step(case, Kind.PAID, checker, receipt="示例-1")
    address = f"/cases/{case.pk}/correction/"
    assert first.post(address, {"what": "back", "amount": "nothing", "reason": "示例"}).status_code == 422
    assert first.post(address, {"what": "back", "amount": "20000.00", "reason": "示例：发票重复"}).status_code == 302
    assert "等着复核的更正" in second.get("/cases/payments/").content.decode()
    assert first.post(address, {"what": "check", "receipt": "示例-2"}).status_code == 422
    assert second.post(address, {"what": "check", "receipt": "示例-2"}).status_code == 302
    said = signed_in(case.applicant).get(address).content.decode()
    assert "20万元" in said
    assert "制单，等另一位复核" not in said
    assert "实付 20万元" in signed_in(case.applicant).get(f"/cases/{case.pk}/").content.decode()
