"""Personal numbers, masked: what is printed, logged or written shows them only when the user asked for it."""

import hashlib
import hmac
import re
import secrets
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

_SHOWN = 4
"""Characters that head and tail of a masked number show at most; of a short one they show a quarter each."""

_GAP = r"[-\u2010-\u2015\u00a0\u3000 ·.]"
_DATED = r"[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]"
_MOBILE = r"(?:\+?86)?[1１][3-9３-９]\d{9}"
_BEFORE = "|".join(
    f"(?<={word})"
    for word in ("账号", "帐号", "卡号", "账户", "证号", "件号码", "证号码", "电话", "手机", "机号", "[Tt]el")
)
_IN_TEXT = re.compile(
    "|".join(
        (
            rf"(?<!\d){_DATED}(?!\d)",  # an ID number, whatever letters it leans on
            r"(?<![0-9A-Za-z.])(?:\d{17}[XxＸｘ]|\d{15,})(?![0-9A-Za-z])",
            rf"(?<![0-9A-Za-z.]){_MOBILE}(?![0-9A-Za-z])",
            rf"(?<!\d)(?:\d{{4}}{_GAP}){{3,4}}\d{{1,4}}[Xx]?(?!\d)",  # a card as it is printed
            rf"(?<!\d)\d{{6}}{_GAP}\d{{4}}{_GAP}?\d{{4}}{_GAP}?\d{{3}}[\dXx](?!\d)",  # an ID number in groups
            rf"(?<!\d)(?:\+?86{_GAP}?)?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}(?!\d)",  # a mobile number in groups
            r"(?<!\d)0\d{2,3}-\d{7,8}(?!\d)",  # a landline
            rf"(?:{_BEFORE})[::为是 ]{{0,2}}[A-Za-z]{{0,2}}\d{{7,}}(?!\d)",  # whatever is called a number of that kind
        )
    )
)
_NUMBER = re.compile(r"[0-9A-Za-z()()/-]*[0-9][0-9A-Za-z()()/-]*")
_MANY_DIGITS = re.compile(rf"\d{{7}}|\d{{4}}{_GAP}\d{{4}}")
"""What every such number has, and hardly any other text."""


def mask(number: str) -> str:
    """Mask one ID, card, account or phone number: the head and the last four stay (3601**********1234).

    Of a short one fewer stay, and never more than half.
    """
    if re.fullmatch(r"1\d{10}", number):
        return f"{number[:3]}****{number[-4:]}"
    if re.fullmatch(r".{18}", number):
        return f"{number[:4]}**********{number[-4:]}"
    shown = min(_SHOWN, len(number) // _SHOWN)
    return f"{number[:shown]}****{number[-shown:]}" if shown > 1 else "*" * len(number)


def mask_text(text: str) -> str:
    """Mask whatever looks like an ID, card, account or phone number inside free text (file names, reasons, summaries).

    Its digits may stand in a row or in groups, as people write them, and lean on other words.
    """
    return _IN_TEXT.sub(lambda found: mask(found.group()), text) if _MANY_DIGITS.search(text) else text


def mask_worker(key: str) -> str:
    """Mask what a worker is known by: his number, a passport's as well; a mere name stays."""
    return mask(key) if _NUMBER.fullmatch(key) else mask_text(key)


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


OF_THIS_PROCESS = secrets.token_bytes(32)
"""The key of whoever brings none: without a key, anybody could try all ID numbers until the fingerprints agree."""


def fingerprint(key: bytes, *parts: str) -> str:
    """Name a finding by 16 hex digits that survive a re-export and cannot be guessed back without the key."""
    return hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()[:16]
