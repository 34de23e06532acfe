"""Numbers of people, cards, firms and accounts that look right and belong to nobody.

ID numbers stand under division codes that no county bears (360199, 120199); firms under a region of the same kind.
A site takes its numbers from a block of its own, so that two sites of one run share no person, card or account.
"""

from datetime import date, timedelta

BLOCK = 640
"""How many people a site has numbers for; a larger one reaches into the blocks of the seeds after it."""

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_STEP = 7919
_SPREAD = 618_033_988_749
_MEN_BORN = (date(1969, 3, 1), 13_000)
_WOMEN_BORN = (date(1979, 6, 1), 9_000)


def id_check(seventeen: str) -> str:
    """Give the check character of an ID number (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _ID_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def id_number(division: str, born: date, sequence: int) -> str:
    """Make an ID number; an odd sequence is a man's, an even one a woman's."""
    head = f"{division}{born:%Y%m%d}{sequence:03d}"
    return head + id_check(head)


def person(number: int, *, woman: bool) -> tuple[date, int]:
    """Give the birth day and the ID sequence of the n-th man or woman: no two share both."""
    first, days = _WOMEN_BORN if woman else _MEN_BORN
    born = first + timedelta(days=number * _STEP % days)
    return born, 2 * (number // days) % 998 + (2 if woman else 1)


def luhn(digits: str) -> str:
    """Give the check digit of a card number (ISO 7812)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled  # noqa: PLR2004 - the digits of a two-digit product are added
    return str(-total % 10)


def card_number(number: int) -> str:
    """Make the wage card of the n-th person: 19 digits under 621700."""
    head = f"621700{number * _SPREAD % 10**12:012d}"
    return head + luhn(head)


def phone_number(number: int) -> str:
    """Make a mobile number in a range that is not handed out."""
    return f"1990{number * _SPREAD % 10**7:07d}"


def account_number(number: int, bank: str) -> str:
    """Make the number of a company's account, in the length that its bank uses."""
    digits = f"{number * _SPREAD % 10**9:09d}"
    return f"1502{digits}009123" if bank == "中国工商银行" else f"36050199{digits}000"


def organisation_check(eight: str) -> str:
    """Give the check character of an organisation code (GB 11714), the ninth of its characters."""
    total = sum(int(char, 36) * weight for char, weight in zip(eight, _ORGANISATION_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def uscc(number: int, region: str = "360199") -> str:
    """Make a 统一社会信用代码 (GB 32100) under a region that does not exist."""
    eight = f"MA{number * _SPREAD % 10**6:06d}"
    head = f"91{region}{eight}{organisation_check(eight)}"
    return head + uscc_check(head)


def uscc_check(seventeen: str) -> str:
    """Give the check character of a 统一社会信用代码 (GB 32100)."""
    total = sum(_USCC_LETTERS.index(char) * pow(3, place, 31) for place, char in enumerate(seventeen))
    return _USCC_LETTERS[-total % 31]
