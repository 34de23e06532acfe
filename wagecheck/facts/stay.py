"""Stays: the roster rows of a worker, and what they say together of his contract, training, insurance and trade."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts import retirement, trades
from wagecheck.facts.fact import provided
from wagecheck.facts.id_number import age_on, born
from wagecheck.facts.three_valued import all_of, any_of, asked_in_sheet, count_of, worst_of
from wagecheck.law import Law
from wagecheck.tables import headings

_WHO = ["project_id", "worker"]
_WRITTEN = "contract.written_within_months"
_NEVER = date(9999, 12, 31)
NEEDED = ("name", "id_no", "phone", "employer", "trade", "entry_date", "card_no")


def stays_of(roster: pl.DataFrame, regions: pl.DataFrame, law: Law, *, on: date) -> pl.DataFrame:
    """Select the stays of known workers, with the law of the audit day beside them."""
    held = roster.drop_nulls("worker").with_columns(
        training_in_sheet=asked_in_sheet("training_date"), insured_in_sheet=asked_in_sheet("injury_insured")
    )
    dated = held.join(regions, on="project_id", how="left", maintain_order="left").with_columns(audit_day=pl.lit(on))
    return law.attach(dated, [_WRITTEN, trades.HAZARDOUS, "age.adult"], on="audit_day")


def contracts(stays: pl.DataFrame) -> pl.DataFrame:
    """Say of each worker how his contracts stand to his stays; the worst stay speaks.

    A stay without a contract of its own goes by the earliest of the others. `contract_delay` counts days from entry to
    contract, `month_delay` those by which the contract is later than a month after entry, or the audit day where there
    is none. The contract runs to the last `contract_end`, if every stay tells one.
    """
    own = provided("contract_date")
    shared = (
        stays.with_columns(other=col("contract_date").min().over(_WHO))
        .with_columns(signed=pl.coalesce("contract_date", "other"))
        .with_columns(limit=col("entry_date").dt.offset_by(pl.format("{}mo", _WRITTEN)))
    )
    over = col("audit_day") > col("limit")
    missed = pl.when(col("signed").is_not_null()).then("signed").when(~own).then("audit_day")
    return shared.group_by(_WHO).agg(
        worst_of(
            (col("contract_date") - col("entry_date")).dt.total_days().filter(col("contract_date").is_not_null())
        ).alias("contract_delay"),
        any_of(over).alias("month_over"),
        worst_of((missed - col("limit")).dt.total_days().filter(over.fill_null(True))).alias("month_delay"),
        col("limit").filter(over).min().alias("contract_limit"),
        col("contract_date").min(),
        col("contract_end").is_not_null().any().alias("contract_ends"),
        pl.when(col("contract_end").is_not_null().all()).then(col("contract_end").max()).alias("contract_end"),
    )


def entries(stays: pl.DataFrame) -> pl.DataFrame:
    """Say of each worker which fields his roster rows lack, and whether a stay of his is open."""
    said = {name: provided(name) for name in NEEDED}
    said |= {name: said[name] | col(f"{name}_damaged") for name in ("id_no", "card_no")}
    words = headings("roster")
    lacking = pl.concat_list(pl.when(~has).then(pl.lit(words[name])) for name, has in said.items()).list.drop_nulls()
    lacks = col("lacking").list.len().sum()
    return (
        stays.select(*_WHO, "exit_date", lacking=lacking, full=pl.all_horizontal(said.values()))
        .group_by(_WHO)
        .agg(
            pl.when((lacks > 0) | col("full").is_not_null().all()).then(lacks).cast(pl.Int32).alias("fields_missing"),
            col("lacking").list.explode(keep_nulls=False, empty_as_null=False).alias("missing_fields"),
            col("exit_date").is_null().any().alias("stays_on"),
        )
        .with_columns(_listed("missing_fields"))
    )


def _listed(texts: str) -> pl.Expr:
    """Name each of the texts once. To join texts while rows are grouped takes several times as long."""
    return col(texts).list.unique(maintain_order=True).list.join("、")


def overlaps(stays: pl.DataFrame) -> pl.DataFrame:
    """Count the stays of each worker that begin before an earlier one has ended: project_id, worker, stays, overlaps.

    A row of another sheet that repeats employer and day of entry is the same stay. A stay may begin on the day on which
    the one before it ends; one without a day of exit goes on.
    """
    same = [*_WHO, "employer", "entry_date"]
    again = stays.select(_WHO).is_duplicated()
    alone = stays.filter(~again).select(*_WHO, stays=pl.lit(1, pl.Int32), overlaps=pl.lit(0, pl.Int32))
    ordered = (
        stays.filter(again)
        .with_columns(nth=pl.int_range(pl.len()).over(*same, "file", "sheet"))
        .group_by(*same, "nth")
        .agg(col("exit_date").max().fill_null(_NEVER).alias("end"))
        .sort(*_WHO, "entry_date", "end", nulls_last=True)
        .with_columns(
            until=col("end").cum_max().shift(1).over(_WHO),
            before=col("entry_date").shift(1).over(_WHO),
            first=pl.int_range(pl.len()).over(_WHO) == 0,
        )
    )
    within = (col("entry_date") < col("until")) | (col("entry_date") == col("before"))
    several = ordered.group_by(_WHO).agg(
        pl.len().cast(pl.Int32).alias("stays"), count_of(~col("first") & within).alias("overlaps")
    )
    return pl.concat([alone, several])


def trained(stays: pl.DataFrame, presence: pl.DataFrame) -> pl.DataFrame:
    """Say of each worker when he was registered and trained, and by which day he should have been trained.

    The earliest day counts. Where it is too late and another row is silent, it is not known. Training is due on the
    first day of attendance, between `training_due_from` and `training_due_by`; without attendance, on entry.
    """
    due = stays.join(presence, on=_WHO, how="left").with_columns(trained=provided("training_date"))
    by_worker = due.group_by(_WHO).agg(
        any_of(col("training_in_sheet")).alias("training_asked"),
        any_of(col("trained")).alias("training_provided"),
        _earliest("registered_date", col("began_from").first()),
        pl.coalesce(col("began_from").first(), col("entry_date").min()).alias("training_due_from"),
        pl.coalesce(col("began_by").first(), col("entry_date").min()).alias("training_due_by"),
        col("training_date").min().alias("earliest"),
        col("trained").is_null().any().alias("silent"),
    )
    late = col("earliest") > col("training_due_from")
    return by_worker.with_columns(training_date=pl.when(~(late & col("silent"))).then("earliest")).drop(
        "earliest", "silent"
    )


def _earliest(name: str, needed: pl.Expr) -> pl.Expr:
    """Give the earliest day, unless it is too late and a row does not tell its own."""
    first = col(name).min()
    return pl.when(col(name).is_not_null().all() | (first <= needed)).then(first).alias(name)


def dangers(stays: pl.DataFrame) -> pl.DataFrame:
    """Say of each worker whether he does dangerous work young, or now; whether he is on site, and insured.

    Young is a stay that he entered under 18, and his first. Now are the stays that hold on the audit day.
    """
    entered = age_on(born("id_no"), col("entry_date"))
    here = (col("entry_date") <= col("audit_day")) & (col("exit_date") >= col("audit_day")).fill_null(True)
    dangerous = trades.is_hazardous("trade")
    first = col("entry_date") == col("entry_date").min().over(_WHO)
    insured = pl.coalesce("injury_insured", pl.when(col("injury_insured_asked")).then(False))
    marked = stays.with_columns(
        here=here, dangerous=dangerous, insured=insured, young=first | (entered < col("age.adult"))
    )
    by_worker = marked.group_by(_WHO).agg(
        any_of(col("young") & col("dangerous")).alias("young_hazardous"),
        any_of(col("here")).alias("on_site"),
        any_of(col("here") & col("dangerous")).alias("hazardous_now"),
        all_of(~col("here") | col("insured")).alias("insured_now"),
        all_of(col("insured")).alias("insured"),
        any_of(col("insured_in_sheet")).alias("insurance_asked"),
        any_of(retirement.is_manager("role")).alias("is_manager"),
        col("trade").alias("trades"),
    )
    return by_worker.with_columns(_listed("trades"))
