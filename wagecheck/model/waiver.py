"""What somebody decided to let pass for a while, and whether that counts."""

from dataclasses import dataclass
from enum import StrEnum


class WaiverState(StrEnum):
    """What became of a waiver in a run. Only one that is in force waives anything."""

    IN_FORCE = "in_force"
    UNUSED = "unused"
    """Sound, and the run has no such finding."""
    LAPSED = "lapsed"
    MALFORMED = "malformed"
    REFUSED = "refused"
    """For a statutory rule of severity 红: nobody may waive that."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One entry of waivers.toml. What it lacks is empty."""

    entry: int
    """Its place in the file, counted from 1."""
    rule: str
    project_id: str
    subject: str
    """Fingerprint of the finding."""
    reason: str
    approver: str
    expires: str
    """ISO day, the last on which it holds."""
    state: WaiverState
    note: str = ""
    """Why it does not count; empty where it does."""
