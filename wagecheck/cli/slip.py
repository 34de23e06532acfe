"""`wagecheck slip`: write evidence sheets for workers who are owed."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wagecheck.cli import messages, progress, settings
from wagecheck.errors import Exit, UsageError
from wagecheck.language import Language

if TYPE_CHECKING:
    from wagecheck.model import WorkerSlip

_TOLD = 20
"""Workers named one by one on the terminal."""


def slip(  # noqa: PLR0917 - typer passes them by name
    paths: settings.PathsArgument,
    workers: Annotated[
        list[str] | None,
        typer.Option("--worker", metavar="ID|NAME", help="证件号码或姓名, 可重复。", show_default=False),
    ] = None,
    all_owed: Annotated[bool, typer.Option("--all-owed", help="所有查出欠薪的农民工, 每人一份。")] = False,  # noqa: FBT002
    out: Annotated[Path, typer.Option("--out", "-o", help="凭单写入的文件夹。")] = Path("wagecheck-slips"),
    on: settings.OnOption = None,
    place: settings.PlaceOption = None,
    law: settings.LawOption = None,
    reveal: settings.RevealOption = False,  # noqa: FBT002
    public: settings.PublicOption = False,  # noqa: FBT002
    lang: settings.LangOption = Language.CHINESE,
    jobs: settings.JobsOption = 0,
    cache: settings.CacheOption = None,
    auditor: settings.AuditorOption = "",
    org: settings.OrgOption = "",
    quiet: settings.QuietOption = False,  # noqa: FBT002
    no_color: settings.NoColorOption = False,  # noqa: FBT002
) -> None:
    """为农民工写工资支付凭单: 每人一张 A4, 逐月列明应付、已付(日期、凭证)、欠发和出处, 供投诉、仲裁、法律援助。"""
    if not workers and not all_owed:
        raise UsageError("没有说明为谁出凭单", todo="请用 --worker 姓名或证件号码, 或用 --all-owed")
    from wagecheck.audit import slips as run  # noqa: PLC0415 - heavy
    from wagecheck.report import slip as writer  # noqa: PLC0415 - heavy

    settings.check_public(public=public, others={"--reveal": reveal})
    writer.check(out)
    day = settings.parse_day(on) if on else settings.today()
    with progress.reading(quiet=quiet) as told:
        report, made = run(
            paths,
            on=day,
            workers=workers or (),
            all_owed=all_owed,
            place=settings.division(place),
            law_file=law,
            config=settings.config_file(Path.cwd()),
            reveal=reveal,
            public=public,
            language=lang,
            jobs=jobs or progress.cores(),
            cache=cache,
            told=told,
        )
    if not quiet:
        messages.tell(report.notices, color=not no_color)
    unread = any(notice.level == "error" for notice in report.notices)
    if made:
        report = replace(report, auditor=auditor, organisation=org)
        options = {
            "on": day.isoformat(),
            "place": place or "",
            "reveal": str(reveal).lower(),
            "public": str(public).lower(),
            "lang": lang.value,
        }
        given = settings.given(paths, law=law, public=public)
        names = writer.publish(report, made, out, options=options, given=given)
        if not quiet:
            _show(made, out, names)
    else:
        judged = any(line.passed or line.failed for line in report.coverage)
        unread = unread or not judged
        typer.echo("没有查出欠薪的农民工, 没有写出凭单" if judged else "没有可以核对的付款资料, 没有写出凭单")
    raise typer.Exit(int(Exit.INPUT if unread else Exit.CLEAN))


def _show(made: "tuple[WorkerSlip, ...]", out: Path, names: tuple[str, ...]) -> None:
    """Say for whom sheets were written, what each is owed, and where the sheets are."""
    for one in made[:_TOLD]:
        unknown = f", {one.unjudged_months} 个月未检" if one.unjudged_months else ""
        typer.echo(f"{one.name} {one.worker_id} 欠发 {one.owed} 元, {one.owed_months} 个月{unknown}")
    if len(made) > _TOLD:
        typer.echo(f"另有 {len(made) - _TOLD} 人")
    typer.echo(f"→ {out / names[0]}")
