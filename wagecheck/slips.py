"""Evidence sheets of workers: whom they are for, and what the books say of each, month by month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
from polars import col

from wagecheck.errors import UsageError
from wagecheck.facts import Facts
from wagecheck.findings import Voice, owed, sources
from wagecheck.law import Law
from wagecheck.model import MonthState, SlipMonth, SlipPayment, Source, WorkerSlip
from wagecheck.privacy import mask_worker

_WHO = ["project_id", "worker"]
_ZERO = Decimal("0.00")
_LISTED = 8
"""Most namesakes that an error lists."""

_Row = Mapping[str, Any]
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Books:
    """What is known of the chosen workers, by project and worker."""

    months: Mapping[_Key, Sequence[_Row]]
    paid: Mapping[_Key, Sequence[_Row]]
    returned: Mapping[_Key, Sequence[_Row]]
    roster: Mapping[_Key, Sequence[_Row]]
    projects: Mapping[str, _Row]
    shown: Mapping[int, tuple[Source, ...]]
    """Rows behind each worker-month, by its key."""


def everyone_owed(facts: Facts) -> pl.DataFrame:
    """Select every worker who is owed: project_id, worker."""
    return owed(facts).select(_WHO).unique().sort(_WHO)


def chosen(facts: Facts, wanted: Sequence[str]) -> pl.DataFrame:
    """Select workers by ID number or name: project_id, worker.

    Raises `UsageError` for somebody who is not in the papers, and for a name that several people bear: a sheet must
    not reach the wrong one.
    """
    known = facts.ledger.known.with_columns(
        by_name=col("name").str.replace_all(r"\s", ""), by_id=col("worker").str.to_uppercase()
    )
    picked = []
    for words in wanted:
        asked = "".join(words.split())
        hits = known.filter((col("by_id") == asked.upper()) | (col("by_name") == asked))
        people = hits["worker"].unique().sort().to_list()
        if not people:
            raise UsageError(f"台账里没有 {words}", where="--worker", todo="请核对姓名, 或改用证件号码")
        if len(people) > 1:
            listed = "、".join(mask_worker(one) for one in people[:_LISTED])
            raise UsageError(
                f"叫 {words} 的有 {len(people)} 人: {listed}{' 等' if len(people) > _LISTED else ''}",
                where="--worker",
                todo="请用证件号码指定其中一人",
            )
        picked.append(hits.select(_WHO))
    return pl.concat(picked).unique().sort(_WHO) if picked else known.select(_WHO).clear()


def slips(facts: Facts, who: pl.DataFrame, law: Law, voice: Voice) -> tuple[WorkerSlip, ...]:
    """Write down each worker's months; most owed first. `who`: project_id, worker.

    Payments settle months in the order of their days, so what settled a month may have been paid in another.
    """
    books = _books(facts, who, voice)
    made = [_slip(key, books, law, voice) for key in who.select(_WHO).iter_rows()]
    return tuple(sorted(made, key=lambda one: (one.project_id, -Decimal(one.owed), one.name, one.worker_id)))


def _books(facts: Facts, who: pl.DataFrame, voice: Voice) -> _Books:
    ledger = facts.ledger
    months = facts.frames["worker_month"].join(who, on=_WHO, how="semi").sort(*_WHO, "month")
    returns = ledger.idle.join(who, on=_WHO, how="semi").sort("day", "rid")
    projects = ledger.tables["project"].join(ledger.window, on="project_id", how="left")
    return _Books(
        months=_by_worker(months),
        paid=_by_worker(_referenced(ledger.paid.join(who, on=_WHO, how="semi"), facts)),
        returned=_by_worker(returns),
        roster=_by_worker(ledger.tables["roster"].join(who, on=_WHO, how="semi")),
        projects={row["project_id"]: row for row in projects.iter_rows(named=True)},
        shown=sources(months, facts.rows, voice),
    )


def _referenced(paid: pl.DataFrame, facts: Facts) -> pl.DataFrame:
    """Put beside each payment its number at the bank and its row: reference, file, sheet, row."""
    tables = facts.ledger.tables
    named = pl.concat(
        [
            tables["statement"].select("rid", col("serial").alias("reference")),
            tables["payout"].select("rid", col("batch_no").alias("reference")),
        ]
    )
    placed = facts.rows.select("rid", "file", "sheet", "row")
    return (
        paid.drop("file", "row")
        .join(named, on="rid", how="left")
        .join(placed, on="rid", how="left")
        .sort(*_WHO, "day", "rid")
    )


def _by_worker(frame: pl.DataFrame) -> dict[_Key, list[_Row]]:
    grouped: dict[_Key, list[_Row]] = {}
    for row in frame.iter_rows(named=True):
        grouped.setdefault((row["project_id"], row["worker"]), []).append(row)
    return grouped


def _slip(key: _Key, books: _Books, law: Law, voice: Voice) -> WorkerSlip:
    project_id, worker = key
    project = books.projects[project_id]
    rows = books.months.get(key, ())
    stays = books.roster.get(key, ())
    shares = _shares(rows, books.paid.get(key, ()), books.returned.get(key, ()))
    months = tuple(_month(row, shares.get(row["key"], ()), books, voice) for row in rows)
    name = next((row["subject_name"] for row in rows if row["subject_name"]), _first(stays, "name"))
    return WorkerSlip(
        project_id=project_id,
        project=voice.text(project["project_name"] or project_id),
        place=law.place_name(project["region"]) if project["region"] else "",
        contractor=voice.text(project["contractor_name"] or ""),
        owner=voice.text(project["owner_name"] or ""),
        worker_id="" if worker == name else voice.number("id_no", worker),
        name=voice.text(name or worker),
        phone=voice.number("phone", _first(stays, "phone")),
        employer=voice.text(_every(rows, "employer") or _every(stays, "employer")),
        team=voice.text(_every(rows, "team") or _every(stays, "team")),
        entry_date=_day(min((row["entry_date"] for row in stays if row["entry_date"]), default=None)),
        exit_date=_day(_last_exit(stays)),
        evidence_from=_day(project["evidence_from"]),
        evidence_end=_day(project["evidence_end"]),
        months=months,
        owed=f"{sum((Decimal(month.owed or 0) for month in months), _ZERO):.2f}",
        owed_months=sum(month.state is MonthState.OWED for month in months),
        unjudged_months=sum(bool(month.missing) for month in months),
    )


def _first(rows: Iterable[_Row], name: str) -> str:
    return next((row[name] for row in rows if row[name]), "")


def _every(rows: Iterable[_Row], name: str) -> str:
    """Name each value once, in the order of the rows."""
    return "、".join(dict.fromkeys(row[name] for row in rows if row[name]))


def _last_exit(stays: Sequence[_Row]) -> date | None:
    """Give the day on which the last stay ended; none while one goes on."""
    days = [row["exit_date"] for row in stays]
    return max(days) if days and all(days) else None


def _shares(
    rows: Sequence[_Row], paid: Sequence[_Row], returned: Sequence[_Row]
) -> dict[int, list[tuple[_Row, Decimal]]]:
    """Let the payments settle the months in order: key of the month → payments, each with its share in yuan."""
    left = _kept(paid, returned)
    shares: dict[int, list[tuple[_Row, Decimal]]] = {}
    for row in rows:
        open_sum = max(row["net"] or _ZERO, _ZERO)
        while open_sum > 0 and left:
            share = min(open_sum, left[0][1])
            shares.setdefault(row["key"], []).append((left[0][0], share))
            open_sum -= share
            left[0] = (left[0][0], left[0][1] - share)
            if not left[0][1]:
                left.pop(0)
    return shares


def _kept(paid: Sequence[_Row], returned: Sequence[_Row]) -> list[tuple[_Row, Decimal]]:
    """Take what came back off the payments before it, the latest first; off the first ones where none is earlier."""
    kept = [payment["amount"] for payment in paid]
    for back in returned:
        missing = back["amount"]
        before = [at for at, payment in enumerate(paid) if payment["day"] <= back["day"]]
        for at in (*reversed(before), *range(len(before), len(paid))):
            taken = min(kept[at], missing)
            kept[at] -= taken
            missing -= taken
    return [(payment, amount) for payment, amount in zip(paid, kept, strict=True) if amount > 0]


def _month(row: _Row, shares: Sequence[tuple[_Row, Decimal]], books: _Books, voice: Voice) -> SlipMonth:
    state = _state(row)
    days = row["days"] if row["days"] is not None else row["payroll_days"]
    return SlipMonth(
        month=f"{row['month']:%Y-%m}",
        state=state,
        days="" if days is None else f"{Decimal(days).normalize():f}",
        due=_yuan(row["net"]),
        due_date=_day(row["due_date"]),
        paid=_yuan(row["settled"]),
        owed=_yuan(row["arrears"]) if state is MonthState.OWED else "",
        unjudged=_yuan(row["unjudged"]) if _in_doubt(row, state) and row["unjudged"] else "",
        missing=(row["payment_gap"] or "payout") if _in_doubt(row, state) else "",
        payments=tuple(
            SlipPayment(
                _day(payment["day"]),
                f"{share:.2f}",
                voice.text(payment["reference"] or ""),
                Source(voice.text(payment["file"]), voice.text(payment["sheet"]), payment["row"]),
            )
            for payment, share in shares
        ),
        sources=books.shown.get(row["key"], ()),
    )


def _in_doubt(row: _Row, state: MonthState) -> bool:
    """Whether some of a month that fell due is not judged."""
    return state is MonthState.UNKNOWN or (state is MonthState.OWED and bool(row["unjudged"]))


def _state(row: _Row) -> MonthState:
    if row["is_due"] is False:
        return MonthState.NOT_DUE
    if row["net"] is None or row["arrears"] is None:
        return MonthState.UNKNOWN
    if row["arrears"] > 0:
        return MonthState.OWED
    return MonthState.UNKNOWN if row["unjudged"] else MonthState.PAID


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _yuan(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"
