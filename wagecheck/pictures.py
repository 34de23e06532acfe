"""What the pictures show: the wage account day by day, and who was paid for which month. All projects in one pass."""

from collections.abc import Mapping
from datetime import date

import polars as pl
from polars import col

from wagecheck.facts import Facts
from wagecheck.findings import Voice
from wagecheck.model import AccountDay, AccountHistory, Calendar, CalendarRow, CalendarTeam, PayMark

_WHO = ["project_id", "worker"]
_MONTH = [*_WHO, "subject_name", "employer", "team", "month"]
_LINE = ["project_id", "kind", "debit", "credit", "balance", "own_account"]
_ORDER = (col("booked_at").dt.epoch("s") * 2**32 + col("rid").cast(pl.Int64)).alias("order")
"""The order of the bank, by time and then by row, as one number: no sort of all lines is needed."""
_NUMBER = 11
"""Digits of a telephone number: what is shorter holds no number of a person."""
_Project = str


def accounts(facts: Facts) -> Mapping[_Project, AccountHistory]:
    """Follow the account of each project that handed in a statement: its days with lines, and the balance they left.

    Lines that were exported twice count once.
    """
    lines = (
        facts.ledger.lines.lazy()
        .filter(col("kind") != "repeat")
        .select(*_LINE, _ORDER, day=col("booked_at").dt.date())
        .collect()
    )
    sums = lines.group_by("project_id", "day", "kind").agg((col("debit") + col("credit")).sum().cast(pl.String))
    by_day: dict[tuple[str, date], dict[str, str]] = {}
    for project, day, kind, amount in sums.sort("project_id", "day", "kind").iter_rows():
        by_day.setdefault((project, day), {})[kind] = amount
    found: dict[_Project, list[AccountDay]] = {}
    start: dict[_Project, tuple[str, str]] = {}
    for project, day, balance, before, basis in _days(lines, facts.ledger.tables["control"]).iter_rows():
        start.setdefault(project, (basis, before or ""))
        found.setdefault(project, []).append(AccountDay(day.isoformat(), balance or "", by_day[project, day]))
    return {
        project: AccountHistory(basis=start[project][0], opening=start[project][1], days=tuple(own))
        for project, own in found.items()
    }


def _days(lines: pl.DataFrame, control: pl.DataFrame) -> pl.DataFrame:
    """Give each day's balance at its end and before it, in order: project_id, day, balance, before, basis."""
    stated = col("balance").is_not_null()
    last = col("balance").filter(stated).get(col("order").filter(stated).arg_max(), null_on_oob=True)
    offset = col("stated") - col("moved")
    return (
        lines.group_by("project_id", "day")
        .agg((col("credit") - col("debit")).sum().alias("net"), last.alias("stated"))
        .sort("project_id", "day")
        .join(_known_balances(lines, control), on="project_id", how="left", maintain_order="left")
        .with_columns(moved=col("net").cum_sum().over("project_id"))
        .with_columns(
            offset=pl.coalesce(
                offset.forward_fill().over("project_id"),
                offset.backward_fill().over("project_id"),
                pl.when(col("basis") == "reckoned").then("opening"),
            )
        )
        .with_columns(balance=pl.when(col("basis").is_in(["stated", "reckoned"])).then(col("moved") + col("offset")))
        .select(
            "project_id",
            "day",
            col("balance").cast(pl.Decimal(18, 2)).cast(pl.String),
            (col("balance") - col("net")).cast(pl.Decimal(18, 2)).cast(pl.String).alias("before"),
            "basis",
        )
    )


def _known_balances(lines: pl.DataFrame, control: pl.DataFrame) -> pl.DataFrame:
    """Say by project where its balances come from: project_id, basis, opening.

    stated: the lines carry them · reckoned: from the opening balance that the bank states, where no line is missing ·
    several: lines of several accounts, which have no balance in common · unknown.
    """
    openings = control.group_by("project_id").agg(
        col("opening_balance").sort_by("range_from", nulls_last=True).first().alias("opening"),
        (col("lines_unread").fill_null(0) > 0).any().alias("broken"),
    )
    ending = col("own_account").str.replace_all(r"[\s-]", "").str.slice(-4)
    shown = lines.select("project_id", "own_account").unique()
    accounts = shown.group_by("project_id").agg(ending.drop_nulls().n_unique().alias("accounts"))
    return (
        lines.group_by("project_id")
        .agg(col("balance").is_not_null().any().alias("stated"))
        .join(accounts, on="project_id", how="left")
        .join(openings, on="project_id", how="left")
        .select(
            "project_id",
            "opening",
            basis=pl.when(col("accounts") > 1)
            .then(pl.lit("several"))
            .when("stated")
            .then(pl.lit("stated"))
            .when(col("opening").is_not_null() & ~col("broken"))
            .then(pl.lit("reckoned"))
            .otherwise(pl.lit("unknown")),
        )
    )


