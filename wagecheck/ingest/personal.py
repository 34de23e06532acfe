"""A person's card statement is no statement of the account: it shows what one worker got and spent elsewhere."""

import re
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from wagecheck.ingest import vocabulary
from wagecheck.ingest.piece import Piece

_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}·[\u4e00-\u9fff]{1,10}")
_CARD = re.compile(r"62\d{2}[\d*]{8,15}")
_PEOPLE = (("roster", "name"), ("attendance", "name"), ("payroll", "name"), ("project", "labour_officer"))
"""Columns that name people and nobody else."""
_MIXED = (("payout", "payee_name"), ("statement", "counterparty_name"))
"""Columns that name people and firms."""
_SHARE = 3
"""One line in so many must be a consumer's: no wage account pays by WeChat."""


def is_personal(piece: Piece, above: Sequence[str]) -> bool:
    """Say whether a statement is of a person's card: by its holder, else its title and the form of its number.

    One that names neither holder nor account is a person's where a good part of its lines are a consumer's.
    """
    if piece.table != "statement":
        return False
    words = vocabulary.words()["personal"]
    holder = re.sub(r"\s", "", piece.control.get("account_name", ""))
    if holder:
        return _NAME.fullmatch(holder) is not None and not any(word in holder for word in words["organisation"])
    card = _CARD.fullmatch(re.sub(r"[^\d*]", "", piece.control.get("own_account", ""))) is not None
    if any(word in cell for cell in above for word in words["title"]):
        return card or "own_account" not in piece.control
    return not {"own_account"} & (piece.control.keys() | set(piece.raw.columns)) and _spends(piece, words["spending"])


def _spends(piece: Piece, words: Sequence[str]) -> bool:
    said = [name for name in piece.raw.columns if name in {"summary", "purpose", "counterparty_name", "flow_kind"}]
    spent = pl.any_horizontal(
        pl.lit(value=False), *(pl.col(name).str.contains_any(words).fill_null(value=False) for name in said)
    )
    return int(piece.raw.select(spent.sum()).item()) * _SHARE > len(piece.raw)


def people(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    """Give the names of all people whom the tables name, and of no firm."""
    organisations = vocabulary.words()["personal"]["organisation"]
    for table, column in _PEOPLE:
        yield from tables[table][column].drop_nulls().unique()
    for table, column in _MIXED:
        for name in tables[table][column].drop_nulls().unique():
            if _NAME.fullmatch(name) and not any(word in name for word in organisations):
                yield name
