"""The name that somebody most likely meant."""

import difflib
from collections.abc import Iterable
from pathlib import Path


def hint(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Ask for the known name that is nearest to a word: 「是否指 fail_on?」; nothing where none is near."""
    names = list(known)
    by_fold = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=cutoff)
    return f"是否指 {by_fold[near[0]]}?" if near else ""


def path_hint(path: Path) -> str:
    """Ask for what lies beside a path that is not there and is called nearly so: 「是否指 台账/流水.xlsx?」."""
    try:
        names = [one.name for one in path.parent.iterdir()]
    except OSError:
        return ""
    near = difflib.get_close_matches(path.name, names, n=1, cutoff=0.5)
    return f"是否指 {path.with_name(near[0])}?" if near else ""
