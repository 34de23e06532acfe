"""Rows of text become values: each is kept, rejected with its reason, or recognised as furniture. None is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from wagecheck import privacy
from wagecheck.ingest import attendance, columns, convert, declared, roster, sides, vocabulary
from wagecheck.ingest.leads import NUMBER_ONLY, REPEAT, TEAM
from wagecheck.ingest.piece import Origin, Piece
from wagecheck.model import Notice, Rejected

NOTICES_A_COLUMN = 10
"""Unreadable cells that are told one by one, for a column of a sheet; the rest are told as a number."""

_UNREADABLE = {
    "attendance": ("date", "month", "punched_at"),
    "statement": ("debit", "credit"),
}
"""Fields, besides the needed ones, without which a row says nothing."""

MUST: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "subcontractor": (("employer",),),
    "roster": (("name", "id_no"),),
    "attendance": (("name", "id_no"), ("date", "month")),
    "payroll": (("name", "id_no", "card_no"), ("month",), ("net",)),
    "statement": (("booked_at",), ("debit", "credit")),
    "payout": (("payee_name", "payee_account"), ("amount",)),
    "deposit": (("kind", "amount", "reference"),),
    "advance": (("drawn_date", "amount"),),
    "progress": (("month",),),
}
"""What a row must say to be kept: one field of each group."""

_OLD_ID = r"^\d{15}$"

_OWN: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "roster": (("id_no",),),
    "attendance": (("id_no",),),
    "payroll": (("id_no", "card_no"),),
    "statement": (("booked_at",),),
    "payout": (("payee_account",),),
    "deposit": (("lodged_date",), ("amount",)),
    "advance": (("drawn_date",), ("amount",)),
}
"""What makes a row data although it begins like a total or a signature: one field of each group."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """A table read: its kept rows (values, `_piece`, `row`), what became of the others, what to tell the user."""

    kept: pl.DataFrame
    counts: pl.DataFrame
    """`_piece`, read, kept, rejected, furniture."""
    furniture: pl.DataFrame
    """The furniture rows, as read: totals at the foot of a statement still say something."""
    rejected: tuple[tuple[int, Rejected], ...]
    """With the piece that each comes from."""
    notices: tuple[tuple[int, Notice], ...]


def sift(table: str, pieces: Sequence[tuple[int, Piece]]) -> Sifted:
    """Read all pieces of one table at once. Pieces come with their index, which `_piece` keeps."""
    raw = pl.concat(
        [piece.raw.with_columns(pl.lit(index, pl.Int32).alias("_piece")) for index, piece in pieces], how="diagonal"
    )
    read = columns.values(table, raw)
    prepared = _PREPARE[table](read) if table in _PREPARE else read
    judged = prepared.with_columns(_fault(table, prepared.columns).alias("_fault")).with_columns(
        _furniture(table, prepared.columns).alias("_furniture")
    )
    data = judged.filter(~pl.col("_furniture"))
    kept = data.filter(pl.col("_fault").is_null())
    bad = data.filter(pl.col("_fault").is_not_null())
    by_index = dict(pieces)
    return Sifted(
        kept=kept,
        counts=_counts(judged),
        furniture=judged.filter("_furniture"),
        rejected=tuple((row["_piece"], _rejected(row, by_index[row["_piece"]])) for row in bad.iter_rows(named=True)),
        notices=(
            *_unread_cells(table, kept, by_index),
            *_damaged_cells(table, data, by_index),
            *_old_ids(table, kept, by_index),
        ),
    )


def _only_subcontractors(read: pl.DataFrame) -> pl.DataFrame:
    """Tell the owner, the general contractor and the supervisor from subcontractors, in a list of all 参建单位."""
    if "company_kind" not in read.columns:
        return read
    kind = pl.col("company_kind")
    other = kind.is_in(vocabulary.words()["cells"]["no_subcontractor"])
    reason = pl.format("企业类型为“{}”,不是分包单位,未采用", kind)
    return read.with_columns(pl.when(other).then(reason).alias("_own_fault"))


_PREPARE = {
    "attendance": attendance.prepare,
    "roster": roster.prepare,
    "statement": sides.prepare,
    "subcontractor": _only_subcontractors,
}


def _said(name: str, have: Sequence[str]) -> pl.Expr:
    """Say whether a row has a value for a field, be it a damaged one."""
    damaged = f"{name}_damaged"
    value = pl.col(name).is_not_null()
    return value | pl.col(damaged) if damaged in have else value


def _figured(table: str, name: str) -> pl.Expr:
    """Say whether a row has a value for a field that no signature would leave there: of a number, some digits."""
    if declared.about(table)[name]["identity"]:
        return pl.col(f"{name}_damaged") | pl.col(name).str.contains(r"^[^:：]*\d{4}").fill_null(value=False)
    return pl.col(name).is_not_null()


def _fault(table: str, have: Sequence[str]) -> pl.Expr:
    """Name what is wrong with a row: `!field` unreadable, `-group` missing, or a code of the table's own."""
    about = declared.about(table)
    needed = [name for name, field in about.items() if field["needed"]]
    unreadable = [name for name in (*needed, *_UNREADABLE.get(table, ())) if f"{name}!" in have]
    own = [pl.col("_own_fault")] if "_own_fault" in have else []
    return pl.coalesce(
        *(pl.when(pl.col(f"{name}!")).then(pl.lit(f"!{name}")) for name in unreadable),
        *own,
        *(
            pl.when(~pl.any_horizontal(_said(name, have) for name in group)).then(pl.lit("-" + "|".join(group)))
            for group in MUST.get(table, ())
        ),
        pl.lit(None, pl.String),
    )


