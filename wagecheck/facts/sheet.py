"""What the project sheet says of contract, guarantee, account and board, in columns that rules can judge."""

from datetime import date

import polars as pl
from polars import col

from wagecheck.facts.fact import provided
from wagecheck.facts.names import wholly_folded
from wagecheck.law import Law

_WIDE = pl.Decimal(38, 8)
_MARKS = r"[()·-]"
_WAGE_ACCOUNT = "农民工工资专用账户"
_FLOOR = "labour_cost.floor_ratio"
_SECTORS = {
    f"{_FLOOR}_building": "房屋|房建|建筑",
    f"{_FLOOR}_municipal": "市政",
    f"{_FLOOR}_transport": "交通|公路|铁路",
    f"{_FLOOR}_water": "水利",
}
"""Keys of the floors that hold in one sector, and the words of that sector."""

FLOORS = (_FLOOR, *_SECTORS)
"""Keys of the floor of the labour cost ratio: whatever the sector, and by sector."""

_GUARANTEE_SHARE = "payment_guarantee.min_ratio"


def with_terms_of_place(project: pl.DataFrame, law: Law) -> pl.DataFrame:
    """Add what the place demanded of a contract on the day on which it was signed: floors and guarantee share.

    `unset_floor` and `unset_share` say of an undated contract that the place demands none to this day (`law_date`).
    """
    today = law.attach(project, [*FLOORS, _GUARANTEE_SHARE])
    undated = col("contract_date").is_null() & col("region").is_not_null()
    none_today = today.with_columns(
        unset_floor=undated & pl.all_horizontal(col(key).is_null() for key in FLOORS),
        unset_share=undated & col(_GUARANTEE_SHARE).is_null(),
    )
    return law.attach(none_today, [*FLOORS, _GUARANTEE_SHARE], on="contract_date")


def contract_terms() -> dict[str, pl.Expr]:
    """Give what was agreed of labour cost and pay day (条例6, 13, 23, 24)."""
    return {
        "cycle_provided": provided("allotment_cycle_months"),
        "cycle_months": col("allotment_cycle_months"),
        "labour_cost_provided": provided("labour_cost_amount") | provided("labour_cost_ratio"),
        "government_funded": col("funding").str.starts_with("政府"),
        "labour_ratio_known": col("labour_cost_ratio").is_not_null(),
        "labour_ratio": col("labour_cost_ratio"),
        "pay_day_provided": provided("pay_day"),
        **_floors(),
    }


def _floors() -> dict[str, pl.Expr]:
    """Give the floor of the place: of the project's sector, else of all; a range where the sector is not known."""
    general = col(_FLOOR)
    known = col("sector").is_not_null()
    own = pl.coalesce(
        *(pl.when(col("sector").str.contains(words)).then(col(key)) for key, words in _SECTORS.items()), general
    )
    by_sector = [col(key) for key in _SECTORS]
    some = pl.any_horizontal(one.is_not_null() for one in by_sector)
    is_set = pl.when(known | general.is_not_null()).then(own.is_not_null()).when(~some).then(False)
    dated = col("region").is_not_null() & col("contract_date").is_not_null()
    return {
        "labour_floor_set": pl.when(col("unset_floor")).then(False).when(dated).then(is_set),
        "labour_floor": pl.when(known).then(own).otherwise(pl.min_horizontal(general, *by_sector)),
        "labour_floor_high": pl.when(known).then(own).otherwise(pl.max_horizontal(general, *by_sector)),
    }


def guarantee_terms() -> dict[str, pl.Expr]:
    """Give how large the payment guarantee is, and must be where the place says so."""
    share = col(_GUARANTEE_SHARE)
    dated = col("region").is_not_null() & col("contract_date").is_not_null()
    return {
        "guarantee_share_set": pl.when(col("unset_share")).then(False).when(dated).then(share.is_not_null()),
        "guarantee_amount_known": col("guarantee_amount").is_not_null(),
        "guarantee_required": (col("contract_amount").cast(_WIDE) * share.cast(_WIDE)).round(2),
    }


def account_terms(on: date) -> dict[str, pl.Expr]:
    """Give the papers of the wage account: agreement, filing, name (53号6)."""
    filing = col("account_opened").dt.offset_by(pl.format("{}d", "account.file_days"))
    return {
        "agreement_provided": provided("account_agreement_date"),
        "filing_deadline": filing,
        "filing_overdue": pl.when(col("account_opened").is_null()).then(False).otherwise(filing < on),
        "filing_provided": provided("account_filed"),
        "account_name_given": col("account_name").is_not_null(),
        "account_name_due": pl.format("{}{}{}", "contractor_name", "project_name", pl.lit(_WAGE_ACCOUNT)),
        "account_name_fits": _name_fits(),
    }


def _name_fits() -> pl.Expr:
    """Say whether the account bears the name that it must; a bank may cut it off where its field is full.

    Brackets and dashes around its parts do not count.
    """
    parts = [wholly_folded(part).str.replace_all(_MARKS, "") for part in ("contractor_name", "project_name")]
    due = pl.concat_str(*parts, pl.lit(_WAGE_ACCOUNT))
    name = wholly_folded("account_name").str.replace_all(_MARKS, "")
    length = pl.max_horizontal(name.str.len_chars(), col("account_name").str.strip_chars().str.len_chars())
    return (name == due) | ((length >= col("account.name_cut_chars")) & due.str.starts_with(name))


def closing_terms() -> dict[str, pl.Expr]:
    """Give what went before the closing of the account (条例27), and what the owner may have to pay (条例29)."""
    return {
        "closed": col("account_closed").is_not_null(),
        "completion_provided": provided("completion_date"),
        "closure_notice_provided": provided("closure_notice_date"),
        "closure_notice_until": col("closure_notice_date").dt.offset_by(
            pl.format("{}d", "account.closure_notice_days")
        ),
        "owner_liability": pl.when(col("total_arrears") <= col("funding_shortage"))
        .then("total_arrears")
        .otherwise("funding_shortage"),
    }


def board_terms() -> dict[str, pl.Expr]:
    """Give the minimum wage on the board, and that of the place on the day of the audit."""
    return {
        "notice_wage_given": col("notice_min_wage").is_not_null(),
        "notice_wage": col("notice_min_wage"),
        "minimum_wage": col("wage.minimum_monthly"),
        "minimum_wage_high": col("wage.minimum_monthly_high"),
    }
