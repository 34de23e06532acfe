"""From which day to which a statement speaks, and of which days in between it may lack lines."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.conftest import paper
from tests.facts.small_site import line
from wagecheck.facts.evidence import gaps, overlapping, window

Lines = list[dict[str, Any]]
TORN = pl.DataFrame({"project_id": ["甲"], "table": ["statement"]})


def sheet(name: str, *lines: dict[str, Any], **more: Any) -> Lines:
    return [one | {"file": name, "own_account": "360100"} | more for one in lines]


def stated(name: str, first: str | None = None, last: str | None = None, **more: Any) -> dict[str, Any]:
    return {"file": name, "range_from": first, "range_through": last} | more


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def shown(lines: Lines, *control: dict[str, Any], **project: Any) -> tuple[date | None, date | None] | None:
    """Give the first and last day that a statement shows; None where it shows none."""
    found = window(paper("project", [project]), _numbered(lines), paper("control", control))
    return found.select("evidence_from", "evidence_end").rows()[0] if found.height else None


def lacking(lines: Lines, *control: dict[str, Any], torn: bool = False) -> list[tuple[date | None, date | None]]:
    """Give the stretches of which lines may lack."""
    parts = [TORN] if torn else []
    found = gaps(_numbered(lines), paper("control", control), *parts)
    return sorted(found.select("since", "until").rows(), key=str)


def _numbered(lines: Lines) -> pl.DataFrame:
    return paper("statement", lines).with_row_index("rid")


# From when to when


def test_where_one_sheet_states_its_range_the_project_sheet_is_not_asked(facts: Any) -> None:
    del facts
    lines = [
        *sheet("后", line("2025-06-10", into="1", balance="9")),
        *sheet("前", line("2025-02-03", into="1", balance="9")),
    ]
    project = {"statement_from": "2025-01-01", "statement_through": "2025-08-15"}

    assert shown(lines, stated("前", last="2025-04-30"), **project) == (date(2025, 1, 1), date(2025, 6, 10))
    assert shown(lines, stated("后", "2025-05-01"), **project) == (date(2025, 2, 3), date(2025, 8, 15))
