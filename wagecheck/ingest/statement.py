"""Bank statements: the bank's order, the direction that the balance proves, the bank's own control numbers."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from wagecheck import privacy
from wagecheck.ingest import chain, controls, parties
from wagecheck.ingest.piece import FIXED, Piece
from wagecheck.ingest.sides import OPENING
from wagecheck.ingest.sift import Sifted, sift
from wagecheck.model import Notice

_FEWEST_STEPS = 3
_DATES = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?|\d{8}"
_OF_THE_WHOLE = ("total_debit", "total_credit", "count_debit", "count_credit", "closing_balance")
"""What a bank says of all parts of a statement, where it goes on in another file or sheet: no part adds up to it."""

_TOTAL = "^(?:合计|总计|累计|本期合计|共计)"


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements: their lines in the bank's order, one control row each, what to tell of which piece."""

    lines: pl.DataFrame
    control: pl.DataFrame
    notices: tuple[tuple[int, Notice], ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """The lines of one statement in the bank's order, and what the running balance says of their sides."""

    lines: pl.DataFrame
    swapped: bool
    """Debit and credit were exchanged, because the balance proves the contrary of the headings."""
    proved: bool
    """The balance proves which side is out; else the headings are merely believed."""


def settle(sifted: Sifted, pieces: Mapping[int, Piece]) -> Statements:
    """Settle each statement by itself: order, direction, control numbers."""
    settled: dict[int, Settled] = {}
    rows = []
    told: list[tuple[int, Notice]] = []
    origins = {piece.origin: index for index, piece in pieces.items()}
    parts = {
        index
        for piece in pieces.values()
        if piece.continues
        for index in (origins[piece.origin], origins.get(piece.continues))
    }
    unread: dict[int, int] = {}
    for index, piece in pieces.items():
        one = settle_lines(sifted.kept.filter(pl.col("_piece") == index))
        before = origins.get(piece.continues) if piece.continues else None
        if before in settled and settled[before].swapped and not one.proved:
            one = Settled(_exchanged(one.lines), swapped=True, proved=False)
        settled[index] = one
        unread[index] = _may_have_moved(one.lines, [line.row for at, line in sifted.rejected if at == index])
        texts = _control_texts(piece.control, _foot(sifted.furniture, index))
        texts = {name: text for name, text in texts.items() if name not in _OF_THE_WHOLE} if index in parts else texts
        told += [(index, notice) for notice in _about_sides(piece, one)]
        texts = _swap_sides(texts) if one.swapped else texts
        known = {"lines_unread": str(unread[index]), "sides_proved": "是" if one.proved else "否"}
        rows.append((index, _control_piece(piece, texts | known)))
    control = sift("control", rows)
    for row in control.kept.iter_rows(named=True):
        index = row["_piece"]
        held = controls.totals(row, settled[index].lines)
        told += [(index, notice) for notice in controls.told(pieces[index], held, unread[index])]
    stack = _with_account(pl.concat([one.lines for one in settled.values()], how="diagonal"), control.kept)
    lines, seen = _with_party(stack, pieces)
    told += seen
    return Statements(lines, control.kept, (*told, *control.notices))


def settle_lines(lines: pl.DataFrame) -> Settled:
    """Put the lines of one statement into the bank's ascending order, and let the balance decide which side is out."""
    ordered = chain.ascending(lines.sort("row"))
    own, opposite, steps = chain.count_steps(ordered)
    swapped = steps >= _FEWEST_STEPS and opposite >= chain.PROOF * steps and own <= (1 - chain.PROOF) * steps
    if swapped:
        ordered = _exchanged(ordered)
    return Settled(ordered, swapped, proved=swapped or (steps > 0 and own >= chain.PROOF * steps))


def _may_have_moved(lines: pl.DataFrame, unread: Sequence[int]) -> int:
    """Count the unread rows but for those across which the balance goes on unbroken: they moved no money."""
    whole = lines.with_columns(pl.col("debit", "credit").fill_null(0))
    told = whole.select("row", "balance", net=pl.col("credit") - pl.col("debit")).rows()
    goes_on = {
        frozenset((row, after)): None not in (before, balance) and before + net == balance
        for (row, before, _), (after, balance, net) in pairwise(told)
    }
    rows = sorted(lines["row"])
    count = 0
    for row in unread:
        at = bisect(rows, row)
        inside = 0 < at < len(rows)
        count += not (inside and goes_on.get(frozenset((rows[at - 1], rows[at])), False))
    return count


def _exchanged(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.rename({"debit": "credit", "credit": "debit"}).select(lines.columns)


def _about_sides(piece: Piece, settled: Settled) -> list[Notice]:
    """Tell where the balance overrules the headings, and where there is none to prove them."""
    if settled.swapped:
        text = "余额的变化与借贷栏相反,已按余额改正收支方向。请向银行核实借贷栏的含义"
    elif len(settled.lines) and settled.lines["balance"].null_count() == len(settled.lines):
        text = "流水没有余额,收支方向只凭表头或标志认定,未经余额证明,证明力较低。请补交带余额的流水"
    else:
        return []
    return [Notice("warning", text, piece.origin.file, piece.origin.sheet)]


def _control_texts(said: Mapping[str, str], foot: Mapping[str, str]) -> dict[str, str]:
    """Give the control numbers of a statement as text: labelled lines, and rows that are no transaction."""
    texts = {name: text for name, text in said.items() if name != "range"}
    days = pl.Series([said.get("range", "")]).str.extract_all(_DATES)[0].to_list()
    if len(days) == len(("from", "through")):
        texts = {"range_from": days[0], "range_through": days[1]} | texts
    return {**foot, **texts}


def _foot(furniture: pl.DataFrame, index: int) -> dict[str, str]:
    """Give what rows without a transaction say: the totals of the last row of totals, the balance brought forward."""
    own = furniture.filter(pl.col("_piece") == index)
    total = own.filter(pl.col("_lead").str.contains(_TOTAL)).tail(1)
    opening = own.filter(pl.col("summary?").str.contains(OPENING)).head(1) if "summary?" in own.columns else own.clear()
    cells = (
        ("total_debit", total, "debit?"),
        ("total_credit", total, "credit?"),
        ("opening_balance", opening, "balance?"),
    )
    return {name: rows[cell][0] for name, rows, cell in cells if len(rows) and cell in rows.columns and rows[cell][0]}


def _swap_sides(texts: Mapping[str, str]) -> dict[str, str]:
    """Exchange the control numbers of debit and credit: the bank uses the words the other way round."""
    other = {"total_debit": "total_credit", "count_debit": "count_credit"}
    other |= {credit: debit for debit, credit in other.items()}
    return {other.get(name, name): text for name, text in texts.items()}


def _control_piece(piece: Piece, texts: Mapping[str, str]) -> Piece:
    """Make the control row of a statement: it stands where the headings stand."""
    fixed = {"row": piece.heading_row, "_lead": "", "_month": None, "_year": None}
    schema = {**FIXED, **dict.fromkeys(texts, pl.String())}
    return Piece(piece.origin, "control", piece.heading_row, {}, pl.DataFrame([{**fixed, **texts}], schema=schema))


def _with_account(lines: pl.DataFrame, control: pl.DataFrame) -> pl.DataFrame:
    """Let the account above the headings speak for lines that have no column for it."""
    above = control.select("_piece", pl.col("own_account").alias("_account"))
    own = pl.col("own_account")
    column = pl.col("own_account?").is_not_null() if "own_account?" in lines.columns else pl.lit(value=False)
    filled = pl.when(column).then(own).otherwise(pl.col("_account")).alias("own_account")
    return lines.join(above, on="_piece", how="left", maintain_order="left").with_columns(filled).drop("_account")


def _with_party(lines: pl.DataFrame, pieces: Mapping[int, Piece]) -> tuple[pl.DataFrame, list[tuple[int, Notice]]]:
    """Where nothing names the own account, let it be the one that pays or is paid in every line; tell so."""
    if "_own_account" not in lines.columns:
        return lines, []
    each = lines.group_by("_piece", maintain_order=True)
    found = {int(str(index)): account for (index,), own in each if (account := parties.inferred(own))}
    told = []
    for index, account in found.items():
        text = f"没有载明本方账号; 每一笔的付款人或收款人都有账号 {account}, 以它为本方账号。请核对"
        origin = pieces[index].origin
        told.append((index, Notice("warning", privacy.mask_text(text), origin.file, origin.sheet)))
    party = pl.col("_piece").replace_strict(found, default=None, return_dtype=pl.String)
    return lines.with_columns(pl.coalesce("own_account", party).alias("own_account")), told
