"""The oracle on payments, cards, liability and suspicions: B, X, F of rules.md."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from madeup.judge_account import shortage
from madeup.judge_wages import arrears_of
from madeup.reckon import Payment
from madeup.site import ZERO, PayRow
from madeup.verdicts import Case

_CENT = Decimal("0.01")
_AGAIN = timedelta(days=7)
_NEAR = timedelta(days=3)
_ONE = (3, Decimal(5_000))
_MANY = (10, Decimal(30_000))
_TRADE = 5
_REGISTERED, _SHARE = 10, Decimal("0.3")


def judge_risk(case: Case) -> None:
    """Say all that B, X and F say."""
    if case.money.end is not None:
        _payments(case)
        _totals(case)
        _failures(case)
        _batches(case)
        _registered_for_pay(case)
    _cards(case)
    _crime(case)
    _liability(case)
    _pay_by_day(case)


def _payments(case: Case) -> None:
    live = [payment for payment in case.money.payments if not payment.void]
    same = Counter((payment.who, payment.day, payment.amount) for payment in live)
    for payment in live:
        worker = case.site.workers[payment.who]
        if payment.tier == "name" and worker.on_roster:
            case.of("B01", "payment", payment.key, passes=payment.account == worker.card, amount=payment.amount)
        if payment.tier != "name" and payment.name:
            case.of("B02", "payment", payment.key, passes=payment.name == worker.name, amount=payment.amount)
        alone = same[payment.who, payment.day, payment.amount] == 1
        case.of("F01", "payment", payment.key, passes=alone, amount=payment.amount)


def _totals(case: Case) -> None:
    paid: dict[int, list[Payment]] = defaultdict(list)
    for payment in case.money.payments:
        if not payment.void:
            paid[payment.who].append(payment)
    for who, payments in sorted(paid.items()):
        worker = case.site.workers[who]
        case.of_worker("B04", worker, passes=len({payment.account for payment in payments}) == 1)
        total = sum((payment.amount for payment in payments), ZERO)
        excess = total - sum((due.net for due in case.money.dues_of(who)), ZERO)
        case.of_worker("B05", worker, passes=excess <= _CENT, amount=excess)


def _failures(case: Case) -> None:
    """Ask whether what failed or came back was paid again within a week, as far as the statement shows it (B06)."""
    for kind, key, who, day, amount in _failed(case):
        again = any(
            payment.who == who and not payment.void and day <= payment.day <= day + _AGAIN and payment.amount >= amount
            for payment in case.money.payments
        )
        shown = case.money.end is not None and case.money.end >= day + _AGAIN
        passes = True if again else False if shown else None
        case.of("B06", kind, key, passes=passes, amount=amount, lacks="" if passes is not None else "statement")


def _failed(case: Case) -> Iterator[tuple[str, tuple[str, int], int, date, Decimal]]:
    for back in case.money.returns:
        yield "transaction", ("line", back.key), back.who, back.day, back.amount
    by_card = {worker.card: worker.who for worker in case.site.workers}
    for payout in case.site.payouts:
        if payout.failed:
            yield "payout", ("payout", payout.key), by_card[payout.account], payout.at.date(), payout.amount


def _batches(case: Case) -> None:
    lines = {line.key: line for line in case.site.lines}
    covered = set()
    for key, rows in case.money.batches.items():
        good = [row for row in rows if not row.failed]
        covered |= {row.key for row in good}
        passes = sum((row.amount for row in good), ZERO) == lines[key].debit
        case.of("B07", "transaction", ("line", key), passes=passes, amount=lines[key].debit)
    singles = [payment for payment in case.money.payments if payment.key[0] == "line"]
    by_card = {worker.card: worker.who for worker in case.site.workers}
    for payout in case.site.payouts:
        if not payout.failed:
            near = any(
                single.who == by_card.get(payout.account)
                and single.amount == payout.amount
                and abs(single.day - payout.at.date()) <= _NEAR
                for single in singles
            )
            shown = case.money.end is not None and payout.at.date() + _NEAR <= case.money.end
            backed = True if near or payout.key in covered else False if shown else None
            case.of("B08", "payout", ("payout", payout.key), passes=backed, amount=payout.amount)


def _cards(case: Case) -> None:
    holders: dict[str, set[int]] = defaultdict(set)
    for worker in case.site.workers:
        if worker.on_roster and case.site.asks("roster", "card_no"):
            holders[worker.card].add(worker.who)
    for row in case.site.payroll if case.site.asks("payroll", "card_no") else []:
        holders[row.card].add(row.who)
    for card, people in holders.items():
        case.of("B03", "card", card, passes=len(people) == 1)


def _crime(case: Case) -> None:
    """Compare arrears with the nation's lowest reference lines: months and yuan of one, heads and yuan of many.

    What could not be judged matters only where it could still reach the line.
    """
    lacks = "statement" if case.money.end is None else "statement.statement_through"
    heads = open_heads = 0
    everything = ZERO
    for worker in case.site.workers:
        owed = arrears_of(case, worker)
        dark = sum(
            due.due < case.on and due.net > 0 and case.money.arrears(due, case.on) is None
            for due in case.money.dues_of(worker.who)
        )
        heads, open_heads = heads + bool(owed), open_heads + bool(owed or dark)
        everything += sum(owed, ZERO)
        if any(case.site.rows_of(worker.who)):
            case.of_worker("X01", worker, passes=_below(owed, dark), amount=sum(owed, ZERO), lacks=lacks)
    reached = heads >= _MANY[0] and everything >= _MANY[1]
    passes = False if reached else None if open_heads >= _MANY[0] and open_heads > heads else True
    case.of_project("X02", passes=passes, amount=everything, lacks=lacks)


def _below(owed: list[Decimal], dark: int) -> bool | None:
    """Say whether one worker's arrears stay below the line; None where the months in the dark could lift them to it."""
    if len(owed) >= _ONE[0] and sum(owed, ZERO) >= _ONE[1]:
        return False
    return None if dark and len(owed) + dark >= _ONE[0] else True


