"""A person's card statement is no statement of the account: it shows what one worker got and spent elsewhere."""

import re
from collections.abc import Sequence

from wagecheck.ingest import vocabulary
from wagecheck.ingest.piece import Piece

_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,10}·[\u4e00-\u9fff]{1,10}")
_CARD = re.compile(r"62\d{14,17}")


def is_personal(piece: Piece, above: Sequence[str]) -> bool:
    """Say whether a statement is of a person's card: by its holder, else by its title and the form of its number."""
    if piece.table != "statement":
        return False
    words = vocabulary.words()["personal"]
    holder = re.sub(r"\s", "", piece.control.get("account_name", ""))
    if holder:
        return _NAME.fullmatch(holder) is not None and not any(word in holder for word in words["organisation"])
    card = _CARD.fullmatch(re.sub(r"\D", "", piece.control.get("own_account", ""))) is not None
    return any(word in cell for cell in above for word in words["title"]) and (
        card or "own_account" not in piece.control
    )
