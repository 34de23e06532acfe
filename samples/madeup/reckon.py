"""What money reached whom, reckoned in plain Python from a site's papers: an oracle that shares no code with the tool.

It follows "Money that reaches a worker" (tables.md): kinds of transaction, matching, batches, returns, settlement
first-in-first-out, due day, evidence end, arrears. What a line was meant for (`Line.wage`) it does not look at.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from madeup.site import ZERO, Line, Payout, Site

_RETURN = ("退汇", "退票", "冲正", "退回", "失败")
_BATCH = ("代发", "工资", "批量")
_FEE = ("手续费", "工本费", "服务费", "短信费")
_CASH = ("现金", "取现", "提现", "支取现金", "备用金")
_SEIZURE = ("扣划", "冻结", "强制", "法院")
_ORGANISATION = ("公司", "厂", "店", "部", "局", "中心", "合作社", "集团", "法院", "平台", "支行", "银行")
_FEE_LIMIT = Decimal(1000)


@dataclass(slots=True)
class Payment:
    """Money that reached a worker: by a line of his own, or by a row of a batch's list."""

    who: int
    day: date
    amount: Decimal
    key: tuple[str, int]
    """("line", 17) or ("payout", 3)."""
    account: str
    name: str
    tier: str
    """account+name, account or name."""
    void: bool = False


@dataclass(slots=True)
class Return:
    """Money that came back from a worker's card."""

    who: int
    day: date
    amount: Decimal
    key: int


@dataclass(slots=True)
class Due:
    """A worker-month: what was due, what of it is settled at the evidence end, and since when wholly."""

    who: int
    month: date
    net: Decimal
    due: date
    settled: Decimal = ZERO
    paid_off: date | None = None

    @property
    def owed(self) -> Decimal:
        """What is not settled."""
        return self.net - self.settled


@dataclass
class Reckoning:
    """All that the account shows; `end` is None where there is no statement, and then nothing is known of payment."""

    end: date | None
    kinds: dict[int, str] = field(default_factory=dict)
    """The kind of every line, by its key."""
    payments: list[Payment] = field(default_factory=list)
    returns: list[Return] = field(default_factory=list)
    dues: dict[tuple[int, date], Due] = field(default_factory=dict)
    batches: dict[int, list[Payout]] = field(default_factory=dict)
    """The rows of its list, by the key of each batch line."""
    flow: dict[str, Decimal] = field(default_factory=dict)
    """The sum of the lines of each kind."""

    def dues_of(self, who: int) -> list[Due]:
        """Give the months of a worker, in order."""
        return self._by_worker.get(who, [])

    @cached_property
    def _by_worker(self) -> dict[int, list[Due]]:
        grouped: dict[int, list[Due]] = defaultdict(list)
        for due in sorted(self.dues.values(), key=lambda due: due.month):
            grouped[due.who].append(due)
        return grouped

    def arrears(self, due: Due, on: date) -> Decimal | None:
        """Give what is owed of a worker-month on the day of the audit; None where the papers cannot show it."""
        if self.end is None or (due.due > self.end and not due.paid_off):
            return None
        return due.owed if due.due < on else ZERO


@dataclass
class _People:
    """Who bears a card, and who bears a name."""

    cards: dict[str, set[int]]
    names: dict[str, set[int]]

    def match(self, name: str, account: str) -> tuple[int, str] | None:
        """Find whom a counterparty is: by card, among several by name; else by a name that one worker bears."""
        holders = self.cards.get(account, set()) if account else set()
        named = self.names.get(name, set())
        if holders:
            both = holders & named
            if len(both) == 1:
                return min(both), "account+name"
            return (min(holders), "account") if len(holders) == 1 else None
        return (min(named), "name") if len(named) == 1 else None

    def shared(self, account: str) -> bool:
        """Tell whether an account is some worker's card, though it may not be known whose."""
        return bool(account) and account in self.cards


def reckon(site: Site) -> Reckoning:
    """Reckon a site: kinds, payments, dues and their settlement."""
    known = site.asks("statement")
    result = Reckoning(end=site.day("statement_through") or _last_day(site) if known else None)
    result.dues = _dues(site)
    if not known:
        return result
    people = _people(site)
    for line in site.lines:
        kind = _kind(site, people, line)
        result.kinds[line.key] = kind
        result.flow[kind] = result.flow.get(kind, ZERO) + line.debit + line.credit
        match = people.match(line.name, line.account)
        if kind == "wage" and match:
            payment = Payment(
                match[0], line.at.date(), line.debit, ("line", line.key), line.account, line.name, match[1]
            )
            result.payments.append(payment)
        elif kind == "return" and match:
            result.returns.append(Return(match[0], line.at.date(), line.credit, line.key))
    _pay_batches(site, people, result)
    _give_back(result)
    _settle(result)
    return result


