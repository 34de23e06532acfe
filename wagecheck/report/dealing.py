"""Findings dealt out: the worst of each rule stand in the report; where it cannot hold all, pages of their own do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from wagecheck.model import Finding
from wagecheck.report.finding_rows import weight

REPORT_BYTES = 620_000
"""Most that findings may take in the report of one dossier, estimated from above."""
RULE_ROWS = 300
"""Most findings of one rule in a report."""
PAGE_BYTES = 2_400_000
"""Most that findings may take on a page of their own, estimated from above."""
FOLDER = "findings"


@dataclass(frozen=True, slots=True)
class Deal:
    """The findings of one rule, the worst first."""

    findings: Sequence[Finding]
    shown: int
    """How many of them the report shows."""
    pages: tuple[Sequence[Finding], ...]
    """All of them, page by page; empty where the report shows all."""


def deal(grouped: Mapping[str, Sequence[Finding]], budget: int) -> dict[str, Deal]:
    """Deal out the findings of each rule, so that those in the report weigh no more than the budget in bytes."""
    weights = {rule: list(map(weight, group)) for rule, group in grouped.items()}
    cap = fair_cap(weights.values(), budget=budget, most=RULE_ROWS)
    return {
        rule: Deal(
            findings=group,
            shown=min(cap, len(group)),
            pages=tuple(_packed(group, weights[rule])) if len(group) > cap else (),
        )
        for rule, group in grouped.items()
    }


def fair_cap(weights: Iterable[Sequence[int]], *, budget: int, most: int) -> int:
    """Find the largest number of rows a rule, at most `most`, with which all rules together stay within the budget."""
    sums = [[0, *accumulate(own[:most])] for own in weights]
    cap = most
    while cap > 1 and sum(own[min(cap, len(own) - 1)] for own in sums) > budget:
        cap -= 1
    return cap


def address(rule: str, number: int) -> str:
    """Name a page of a rule, seen from report.html: `findings/W05-2.html`."""
    return f"{FOLDER}/{rule}-{number}.html"


def _packed(group: Sequence[Finding], weights: Sequence[int]) -> Iterable[Sequence[Finding]]:
    start = total = 0
    for at, own in enumerate(weights):
        if total + own > PAGE_BYTES and at > start:
            yield group[start:at]
            start, total = at, 0
        total += own
    yield group[start:]
