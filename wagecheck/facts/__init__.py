"""Facts: what is so, one frame a grain, worked out once over all projects of a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from wagecheck.facts.account import Account, accounts
from wagecheck.facts.advance import Advance, advances
from wagecheck.facts.batch import Batch, batches
from wagecheck.facts.card import Card, cards
from wagecheck.facts.deposit import DepositAccount, deposit_accounts
from wagecheck.facts.diversion import Diversion, diversions
from wagecheck.facts.elsewhere import NOTHING, Elsewhere, seen_in, shared
from wagecheck.facts.fact import LAW_DATE, Column, Fact, about, finish
from wagecheck.facts.funding import funding
from wagecheck.facts.headcount import (
    EmployerMonth,
    PayrollProjectMonth,
    TeamMonth,
    employer_months,
    payroll_project_months,
    team_months,
)
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


_WAITS_FOR: Mapping[str, tuple[str, ...]] = {
    "transaction": ("statement",),
    "payment": ("statement",),
    "instrument": ("deposit",),
    "subcontractor": ("subcontractor",),
    "statement_file": ("statement",),
    "worker": ("roster", "attendance", "payroll"),
    "worker_month": ("attendance", "payroll"),
    "person_month": ("attendance",),
    "team_month": ("attendance", "payroll"),
    "employer_month": ("attendance",),
    "payroll_project_month": ("attendance", "payroll"),
    "card": ("roster", "payroll"),
    "worker_payment": ("statement",),
    "repayment": ("statement", "payout"),
    "batch": ("statement",),
    "pay_rate": ("payroll",),
    "diversion": ("statement",),
}
"""Papers without which nothing is known of a grain: a project that handed in none of them has one fact of nulls."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of a run, and the books they were worked out from."""

    frames: Mapping[str, pl.DataFrame]
    """One frame a grain, keyed 0…n."""
    rows: pl.DataFrame
    """Where every table row stood: rid, table, file, sheet, row."""
    ledger: Ledger
    handed: pl.DataFrame
    """Which papers each project handed in, and were read whole: project_id, table."""
    absent: Mapping[tuple[str, str], tuple[str, ...]]
    """Papers without which nothing is known of a grain, by project and grain, where none of them was handed in."""


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
    possible = with_possible(books.months, sheet, books.known)
    built = {
        "project": projects(sheet["project"], books.months, funding(books, handed, on=on), law, on=on),
        "deposit": deposit_accounts(sheet["project"], sheet["deposit"], handed, law, on=on),
        "instrument": instruments(sheet["deposit"], sheet["project"], law, on=on),
        "advance": advances(sheet["advance"]),
        "subcontractor": subcontractors(books, handed, on=on),
        "account": accounts(sheet["project"], others.accounts, on=on),
        "statement_file": statement_files(sheet),
        "transaction": transactions(books.lines, sheet["control"], books.known, torn),
        "project_month": project_months(sheet, books, on=on),
        "worker": workers(books, law, on=on),
        "worker_month": with_terms(books.months, sheet["roster"], law),
        "person_month": person_months(books.months, books.days, others.months, titles),
        "team_month": team_months(possible),
        "employer_month": employer_months(books.months),
        "payroll_project_month": payroll_project_months(possible),
        "payment": payments(books.paid, books.known, sheet["roster"], torn),
        "card": cards(books.cards, books.known, others.cards, titles),
        "worker_payment": worker_payments(books),
        "repayment": repayments(books, law),
        "batch": batches(books.lines, books.payouts, torn),
        "payout": payouts(books, law),
        "pay_rate": pay_rates(books),
        "registration_day": registration_days(books, law, on=on),
        "diversion": diversions(books, law),
    }
    regions = sheet["project"].select("project_id", "region")
    unseen = {grain: _unseen(frame, grain, regions, handed) for grain, frame in built.items()}
    frames = {
        grain: finish(_in_place(_with_absent(frame, unseen[grain], regions), regions), GRAINS[grain][0])
        for grain, frame in built.items()
    }
    absent = {(project, grain): _WAITS_FOR[grain] for grain, projects in unseen.items() for project in projects}
    return Facts(frames, places(sheet), books, handed, absent)


def _unseen(frame: pl.DataFrame, grain: str, projects: pl.DataFrame, handed: pl.DataFrame) -> set[str]:
    """List the projects that handed in none of the papers that the grain waits for."""
    if grain not in _WAITS_FOR:
        return set()
    shown = handed.filter(pl.col("table").is_in(_WAITS_FOR[grain]))["project_id"]
    return set(projects["project_id"]) - set(shown) - set(frame["project_id"].unique())


def _with_absent(frame: pl.DataFrame, unseen: set[str], projects: pl.DataFrame) -> pl.DataFrame:
    """Add a row of nulls for each project of whose facts nothing is known."""
    if not unseen:
        return frame
    absent = projects.filter(pl.col("project_id").is_in(unseen))
    return pl.concat([frame, absent.select(name for name in absent.columns if name in frame.columns)], how="diagonal")


def _in_place(frame: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """Say in which division each fact lies."""
    return frame if "region" in frame.columns else frame.join(regions, on="project_id", how="left")


__all__ = [
    "GRAINS",
    "KINDS",
    "LAW_DATE",
    "NOTHING",
    "Column",
    "Elsewhere",
    "Facts",
    "about",
    "build_facts",
    "seen_in",
    "shared",
]
