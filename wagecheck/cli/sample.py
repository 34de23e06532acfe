"""`wagecheck sample`: whom to ask on site."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wagecheck.cli import messages, settings
from wagecheck.errors import Exit
from wagecheck.language import Language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wagecheck.model import Sample


def sample(  # noqa: PLR0917 - typer passes them by name
    paths: settings.PathsArgument,
    size: Annotated[int, typer.Option("--n", "-n", min=1, help="每个项目抽几人。")] = 20,
    seed: Annotated[int, typer.Option(help="随机种子: 同一台账、同一种子抽出同样的人, 与行的次序无关。")] = 1,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="另存为 csv 或 xlsx。", show_default=False)
    ] = None,
    on: settings.OnOption = None,
    place: settings.PlaceOption = None,
    law: settings.LawOption = None,
    reveal: Annotated[bool, typer.Option("--reveal", help="显示完整的证件、手机号码。")] = False,  # noqa: FBT002
    lang: settings.LangOption = Language.CHINESE,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,  # noqa: FBT002
    quiet: settings.QuietOption = False,  # noqa: FBT002
    no_color: settings.NoColorOption = False,  # noqa: FBT002
) -> None:
    """抽取访谈名单: 按风险加权 (欠薪、无合同、现金、签字、共用卡、刚退场……) 并随机抽取没有疑点的人, 写明每人的原因。"""
    from wagecheck.audit import sample as run  # noqa: PLC0415 - heavy
    from wagecheck.report import interview  # noqa: PLC0415 - heavy

    if out:
        interview.check(out)
    day = settings.parse_day(on) if on else settings.today()
    notices, drawn = run(
        paths,
        on=day,
        size=size,
        seed=seed,
        place=settings.division(place),
        law_file=law,
        config=settings.config_file(Path.cwd()),
        reveal=reveal,
        language=lang,
    )
    if not quiet:
        messages.tell(notices, color=not no_color)
    if out:
        interview.write(drawn, out, on=day, seed=seed, language=lang)
    if as_json:
        typer.echo(json.dumps(interview.document(drawn, on=day, size=size, seed=seed), ensure_ascii=False, indent=2))
    elif not quiet:
        _show(drawn, lang, color=not no_color)
        typer.echo(f"→ {out}" if out else say(interview.NOTE, lang))
    unread = any(notice.level == "error" for notice in notices) or not any(one.people for one in drawn)
    raise typer.Exit(int(Exit.INPUT if unread else Exit.CLEAN))


def _show(drawn: "Sequence[Sample]", lang: Language, *, color: bool) -> None:
    """Print a table for each project."""
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.table import Table  # noqa: PLC0415 - heavy
    from rich.text import Text  # noqa: PLC0415 - heavy

    from wagecheck.report import inert, interview  # noqa: PLC0415 - heavy

    console = Console(no_color=not color, highlight=False)
    headed = "{project}: 共 {workers} 人, 有疑点可问的 {remarkable} 人, 抽 {drawn} 人"
    for one in drawn:
        counts = {"workers": one.workers, "remarkable": one.remarkable, "drawn": len(one.people)}
        console.print(inert.terminal(say(headed, lang, project=one.project, **counts)), markup=False)
        table = Table(box=None, pad_edge=False)
        for heading, width in (("姓名", 8), ("证件号码", 18), ("班组", 12), ("为什么问", None)):
            table.add_column(say(heading, lang), overflow="fold", max_width=width)
        for person in one.people:
            cells = (person.name, person.worker_id, person.team, interview.why(person, lang))
            table.add_row(*(Text(inert.terminal(cell)) for cell in cells))
        console.print(table)
