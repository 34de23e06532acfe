"""What a worker-month is measured by: the terms agreed, the stay it falls in, the age reached, the law's lists."""

import polars as pl
from polars import col

from wagecheck.facts import retirement
from wagecheck.facts.id_number import born, is_valid
from wagecheck.facts.joins import beside
from wagecheck.facts.three_valued import all_of, any_of
from wagecheck.law import Law

_WHO = ["project_id", "worker"]
_REASONS = "wage.deduction_reasons"
_METHODS = "wage.pay_methods"
_PAID_DAYS = "wage.paid_days_per_month"
_WIDE = pl.Decimal(38, 8)
_NEVER = pl.lit("9999-12-31").str.to_date()
_TERMS = ("exit_date", "terms_told", "agreed_wage", "wage_basis")


def with_terms(months: pl.DataFrame, roster: pl.DataFrame, law: Law) -> pl.DataFrame:
    """Add to worker-months what the roster and the law of the month say of them.

    `agreed_due` is what the agreed wage comes to for the days on the payroll: days × the daily wage, or the monthly
    wage where the days reach the paid days of a month, else nothing. Where several stays of a month differ in terms it
    is not known.
    """
    of_law = (
        months.select("law", "region", "month")
        .unique("law")
        .pipe(law.attach, [*retirement.PARAMETERS, _PAID_DAYS, _REASONS, _METHODS], on="month")
        .with_columns(rules=pl.struct(retirement.PARAMETERS).rank("dense"))
    )
    stays = _stays(roster)
    again = stays.select(_WHO).is_duplicated()
    people = _people(months, roster, stays.filter(~again))
    dated = (
        months.join(of_law.select("law", "rules", _PAID_DAYS), on="law", how="left", maintain_order="left")
        .join(people.drop(_WHO), on="who", how="left", maintain_order="left")
        .join(_ages(people, of_law), on=["who", "rules"], how="left", maintain_order="left")
    )
    return (
        _with_lists(_with_several(dated, people, stays.filter(again)), of_law)
        .lazy()
        .with_columns(
            attendance_recorded=col("recorded").fill_null(False),
            overtime_known=col("overtime_hours").is_not_null(),
            deducted=col("deductions") > 0,
            over_age=col("month") >= col("retires_on"),
            has_left=col("exit_date").is_not_null(),
            terms_known=col("terms_told").fill_null(False) & col("payroll_days").is_not_null(),
            agreed_due=pl.when(col("agreed_wage").is_not_null()).then(_agreed_due()),
        )
        .collect()
    )


def _people(months: pl.DataFrame, roster: pl.DataFrame, alone: pl.DataFrame) -> pl.DataFrame:
    """Give what is so of each worker whatever the month: birth, sex, post, and the terms of a stay that is `alone`."""
    id_no = pl.when(col("worker") != col("name").fill_null("")).then(col("worker"))
    told = col("agreed_wage").is_not_null() & col("wage_basis").is_not_null()
    terms = alone.select(
        *_WHO,
        pl.when(col("exit_date") < _NEVER).then("exit_date").alias("exit_date"),
        told.alias("terms_told"),
        pl.when(told).then("agreed_wage").alias("agreed_wage"),
        pl.when(told).then("wage_basis").alias("wage_basis"),
    )
    return (
        months.select("who", *_WHO, id_no=id_no)
        .unique("who")
        .lazy()
        .with_columns(birth=pl.when(is_valid("id_no")).then(born("id_no")), woman=retirement.is_woman("id_no"))
        .drop("id_no")
        .collect()
        .join(_managers(roster), on=_WHO, how="left")
        .join(terms, on=_WHO, how="left")
    )


def _ages(people: pl.DataFrame, of_law: pl.DataFrame) -> pl.DataFrame:
    """Say when each worker retires by the rules of each time, which are few: who, rules, retires_on."""
    each = people.join(of_law.select("rules", *retirement.PARAMETERS).unique("rules"), how="cross")
    reached = retirement.reached(col("birth"), woman=col("woman"), manager=col("is_manager"))
    return each.select("who", "rules", retires_on=reached)


