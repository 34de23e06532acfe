"""What a tool's process does: read the frame, let the tool validate it, say what that took and which rows fail."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TypeVar

Frame = TypeVar("Frame")
Result = TypeVar("Result")

MONEY = (
    "agreed_due",
    "arithmetic_gap",
    "arrears",
    "gross",
    "gross_counted",
    "income.month_warning",
    "minimum_due",
    "net",
    "payroll.rounding",
)
FLAGS = (
    "amounts_given",
    "attendance_recorded",
    "attended",
    "has_left",
    "is_due",
    "on_payroll",
    "paid_by_bank",
    "pay_method_asked",
    "signed_asked",
    "signed_by_worker",
    "terms_known",
)
AGAIN, ENOUGH = 7, 5
"""So often a tool is asked again, or so many seconds long."""

COLUMNS = ("key", "month", "exit_date", "same_rows", *MONEY, *FLAGS)
"""All that the ten rules read, and the key of the row."""


def run(
    load: Callable[[Path], Frame],
    validate: Callable[[Frame], Result],
    keys: Callable[[Result], Mapping[str, Iterable[int]]],
    *,
    packages: Iterable[str],
    report: Callable[[Result], str] | None = None,
) -> None:
    """Measure `validate` and `report` alone, and print the measures as JSON.

    `validate` must leave the failing rows in hand, rule by rule; `keys` only takes their keys out for the comparison.
    It is asked once in the fresh process, where it may import and compile what it needs, and some times more.
    """
    frame = load(Path(sys.argv[1]))
    result, first = _timed(lambda: validate(frame))
    peak = _peak()
    written, reporting = _timed(lambda: report(result) if report else "")
    later: list[float] = []
    while not later or (len(later) < AGAIN and sum(later) < ENOUGH):
        result, taken = _timed(lambda: validate(frame))
        later.append(taken)
    told = {
        "first": first,
        "later": median(later),
        "peak": peak,
        "report": reporting if written else None,
        "failing": {rule: _digest(found) for rule, found in sorted(keys(result).items())},
        "versions": {name: version(name) for name in packages},
    }
    print(json.dumps(told))


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Do something, and give the processor's time that it took, of all threads together."""
    begun = time.process_time()
    done = work()
    return done, time.process_time() - begun


def _peak() -> float:
    """Give the most memory so far in MB; the kernel's own count, for that of `resource` takes in the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def _digest(keys: Iterable[int]) -> tuple[int, str]:
    """Give how many rows fail, and a hash that only the same rows have."""
    listed = sorted({int(key) for key in keys})
    return len(listed), sha256(json.dumps(listed).encode()).hexdigest()
