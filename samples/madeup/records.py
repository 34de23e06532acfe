"""What each paper of a site says, row by row, by canonical name: the step between the site and any layout."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from madeup.days import month_of
from madeup.site import Site, Value, Worker, days_of_mark

Key = tuple[str, int | str]
"""What a record is about: ("line", 17), ("worker", 3), ("advance", 1) …"""

HOURS = Decimal(8)


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a paper: what it is about, and its values by canonical name."""

    key: Key
    values: dict[str, Value]


def records(site: Site, table: str) -> list[Record]:
    """Give the rows of a table; columns that were not handed in are left out, as is a table that was not."""
    if table in site.absent:
        return []
    hidden = {name.split(".")[1] for name in site.absent if name.startswith(f"{table}.")}
    return [
        Record(record.key, {name: value for name, value in record.values.items() if name not in hidden})
        for record in _SOURCES[table](site)
    ]


def _project(site: Site) -> Iterator[Record]:
    yield Record(("project", site.text("project_id")), dict(site.project))


def _subcontractors(site: Site) -> Iterator[Record]:
    for firm in site.subcontractors:
        values: dict[str, Value] = {
            "employer": firm.name,
            "employer_uscc": firm.uscc,
            "subcontract_date": firm.contract,
            "delegation_date": firm.delegation,
            "entry_date": firm.entry,
            "exit_date": firm.exit,
        }
        yield Record(("subcontractor", firm.name), values)


def written_id(worker: Worker, *, as_number: bool = False) -> str | int:
    """Give an ID number as the clerk typed it: text, or a number that Excel has cut; one with an X stays text."""
    return int(worker.id_no) if (as_number or worker.numeric_id) and worker.id_no.isdigit() else worker.id_no


def _roster(site: Site) -> Iterator[Record]:
    for worker in site.workers:
        if worker.on_roster:
            yield from [Record(("worker", worker.who), _roster_values(worker))] * (1 + worker.listed_again)


def _roster_values(worker: Worker) -> dict[str, Value]:
    return {
        "name": worker.name,
        "id_no": written_id(worker),
        "sex": "女" if worker.woman else "男",
        "home": worker.home,
        "id_type": "居民身份证",
        "phone": worker.phone,
        "employer": worker.employer,
        "team": worker.team,
        "trade": worker.trade,
        "role": worker.role,
        "team_leader": worker.leader,
        "entry_date": worker.entry,
        "exit_date": worker.exit,
        "registered_date": worker.registered,
        "contract_date": worker.contract,
        "contract_end": worker.contract_end,
        "contract_kind": "固定期限" if worker.contract_end else "以完成一定工作任务为期限" if worker.contract else None,
        "wage_basis": worker.basis,
        "agreed_wage": worker.wage,
        "card_no": worker.card,
        "card_bank": worker.bank,
        "training_date": worker.trained,
        "injury_insured": worker.insured,
    }


def _attendance(site: Site) -> Iterator[Record]:
    months = set(site.attendance_months)
    told = any(worker.overtime for worker in site.workers)
    for worker in site.workers:
        for day, mark in worker.marks.items():
            if month_of(day) in months:
                values: dict[str, Value] = {
                    "name": worker.name,
                    "id_no": written_id(worker, as_number=month_of(day) in site.numeric_months),
                    "date": day,
                    "days": days_of_mark(mark),
                    "hours": mark if mark > 1 else mark * HOURS,
                }
                if told:
                    values["overtime_hours"] = worker.overtime.get(day, Decimal(0))
                yield Record(("worker", worker.who), values)


def _payroll(site: Site) -> Iterator[Record]:
    for row in site.payroll:
        worker = site.workers[row.who]
        values: dict[str, Value] = {
            "name": worker.name,
            "id_no": written_id(worker),
            "month": row.month,
            "employer": worker.employer,
            "team": worker.team,
            "days": row.days,
            "rate": row.rate,
            "gross": row.gross,
            "deductions": row.deductions,
            "deduction_reason": row.reason,
            "net": row.net,
            "card_no": row.card,
            "card_bank": worker.bank,
            "signed": row.signed,
            "reviewed": row.reviewed,
            "pay_method": row.method,
        }
        yield Record(("worker", row.who), values)


def _statement(site: Site) -> Iterator[Record]:
    for line in site.lines:
        values: dict[str, Value] = {
            "booked_at": line.at,
            "debit": line.debit,
            "credit": line.credit,
            "balance": line.balance,
            "counterparty_name": line.name or None,
            "counterparty_account": line.account or None,
            "summary": line.summary,
            "purpose": line.remark or None,
        }
        yield Record(("line", line.key), values)


def _payouts(site: Site) -> Iterator[Record]:
    for payout in site.payouts:
        values: dict[str, Value] = {
            "paid_at": payout.at,
            "payee_name": payout.name,
            "payee_account": payout.account,
            "amount": payout.amount,
            "status": "失败" if payout.failed else "成功",
            "batch_no": payout.batch,
            "month": payout.month,
            "failure_reason": payout.failed,
        }
        yield Record(("payout", payout.key), values)


def _deposits(site: Site) -> Iterator[Record]:
    told = any(instrument.used or instrument.released for instrument in site.deposits)
    for instrument in site.deposits:
        values: dict[str, Value] = {
            "kind": instrument.kind,
            "amount": instrument.amount,
            "lodged_date": instrument.lodged,
            "expiry_date": instrument.expiry,
            "issuer": instrument.issuer,
            "beneficiary": instrument.beneficiary,
            "on_demand": instrument.on_demand,
            "reference": instrument.reference,
            "released_date": instrument.released,
        }
        if told:
            values |= {
                "used_date": instrument.used_on,
                "used_amount": instrument.used,
                "topup_date": instrument.topped_up_on,
                "topup_amount": instrument.topped_up,
                "refund_notice_date": instrument.refund_notice,
            }
        yield Record(("instrument", instrument.reference), values)


def _advances(site: Site) -> Iterator[Record]:
    for advance in site.advances:
        values: dict[str, Value] = {
            "drawn_date": advance.drawn,
            "amount": advance.amount,
            "workers": advance.workers,
            "reason": advance.reason,
            "repaid_date": advance.repaid_on,
            "repaid_amount": advance.repaid,
        }
        yield Record(("advance", advance.key), values)


def _progress(site: Site) -> Iterator[Record]:
    for row in site.progress:
        values: dict[str, Value] = {
            "month": row.month,
            "certified_amount": row.certified,
            "paid_amount": row.paid,
            "labour_cost_due": row.labour,
        }
        yield Record(("progress", f"{row.month:%Y-%m}"), values)


_SOURCES = {
    "project": _project,
    "subcontractor": _subcontractors,
    "roster": _roster,
    "attendance": _attendance,
    "payroll": _payroll,
    "statement": _statement,
    "payout": _payouts,
    "deposit": _deposits,
    "advance": _advances,
    "progress": _progress,
}
