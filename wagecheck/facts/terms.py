"""What a worker-month is measured by: the terms agreed, the stay it falls in, the age reached, the law's lists."""

import polars as pl
from polars import col

from wagecheck.facts import retirement
from wagecheck.facts.id_number import born, is_valid
from wagecheck.facts.three_valued import all_of, any_of
from wagecheck.law import Law

_WHO = ["project_id", "worker"]
_KEY = [*_WHO, "month"]
_LAW = ["region", "month"]
_REASONS = "wage.deduction_reasons"
_METHODS = "wage.pay_methods"
_PAID_DAYS = "wage.paid_days_per_month"
_WIDE = pl.Decimal(38, 8)
_NEVER = pl.lit("9999-12-31").str.to_date()


def with_terms(months: pl.DataFrame, roster: pl.DataFrame, law: Law) -> pl.DataFrame:
    """Add to worker-months what the roster and the law of the month say of them.

    `agreed_due` is what the agreed wage comes to for the days on the payroll: days × the daily wage, or the monthly
    wage where the days reach the paid days of a month, else nothing. Where several stays of a month differ in terms it
    is not known.
    """
    joined = (
        months.join(_stays(months, roster), on=_KEY, how="left")
        .join(_managers(roster), on=_WHO, how="left")
        .with_columns(
            id_no=pl.when(col("worker") != col("name").fill_null("")).then(col("worker")),
            attendance_recorded=col("recorded").fill_null(False),
            overtime_known=col("overtime_hours").is_not_null(),
            deducted=col("deductions") > 0,
        )
    )
    people = (
        joined.lazy()
        .select("id_no")
        .unique()
        .with_columns(birth=pl.when(is_valid("id_no")).then(born("id_no")), woman=retirement.is_woman("id_no"))
        .collect()
    )
    measured = law.attach(joined, [*retirement.PARAMETERS, _PAID_DAYS], on="month").join(people, on="id_no", how="left")
    reached = retirement.reached(col("birth"), woman=col("woman"), manager=col("is_manager"))
    return (
        _with_lists(measured, law)
        .lazy()
        .with_columns(
            retires_on=reached,
            has_left=col("exit_date").is_not_null(),
            terms_known=col("terms_told").fill_null(False) & col("payroll_days").is_not_null(),
            agreed_due=pl.when(col("agreed_wage").is_not_null()).then(_agreed_due()),
        )
        .with_columns(over_age=col("month") >= col("retires_on"))
        .collect()
    )


def _agreed_due() -> pl.Expr:
    daily = (col("agreed_wage").cast(_WIDE) * col("payroll_days").cast(_WIDE)).round(2)
    full = col("payroll_days").cast(_WIDE) >= col(_PAID_DAYS).cast(_WIDE)
    monthly = pl.when(full).then(col("agreed_wage").cast(_WIDE)).when(~full).then(pl.lit(0).cast(_WIDE))
    return pl.when(col("wage_basis") == "日").then(daily).otherwise(monthly)


def _stays(months: pl.DataFrame, roster: pl.DataFrame) -> pl.DataFrame:
    """Find for each worker-month the terms of its stays, and the exit after which it should not be.

    The stays of a month are those that it lies within, or all where it lies in none. A month belongs to the last of
    the stays that had begun by then.
    """
    basis = col("wage_basis").str
    stays = roster.drop_nulls("worker").select(
        *_WHO,
        "entry_date",
        "exit_date",
        "agreed_wage",
        wage_basis=pl.when(basis.contains("月") & ~basis.contains("日|天"))
        .then(pl.lit("月"))
        .when(basis.contains("日|天") & ~basis.contains("月"))
        .then(pl.lit("日")),
    )
    several = stays.group_by(_WHO).len().filter(col("len") > 1)
    alone = months.select(_KEY).join(stays.join(several, on=_WHO, how="anti"), on=_WHO)
    held = months.select(_KEY).join(stays.join(several, on=_WHO, how="semi"), on=_WHO)
    told = col("agreed_wage").is_not_null() & col("wage_basis").is_not_null()
    in_one = alone.select(
        *_KEY,
        pl.when(col("exit_date") < _NEVER).then("exit_date").alias("exit_date"),
        told.alias("terms_told"),
        pl.when(told).then("agreed_wage").alias("agreed_wage"),
        pl.when(told).then("wage_basis").alias("wage_basis"),
    )
    return pl.concat([in_one, _of_several(held)])


def _of_several(held: pl.DataFrame) -> pl.DataFrame:
    """Choose among the stays of a worker-month."""
    begun = (col("entry_date") <= col("month").dt.month_end()).fill_null(True)
    within = begun & (col("exit_date") >= col("month")).fill_null(True)
    told = col("agreed_wage").is_not_null() & col("wage_basis").is_not_null()
    marked = held.with_columns(
        begun=begun | ~begun.any().over(_KEY), within=within | ~within.any().over(_KEY), told=told
    )
    of_month = col("within") & col("told")
    end = pl.coalesce("exit_date", _NEVER).filter(col("begun")).max()
    one = (col("agreed_wage").filter(of_month).n_unique() == 1) & (col("wage_basis").filter(of_month).n_unique() == 1)
    return marked.group_by(_KEY).agg(
        pl.when(end < _NEVER).then(end).alias("exit_date"),
        of_month.any().alias("terms_told"),
        pl.when(one).then(col("agreed_wage").filter(of_month).first()).alias("agreed_wage"),
        pl.when(one).then(col("wage_basis").filter(of_month).first()).alias("wage_basis"),
    )


def _managers(roster: pl.DataFrame) -> pl.DataFrame:
    return roster.drop_nulls("worker").group_by(_WHO).agg(any_of(retirement.is_manager("role")).alias("is_manager"))


def _with_lists(months: pl.DataFrame, law: Law) -> pl.DataFrame:
    """Say whether all deductions have a reason of the law's list, and all ways of payment are of its list."""
    told = pl.element().filter(pl.element() != "")
    by_reason = _all_listed(months, "deduction_reasons", _REASONS, law).rename({"listed": "deduction_lawful"})
    by_method = _all_listed(months, "pay_methods", _METHODS, law).with_columns(
        pay_method=col("pay_methods").list.eval(told).list.unique(maintain_order=True).list.join("、"),
        paid_by_bank=col("listed"),
    )
    return months.join(by_reason, on=["deduction_reasons", *_LAW], how="left").join(
        by_method.rename({"listed": "method_listed"}), on=["pay_methods", *_LAW], how="left", nulls_equal=True
    )


def _all_listed(months: pl.DataFrame, said: str, words: str, law: Law) -> pl.DataFrame:
    """Say whether each of the texts of a month holds a word of the law's list; null where one is silent.

    Few texts are said of many months: each is read once. Gives said, region, month, listed.
    """
    once = law.attach(months.select(said, *_LAW).unique(), [words], on="month").with_row_index("nth")
    texts = once.filter(col(said).list.len() > 0).explode(said)
    listed = texts.group_by("nth").agg(all_of(col(said).str.contains(col(words).list.join("|"))).alias("listed"))
    return once.join(listed, on="nth", how="left").drop("nth", words)
