"""`wagecheck page`: the page of a project, out of what Spark wrote."""

from pathlib import Path
from typing import Annotated

import typer

from wagecheck.cli import on_spark
from wagecheck.errors import UsageError

ResultsArgument = Annotated[
    str, typer.Argument(metavar="RESULTS", help="Spark 写出结果的文件夹 (audit 的 --results)。", show_default=False)
]
ProjectsArgument = Annotated[list[str], typer.Argument(metavar="PROJECT…", help="项目编码。", show_default=False)]


def page(
    results: ResultsArgument,
    projects: ProjectsArgument,
    out: Annotated[Path, typer.Option("--out", "-o", help="audit 写入报告的文件夹。")] = Path("wagecheck-out"),
    master: on_spark.MasterOption = None,
) -> None:
    """从 Spark 审查的结果中取出项目的完整报告, 写到总览页面所指之处。"""
    from wagecheck.spark import session  # noqa: PLC0415 - an optional extra

    with session.opened(master or "local[1]") as spark:
        from wagecheck.report import manifest, portfolio  # noqa: PLC0415 - heavy
        from wagecheck.spark import run  # noqa: PLC0415 - heavy

        front = run.outcome(spark, results).front
        reports = run.reports(spark, results, projects)
    unknown = sorted(set(projects) - {report.projects[0].project_id for report in reports})
    if unknown:
        raise UsageError(f"结果中没有项目 {'、'.join(unknown)}", where=results, todo="项目编码见总览页面或 totals")
    written = portfolio.write_pages(front, reports, out)
    manifest.add_outputs(out, [path.relative_to(out).as_posix() for path in written])
    for path in written:
        if path.name == "report.html":
            typer.echo(f"→ {path}")
