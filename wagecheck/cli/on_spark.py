"""`wagecheck audit --engine spark`: the same audit, given to an Apache Spark."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wagecheck.cli import messages, selection, settings
from wagecheck.errors import Exit, UsageError
from wagecheck.language import Language
from wagecheck.model import Severity

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

    from wagecheck.ingest import Stored
    from wagecheck.spark.order import Order
    from wagecheck.spark.run import Outcome

RESULTS = "results"
"""Folder of what Spark wrote, beside the front page."""
_REMOTE = "://"


class Engine(StrEnum):
    """What the work is given to."""

    local = "local"
    spark = "spark"


EngineOption = Annotated[
    Engine, typer.Option(envvar="WAGECHECK_ENGINE", help="local 本机; spark 交给 Apache Spark (见 docs/scale.md)。")
]
MasterOption = Annotated[
    str | None,
    typer.Option(metavar="URL", envvar="WAGECHECK_MASTER", help="Spark 地址, 如 local[2]、yarn、spark://主机:7077。"),
]
ResultsOption = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Spark 写出结果 (Parquet) 的新文件夹, 各节点须能写到; 默认在 --out 之内。"),
]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked of the run, as the options say it."""

    paths: Sequence[str]
    out: Path
    on: str | None
    select: str | None
    ignore: str | None
    place: str | None
    law: Path | None
    key: str | None
    reveal: bool
    language: Language
    auditor: str
    org: str
    results: str | None

    def order(self) -> "Order":
        """Say what the workers are told. Raises UsageError for an option that is wrong."""
        from wagecheck import law  # noqa: PLC0415 - heavy
        from wagecheck.spark.order import Order  # noqa: PLC0415 - heavy

        book, place = law.load(self.law), settings.division(self.place)
        return Order(
            on=settings.parse_day(self.on) if self.on else settings.today(),
            book=book,
            rules=tuple(rule.id for rule in selection.chosen(self.select, self.ignore)),
            key=settings.fingerprint_key(self.key),
            region=None if place is None else book.region_of(place) or place,
            reveal=self.reveal,
            language=self.language,
        )

    def options(self, on: date) -> dict[str, str]:
        """Name the options as the manifest does."""
        return {
            "engine": Engine.spark.value,
            "on": on.isoformat(),
            "place": self.place or "",
            "select": self.select or "",
            "ignore": self.ignore or "",
            "format": "html,parquet",
            "reveal": str(self.reveal).lower(),
            "lang": self.language.value,
            "auditor": self.auditor,
            "org": self.org,
        }


def named(paths: Sequence[Path]) -> tuple[str, ...]:
    """Give the paths as the user wrote them: as a Path, an address such as hdfs://… has lost a stroke."""
    return tuple(
        next((word for word in sys.argv if _REMOTE in word and Path(word) == path), str(path)) for path in paths
    )


def check(refused: dict[str, bool]) -> None:
    """Refuse options that need all findings in one place."""
    asked = [name for name, given in refused.items() if given]
    if asked:
        raise UsageError(f"{'、'.join(asked)} 不能与 Spark 同用", where="--engine spark", todo="请去掉这些选项")


def audit(wish: Wish, master: str | None, *, quiet: bool) -> "Outcome":
    """Audit a lake on Spark, and write the front page and the manifest.

    Raises UsageError for what the options say wrong or where there is no Spark, InputError where there is no lake.
    """
    from wagecheck.spark import session  # noqa: PLC0415 - an optional extra

    if len(wish.paths) != 1:
        raise UsageError("一次只审查一个数据文件夹", where="--engine spark", todo="请先用 wagecheck ingest 汇总")
    with session.opened(master) as spark:
        outcome = _audit(spark, wish)
    if not quiet:
        _show(outcome, wish)
    return outcome


def _audit(spark: "SparkSession", wish: Wish) -> "Outcome":
    from wagecheck.report import atomic, manifest, portfolio  # noqa: PLC0415 - heavy
    from wagecheck.spark import run  # noqa: PLC0415 - heavy

    order = wish.order()
    atomic.check(wish.out)
    done: list[Outcome] = []

    def write(folder: Path) -> None:
        outcome = run.audit(spark, wish.paths[0], order, wish.results or str(folder / RESULTS))
        outcome = replace(outcome, front=replace(outcome.front, auditor=wish.auditor, organisation=wish.org))
        portfolio.write_front(outcome.front, folder)
        names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
        given = settings.given([Path(one) for one in wish.paths if _REMOTE not in one], law=wish.law, key=order.key)
        manifest.write_manifest(outcome.sealed, folder, options=wish.options(order.on), outputs=names, given=given)
        done.append(outcome)

    atomic.publish(wish.out, write)
    return done[0]


def ingest(paths: Sequence[str], to: str, master: str | None, *, shards: int | None) -> "Stored":
    """Read dossiers on Spark into a new lake. Raises UsageError and InputError as on the single machine."""
    from wagecheck.spark import session  # noqa: PLC0415 - an optional extra

    if len(paths) != 1:
        raise UsageError("一次只读取一个文件夹", where="--engine spark", todo="请把台账放进同一个文件夹")
    with session.opened(master) as spark:
        from wagecheck import ingest as room  # noqa: PLC0415 - heavy
        from wagecheck import law  # noqa: PLC0415 - heavy
        from wagecheck.ingest.batches import Reading  # noqa: PLC0415 - heavy
        from wagecheck.spark import dossiers  # noqa: PLC0415 - heavy

        config = tuple(room.load_config(settings.config_file(Path.cwd())))
        how = Reading(law.load().region_of, None, room.Limits(), config)
        return dossiers.ingest(spark, paths[0], to if _REMOTE in to else str(Path(to).absolute()), how, shards=shards)


def exit_code(outcome: "Outcome", worst: Severity | None) -> Exit:
    """Say how the run ended, as the single machine would; `worst` is the severity from which on findings count."""
    report = outcome.front
    if report.incidents:
        return Exit.INTERNAL
    if not outcome.judged or any(notice.level == "error" for notice in report.notices):
        return Exit.INPUT
    if worst and any(Severity(name).rank <= worst.rank for name in outcome.severities):
        return Exit.FINDINGS
    return Exit.CLEAN


def _show(outcome: "Outcome", wish: Wish) -> None:
    report = outcome.front
    messages.tell(report.notices, color=False)
    for incident in report.incidents:
        typer.echo(f"错误: 规则 {incident.rule} 运行失败, 未作判断 ({incident.text})", err=True)
    found = "、".join(f"{name} {outcome.severities[name]:,}" for name in Severity if name in outcome.severities)
    typer.echo(f"{len(report.projects):,} 个项目, 问题: {found or '无'}")
    typer.echo(f"→ {wish.out / 'index.html'}")
    typer.echo(f"→ {wish.results or wish.out / RESULTS}")
