"""All that writes: subscribing and leaving, noting editions, telling, inviting, and who reckoned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from luodi.decide.wording import condition_words, gift_words
from luodi.desk import clock
from luodi.desk.cases.places import STANDS, asked_in, units_of
from luodi.desk.ledger.actions import Act, Clause, named, record
from luodi.desk.outbox.actions import notify
from luodi.desk.outbox.notices import full_link
from luodi.desk.outbox.queries import known_keys
from luodi.desk.parties.models import PUBLIC_ROLES, Account, Fact, Party, Role, Unit
from luodi.desk.parties.queries import acting, held_on, organisations_of
from luodi.desk.portal.asking import SUBJECTS
from luodi.desk.portal.library import shelf
from luodi.desk.reach.editions import current, fingerprints, newest
from luodi.desk.reach.errors import RefusedError
from luodi.desk.reach.inviting import Candidate, Look
from luodi.desk.reach.models import Edition, Invitation, Push, Reckoned, Run, Sort, Standing, Subscription
from luodi.desk.reach.news import News, gained, of_documents, of_profile

MOST_SUBSCRIPTIONS = 50
AT_ONCE = 500
SHOWN = 8
SALT = "luodi.reach.stop"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants to be told of, and by which ways besides the site. `region` is a code."""

    sort: str
    party: Party | None = None
    document: str = ""
    subject: str = ""
    region: str = ""
    words: str = ""
    by_email: bool = False
    by_sms: bool = False


@transaction.atomic
def note_editions(day: date) -> int:
    """Write down each document's state that has not been seen before; how many."""
    seen = set(Edition.objects.values_list("document", "fingerprint"))
    new = [Edition(document=id, fingerprint=text, seen_on=day) for id, text in fingerprints().items() if (id, text) not in seen]
    # Another process may note them at this moment.
    Edition.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


@transaction.atomic
def subscribe(account: Account, wanted: Wanted) -> Subscription:
    """Subscribe, or subscribe again: what comes from now on is told. RefusedError."""
    _require_lawful(account, wanted)
    note_editions(clock.today())
    key = _key(wanted)
    live = Subscription.objects.filter(account=account, until=None)
    if live.count() >= MOST_SUBSCRIPTIONS and not live.filter(key=key).exists():
        raise RefusedError(f"一个账号最多订 {MOST_SUBSCRIPTIONS} 项，请先退掉不要的")
    ways = {"by_email": wanted.by_email, "by_sms": wanted.by_sms}
    about = {name: getattr(wanted, name) for name in ("sort", "party", "document", "subject", "region", "words")}
    created = {**about, **ways, "after": newest(), "since": clock.today()}
    row, new = Subscription.objects.get_or_create(account=account, key=key, defaults=created)
    if not new:
        changed = ways if row.until is None else {**ways, "until": None, "after": newest(), "since": clock.today()}
        Subscription.objects.filter(pk=row.pk).update(**changed)
        row.refresh_from_db()
    return row


def _require_lawful(account: Account, wanted: Wanted) -> None:
    firm = wanted.party
    if account.role not in PUBLIC_ROLES:
        raise RefusedError("订阅是给企业和群众的，工作人员的消息不用订")
    if wanted.sort not in Sort.values:
        raise RefusedError(f"请选怎么订：{'、'.join(Sort.labels)}")
    if account.role == Role.FIRM and firm is None or firm and firm not in organisations_of(account, clock.today()):
        raise RefusedError("请选您代表的一家企业")
    if wanted.sort == Sort.PROFILE and firm is None:
        raise RefusedError("按企业情况订，要先代表一家企业；个人请按文件或主题订")
    if wanted.sort == Sort.DOCUMENT and wanted.document not in shelf().policies:
        raise RefusedError("请选一份文件")
    if wanted.sort == Sort.TOPIC and not (wanted.subject or wanted.region or wanted.words.strip()):
        raise RefusedError("请至少选一样：给谁的、哪里的、什么词")
    if wanted.subject and wanted.subject not in SUBJECTS:
        raise RefusedError(f"“给谁的”应是{'、'.join(SUBJECTS)}之一")
    if wanted.region and wanted.region not in shelf().regions.names:
        raise RefusedError("不认识这个地方，例如：江西省南昌市")
    if wanted.by_email and not account.email or wanted.by_sms and not account.phone:
        raise RefusedError("您的账号没有登记这个邮箱或手机号，请到窗口登记；站内信总会收到")


