"""Control totals: what a bank says of its own statement, held against what the lines that were read add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from wagecheck.ingest import vocabulary
from wagecheck.ingest.piece import Piece
from wagecheck.model import Notice

_SIDES = ("debit", "credit")
_FROM, _THROUGH = "range_from", "range_through"

Value = Decimal | date


@dataclass(frozen=True, slots=True)
class Total:
    """One thing that the bank says of a statement, and what its lines show."""

    field: str
    label: str
    said: Value | None
    found: Value | None

    @property
    def agrees(self) -> bool | None:
        """Whether both are the same, or the lines lie within the range; None where one is not known."""
        if self.said is None or self.found is None:
            return None
        if isinstance(self.said, date) and isinstance(self.found, date):
            return self.said <= self.found if self.field == _FROM else self.found <= self.said
        return self.said == self.found


def totals(said: Mapping[str, object], lines: pl.DataFrame) -> tuple[Total, ...]:
    """Hold the control row of a statement against its lines, in the bank's order; only what the bank says is given."""
    found = _found(lines)
    labels = vocabulary.fields("control")
    stated = {name: value for name in found if (value := _value(said.get(name))) is not None}
    return tuple(Total(name, labels[name], value, found[name]) for name, value in stated.items())


def _value(said: object) -> Value | None:
    return said if said is None or isinstance(said, date) else Decimal(str(said))


def _found(lines: pl.DataFrame) -> dict[str, Value | None]:
    """Give what the lines of a statement say of its own totals."""
    found: dict[str, Value | None] = {}
    for side in _SIDES:
        found[f"total_{side}"] = Decimal(str(lines[side].sum()))
        found[f"count_{side}"] = Decimal((lines[side] > 0).sum())
    before = pl.col("balance") - pl.col("credit") + pl.col("debit")
    day = pl.col("booked_at").dt.date()
    ends = lines.select(
        opening_balance=before.first(),
        closing_balance=pl.col("balance").last(),
        range_from=day.min(),
        range_through=day.max(),
    )
    return found | ends.row(0, named=True) if len(lines) else found | dict.fromkeys(ends.columns)


def told(piece: Piece, held: Sequence[Total], unread: int) -> list[Notice]:
    """Tell in one line where the bank's own numbers and the lines part; `unread` of its rows could not be read."""
    parted = [f"{one.label}银行列 {shown(one.said)}、逐笔为 {shown(one.found)}" for one in held if one.agrees is False]
    if not parted:
        return []
    why = f"有 {unread} 行未能读出,请先更正这些行" if unread else "请核对流水是否缺行、导出不全或被改动"
    text = f"银行自列的控制数与逐笔读出的不符: {'; '.join(parted)}。{why}"
    return [Notice("warning", text, piece.origin.file, piece.origin.sheet, piece.heading_row)]


def shown(value: Value | None) -> str:
    """Write a control total for a reader."""
    return "—" if value is None else str(value) if isinstance(value, date) else f"{value:,}"