def calendars(facts: Facts, voice: Voice) -> Mapping[_Project, Calendar]:
    """Say of each worker how each wage month was paid: one string of marks a worker, most owed first in each team."""
    months = facts.frames["worker_month"].drop_nulls("worker").select(*_MONTH, arrears="arrears", mark=_mark())
    places = (
        months.select("project_id", "month")
        .unique()
        .sort("project_id", "month")
        .with_columns(place=pl.int_range(pl.len()).over("project_id"))
    )
    spans = {
        project: tuple(month.strftime("%Y-%m") for month in own)
        for project, own in places.group_by("project_id").agg("month").iter_rows()
    }
    teams: dict[_Project, dict[tuple[str, str], list[CalendarRow]]] = {}
    sums: dict[tuple[_Project, str, str], str] = {}
    for project, employer, team, in_all, worker, masked, name, marks, arrears in _people(months, places).iter_rows():
        row = CalendarRow(
            worker if voice.reveal else masked or voice.worker(worker),
            name if len(name) < _NUMBER and not voice.hidden.known else voice.text(name),
            marks[: len(spans[project])],
            arrears,
        )
        teams.setdefault(project, {}).setdefault((employer, team), []).append(row)
        sums[project, employer, team] = in_all
    return {
        project: Calendar(
            spans[project],
            tuple(
                CalendarTeam(voice.text(employer), voice.text(team), sums[project, employer, team], tuple(rows))
                for (employer, team), rows in own.items()
            ),
        )
        for project, own in teams.items()
    }


def _people(months: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Put the months of each worker side by side, and the workers in their order; an ID number is masked here.

    A sort of all worker-months would take longer than everything else: each mark is picked by its place.
    """
    last = {name: col(name).filter(col(name).is_not_null()) for name in ("subject_name", "employer", "team")}
    width = max(places["place"].unique().to_list(), default=-1) + 1
    rows = (
        months.join(places, on=["project_id", "month"])
        .group_by(_WHO)
        .agg(
            *(
                kept.get(col("place").filter(col(name).is_not_null()).arg_max(), null_on_oob=True).fill_null("")
                for name, kept in last.items()
            ),
            *(col("mark").filter(col("place") == at).first().alias(f"mark_{at}") for at in range(width)),
            arrears=col("arrears").filter(col("mark") == PayMark.OWED.value).sum(),
        )
        .with_columns(
            marks=pl.concat_str(
                [col(f"mark_{at}").fill_null(PayMark.NONE.value) for at in range(width)] or [pl.lit("")]
            ),
            masked=pl.when(col("worker").str.contains(r"^\d{17}[\dXx]$")).then(
                col("worker").str.slice(0, 4) + "*" * 10 + col("worker").str.slice(-4)
            ),
            in_all=col("arrears").sum().over("project_id", "employer", "team"),
        )
    )
    order = ["project_id", "in_all", "employer", "team", "arrears", "subject_name", "worker"]
    shown = ["project_id", "employer", "team", "in_all", "worker", "masked", "subject_name", "marks", "arrears"]
    ordered = rows.sort(order, descending=[name in ("in_all", "arrears") for name in order])
    return ordered.select(shown).with_columns(col("in_all", "arrears").cast(pl.Decimal(18, 2)).cast(pl.String))


def _mark() -> pl.Expr:
    """Mark a worker-month as the rules on arrears and on late payment judge it (W05, W06)."""
    in_time = col("paid_off_on") <= col("due_date")
    late = col("paid_off_at_least") > col("due_date")
    marks = [
        (col("net").is_null() & col("attended").fill_null(False), PayMark.UNKNOWN),
        (col("net").is_null() | (col("net") <= 0), PayMark.NONE),
        (col("is_due") & (col("arrears") > 0), PayMark.OWED),
        (col("paid_off") & in_time, PayMark.PAID),
        (col("paid_off") & late, PayMark.LATE),
        (~col("is_due"), PayMark.PENDING),
    ]
    return pl.coalesce(
        *(pl.when(holds).then(pl.lit(mark.value)) for holds, mark in marks), pl.lit(PayMark.UNKNOWN.value)
    )