def _key(wanted: Wanted) -> str:
    firm = str(wanted.party.pk) if wanted.party else ""
    topic = [wanted.subject, wanted.region, " ".join(wanted.words.split())] if wanted.sort == Sort.TOPIC else [wanted.document]
    return ":".join([wanted.sort, firm, *topic])


def unsubscribe(subscription: Subscription) -> bool:
    """End it today; False where it had ended before."""
    return bool(Subscription.objects.filter(pk=subscription.pk, until=None).update(until=clock.today()))


def stop_token(account: Account) -> str:
    """What a letter's link bears, so that its reader need not sign in to be left in peace."""
    return signing.Signer(salt=SALT).sign(str(account.pk))


def account_of(token: str) -> Account | None:
    try:
        return Account.objects.filter(pk=int(signing.Signer(salt=SALT).unsign(token))).first()
    except signing.BadSignature:
        return None


def unsubscribe_all(account: Account) -> int:
    """End all that an account subscribes to; how many."""
    return Subscription.objects.filter(account=account, until=None).update(until=clock.today())


@transaction.atomic
def tell(accounts: Iterable[int], day: date) -> int:
    """Tell these accounts what is new by their subscriptions, each in one digest; how many digests. Whoever has had the day's gets none."""
    # Of two workers at once the second waits here and then sees the digests.
    people = {row.pk: row for row in Account.objects.select_for_update().filter(pk__in=list(accounts), is_active=True).order_by("pk")}
    had = known_keys(_digest_key(account, day) for account in people.values())
    waiting = [account for account in people.values() if f"{_digest_key(account, day)}:inapp" not in had]
    fresh = _fresh(waiting, day)
    pushes = [push for account in waiting if fresh.get(account.pk) for push in _digest(account, fresh[account.pk], day)]
    Push.objects.bulk_create(pushes, batch_size=500)
    return sum(bool(fresh.get(account.pk)) for account in waiting)


def _fresh(accounts: list[Account], day: date) -> dict[int, list[News]]:
    """What has not been told by each account's live subscriptions; one for a party it no longer acts for says nothing."""
    rows = list(Subscription.objects.filter(account__in=accounts, until=None).select_related("party").order_by("id"))
    pairs = acting([account.pk for account in accounts], day)
    rows = [row for row in rows if row.party_id is None or (row.account_id, row.party_id) in pairs]
    told = set(Push.objects.filter(subscription__in=rows).values_list("subscription", "document", "benefit", "version"))
    documents = current(day)
    subjects = {row.party_id: row.party.subject for row in rows if row.sort == Sort.PROFILE}
    held = {party: {name: fact.value for name, fact in facts.items()} for party, facts in held_on(subjects, day).items()}
    cards = {party: gained(subjects[party], facts, day) for party, facts in held.items()}
    found: dict[int, list[News]] = {}
    for row in rows:
        news = of_profile(row, cards[row.party_id]) if row.sort == Sort.PROFILE else of_documents(row, documents)
        found.setdefault(row.account_id, []).extend(one for one in news if one.key not in told)
    return found


def _digest(account: Account, news: list[News], day: date) -> list[Push]:
    lines = list(dict.fromkeys(one.line for one in sorted(news, key=lambda one: one.rank)))
    more = f"\n另有 {len(lines) - SHOWN} 条，打开站内信看全部。" if len(lines) > SHOWN else ""
    mailed = bool(account.email) and any(one.subscription.by_email for one in news)
    leave = f"\n不想再收：{full_link(reverse('reach:stop', args=[stop_token(account)]))}" if mailed else ""
    notice, *_ = notify(
        _digest_key(account, day),
        f"{len(lines)} 条政策消息",
        "\n".join(lines[:SHOWN]) + more + leave,
        account=account.login,
        email=account.email if mailed else "",
        phone=account.phone if any(one.subscription.by_sms for one in news) else "",
        link=reverse("reach:inbox"),
        about="subscriptions",
    )
    return [
        Push(
            subscription=one.subscription,
            account=account,
            party=one.subscription.party,
            document=one.document,
            benefit=one.benefit,
            version=one.version,
            notice=notice.key,
            told_on=day,
        )
        for one in news
    ]


