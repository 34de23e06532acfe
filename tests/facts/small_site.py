"""A small site, and its books."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import polars as pl

from wagecheck.facts import Facts

Build = Callable[..., Facts]

PROJECT: Mapping[str, Any] = {
    "project_name": "滨江花园3号",
    "region": "360113",
    "funding": "政府投资",
    "owner_name": "江南置业有限公司",
    "contractor_name": "赣北建工集团有限公司",
    "contract_date": "2025-01-02",
    "start_date": "2025-01-10",
    "pay_day": 15,
    "completion_date": None,
}
ZHANG = {"name": "张大山", "id_no": "360199199001011238", "card_no": "6217001000000000017"}
LI = {"name": "李小河", "id_no": "360199199202022348", "card_no": "6217001000000000025"}
WANG = {"name": "王青田", "id_no": "360199198803033457", "card_no": "6217001000000000033"}


def wages(worker: Mapping[str, Any], *months: str, net: str = "5000", **more: Any) -> list[dict[str, Any]]:
    """Put a worker on the payroll of some months."""
    person = {"name": worker["name"], "id_no": worker["id_no"]}
    return [person | {"month": month, "net": net, "gross": net} | more for month in months]


def pays(day: str, worker: Mapping[str, Any], amount: str = "5000", **more: Any) -> dict[str, Any]:
    """Give a line of the account that pays a worker on his card."""
    return {
        "booked_at": day,
        "debit": amount,
        "credit": "0",
        "counterparty_name": worker["name"],
        "counterparty_account": worker["card_no"],
        "summary": "工资",
    } | more


def paid_out(at: str | None, worker: Mapping[str, Any], amount: str = "5000", **more: Any) -> dict[str, Any]:
    """Give a row of the bank's list of payouts: to a worker's card, with his number where he has one."""
    person = {"payee_name": worker["name"], "payee_account": worker["card_no"], "id_no": worker.get("id_no")}
    return person | {"paid_at": at, "amount": amount} | more


def line(day: str, *, out: str = "0", into: str = "0", **more: Any) -> dict[str, Any]:
    """Give any other line of the account."""
    return {"booked_at": day, "debit": out, "credit": into} | more


def month_of(facts: Facts, worker: Mapping[str, Any], month: str) -> dict[str, Any]:
    """Find the fact of a worker's month."""
    frame = facts.frames["worker_month"]
    found = frame.filter((pl.col("worker") == worker["id_no"]) & (pl.col("month") == date.fromisoformat(f"{month}-01")))
    return found.row(0, named=True)
