"""Which rules an audit asks: `--select` and `--ignore`, by id, prefix or pillar."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wagecheck.errors import UsageError
from wagecheck.nearest import hint

if TYPE_CHECKING:
    from wagecheck.model import Rule


def words_of(text: str | None) -> list[str]:
    """Take a list apart that is written with commas, Chinese ones included."""
    return [word.strip() for word in (text or "").replace("，", ",").replace("、", ",").split(",") if word.strip()]


def chosen(select: str | None, ignore: str | None) -> "tuple[Rule, ...]":
    """Pick the rules by id, prefix or pillar.

    Raises `UsageError` for a word that picks nothing, for a list without a word, and where no rule is left: an audit
    that asked nothing would look like one that found nothing.
    """
    from wagecheck import rules as book  # noqa: PLC0415 - heavy

    kept = {rule.id for rule in book.ALL} if select is None else _picked(select, "--select")
    kept -= set() if ignore is None else _picked(ignore, "--ignore")
    if not kept:
        raise UsageError("没有剩下任何规则", where="--select/--ignore", todo="请放宽选择")
    return tuple(rule for rule in book.ALL if rule.id in kept)


def _picked(text: str, option: str) -> set[str]:
    from wagecheck import law  # noqa: PLC0415 - heavy
    from wagecheck import rules as book  # noqa: PLC0415 - heavy

    words = words_of(text)
    if not words:
        raise UsageError("没有写任何规则", where=option, todo="请写规则编号、编号前缀或制度名, 逗号分隔")
    ids: set[str] = set()
    for word in words:
        hits = {rule.id for rule in book.ALL if rule.id.startswith(word.upper()) or word in law.pillars.of(rule.id)}
        if not hits:
            raise UsageError(f"{word} 不是规则编号、前缀或制度名", where=option, todo=_todo(word, _names(book.ALL)))
        ids |= hits
    return ids


def _names(rules: "Iterable[Rule]") -> list[str]:
    """Name what can be chosen: rules and pillars."""
    from wagecheck import law  # noqa: PLC0415 - heavy

    return [*(rule.id for rule in rules), *(pillar.name for pillar in law.pillars.pillars())]


def _todo(word: str, known: Iterable[str]) -> str:
    return f"{hint(word, known)} 用 wagecheck rules 查看全部规则".strip()
