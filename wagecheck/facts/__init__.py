"""Facts: what is so, one frame a grain, worked out once over all projects of a run, when it is first asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl

from wagecheck.facts.account import Account, accounts
from wagecheck.facts.advance import Advance, advances
from wagecheck.facts.batch import Batch, batches
from wagecheck.facts.card import Card, cards
from wagecheck.facts.deposit import DepositAccount, deposit_accounts
from wagecheck.facts.diversion import Diversion, diversions
from wagecheck.facts.elsewhere import NOTHING, SEEN, Elsewhere, seen_in, shared
from wagecheck.facts.fact import LAW_DATE, Column, Fact, about
from wagecheck.facts.frames import Frames
from wagecheck.facts.funding import funding
from wagecheck.facts.headcount import (
    EmployerMonth,
    PayrollProjectMonth,
    TeamMonth,
    employer_months,
    payroll_project_months,
    team_months,
)
from wagecheck.facts.in_common import NUMBERS, meeting, numbers_in
from wagecheck.facts.instrument import Instrument, instruments
from wagecheck.facts.ledger import Ledger, keep_books
from wagecheck.facts.namesakes import with_possible
from wagecheck.facts.pay_rate import PayRate, pay_rates
from wagecheck.facts.payment import Payment, payments
from wagecheck.facts.payout import Payout, payouts
from wagecheck.facts.person_month import PersonMonth, person_months
from wagecheck.facts.project import Project, projects
from wagecheck.facts.project_month import ProjectMonth, project_months
from wagecheck.facts.provenance import places
from wagecheck.facts.registration_day import RegistrationDay, registration_days
from wagecheck.facts.repayment import Repayment, repayments
from wagecheck.facts.statement import StatementFile, statement_files
from wagecheck.facts.subcontractor import Subcontractor, subcontractors
from wagecheck.facts.terms import with_terms
from wagecheck.facts.torn import NOTHING_TORN
from wagecheck.facts.transaction import KINDS, Transaction, transactions
from wagecheck.facts.worker import Worker, workers
from wagecheck.facts.worker_month import WorkerMonth
from wagecheck.facts.worker_payment import WorkerPayment, worker_payments
from wagecheck.law import Law

GRAINS: Mapping[str, tuple[type[Fact], str]] = {
    "project": (Project, "project"),
    "deposit": (DepositAccount, "project"),
    "instrument": (Instrument, "instrument"),
    "advance": (Advance, "advance"),
    "subcontractor": (Subcontractor, "subcontractor"),
    "account": (Account, "account"),
    "statement_file": (StatementFile, "statement"),
    "transaction": (Transaction, "transaction"),
    "project_month": (ProjectMonth, "month"),
    "worker": (Worker, "worker"),
    "worker_month": (WorkerMonth, "worker"),
    "person_month": (PersonMonth, "worker"),
    "team_month": (TeamMonth, "team"),
    "employer_month": (EmployerMonth, "subcontractor"),
    "payroll_project_month": (PayrollProjectMonth, "month"),
    "payment": (Payment, "payment"),
    "card": (Card, "card"),
    "worker_payment": (WorkerPayment, "worker"),
    "repayment": (Repayment, "payout"),
    "batch": (Batch, "transaction"),
    "payout": (Payout, "payout"),
    "pay_rate": (PayRate, "worker"),
    "registration_day": (RegistrationDay, "project"),
    "diversion": (Diversion, "transaction"),
}
"""Every grain: its model, and what kind of subject its facts are about (a `subject_kind` of their own overrides it)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a run, and the books they were worked out from."""

    frames: Frames
    rows: pl.DataFrame
    """Where every table row stood: rid, table, file, sheet, row."""
    ledger: Ledger
    handed: pl.DataFrame
    """Which papers each project handed in, and were read whole: project_id, table."""


def build_facts(
    tables: Mapping[str, pl.DataFrame],
    handed: pl.DataFrame,
    law: Law,
    *,
    on: date,
    torn: pl.DataFrame = NOTHING_TORN,
    elsewhere: Elsewhere = NOTHING,
) -> Facts:
    """Work out what is so from what the files said.

    `handed`: project_id, table: which papers each project handed in, empty ones included; `torn`: those of which a
    part was not read. `on` is the day of the audit. `elsewhere`: what projects that are not in the tables share with
    these.
    """
    books = keep_books(tables, law, on=on, torn=torn)
    handed = handed.join(torn, on=["project_id", "table"], how="anti")
    sheet = books.tables
    others = elsewhere.without(sheet["project"]["project_id"])
    titles = others.titles(sheet["project"])
    possible = cache(lambda: with_possible(books.months, sheet, books.known))
    ways: dict[str, Callable[[], pl.DataFrame]] = {
        "project": lambda: projects(sheet["project"], books.months, funding(books, handed, on=on), law, on=on),
        "deposit": lambda: deposit_accounts(sheet["project"], sheet["deposit"], handed, law, on=on),
        "instrument": lambda: instruments(sheet["deposit"], sheet["project"], law, on=on),
        "advance": lambda: advances(sheet["advance"]),
        "subcontractor": lambda: subcontractors(books, handed, on=on),
        "account": lambda: accounts(sheet["project"], others.accounts, on=on),
        "statement_file": lambda: statement_files(sheet),
        "transaction": lambda: transactions(books.lines, sheet["control"], books.known, torn),
        "project_month": lambda: project_months(sheet, books, on=on),
        "worker": lambda: workers(books, law, on=on),
        "worker_month": lambda: with_terms(books.months, sheet["roster"], law),
        "person_month": lambda: person_months(books.months, books.days, others.months, titles),
        "team_month": lambda: team_months(possible()),
        "employer_month": lambda: employer_months(books.months),
        "payroll_project_month": lambda: payroll_project_months(possible()),
        "payment": lambda: payments(books.paid, books.known, sheet["roster"], torn),
        "card": lambda: cards(books.cards, books.known, others.cards, titles, torn),
        "worker_payment": lambda: worker_payments(books),
        "repayment": lambda: repayments(books, law),
        "batch": lambda: batches(books.lines, books.payouts, torn),
        "payout": lambda: payouts(books, law),
        "pay_rate": lambda: pay_rates(books),
        "registration_day": lambda: registration_days(books, law, on=on),
        "diversion": lambda: diversions(books, law),
    }
    models = {grain: model for grain, (model, _) in GRAINS.items()}
    frames = Frames(ways, models, sheet["project"].select("project_id", "region"), handed)
    return Facts(frames, places(sheet), books, handed)


__all__ = [
    "GRAINS",
    "KINDS",
    "LAW_DATE",
    "NOTHING",
    "NUMBERS",
    "SEEN",
    "Column",
    "Elsewhere",
    "Facts",
    "about",
    "build_facts",
    "meeting",
    "numbers_in",
    "seen_in",
    "shared",
]
