"""What came in for wages month by month: due, seen, none or unknown; and what the progress of work calls for."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from tests.facts.small_site import Build, line

OWNER = "江南置业有限公司"
ZERO = Decimal(0)


def fed(day: str, amount: str = "700", **more: Any) -> dict[str, Any]:
    return line(day, into=amount, **({"counterparty_name": OWNER} | more))


FIRST = fed("2025-01-15", balance="700")
"""The account begins with this line."""


def months(
    facts: Build,
    *lines: Mapping[str, Any],
    shown: tuple[str, str] = ("2025-01-01", "2025-04-30"),
    unread: int = 0,
    progress: Sequence[Mapping[str, Any]] = (),
    **project: Any,
) -> dict[str, dict[str, Any]]:
    control = {"file": "statement.xlsx", "range_from": shown[0], "range_through": shown[1], "lines_unread": unread}
    built = facts(project=project, statement=list(lines), control=[control] if lines else [], progress=list(progress))
    rows = built.frames["project_month"].to_dicts()
    assert len({row["subject"] for row in rows}) == len(rows)
    return {row["subject"]: row for row in rows}


def told(found: Mapping[str, Mapping[str, Any]], *names: str) -> dict[str, Any]:
    several = {month: tuple(row[name] for name in names) for month, row in found.items()}
    return several if len(names) > 1 else {month: row[0] for month, row in several.items()}


def test_allotments_of_a_month_are_added_and_counted(facts: Build) -> None:
    found = months(facts, FIRST, fed("2025-03-01", "50.25"), fed("2025-03-31 23:59:00", "9"))

    assert told(found, "allotted", "allotments", "allotted_at_most") == {
        "2025-01": (700, 1, 700),
        "2025-02": (ZERO, None, ZERO),
        "2025-03": (Decimal("59.25"), 2, Decimal("59.25")),
        "2025-04": (ZERO, None, ZERO),
    }
    assert [len(row["sources"] or []) for row in found.values()] == [1, 0, 2, 0]


@pytest.mark.parametrize(
    ("through", "completion", "due"),
    [
        ("2025-03-31", None, {"2025-01": False, "2025-02": True, "2025-03": True}),
        ("2025-03-30", None, {"2025-01": False, "2025-02": True, "2025-03": False}),
        ("2025-04-30", "2025-02-28", {"2025-01": False, "2025-02": True}),
        ("2025-04-30", "2025-02-27", {"2025-01": False, "2025-02": False}),
        ("2025-02-28", "2025-06-30", {"2025-01": False, "2025-02": True}),
        ("2025-01-15", "2025-01-10", {"2025-01": False}),
        ("2025-01-15", "2025-01-09", {}),
    ],
)
def test_allotments_are_due_for_whole_months_from_that_after_the_start_to_the_end_of_evidence_or_work(
    facts: Build, through: str, completion: str | None, due: dict[str, bool]
) -> None:
    found = months(facts, FIRST, shown=("2025-01-01", through), completion_date=completion)

    assert told(found, "allotment_due") == due


def test_without_a_statement_months_run_to_the_audit_and_nothing_is_known_of_them(facts: Build) -> None:
    found = months(facts, completion_date="2025-03-31")

    assert told(found, "allotment_due", "allotted", "allotted_at_least", "papers_due") == {
        "2025-01": (False, None, None, None),
        "2025-02": (True, None, None, None),
        "2025-03": (True, None, None, None),
    }
    assert list(months(facts))[-1] == "2025-08"


@pytest.mark.parametrize(
    ("since", "january", "february"),
    [("2025-02-01", None, ZERO), ("2025-02-02", None, None), ("2025-01-02", None, ZERO)],
)
def test_a_month_before_the_statement_begins_may_have_had_its_allotment(
    facts: Build, since: str, january: Decimal | None, february: Decimal | None
) -> None:
    """The first line leaves a balance behind it: the account is older."""
    found = months(facts, fed("2025-03-03", balance="9000"), shown=(since, "2025-04-30"))

    assert (found["2025-01"]["allotted"], found["2025-02"]["allotted"]) == (january, february)
    assert found["2025-02"]["allotted_at_most"] == february
    assert found["2025-03"]["allotted"] == 700


def test_rows_that_were_not_read_may_be_an_allotment_of_any_month(facts: Build) -> None:
    found = months(facts, FIRST, unread=1)

    assert told(found, "allotted", "allotted_at_least", "allotted_at_most") == {
        "2025-01": (700, 700, None),
        "2025-02": (None, ZERO, None),
        "2025-03": (None, ZERO, None),
        "2025-04": (None, ZERO, None),
    }


@pytest.mark.parametrize(
    ("entry", "funding", "known"),
    [
        ({"counterparty_name": None}, "政府投资", False),
        ({"counterparty_name": "某某商贸有限公司"}, "政府投资", True),
        ({"counterparty_name": "国库"}, None, False),
        ({"counterparty_name": "国库"}, "国有企业", True),
        ({"counterparty_name": None, "summary": "结息"}, "政府投资", True),
        ({"counterparty_name": None, "credit": "0", "debit": "700"}, "政府投资", True),
        ({"counterparty_name": None, "credit": "0.50"}, "政府投资", False),
        ({"counterparty_name": None, "credit": "0"}, "政府投资", True),
    ],
)
def test_money_from_nobody_named_may_be_an_allotment_and_leaves_open_whether_there_was_one(
    facts: Build, entry: dict[str, Any], funding: str | None, known: bool
) -> None:
    """Twice in one month, and nothing in the next."""
    odd = [fed(f"2025-02-{day}", **entry) | entry for day in ("03", "04")]

    found = months(facts, FIRST, *odd, funding=funding)

    assert (found["2025-02"]["allotted"], found["2025-03"]["allotted"]) == (ZERO if known else None, ZERO)


def test_what_may_be_an_allotment_counts_for_the_most_that_was_allotted(facts: Build) -> None:
    odd = [fed(f"2025-02-{day}", counterparty_name=None) for day in ("03", "04")]

    found = months(facts, FIRST, *odd, fed("2025-03-03"), shown=("2025-01-01", "2025-03-30"))

    assert told(found, "allotted_at_least", "allotted_at_most") == {
        "2025-01": (700, 700),
        "2025-02": (ZERO, 1400),
        "2025-03": (700, None),
    }
    assert found["2025-02"]["allotted"] is None


def test_without_the_name_of_the_owner_no_month_is_known_to_be_bare(facts: Build) -> None:
    found = months(facts, FIRST, owner_name=None)

    assert told(found, "allotted", "allotted_at_least")["2025-02"] == (None, ZERO)


# Progress


def certified(month: str | None, amount: str | None) -> dict[str, Any]:
    return {"month": month, "certified_amount": amount}


def test_what_was_certified_in_a_month_calls_for_its_share(facts: Build) -> None:
    rows = [
        certified("2025-02", "100.05"),
        certified("2025-02", "200"),
        certified("2025-03", "100"),
        certified("2025-03", None),
        certified(None, "77"),
    ]

    found = months(facts, FIRST, progress=rows, labour_cost_ratio="0.25")

    assert told(found, "progress_known", "certified", "agreed_allotment", "labour_ratio") == {
        "2025-01": (False, None, None, Decimal("0.25")),
        "2025-02": (True, Decimal("300.05"), Decimal("75.01"), Decimal("0.25")),
        "2025-03": (True, None, None, Decimal("0.25")),
        "2025-04": (False, None, None, Decimal("0.25")),
    }
    without = months(facts, FIRST, progress=rows)["2025-02"]
    assert (without["progress_known"], without["agreed_allotment"]) == (False, None)


def test_progress_outside_the_months_of_work_adds_its_month_and_no_duty(facts: Build) -> None:
    rows = [certified("2024-12", "100"), certified("2025-05", "100"), certified("2025-02", "100")]

    found = months(facts, FIRST, progress=rows, labour_cost_ratio="0.25")

    assert told(found, "progress_known", "allotment_due", "papers_due") == {
        "2024-12": (True, False, False),
        "2025-01": (False, False, True),
        "2025-02": (True, True, True),
        "2025-03": (False, True, True),
        "2025-04": (False, True, True),
        "2025-05": (True, False, False),
    }


@pytest.mark.parametrize(("through", "due"), [("2025-02-28", True), ("2025-02-27", False)])
def test_papers_are_due_for_months_that_the_evidence_shows_whole(facts: Build, through: str, due: bool) -> None:
    assert months(facts, FIRST, shown=("2025-01-01", through))["2025-02"]["papers_due"] is due


def test_without_a_start_only_months_of_progress_are_known_and_no_papers_are_due(facts: Build) -> None:
    found = months(facts, FIRST, progress=[certified("2025-02", "100")], start_date=None, labour_cost_ratio="0.25")

    assert told(found, "papers_due", "allotment_due", "agreed_allotment") == {"2025-02": (None, None, 25)}


def test_without_the_start_of_work_no_papers_are_known_to_be_due(facts: Build) -> None:
    found = months(facts, FIRST, progress=[certified("2025-02", "100")], start_date=None)

    assert told(found, "allotment_due", "papers_due") == {"2025-02": (None, None)}
