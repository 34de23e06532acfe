"""The account and the calendar of the made-up site."""

from collections.abc import Iterable
from decimal import Decimal

from tests.report.made_people import LEDGER, MONTHS
from wagecheck.model import AccountHistory, Calendar, CalendarRow, CalendarTeam, Runway, RunwayState

_BOOKED = (
    ("2025-01-06", {"allotment": "800000.00"}),
    ("2025-01-14", {"wage": "611000.00", "fee": "12.00"}),
    ("2025-02-26", {"allotment": "500000.00"}),
    ("2025-03-12", {"batch": "420000.00"}),
    ("2025-05-20", {"diversion_company": "86000.00", "cash": "20000.00"}),
    ("2025-07-01", {"interest": "322.18"}),
)


RUNWAY = Runway(
    RunwayState.SHORT,
    since="2025-08-18",
    balance="92435.00",
    overdue="0.00",
    payroll="921644.91",
    payroll_months=3,
    allotment="944000.00",
    allotment_months=3,
    allotment_every=1,
    allotment_day=28,
    last_allotment="2025-07-28",
    until="2026-02-28",
    day="2025-10-15",
    amount="1231.50",
    month="2025-09",
)


def account(basis: str = "stated") -> AccountHistory:
    """Give an account with every sort of line."""
    known = basis == "stated"
    balance = Decimal(0)
    balances = []
    sums: dict[str, dict[str, str]] = {}
    for day, booked in _BOOKED:
        for kind, text in booked.items():
            balance += Decimal(text) * (1 if kind in {"allotment", "interest"} else -1)
            sums.setdefault(kind, {})[day] = text
        balances.append(f"{balance:.2f}" if known else "")
    return AccountHistory(basis, "0.00" if known else "", tuple(day for day, _ in _BOOKED), tuple(balances), sums)


def _team(employer: str, team: str, arrears: str, rows: Iterable[CalendarRow]) -> CalendarTeam:
    told = [(row.worker_id, row.name, row.marks, row.arrears) for row in rows]
    return CalendarTeam(employer, team, arrears, *zip(*told, strict=True))


def calendar() -> Calendar:
    """Give a team that is owed, with whom the ledger lists, and one that was paid in time."""
    owed: dict[tuple[str, str], list[str]] = {}
    for line in LEDGER:
        owed.setdefault((line.worker_id, line.name), []).append(line.month)
    rows = tuple(
        CalendarRow(worker, name, "".join("o" if month in months else "p" for month in MONTHS), f"{_sum(worker):.2f}")
        for (worker, name), months in owed.items()
    )
    total = sum((Decimal(row.arrears) for row in rows), Decimal(0))
    paid = CalendarRow("3601**********0017", "高长根", ".ppl?pp-", "0.00")
    calm = CalendarRow("3601**********0025", "林丽", "pppppppp", "0.00")
    return Calendar(
        MONTHS,
        (
            _team("江岸劳务有限公司", "钢筋一班", f"{total:.2f}", rows),
            _team("弘实建筑劳务有限公司", "砌筑班", "0.00", (paid,)),
            _team("弘实建筑劳务有限公司", "", "0.00", (calm,)),
        ),
    )


def _sum(worker: str) -> Decimal:
    return sum((Decimal(line.arrears) for line in LEDGER if line.worker_id == worker), Decimal(0))


def wide(people: int, months: int) -> Calendar:
    """Give a calendar of many workers in teams of twenty, one in ten of them with trouble."""
    named = tuple(f"{2023 + at // 12}-{at % 12 + 1:02}" for at in range(months))
    rows = [
        CalendarRow(
            f"3601**********{at % 10000:04}",
            f"工人{at}",
            ("pplo" * months)[:months] if at % 10 == 0 else "p" * months,
            "5600.00" if at % 10 == 0 else "0.00",
        )
        for at in range(people)
    ]
    teams = (
        _team("江岸劳务有限公司", f"{at // 20 + 1}班", "11200.00", tuple(rows[at : at + 20]))
        for at in range(0, people, 20)
    )
    return Calendar(named, tuple(teams))
