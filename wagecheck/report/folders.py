"""Names of files and folders made from what papers say: no path, no device, no two that a disk would take for one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

_LONGEST = 60
_DIGITS = 8
_FORBIDDEN = re.compile(r"[^\w.()（）\-]+")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)


def distinct(texts: Sequence[str]) -> tuple[str, ...]:
    """Give each text a name of its own, safe on every file system; what can stay as it is does.

    A name that had to be changed, or that differs from another in case alone, ends in digits made of the text.
    """
    plain = [_safe(text) for text in texts]
    times = Counter(map(_folded, plain))
    taken: set[str] = set()
    names = []
    for text, name in zip(texts, plain, strict=True):
        wanted = name if name == text and times[_folded(name)] == 1 else f"{name}-{_digits(text)}"
        unique, at = wanted, 1
        while _folded(unique) in taken:
            at += 1
            unique = f"{wanted}-{at}"
        taken.add(_folded(unique))
        names.append(unique)
    return tuple(names)


def _safe(text: str) -> str:
    shown = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cs")
    name = _FORBIDDEN.sub("_", shown)[:_LONGEST].strip(" .")
    return f"_{name}" if not name or _DEVICES.fullmatch(name) or name.startswith("-") else name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _digits(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
