"""`wagecheck ingest`: read dossiers once, and keep what was read as canonical Parquet."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wagecheck.cli import messages, on_spark, progress, settings
from wagecheck.errors import Exit
from wagecheck.model import Notice, Rejected

if TYPE_CHECKING:
    from wagecheck.ingest import Stored

_TOLD = 20
"""Rows not kept that are told one by one."""


def ingest(  # noqa: PLR0917 - typer passes them by name
    paths: settings.PathsArgument,
    to: Annotated[
        Path, typer.Option("--to", help="存放数据的文件夹, 须为新的、空的或先前存放的。", show_default=False)
    ],
    jobs: settings.JobsOption = 0,
    cache: settings.CacheOption = None,
    shards: Annotated[
        int, typer.Option(min=0, help="按项目分成几份存放; 0 为数据很多时自动分份。", show_default=False)
    ] = 0,
    engine: on_spark.EngineOption = on_spark.Engine.local,
    master: on_spark.MasterOption = None,
    quiet: settings.QuietOption = False,  # noqa: FBT002
    no_color: settings.NoColorOption = False,  # noqa: FBT002
) -> None:
    """读一次台账, 存成规范的 Parquet 数据 (含完整号码, 请妥善保管); 之后 audit 该文件夹, 结果与审查原件相同。"""
    if engine is on_spark.Engine.spark:
        on_spark.check({"--cache": cache is not None})
        stored = on_spark.ingest(on_spark.named(paths), on_spark.named([to])[0], master, shards=shards or None)
    else:
        stored = _stored(paths, to, jobs=jobs or progress.cores(), cache=cache, shards=shards or None, quiet=quiet)
    from wagecheck import findings  # noqa: PLC0415 - heavy

    if not quiet:
        voice = findings.Voice(b"")
        lines = (*stored.notices, *_refused(stored.rejected))
        messages.tell((voice.of_row(line) for line in lines), color=not no_color)
        typer.echo(_summary(stored, to))
    unread = any(notice.level == "error" for notice in stored.notices)
    raise typer.Exit(int(Exit.INPUT if unread else Exit.CLEAN))


def _stored(
    paths: Sequence[Path], to: Path, *, jobs: int, cache: Path | None, shards: int | None, quiet: bool
) -> "Stored":
    """Read and store on this machine."""
    from wagecheck import ingest as room  # noqa: PLC0415 - heavy
    from wagecheck import law  # noqa: PLC0415 - heavy

    room.lake.check_place(to)
    config = room.load_config(settings.config_file(Path.cwd()))
    region_of = law.load().region_of
    with (
        progress.reading(quiet=quiet) as told,
        room.open_papers(paths, region_of=region_of, config=config, jobs=jobs, cache=cache, told=told) as shelf,
    ):
        return room.store(shelf, to, shards=shards)


def _refused(rejected: Sequence[Rejected]) -> Iterator[Notice]:
    """Report the rows that were read and not kept, the first of them one by one."""
    for line in rejected[:_TOLD]:
        yield Notice("warning", f"未采用: {line.reason}", line.file, line.sheet, line.row)
    if len(rejected) > _TOLD:
        yield Notice("warning", f"另有 {len(rejected) - _TOLD} 行未采用, 逐行原因见 rejected.parquet")


def _summary(stored: "Stored", to: Path) -> str:
    """Say how many rows of each table were kept, and how many were not."""
    from wagecheck.tables import LABELS  # noqa: PLC0415 - heavy

    kept = [f"{LABELS[name]} {rows:,} 行" for name, rows in stored.rows.items() if rows]
    return "\n".join([f"{stored.files} 个文件: {'、'.join(kept)}; 未采用 {len(stored.rejected):,} 行", f"→ {to}"])