def _liability(case: Case) -> None:
    site = case.site
    if case.money.end is None:
        return
    everything = ZERO
    employers = [firm.name for firm in site.subcontractors] if site.asks("subcontractor") else []
    if site.asks("roster", "employer") or site.asks("payroll", "employer"):
        employers += [worker.employer for worker in site.workers]
    owed: dict[str, Decimal] = {name: ZERO for name in employers if name != site.text("contractor_name")}
    for worker in site.workers:
        total = sum(arrears_of(case, worker), ZERO)
        everything += total
        if worker.employer in owed:
            owed[worker.employer] += total
    for employer, total in owed.items():
        case.of("X03", "subcontractor", employer, passes=total == 0, amount=total)
    missing = shortage(case)
    if missing > 0:
        case.of_project("X04", passes=everything == 0, amount=min(everything, missing))


def _pay_by_day(case: Case) -> None:
    trades: dict[tuple[str, date], list[PayRow]] = defaultdict(list)
    for row in case.sheet:
        if row.days and case.site.workers[row.who].on_roster:
            trades[case.site.workers[row.who].trade, row.month].append(row)
    for (_, month), rows in sorted(trades.items()):
        if len(rows) >= _TRADE:
            middle = median(row.net / row.days for row in rows)
            for row in rows:
                passes = row.net / row.days <= 3 * middle
                case.of_worker("F02", case.site.workers[row.who], passes=passes, month=month)


def _registered_for_pay(case: Case) -> None:
    days = [worker.registered for worker in case.site.workers if worker.on_roster and worker.registered]
    if len(days) < _REGISTERED or not case.site.asks("roster", "registered_date"):
        return
    window = timedelta(days=2)
    most = max(
        sum(pay - window <= day <= pay for day in days) for pay in {payment.day for payment in case.money.payments}
    )
    case.of_project("F03", passes=most < _SHARE * len(days))
