"""What every fact frame has: its key, its project and place, the law's date, its subject, and the rows that show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, cast

import pandera.polars as pa
import polars as pl

Rows = Annotated[pl.List, pl.UInt32]

LAW_DATE = "law_date"
_TELLING = (pl.Decimal, pl.Date, pl.Datetime, pl.Boolean)
"""Types of columns that tell facts of one identity apart, those first that tell most."""
_PAGE = {"key", "project_id", "region", "law_date", "subject", "subject_name", "identity", "month", "sources"}


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a fact column beyond its type."""

    label: str
    """What the reader calls it."""
    evidence: tuple[str, ...]
    """Papers that give it: `table` or `table.field`; they are what is missing when it is null."""
    parameters: tuple[str, ...]
    """Keys of the law that went into it."""
    on: str
    """Column with the day whose parameters went into it."""


def column(label: str, *evidence: str, parameters: Sequence[str] = (), on: str = LAW_DATE) -> Any:  # noqa: ANN401 - pandera.Field is Any
    """Describe a fact column: its label, the papers that give it, the parameters that went into it, of which day."""
    about = {"label": label, "evidence": evidence, "parameters": tuple(parameters), "on": on}
    return pa.Field(nullable=True, metadata={"fact": about})


class Fact(pa.DataFrameModel):
    """One row a thing that is so. Null is *not known*; a thing that is known to be absent is false or zero."""

    key: pl.UInt32 = pa.Field()
    """Number of the row within its frame; every rule's check sits on this column."""
    project_id: pl.String = pa.Field()
    region: pl.String = column("行政区划", "project.region")
    law_date: pl.Date = column("法定日期")
    """Day whose law applies: each grain says in its docstring which of its dates that is, and here what gives it."""
    subject: pl.String = pa.Field(nullable=True)
    """Id of whom or what the fact is about."""
    subject_name: pl.String = pa.Field(nullable=True)
    identity: pl.String = pa.Field(nullable=True)
    """What makes the subject the same one in a later export, for fingerprints: no row number, no amount."""
    month: pl.Date = pa.Field(nullable=True)
    """First day of the month, where the fact has one."""
    sources: Rows = pa.Field(nullable=True)
    """Row ids (`rid`) of the table rows that show it."""

    class Config:
        """A fact has its own columns and no others."""

        strict = True


def about(model: type[Fact]) -> Mapping[str, Column]:
    """Give what is declared of each of the grain's own columns."""
    fields = {name: vars(kind).get(name) for kind in _lineage(model) for name in kind.__annotations__}
    return {name: Column(**field.metadata["fact"]) for name, field in fields.items() if field and field.metadata}


def dtypes(model: type[Fact]) -> dict[str, pl.DataType | type[pl.DataType]]:
    """Give the Polars type of each column, in order: what the model declares, without building Pandera's schema."""
    return {name: _dtype(kind) for owner in _lineage(model) for name, kind in owner.__annotations__.items()}


def _lineage(model: type[Fact]) -> list[type[Fact]]:
    """Give the model and those it stands on, the most general first."""
    return [kind for kind in reversed(model.__mro__) if isinstance(kind, type) and issubclass(kind, Fact)]


def _dtype(declared: Any) -> pl.DataType | type[pl.DataType]:  # noqa: ANN401 - whatever an annotation may be
    """Build the type that an annotation names: `Annotated[pl.Decimal, 18, 2]` is `pl.Decimal(18, 2)`."""
    made = declared.__origin__(*declared.__metadata__) if hasattr(declared, "__metadata__") else declared
    return cast("pl.DataType | type[pl.DataType]", made)


def finish(frame: pl.DataFrame, model: type[Fact]) -> pl.DataFrame:
    """Put a fact frame into its final form: columns and types as declared, rows in a stable order, keys from 0.

    Columns that every fact has and this one has no use for (month, law_date …) are filled with null.
    """
    types = dtypes(model)
    missing = [pl.lit(None).alias(name) for name in _PAGE - set(frame.columns) - {"key"}]
    declared = frame.with_columns(missing).select(name for name in types if name != "key")
    columns = declared.select("project_id", "month", "subject_name", "subject", pl.col("sources").list.first())
    ordered = declared if _in_order(columns) else declared[_order(columns)]
    final = _told_apart(ordered.with_columns(identity=pl.coalesce("identity", "subject"))).with_row_index("key")
    return final.select(pl.col(name).cast(kind) for name, kind in types.items())


def _in_order(columns: pl.DataFrame) -> bool:
    """Say whether the rows are in order without a sort, which takes thrice as long. With nulls it does not say so."""
    later, earlier = columns.slice(1), columns.head(-1)
    tied = pl.repeat(True, later.height, eager=True)
    for name in columns.columns:
        if columns[name].null_count() or (tied & (later[name] < earlier[name])).any():
            return False
        tied &= later[name] == earlier[name]
    return True


def _order(columns: pl.DataFrame) -> pl.Series:
    """Give the places of the rows in order, nulls last. A sort by one struct takes less than half of one by columns."""
    parts = [part for column in columns for part in _nulls_last(column)]
    return columns.select(pl.struct(*parts, pl.int_range(pl.len()).alias("place")).arg_sort()).to_series()


def _nulls_last(column: pl.Series) -> list[pl.Series]:
    """Mark the nulls of a column, to be sorted by before it; few have any, and to sort by a mark takes its time."""
    some = 0 < column.null_count() < len(column)
    return [column.is_null().alias(f"no {column.name}"), column] if some else [column]


def _told_apart(ordered: pl.DataFrame) -> pl.DataFrame:
    """Count up the facts of one identity and month in their identity. Few frames have several, and most are large.

    They are counted by what they say, not by where they stand: a later export may list and name its rows otherwise.
    """
    same = ("project_id", "month", "identity")
    hashes = ordered.select(pl.struct(same).hash()).to_series()
    if hashes.n_unique() == ordered.height:
        return ordered
    again = hashes.is_duplicated()
    nth = pl.int_range(pl.len()).over(same)
    said = [name for kind in _TELLING for name, own in ordered.schema.items() if own.base_type() == kind]
    some = ordered.select(*same, *(name for name in said if name not in same)).with_row_index("place").filter(again)
    some = some.sort(*said, nulls_last=True, maintain_order=True).select("place", "identity", nth=nth)
    counted = some.filter(pl.col("nth") > 0).select("place", counted=pl.format("{}|{}", "identity", "nth"))
    numbered = ordered.with_row_index("place").join(counted, on="place", how="left", maintain_order="left")
    return numbered.with_columns(identity=pl.coalesce("counted", "identity")).drop("place", "counted")


def provided(field: str) -> pl.Expr:
    """Say whether a field was provided: true with a value, false where it was asked for and left empty, else null."""
    return pl.when(pl.col(field).is_not_null()).then(True).when(pl.col(f"{field}_asked")).then(False)
