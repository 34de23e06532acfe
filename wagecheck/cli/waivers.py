"""The user's waivers.toml: read, checked as a file, and told of on stderr where an entry does not count."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wagecheck import waivers as room
from wagecheck.errors import UsageError
from wagecheck.language import Language, say
from wagecheck.model import Notice, WaiverState
from wagecheck.nearest import hint
from wagecheck.privacy import mask_text

if TYPE_CHECKING:
    from wagecheck.model import Report, Waiver

_TABLE = "waiver"


def read(path: Path, language: Language, *, reveal: bool, public: bool) -> "tuple[Waiver, ...]":
    """Read waivers.toml; a public version does not say who decided what and why.

    An entry that is not sound counts as absent. Raises `UsageError` where the file as a whole is none.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"不能读取 ({error.strerror})", where=str(path), todo="请检查 --waivers") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"不是 TOML ({error})", where=str(path), todo="请改正该文件") from None
    for name in found:
        if name != _TABLE:
            near = hint(name, [_TABLE])
            raise UsageError(f"不认识 {name}", where=str(path), todo=f"{near} 每条豁免以 [[{_TABLE}]] 开头".strip())
    entries = found.get(_TABLE, [])
    if not isinstance(entries, list):
        raise UsageError(f"{_TABLE} 不是一列", where=str(path), todo=f"每条豁免以 [[{_TABLE}]] 开头")
    return tuple(_shown(one, language, reveal=reveal, public=public) for one in room.read(entries, language))


def _shown(waiver: "Waiver", language: Language, *, reveal: bool, public: bool) -> "Waiver":
    if public:
        hidden = say("公开版略", language)
        return replace(waiver, reason=hidden if waiver.reason else "", approver=hidden if waiver.approver else "")
    if reveal:
        return waiver
    return replace(
        waiver,
        rule=mask_text(waiver.rule),
        project_id=mask_text(waiver.project_id),
        subject=mask_text(waiver.subject),
        reason=mask_text(waiver.reason),
        approver=mask_text(waiver.approver),
        expires=mask_text(waiver.expires),
        note=mask_text(waiver.note),
    )


def remarks(report: "Report", path: Path) -> tuple[Notice, ...]:
    """Tell of the waivers that waive nothing, a line each."""
    return tuple(
        Notice(
            "warning",
            say("第 {entry} 条豁免不起作用: {why}", report.language, entry=one.entry, why=one.note),
            path.name,
        )
        for one in report.waivers
        if one.state is not WaiverState.IN_FORCE
    )
