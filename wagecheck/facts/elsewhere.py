"""What other projects say of the accounts, cards and people that they share with those at hand.

A set of dossiers too large to be judged at once is judged shard by shard. What a project's facts need of projects in
other shards is little: which account each has, who holds each card, and on which days each person attended; and of most
projects nothing, because no other shows a number of theirs (in_common.py).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl
from polars import col

from wagecheck.facts import identity, namesakes
from wagecheck.facts.account import numbered_accounts
from wagecheck.facts.in_common import NUMBERS
from wagecheck.facts.labour import attended, by_day, one_a_day
from wagecheck.facts.provenance import number


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Accounts, cards and attendance of projects; of those at hand themselves, or of all that share any."""

    accounts: pl.DataFrame
    """One row a project: project_id, project_name, number (of the account), account_sub_ledger."""
    cards: pl.DataFrame
    """One row a project, card and holder: project_id, card_no, worker, name."""
    months: pl.DataFrame
    """One row a project, person and month: project_id, id_no, month, days; `present` has bit n − 1 for day n."""
    names: pl.DataFrame
    """One row a project: project_id, project_name."""

    def without(self, projects: Collection[str]) -> "Elsewhere":
        """Leave out projects, those at hand."""
        others = ~col("project_id").is_in(list(projects))
        return Elsewhere(
            self.accounts.filter(others), self.cards.filter(others), self.months.filter(others), self.names
        )

    def titles(self, here: pl.DataFrame) -> Mapping[str, str]:
        """Give the names of these projects and those at hand (their sheets), by id."""
        return dict(pl.concat([self.names, here.select(self.names.columns)]).drop_nulls().iter_rows())


NOTHING = Elsewhere(
    pl.DataFrame(
        schema={
            "project_id": pl.String,
            "project_name": pl.String,
            "number": pl.String,
            "account_sub_ledger": pl.Boolean,
        }
    ),
    pl.DataFrame(schema=dict.fromkeys(("project_id", "card_no", "worker", "name"), pl.String)),
    pl.DataFrame(
        schema={
            "project_id": pl.String,
            "id_no": pl.String,
            "month": pl.Date,
            "days": pl.Decimal(38, 2),
            "present": pl.UInt32,
        }
    ),
    pl.DataFrame(schema=dict.fromkeys(("project_id", "project_name"), pl.String)),
)
"""There are no other projects."""


SEEN: Mapping[str, tuple[str, ...]] = {
    "project": (*NUMBERS["project"], "project_name", "account_sub_ledger"),
    "roster": ("project_id", "id_no", "name", "card_no"),
    "attendance": (
        *("project_id", "id_no", "name", "month", "date"),
        *("days", "overtime_hours", "employer", "team"),
    ),
    "payroll": ("project_id", "id_no", "name", "card_no", "month", "is_back_pay"),
    "payout": ("project_id", "id_no", "payee_name", "payee_account"),
}
"""The columns that `seen_in` reads, by table."""


def seen_in(tables: Mapping[str, pl.DataFrame], *, on: date) -> Elsewhere:
    """Say of the projects at hand what others may need to know of them. `tables` may have no columns but `SEEN`."""
    numbered = number(tables)
    known = identity.bearers(numbered)
    numbered = identity.identified(numbered, known)
    names = identity.names(known)
    held = identity.cards(numbered).join(names, on=["project_id", "worker"], how="left")
    days = by_day(numbered["attendance"])
    worked = one_a_day(attended(numbered["attendance"], days, on), days)
    persons = names.filter(col("worker") != col("name").fill_null("")).select("project_id", "worker")
    present = (
        days.filter(col("days") > 0)
        .group_by("project_id", "worker", "month")
        .agg((pl.lit(2, pl.UInt32) ** (col("date").dt.day() - 1)).sum().cast(pl.UInt32).alias("present"))
    )
    months = (
        worked.filter((col("days") > 0) | col("unread"))
        .join(persons, on=["project_id", "worker"], how="semi")
        .join(present, on=["project_id", "worker", "month"], how="left")
        .join(names, on=["project_id", "worker"], how="left")
        .join(namesakes.lost(numbered)["attendance"], on=["project_id", "month", "name"], how="left")
        .select(
            "project_id",
            "month",
            id_no=col("worker"),
            days=pl.when(~col("unread") & col("nobodys").is_null()).then("days"),
            present=col("present").fill_null(0),
        )
    )
    columns = (NOTHING.accounts, NOTHING.cards, NOTHING.months, NOTHING.names)
    sheet = numbered["project"]
    found = (numbered_accounts(sheet), held.unique(["project_id", "card_no", "worker"]), months, sheet)
    return Elsewhere(
        *(
            frame.select(col(name).cast(kind) for name, kind in wanted.schema.items())
            for frame, wanted in zip(found, columns, strict=True)
        )
    )


def shared(parts: Iterable[Elsewhere]) -> Elsewhere:
    """Keep what several projects have in common."""
    each = list(parts) or [NOTHING]

    def common(frames: Iterable[pl.DataFrame], key: str) -> pl.DataFrame:
        whole = pl.concat(frames).drop_nulls(key)
        return whole.filter(col("project_id").n_unique().over(key) > 1)

    accounts = common((one.accounts for one in each), "number")
    cards = common((one.cards for one in each), "card_no")
    months = common((one.months for one in each), "id_no")
    named = pl.concat(frame["project_id"] for frame in (accounts, cards, months)).unique()
    names = pl.concat(one.names for one in each).filter(col("project_id").is_in(named.implode()))
    return Elsewhere(accounts, cards, months, names)
