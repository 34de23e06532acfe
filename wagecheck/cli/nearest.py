"""The name that somebody most likely meant."""

import difflib
from collections.abc import Iterable


def hint(word: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Ask for the known name that is nearest to a word: 「是否指 fail_on?」; nothing where none is near."""
    names = list(known)
    by_fold = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(word.casefold(), by_fold, n=1, cutoff=cutoff)
    return f"是否指 {by_fold[near[0]]}?" if near else ""
