"""People over all projects of the run: whether somebody is said to work in two places at once."""

from collections.abc import Mapping

import polars as pl
from polars import col

from wagecheck.facts.fact import Fact, column
from wagecheck.facts.joins import beside, having
from wagecheck.facts.labour import one_a_day
from wagecheck.tables import Days

_PERSON = ["id_no", "month"]


class PersonMonth(Fact):
    """一人一月在一个项目的考勤, 与其他项目对照: one row a project, person (by ID number) and month.

    Only people known by ID number can be told to be the same in two projects. The law's date is the month.
    """

    law_date: pl.Date = column("法定日期", "attendance")
    projects: pl.Int32 = column("当月出勤项目数", "attendance")
    other_projects: pl.String = column("其他项目", "attendance")
    clashes: pl.Int32 = column("同日在两个项目出勤天数", "attendance.date")
    clash_days: pl.String = column("同日出勤的日期", "attendance.date")
    total_days: Days = column("各项目合计天数", "attendance.days")
    days_in_month: pl.Int32 = column("当月天数")


def person_months(
    months: pl.DataFrame, days: pl.DataFrame, elsewhere: pl.DataFrame, titles: Mapping[str, str]
) -> pl.DataFrame:
    """Build the fact rows from the worker-months and the attendance by day.

    `elsewhere`: months of people in other projects, project_id, id_no, month, days, and bits of the days `present`;
    `titles`: the names of projects.

    Days that could not be read leave the sum over the projects unknown, and are never a clash. A day counts once,
    however many hours it had.
    """
    sums = _present(one_a_day(months, days))
    everywhere = pl.concat(
        [frame.select("project_id", *_PERSON, "days") for frame in (sums, elsewhere)], how="vertical_relaxed"
    )
    elsewhere_too = _together(everywhere, titles).filter(col("projects") > 1)
    several = elsewhere_too.select(worker=col("id_no"))
    there = _days_of(elsewhere.join(several, left_on="id_no", right_on="worker", how="semi"))
    all_days = pl.concat([days.select(there.columns), there], how="vertical_relaxed")
    clashes = _clashes(having(all_days, several, ["worker"]))
    person = ["project_id", *_PERSON]
    return beside(beside(sums, elsewhere_too, person), clashes, person).select(
        "project_id",
        "month",
        "clash_days",
        subject=col("id_no"),
        subject_name=col("name"),
        law_date=col("month"),
        sources=pl.coalesce("rows", pl.concat_list("attendance_row")),
        projects=col("projects").fill_null(1),
        other_projects=col("other_projects").fill_null(""),
        total_days=pl.when(col("projects").is_null()).then("days").otherwise("total_days"),
        clashes=col("clashes").fill_null(0),
        days_in_month=col("month").dt.days_in_month(),
    )


def _together(months: pl.DataFrame, titles: Mapping[str, str]) -> pl.DataFrame:
    """Add up the months that a person has more than one row of, and name the other projects, for each project.

    A month that only shares its hash with another is there too, as one of one project.
    """
    rows = months.filter(months.select(pl.struct(_PERSON).hash()).to_series().is_duplicated())
    over_all = rows.group_by(_PERSON).agg(
        col("project_id").n_unique().cast(pl.Int32).alias("projects"),
        col("project_id").sort().alias("everywhere"),
        pl.when(col("days").is_not_null().all()).then(col("days").sum()).alias("total_days"),
    )
    others = col("everywhere").list.set_difference(pl.concat_list("project_id")).list.sort()
    return (
        rows.select("project_id", *_PERSON)
        .unique()
        .join(over_all, on=_PERSON)
        .with_columns(other_projects=others.list.eval(pl.element().replace(titles)).list.join("、"))
    )


def _present(months: pl.DataFrame) -> pl.DataFrame:
    """Select the worker-months with attendance, or marks that may be, of people known by ID number."""
    known = col("worker") != col("name").fill_null("")
    there = col("attendance_row").is_not_null() & col("attended").fill_null(value=True)
    return months.filter(known & there).select(
        "project_id", "month", "name", "days", "attendance_row", id_no=col("worker")
    )


def _clashes(days: pl.DataFrame) -> pl.DataFrame:
    """List by project, person and month the days on which another project has the same person: days and rows."""
    present = days.filter(col("days") > 0).rename({"worker": "id_no"})
    shared = present.filter(col("project_id").n_unique().over("id_no", "date") > 1)
    return shared.group_by("project_id", *_PERSON).agg(
        col("date").n_unique().cast(pl.Int32).alias("clashes"),
        col("date").sort().dt.strftime("%m-%d").str.join("、").alias("clash_days"),
        col("rid").sort().alias("rows"),
    )


def _days_of(months: pl.DataFrame) -> pl.DataFrame:
    """List the days of attendance of other projects, as `by_day` does; there is no row to show them."""
    return (
        months.with_columns(nth=pl.int_ranges(0, col("month").dt.days_in_month(), dtype=pl.UInt32))
        .explode("nth")
        .filter((col("present") // pl.lit(2, pl.UInt32).pow(col("nth"))) % 2 == 1)
        .select(
            "project_id",
            "month",
            worker=col("id_no"),
            date=col("month").dt.offset_by(pl.format("{}d", "nth")),
            days=pl.lit(1).cast(pl.Decimal(8, 2)),
            rid=pl.lit(None, pl.UInt32),
        )
    )
