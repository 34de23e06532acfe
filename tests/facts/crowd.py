"""Many people on one site: each shows another case, and all are built together."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.facts.small_site import Build

Rows = Sequence[Mapping[str, Any]]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(nth: int, birth: str = "19900101") -> str:
    """Make up an ID number with a right check character; men have odd numbers, as on cards."""
    body = f"360199{birth}{nth:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def of_each(cases: Mapping[str, Rows], *, birth: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """Give the rows of all cases; the people of a case have its name and a number of their own."""
    born = birth or {}
    return [
        {"name": case, "id_no": number(2 * at + 1, born.get(case, "19900101")), **row}
        for at, (case, rows) in enumerate(cases.items())
        for row in rows
    ]


def workers(
    facts: Build, cases: Mapping[str, Rows], *names: str, birth: Mapping[str, str] | None = None, **papers: Any
) -> dict[str, Any]:
    """Put each case on the roster, and give what is said of each worker; a single column comes without its tuple."""
    frame = facts(roster=of_each(cases, birth=birth), **papers).frames["worker"]
    told = {row[0]: row[1:] for row in frame.select("subject_name", *names).iter_rows()}
    assert len(told) == frame.height
    return {name: row[0] if len(names) == 1 else row for name, row in told.items()}