def _furniture(table: str, have: Sequence[str]) -> pl.Expr:
    """Recognise totals, page, signature and note rows, headings again, balances carried forward, mere numbers."""
    lead = pl.col("_lead")
    worded = lead.str.contains(vocabulary.furniture().pattern) | (lead == REPEAT)
    groups = [pl.any_horizontal(_figured(table, name) for name in group) for group in _OWN.get(table, ())]
    own = pl.all_horizontal(groups) if groups else pl.lit(value=False)
    carried = sides.is_carried_forward(have) if table == "statement" else pl.lit(value=False)
    return (worded & ~own) | lead.is_in([NUMBER_ONLY, TEAM]) | carried


def _counts(judged: pl.DataFrame) -> pl.DataFrame:
    furniture, fault = pl.col("_furniture"), pl.col("_fault").is_not_null()
    return judged.group_by("_piece", maintain_order=True).agg(
        read=(~furniture).sum(),
        kept=(~furniture & ~fault).sum(),
        rejected=(~furniture & fault).sum(),
        furniture=furniture.sum(),
    )


def _rejected(row: Mapping[str, object], piece: Piece) -> Rejected:
    reason = privacy.mask_text(_reason(row, piece))
    return Rejected(piece.origin.file, piece.origin.sheet, int(str(row["row"])), reason)


def _reason(row: Mapping[str, object], piece: Piece) -> str:
    """Say why a row was not kept, naming the cell."""
    fault = str(row["_fault"])
    official = vocabulary.fields(piece.table)
    if fault.startswith("!"):
        name = fault[1:]
        says = convert.SAYS[convert.kinds(piece.table)[name]]
        return f"「{piece.headings.get(name, official[name])}」为“{row[f'{name}?']}”,读不出{says}"
    if fault.startswith("-"):
        names = [piece.headings.get(name, official[name]) for name in fault[1:].split("|")]
        return "缺少" + "或".join(f"「{name}」" for name in dict.fromkeys(names))
    return fault


def _unread_cells(table: str, kept: pl.DataFrame, pieces: Mapping[int, Piece]) -> list[tuple[int, Notice]]:
    """Tell of each cell that could not be read in a row that was kept all the same."""
    told: list[tuple[int, Notice]] = []
    for name in [column[:-1] for column in kept.columns if column.endswith("!") and kept[column].any()]:
        bad = kept.filter(pl.col(f"{name}!")).select("_piece", "row", pl.col(f"{name}?").alias("text"))
        field = name.split("+")[0]
        says = convert.SAYS[convert.kinds(table)[field]]
        for (index,), rows in bad.group_by("_piece", maintain_order=True):
            piece = pieces[int(str(index))]
            heading = piece.headings.get(field, field)
            cells = [(row, f"“{text}”") for row, text in rows.select("row", "text").iter_rows()]
            told += [(int(str(index)), one) for one in unread_notices(piece.origin, heading, says, cells)]
    return told


def unread_notices(origin: Origin, heading: str, says: str, cells: Sequence[tuple[int, str]]) -> list[Notice]:
    """Tell of unreadable cells of one column, the first of them one by one."""
    told = [
        _warning(
            origin, f"「{heading}」为{privacy.mask_text(text)},读不出{says},该单元格按未知处理。请更正后重新审查", row
        )
        for row, text in cells[:NOTICES_A_COLUMN]
    ]
    rest = len(cells) - NOTICES_A_COLUMN
    if rest > 0:
        told.append(_warning(origin, f"「{heading}」另有 {rest} 个单元格读不出{says},均按未知处理。请更正后重新审查"))
    return told


def _damaged_cells(table: str, data: pl.DataFrame, pieces: Mapping[int, Piece]) -> list[tuple[int, Notice]]:
    """Tell of each column whose numbers were stored as numbers and lost digits."""
    told = []
    for name, field in declared.about(table).items():
        if not field["identity"] or not data[f"{name}_damaged"].any():
            continue
        bad = data.filter(pl.col(f"{name}_damaged")).group_by("_piece", maintain_order=True).len()
        for index, number in bad.iter_rows():
            heading = pieces[index].headings.get(name, field["heading"])
            text = (
                f"「{heading}」有 {number} 个号码以数值存储,已丢失精度,不参与比对。请将该列设为文本格式,按原件重新录入"
            )
            told.append((index, _warning(pieces[index].origin, text)))
    return told


def _old_ids(table: str, kept: pl.DataFrame, pieces: Mapping[int, Piece]) -> list[tuple[int, Notice]]:
    """Tell of ID numbers of 15 digits: the first generation's, void since 2013, kept as they stand."""
    told = []
    for name in [name for name, field in declared.about(table).items() if field["kind"] == "id_no"]:
        old = kept.filter(pl.col(name).str.contains(_OLD_ID)).group_by("_piece", maintain_order=True)
        for index, number, row in old.agg(pl.len(), pl.col("row").first()).iter_rows():
            piece = pieces[index]
            heading = piece.headings.get(name, declared.about(table)[name]["heading"])
            text = f"「{heading}」有 {number} 个15位旧号码(首个在本行),按原样保留,与18位号码不作同一人。请换成18位号码"
            told.append((index, _warning(piece.origin, text, row)))
    return told


def _warning(origin: Origin, text: str, row: int = 0) -> Notice:
    return Notice("warning", text, origin.file, origin.sheet, row)
