"""`wagecheck law`: the parameters in force at a place on a day, each with its citation and how well it is known."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wagecheck.cli import settings
from wagecheck.errors import UsageError

if TYPE_CHECKING:
    from wagecheck.law import Law
    from wagecheck.model import Citation

_READ = {"seen": "已读原文", "copy": "转载", "recalled": "凭记忆", "ours": "本工具口径"}


def law(
    place: Annotated[str, typer.Option(metavar="PLACE", help="地名或行政区划代码, 如 天津、360112; 不写为全国。")] = "",
    on: Annotated[str | None, typer.Option(metavar="DATE", help="哪一天有效 (默认今天)。")] = None,
    overlay: Annotated[Path | None, typer.Option("--law", metavar="FILE", help="自备的法规参数文件。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,  # noqa: FBT002
) -> None:
    """列出某地某日有效的法规参数, 附依据和出处可靠程度。"""
    from wagecheck import law as room  # noqa: PLC0415 - heavy
    from wagecheck.law.parameters import PARAMETERS  # noqa: PLC0415 - heavy

    book = room.load(overlay)
    day = settings.parse_day(on) if on else settings.today()
    region = region_of(book, place)
    found = {key: book.in_force(key, region, day) for key in PARAMETERS if not key.endswith("_high")}
    if as_json:
        entries = [parameter_entry(key, each) for key, each in found.items()]
        typer.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    _print(book, region, day, found)


def region_of(book: "Law", place: str) -> str:
    """Resolve what the user calls a place to a division code; nothing is the nation. Raises `UsageError`."""
    if not place:
        return ""
    region = book.region_of(place)
    if region is None:
        raise UsageError(
            f"不认识的地名 {place}", where="--place", todo="请写省市名或六位行政区划代码, 如 江西省南昌市、360112"
        )
    return region


def parameter_entry(key: str, found: "tuple[Citation, ...]") -> dict[str, object]:
    """Give a parameter and its values in force as plain values."""
    from wagecheck.law.parameters import PARAMETERS  # noqa: PLC0415 - heavy

    values = [
        {
            "value": each.value,
            "since": each.since,
            "place": each.place,
            "cite": each.cite,
            "read": each.read,
            "note": each.note,
        }
        for each in found
    ]
    declared = PARAMETERS[key]
    told: dict[str, object] = {"key": key, "meaning": declared.meaning, "unit": declared.unit, "values": values}
    return told | ({"unread": declared.unread} if declared.unread else {})


def _print(book: "Law", region: str, day: date, found: "dict[str, tuple[Citation, ...]]") -> None:
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.table import Table  # noqa: PLC0415 - heavy

    from wagecheck.law.parameters import PARAMETERS  # noqa: PLC0415 - heavy

    table = Table(box=None, pad_edge=False, show_lines=False)
    table.add_column("参数", overflow="fold", ratio=5)
    table.add_column("值", overflow="fold", ratio=4)
    table.add_column("依据", overflow="fold", ratio=8)
    for each in (each for values in found.values() for each in values):
        where = book.place_name(each.place) if each.place else "全国"
        unread = PARAMETERS[each.key].unread
        told = [f"自 {each.since}", where, each.cite, _READ.get(each.read, each.read), each.note, unread]
        table.add_row(
            each.meaning, f"{each.value} {each.unit}", " · ".join(part for part in told if part), end_section=True
        )
    console = Console(highlight=False)
    console.print(f"{book.place_name(region) if region else '全国'} · {day.isoformat()} 有效的参数", markup=False)
    console.print(table)
    silent = [key for key, values in found.items() if not values]
    if silent:
        console.print(f"未见当地或全国数值: {'、'.join(silent)}", markup=False)
