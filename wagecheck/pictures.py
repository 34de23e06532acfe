"""What the pictures show: the wage account day by day, and who was paid for which month. All projects in one pass."""

from collections.abc import Callable, Mapping

import polars as pl
from polars import col

from wagecheck.facts import Facts
from wagecheck.findings import Voice
from wagecheck.model import AccountHistory, Calendar, CalendarTeam, PayMark

_WHO = ["project_id", "worker"]
_MONTH = [*_WHO, "subject_name", "employer", "team", "month"]
_LINE = ["project_id", "kind", "debit", "credit", "balance", "own_account"]
_ORDER = (col("booked_at").dt.epoch("s") * 2**32 + col("rid").cast(pl.Int64)).alias("order")
"""The order of the bank, by time and then by row, as one number: no sort of all lines is needed."""
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
    sums: dict[_Project, dict[str, Mapping[str, str]]] = {}
    for project, kind, days, amounts in _sums(lines).iter_rows():
        sums.setdefault(project, {})[kind] = dict(zip(days, amounts, strict=True))
    balances = (
        _days(lines, facts.ledger.tables["control"])
        .group_by("project_id", maintain_order=True)
        .agg(col("day").cast(pl.String), col("balance").fill_null(""), col("basis", "before").first())
    )
    return {
        project: AccountHistory(basis, before or "", tuple(days), tuple(balance), sums[project])
        for project, days, balance, basis, before in balances.iter_rows()
    }


def _sums(lines: pl.DataFrame) -> pl.DataFrame:
    """Sum up the lines of each kind: project_id, kind, days, and the yuan of each as text."""
    amount = (col("debit") + col("credit")).sum()
    by_day = lines.group_by("project_id", "kind", "day").agg(amount.cast(pl.String)).sort("project_id", "kind", "day")
    return by_day.group_by("project_id", "kind", maintain_order=True).agg(col("day").cast(pl.String), "debit")


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
    months = _placed(facts.frames["worker_month"].drop_nulls("worker").select(*_MONTH, arrears="arrears", mark=_mark()))
    spans = {
        project: tuple(own)
        for project, own in months.filter("first")
        .group_by("project_id", maintain_order=True)
        .agg(col("month").dt.strftime("%Y-%m"))
        .iter_rows()
    }
    people = _people(months)
    by_team = (
        people.with_columns(_numbers(people["worker"], voice), _read_once(people["subject_name"], voice.text))
        .group_by("project_id", "employer", "team", "in_all", maintain_order=True)
        .agg("worker", "subject_name", "marks", "arrears")
    )
    teams: dict[_Project, list[CalendarTeam]] = {}
    for project, employer, team, in_all, workers, names, marks, arrears in by_team.iter_rows():
        own = CalendarTeam(
            employer=voice.text(employer),
            team=voice.text(team),
            arrears=in_all,
            workers=tuple(workers),
            names=tuple(names),
            marks=tuple(signs[: len(spans[project])] for signs in marks),
            owed=tuple(arrears),
        )
        teams.setdefault(project, []).append(own)
    return {project: Calendar(spans[project], tuple(own)) for project, own in teams.items()}


def _numbers(workers: pl.Series, voice: Voice) -> pl.Series:
    """Show what workers are known by; there are too many ID numbers to mask them one by one."""
    if voice.reveal:
        return workers
    is_id = workers.str.contains(r"^\d{17}[\dXx]$")
    masked = workers.str.slice(0, 4) + "*" * 10 + workers.str.slice(-4)
    return masked.zip_with(is_id, _read_once(workers.set(is_id, None), voice.worker))


def _read_once(texts: pl.Series, shown: Callable[[str], str]) -> pl.Series:
    """Show texts as a reader may see them, each different one once; null stays null."""
    known = texts.unique().drop_nulls().to_list()
    return texts.replace_strict(known, [shown(text) for text in known], default=None, return_dtype=pl.String)


def _placed(months: pl.DataFrame) -> pl.DataFrame:
    """Say of each row which month of its project it is: place, and first, true in the first row of that month.

    Facts stand in the order of projects and months, so that a look at the row before tells where one begins.
    """
    other = col("project_id").ne_missing(col("project_id").shift())
    first = other | col("month").ne_missing(col("month").shift())
    counted = months.with_columns(first=first, place=first.cum_sum())
    return counted.with_columns(place=col("place") - pl.when(other).then("place").forward_fill())


def _people(months: pl.DataFrame) -> pl.DataFrame:
    """Put the months of each worker side by side, and the workers in their order.

    A sort of all worker-months would take longer than everything else: each mark is picked by its place.
    """
    width = max(months["place"].unique().to_list(), default=0) + 1
    rows = (
        months.group_by(_WHO)
        .agg(
            col("subject_name", "employer", "team").drop_nulls().last().fill_null(""),
            *(col("mark").filter(col("place") == at).first().alias(f"mark_{at}") for at in range(width)),
            arrears=col("arrears").filter(col("mark") == PayMark.OWED.value).sum(),
        )
        .with_columns(
            marks=pl.concat_str(col(f"mark_{at}").fill_null(PayMark.NONE.value) for at in range(width)),
            in_all=col("arrears").sum().over("project_id", "employer", "team"),
        )
    )
    order = ["project_id", "in_all", "employer", "team", "arrears", "subject_name", "worker"]
    shown = ["project_id", "employer", "team", "in_all", "worker", "subject_name", "marks", "arrears"]
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
