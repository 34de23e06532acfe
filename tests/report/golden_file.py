"""Golden files: compared, and rewritten only when WAGECHECK_REWRITE_GOLDEN is set."""

import os
import re
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def matches_golden(written: Path) -> bool:
    """Compare a written file with its golden one, byte by byte."""
    golden = GOLDEN / written.name
    if os.environ.get("WAGECHECK_REWRITE_GOLDEN"):
        golden.write_bytes(written.read_bytes())
    return written.read_bytes() == golden.read_bytes()


def undressed(page: str) -> str:
    """Take style, script and policy off a page: they change with every page's looks, and have tests of their own."""
    bare = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", page, flags=re.DOTALL)
    return re.sub(r'(<meta http-equiv="Content-Security-Policy" content=)"[^"]*"', r'\1""', bare)
