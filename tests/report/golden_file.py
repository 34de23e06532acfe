"""Golden files: compared, and rewritten only when WAGECHECK_REWRITE_GOLDEN is set."""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def matches_golden(written: Path) -> bool:
    """Compare a written file with its golden one, byte by byte."""
    golden = GOLDEN / written.name
    if os.environ.get("WAGECHECK_REWRITE_GOLDEN"):
        golden.write_bytes(written.read_bytes())
    return written.read_bytes() == golden.read_bytes()
