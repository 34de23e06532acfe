"""The books agree, line by line and to the fen, with a plain reckoning that shares no code with them."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

import polars as pl
import pytest

from tests.facts import plain_ledger
from wagecheck import law
from wagecheck.facts import Facts, build_facts

Tables = dict[str, pl.DataFrame]
SITES = [plain_ledger.some_site(seed) for seed in range(150)]


@pytest.fixture
def built(
    papers: Callable[..., Tables], handed: Callable[[Mapping[str, pl.DataFrame]], pl.DataFrame], book: law.Law
) -> Facts:
    """The facts of all sites together."""
    tables = papers(**plain_ledger.stacked(SITES))
    return build_facts(tables, handed(tables), book, on=plain_ledger.ON)


def test_kinds_due_days_settlement_and_arrears_are_those_of_the_plain_reckoning(built: Facts) -> None:
    assert plain_ledger.differing(SITES, built) == []


def test_the_sites_hold_what_is_hard_to_tell_apart() -> None:
    kinds = {plain_ledger.kind(site, line) for site in SITES for line in site.statement}
    months = [month for site in SITES for month in plain_ledger.reckon(site).values()]

    assert kinds >= {"wage", "batch", "return", "allotment", "top_up", "interest", "fee", "cash", "seizure"}
    assert kinds >= {"diversion_company", "diversion_person", "other_in"}
    assert any(month.arrears is None for month in months)
    assert any(month.arrears and month.settled for month in months)
    assert any(plain_ledger.paid(site)[1] for site in SITES)
    assert any(money.amount < 0 for site in SITES for money in plain_ledger.paid(site)[0])


def test_the_plain_reckoning_knows_a_due_day_and_first_in_first_out() -> None:
    site = plain_ledger.SmallSite({"project_id": "甲", "pay_day": 15, "pay_month_offset": 1, "funding": None})
    worker = {"id_no": "1", "name": "张大山", "card_no": "62"}
    site.roster = [worker]
    site.payroll = [worker | {"month": f"2025-0{at}", "net": 1000, "is_back_pay": False} for at in (2, 3)]
    line = {"booked_at": "2025-04-20", "debit": 1500, "credit": 0, "counterparty_account": "62", "summary": "工资"}
    site.statement = [line]

    february, march = plain_ledger.reckon(site).values()

    assert (february.due, february.settled, february.paid_off) == (date(2025, 3, 14), Decimal(1000), date(2025, 4, 20))
    assert (march.due, march.settled, march.arrears) == (date(2025, 4, 15), Decimal(500), Decimal(500))
