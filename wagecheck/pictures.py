"""What the pictures show: the wage account day by day, and who was paid for which month. All projects in one pass."""

from collections.abc import Mapping

import polars as pl
from polars import col

from wagecheck.facts import Facts
from wagecheck.findings import Voice
from wagecheck.model import AccountDay, AccountHistory, Calendar, CalendarRow, CalendarTeam, PayMark

_WHO = ["project_id", "worker"]
_Project = str


def accounts(facts: Facts) -> Mapping[_Project, AccountHistory]:
    """Follow the account of each project that handed in a statement: its days with lines, and the balance they left.

    Lines that were exported twice count once.
    """
    lines = facts.ledger.lines.filter(col("kind") != "repeat").with_columns(day=col("booked_at").dt.date())
    known = _known_balances(lines, facts.ledger.tables["control"])
    days = (
        lines.sort("project_id", "booked_at", "rid")
        .group_by("project_id", "day", maintain_order=True)
        .agg((col("credit") - col("debit")).sum().alias("net"), col("balance").drop_nulls().last().alias("stated"))
        .join(known, on="project_id", how="left", maintain_order="left")
        .with_columns(moved=col("net").cum_sum().over("project_id"))
        .with_columns(offset=col("stated") - col("moved"))
        .with_columns(
            offset=pl.coalesce(
                col("offset").forward_fill().over("project_id"),
                col("offset").backward_fill().over("project_id"),
                pl.when(col("basis") == "reckoned").then("opening"),
            )
        )
        .with_columns(balance=pl.when(col("basis").is_in(["stated", "reckoned"])).then(col("moved") + col("offset")))
    )
    sums = lines.group_by("project_id", "day", "kind").agg((col("debit") + col("credit")).sum().alias("sum"))
    by_day: dict[tuple[str, object], dict[str, str]] = {}
    for project, day, kind, amount in sums.sort("project_id", "day", "kind").iter_rows():
        by_day.setdefault((project, day), {})[kind] = f"{amount:.2f}"
    found: dict[_Project, list[AccountDay]] = {}
    start: dict[_Project, tuple[str, str]] = {}
    for project, day, balance, net, basis in days.select("project_id", "day", "balance", "net", "basis").iter_rows():
        left = "" if balance is None else f"{balance:.2f}"
        start.setdefault(project, (basis, "" if balance is None else f"{balance - net:.2f}"))
        found.setdefault(project, []).append(AccountDay(day.isoformat(), left, by_day[project, day]))
    return {
        project: AccountHistory(basis=start[project][0], opening=start[project][1], days=tuple(own))
        for project, own in found.items()
    }


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
    return (
        lines.group_by("project_id")
        .agg(col("balance").is_not_null().any().alias("stated"), ending.drop_nulls().n_unique().alias("accounts"))
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
    months = (
        facts.frames["worker_month"]
        .drop_nulls("worker")
        .select(*_WHO, "subject_name", "employer", "team", "month", "arrears", mark=_mark())
        .with_columns(arrears=pl.when(col("mark") == PayMark.OWED.value).then("arrears"))
        .sort(*_WHO, "month")
        .with_columns(place=col("month").rank("dense").over("project_id").cast(pl.Int32))
        .with_columns(skipped=col("place") - col("place").shift(1).over(_WHO).fill_null(0) - 1)
        .with_columns(mark=pl.lit("").str.pad_end(col("skipped"), PayMark.NONE.value) + col("mark"))
    )
    spans = {
        project: tuple(month.strftime("%Y-%m") for month in own)
        for project, own in months.group_by("project_id").agg(col("month").unique().sort()).iter_rows()
    }
    people = (
        months.group_by(_WHO, maintain_order=True)
        .agg(
            col("subject_name").drop_nulls().last(),
            col("employer").drop_nulls().last(),
            col("team").drop_nulls().last(),
            col("mark").str.join(""),
            col("arrears").sum(),
        )
        .with_columns(pl.col("employer", "team").fill_null(""))
        .with_columns(team_arrears=col("arrears").sum().over("project_id", "employer", "team"))
        .sort(
            "project_id",
            "team_arrears",
            "employer",
            "team",
            "arrears",
            "subject_name",
            "worker",
            descending=[False, True, False, False, True, False, False],
        )
    )
    teams: dict[_Project, dict[tuple[str, str], list[CalendarRow]]] = {}
    sums: dict[tuple[_Project, str, str], str] = {}
    columns = ["project_id", "employer", "team", "worker", "subject_name", "mark", "arrears", "team_arrears"]
    for project, employer, team, worker, name, marks, arrears, in_all in people.select(columns).iter_rows():
        full = marks.ljust(len(spans[project]), PayMark.NONE.value)
        row = CalendarRow(voice.text(worker), voice.text(name or ""), full, f"{arrears:.2f}")
        teams.setdefault(project, {}).setdefault((employer, team), []).append(row)
        sums[project, employer, team] = f"{in_all:.2f}"
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
