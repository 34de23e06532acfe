"""The statutory age of retirement, by birth month (渐进式延迟法定退休年龄的办法第一条), a column at a time."""

import polars as pl
from polars import col

_TRACKS = ("men", "women55", "women50")

PARAMETERS = (
    "retirement.reform_year",
    *(f"retirement.{track}_{part}" for track in _TRACKS for part in ("base_years", "step_months", "cap_months")),
)
"""Keys of the law that `reached` reads as columns."""


def reached(birth: pl.Expr, *, woman: pl.Expr, manager: pl.Expr) -> pl.Expr:
    """Give the first day of the month in which the statutory age is reached; null without a birth date or the law.

    A woman goes by the 50-year track unless she is known to hold a management post. The frame carries `PARAMETERS`.
    Counted in months: the old age falls in (year + base, month), and each `step` months after the reform delay one.
    """

    def of_track(part: str) -> pl.Expr:
        women = pl.when(manager).then(_number(f"women55_{part}")).otherwise(_number(f"women50_{part}"))
        return pl.when(woman).then(women).when(~woman).then(_number(f"men_{part}"))

    base, step, cap = of_track("base_years"), of_track("step_months"), of_track("cap_months")
    year, month = birth.dt.year().cast(pl.Int64) + base, birth.dt.month().cast(pl.Int64)
    since = (year - _number("reform_year")) * 12 + month
    delay = pl.min_horizontal((since + step - 1) // step, cap).clip(lower_bound=0)
    total = year * 12 + month - 1 + delay
    return pl.when(since.is_not_null()).then(pl.date(total // 12, total % 12 + 1, 1))


def _number(name: str) -> pl.Expr:
    return col(f"retirement.{name}").cast(pl.Int64)


def is_woman(id_no: str) -> pl.Expr:
    """Read the sex out of an 18-character number: its 17th digit is even for a woman."""
    return col(id_no).str.slice(16, 1).cast(pl.Int32, strict=False) % 2 == 0


def is_manager(role: str) -> pl.Expr:
    """Say whether a worker's role is one of management; null where it is not stated."""
    return col(role).str.contains("管理")