def _digest_key(account: Account, day: date) -> str:
    return f"reach:digest:{day}:{account.login}"


@transaction.atomic
def invite(look: Look, *, by: Account | None, day: date) -> Run | None:
    """Invite those who may be, at most AT_ONCE; None where there is nobody. RefusedError where somebody has just invited one of them."""
    chosen = look.ready[:AT_ONCE]
    if not chosen:
        return None
    matter = look.matter
    run = Run.objects.create(benefit=matter.id, document=matter.document.id, by=by, on=day, count=len(chosen))
    units = units_of(dict.fromkeys(one.lead for one in chosen))
    try:
        with transaction.atomic():
            rows = Invitation.objects.bulk_create([_invitation(run, one, units[one.lead], day) for one in chosen])
    except IntegrityError:
        raise RefusedError("刚刚有人发过邀请，名单变了，请再看一眼") from None
    pushes = [_invited(look, row, one, day) for row, one in zip(rows, chosen, strict=True)]
    Push.objects.bulk_create(pushes, batch_size=500)
    clause = Clause(matter.document.id, matter.instrument.quote.clause, shelf().program.fingerprint)
    record(Act("reach.invited", named(run), named(by), details={"benefit": matter.id, "count": run.count}, happened_on=day, clause=clause))
    return run


def _invitation(run: Run, one: Candidate, unit: Unit, day: date) -> Invitation:
    facts = {name: _shown(fact) for name, fact in one.facts.items()}
    evidence = {"conditions": [condition_words(held) for held in one.outcome.conditions], "facts": facts}
    gives = gift_words(one.outcome.gives)[:200]
    return Invitation(run=run, benefit=run.benefit, party=one.party, unit=unit, gives=gives, evidence=evidence, invited_on=day)


def _shown(fact: Fact) -> list[str]:
    return [fact.value, fact.since.isoformat(), fact.source]


def _invited(look: Look, row: Invitation, one: Candidate, day: date) -> Push:
    matter, papers = look.matter, asked_in(look.matter, one.place, day).papers
    wanted = "；".join(f"{name}（{STANDS[stands]}）" for name, stands in papers.items())
    body = (
        f"{row.party.name}：按已登记的情况，符合《{matter.document.short}》“{matter.title}”，{row.gives}。"
        f"申请表已为您填好，核对后提交给{row.unit.name}。{f'还要交：{wanted}。' if wanted else ''}"
    )
    link = reverse("reach:invitation", args=[row.pk])
    notice, *_ = notify(f"reach:invite:{row.pk}", "符合条件，申请表已为您填好", body, party=row.party, link=link, about=f"case:{matter.id}")
    return Push(party=row.party, document=matter.document.id, benefit=matter.id, version="invited", notice=notice.key, told_on=day)


@transaction.atomic
def stand(benefit: str, unit: Unit, *, by: Account, on: bool) -> bool:
    """Switch the daily invitation for a benefit on or off for a unit; whether that changed anything."""
    rows = Standing.objects.filter(benefit=benefit, unit=unit)
    changed = (
        Standing.objects.get_or_create(benefit=benefit, unit=unit, defaults={"by": by, "since": clock.today()})[1]
        if on
        else rows.delete()[0] > 0
    )
    if changed:
        record(Act("reach.standing", named(unit), named(by), details={"benefit": benefit, "on": on}))
    return changed


def note_reckoned(party: Party, documents: Iterable[str]) -> int:
    """Write that somebody signed in for a party was shown that these documents give it something; how many for the first time."""
    known = set(Reckoned.objects.filter(party=party).values_list("document", flat=True))
    new = [Reckoned(party=party, document=id, first_on=clock.today()) for id in dict.fromkeys(documents) if id not in known]
    if new:
        # Two pages at one moment may write the same.
        Reckoned.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
