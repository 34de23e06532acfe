"""How often something is done, as agreements put it: 按月, 30天, 两个月, 每季度一次. In months, rounded up."""

import polars as pl

_DIGITS = dict(zip("一二两三四五六七八九", "1223456789", strict=True))
_OFTEN = r"^(?:不?得?超过|最长|每|按|逐)*个?"
_LONG = r"([0-9]{1,3}(?:\.[0-9]{1,4})?)?(半)?个?(日历天|自然月|天|日|周|星期|旬|月|季|年)?"
_REST = r"(?:度|末|结|内|以内|份)*(?:[0-9一]{1,2}[日号].*|[0-9一]?次.*|拨付.*|支付.*|结算.*|足额.*)?$"
_CYCLE = f"{_OFTEN}{_LONG}{_REST}"
_DAYS = {"日历天": 1, "天": 1, "日": 1, "周": 7, "星期": 7, "旬": 10}
_MONTHS = {"自然月": 1, "月": 1, "季": 3, "年": 12}
_LONGEST_MONTH = 31


def cycle(folded: pl.Expr) -> pl.Expr:
    """Read how many months a cycle lasts; a bare number is months, and up to 31 days are one."""
    plain = (
        folded.str.replace_all(r"[\s()]", "").str.replace_many(_DIGITS).str.replace(r"^([^0-9]*)十([0-9])", "${1}1${2}")
    )
    long, half, unit = (plain.str.extract(_CYCLE, group) for group in (1, 2, 3))
    said = long.is_not_null() | half.is_not_null() | unit.is_not_null()
    times = pl.coalesce(long.cast(pl.Float64, strict=False), pl.when(half.is_null()).then(1.0), 0.0)
    times = times + half.is_not_null().cast(pl.Float64) / 2
    in_days = unit.replace_strict(_DAYS, default=None, return_dtype=pl.Int32)
    in_months = unit.fill_null("月").replace_strict(_MONTHS, default=None, return_dtype=pl.Int32)
    months = pl.coalesce(times * in_days / _LONGEST_MONTH, times * in_months)
    return pl.when(said & (months > 0)).then(months.round(6).ceil().cast(pl.Int32, strict=False))