def _last_day(site: Site) -> date:
    return max(line.at.date() for line in site.lines)


def _people(site: Site) -> _People:
    cards: dict[str, set[int]] = defaultdict(set)
    names: dict[str, set[int]] = defaultdict(set)
    paid = {row.who for row in site.payroll}
    for worker in site.workers:
        if worker.on_roster or worker.marks or worker.who in paid:
            names[worker.name].add(worker.who)
        if worker.on_roster:
            cards[worker.card].add(worker.who)
    for row in site.payroll:
        cards[row.card].add(row.who)
    return _People(cards, names)


def _kind(site: Site, people: _People, line: Line) -> str:
    words = line.summary + line.remark
    if line.credit:
        return _credit_kind(site, people, line, words)
    return _debit_kind(people, line, words)


def _credit_kind(site: Site, people: _People, line: Line, words: str) -> str:
    if _any(_RETURN, words) and people.match(line.name, line.account):
        return "return"
    treasury = site.project.get("funding") == "政府投资" and _any(("财政", "国库"), line.name)
    if line.name and (line.name == site.project.get("owner_name") or treasury):
        return "allotment"
    if line.name and line.name == site.project.get("contractor_name"):
        return "top_up"
    return "interest" if _any(("利息", "结息"), words) else "other_in"


def _debit_kind(people: _People, line: Line, words: str) -> str:
    firm = _any(_ORGANISATION, line.name) or len(line.name) > 5  # noqa: PLR2004 - no worker's name is that long
    if people.match(line.name, line.account) or people.shared(line.account):
        return "wage"
    if (firm or not line.name) and _any(_BATCH, words):
        return "batch"
    if _any(_FEE, words) and line.debit <= _FEE_LIMIT:
        return "fee"
    if _any(_CASH, words):
        return "cash"
    if _any(_SEIZURE, words):
        return "seizure"
    return "diversion_company" if firm else "diversion_person"


def _any(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


def _dues(site: Site) -> dict[tuple[int, date], Due]:
    dues: dict[tuple[int, date], Due] = {}
    for row in sorted(site.payroll, key=lambda row: (row.who, row.month)):
        due = dues.setdefault((row.who, row.month), Due(row.who, row.month, ZERO, site.due(row.month)))
        due.net = max(due.net, row.net)
    return dues


def _pay_batches(site: Site, people: _People, result: Reckoning) -> None:
    """Tie lists to batches by their number in the bank's words, else by day and total; what succeeded is paid."""
    lists: dict[str, list[Payout]] = defaultdict(list)
    for payout in site.payouts:
        lists[payout.batch].append(payout)
    for line in site.lines:
        if result.kinds[line.key] != "batch":
            continue
        for batch, rows in lists.items():
            total = sum((row.amount for row in rows if not row.failed), ZERO)
            near = abs((rows[0].at.date() - line.at.date()).days) <= 3  # noqa: PLR2004 - tables.md, money, 2
            if batch in line.summary + line.remark or (near and total == line.debit):
                result.batches[line.key] = rows
                _pay_list(people, result, rows, line.at.date())
                break
        else:
            raise NotImplementedError(f"nobody planted a batch without its list: line {line.key}")


def _pay_list(people: _People, result: Reckoning, rows: list[Payout], day: date) -> None:
    for row in rows:
        match = people.match(row.name, row.account)
        if match and not row.failed:
            result.payments.append(
                Payment(match[0], day, row.amount, ("payout", row.key), row.account, row.name, match[1])
            )


def _give_back(result: Reckoning) -> None:
    """Void the latest earlier payment of a return's amount to its worker."""
    for back in sorted(result.returns, key=lambda back: back.day):
        earlier = [
            payment
            for payment in result.payments
            if payment.who == back.who
            and payment.amount == back.amount
            and payment.day <= back.day
            and not payment.void
        ]
        if not earlier:
            raise NotImplementedError(f"nobody planted a return without its payment: line {back.key}")
        max(earlier, key=lambda payment: payment.day).void = True


def _settle(result: Reckoning) -> None:
    """Let each worker's payments, in order of day, settle his nets, in order of month."""
    money: dict[int, list[Payment]] = defaultdict(list)
    for payment in sorted(result.payments, key=lambda payment: payment.day):
        if not payment.void:
            money[payment.who].append(payment)
    for who, payments in money.items():
        for payment in payments:
            left = payment.amount
            for due in result.dues_of(who):
                part = min(left, due.owed)
                due.settled += part
                left -= part
                if due.owed == 0 and due.paid_off is None:
                    due.paid_off = payment.day
