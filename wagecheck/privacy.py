"""Personal numbers, masked: what is printed, logged or written shows them only when the user asked for it."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

PERSONAL = frozenset(
    {
        "id_no",
        "card_no",
        "phone",
        "labour_officer_phone",
        "account_no",
        "own_account",
        "counterparty_account",
        "payee_account",
        "roster_card",
    }
)
"""Columns whose values are numbers of a person or an account."""

_SHORTEST = 2

_IN_TEXT = re.compile(r"(?<![0-9A-Za-z.])(?:\d{17}[\dXx]|\d{15,}|1[3-9]\d{9})(?![0-9A-Za-z])")


def mask(number: str) -> str:
    """Mask one ID, card, account or phone number: the head and the last four stay (3601**********1234)."""
    if re.fullmatch(r"1\d{10}", number):
        return f"{number[:3]}****{number[-4:]}"
    if re.fullmatch(r".{18}", number):
        return f"{number[:4]}**********{number[-4:]}"
    if re.fullmatch(r".{9,}", number):
        return f"{number[:4]}****{number[-4:]}"
    return "*" * len(number)


def mask_text(text: str) -> str:
    """Mask whatever looks like an ID, card or mobile number inside free text (file names, reasons, summaries)."""
    return _IN_TEXT.sub(lambda found: mask(found.group()), text)


@dataclass(frozen=True, slots=True)
class Names:
    """The people of a run, whose names a public version does not show."""

    known: frozenset[str]
    lengths: tuple[int, ...]
    """Of the names, the longest first."""

    @classmethod
    def of(cls, names: Iterable[str | None]) -> "Names":
        """Take the names of people; what is shorter than two signs could not be told from other words."""
        people = frozenset(name for name in names if name and len(name) >= _SHORTEST)
        return cls(people, tuple(sorted({len(name) for name in people}, reverse=True)))

    def hide(self, text: str) -> str:
        """Leave of each name in a text its first sign: 张大山 becomes 张*."""
        shown: list[str] = []
        at = 0
        while at < len(text):
            length = next((one for one in self.lengths if text[at : at + one] in self.known), 0)
            shown.append(f"{text[at]}*" if length else text[at])
            at += length or 1
        return "".join(shown)


NOBODY = Names(frozenset(), ())
"""Nobody's name is hidden."""


def fingerprint(key: bytes, *parts: str) -> str:
    """Name a finding by 16 hex digits that survive a re-export and cannot be guessed back without the key."""
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()[:16]