def _agreed_due() -> pl.Expr:
    daily = (col("agreed_wage").cast(_WIDE) * col("payroll_days").cast(_WIDE)).round(2)
    full = col("payroll_days").cast(_WIDE) >= col(_PAID_DAYS).cast(_WIDE)
    monthly = pl.when(full).then(col("agreed_wage").cast(_WIDE)).when(~full).then(pl.lit(0).cast(_WIDE))
    return pl.when(col("wage_basis") == "日").then(daily).otherwise(monthly)


def _stays(roster: pl.DataFrame) -> pl.DataFrame:
    """Select the stays of known workers, with their terms as far as they can be read."""
    basis = col("wage_basis").str
    return roster.drop_nulls("worker").select(
        *_WHO,
        "entry_date",
        "exit_date",
        "agreed_wage",
        wage_basis=pl.when(basis.contains("月") & ~basis.contains("日|天"))
        .then(pl.lit("月"))
        .when(basis.contains("日|天") & ~basis.contains("月"))
        .then(pl.lit("日")),
    )


def _with_several(months: pl.DataFrame, people: pl.DataFrame, stays: pl.DataFrame) -> pl.DataFrame:
    """Add the terms of those who have several stays, and the exit after which the month should not be.

    The stays of a month are those that it lies within, or all where it lies in none. A month belongs to the last of
    the stays that had begun by then.
    """
    placed = months.with_row_index("place")
    held = placed.select("place", "who", "month").join(people.select("who", *_WHO).join(stays, on=_WHO), on="who")
    told = beside(placed, _of_several(held), ["place"])
    return told.with_columns(pl.coalesce(f"{name}_of_stays", name).alias(name) for name in _TERMS)


def _of_several(held: pl.DataFrame) -> pl.DataFrame:
    """Choose among the stays of each `place`, a worker-month: place, and what is told as `…_of_stays`."""
    begun = (col("entry_date") <= col("month").dt.month_end()).fill_null(True)
    within = begun & (col("exit_date") >= col("month")).fill_null(True)
    told = col("agreed_wage").is_not_null() & col("wage_basis").is_not_null()
    marked = held.with_columns(
        begun=begun | ~begun.any().over("place"), within=within | ~within.any().over("place"), told=told
    )
    of_month = col("within") & col("told")
    end = pl.coalesce("exit_date", _NEVER).filter(col("begun")).max()
    one = (col("agreed_wage").filter(of_month).n_unique() == 1) & (col("wage_basis").filter(of_month).n_unique() == 1)
    return marked.group_by("place").agg(
        pl.when(end < _NEVER).then(end).alias("exit_date_of_stays"),
        of_month.any().alias("terms_told_of_stays"),
        pl.when(one).then(col("agreed_wage").filter(of_month).first()).alias("agreed_wage_of_stays"),
        pl.when(one).then(col("wage_basis").filter(of_month).first()).alias("wage_basis_of_stays"),
    )


def _managers(roster: pl.DataFrame) -> pl.DataFrame:
    return roster.drop_nulls("worker").group_by(_WHO).agg(any_of(retirement.is_manager("role")).alias("is_manager"))


def _with_lists(months: pl.DataFrame, of_law: pl.DataFrame) -> pl.DataFrame:
    """Say whether all deductions have a reason of the law's list, and all ways of payment are of its list."""
    told = pl.element().filter(pl.element() != "")
    by_reason = _all_listed(months, "deduction_reasons", _REASONS, of_law).rename({"listed": "deduction_lawful"})
    by_method = _all_listed(months, "pay_methods", _METHODS, of_law).with_columns(
        pay_method=col("pay_methods").list.eval(told).list.unique(maintain_order=True).list.join("、"),
        paid_by_bank=col("listed"),
    )
    return months.join(by_reason, on=["deduction_reasons", "law"], how="left").join(
        by_method.drop("listed"), on=["pay_methods", "law"], how="left", nulls_equal=True
    )


def _all_listed(months: pl.DataFrame, said: str, words: str, of_law: pl.DataFrame) -> pl.DataFrame:
    """Say whether each of the texts of a month holds a word of the law's list; null where one is silent.

    Few texts are said of many months: each is read once. Gives said, law, listed.
    """
    once = months.select(said, "law").unique().join(of_law.select("law", words), on="law").with_row_index("nth")
    texts = once.filter(col(said).list.len() > 0).explode(said)
    listed = texts.group_by("nth").agg(all_of(col(said).str.contains(col(words).list.join("|"))).alias("listed"))
    return once.join(listed, on="nth", how="left").drop("nth", words)
