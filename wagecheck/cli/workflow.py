"""The page of a GitHub workflow run: the summary of a step, which the platform shows below its log."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from wagecheck.model import Report

VARIABLE = "GITHUB_STEP_SUMMARY"
"""Names the file that the platform takes the summary from; several commands of a step may add to it."""


def summarise(report: "Report") -> None:
    """Add the short summary to the page of the run; outside of a workflow there is none, and nothing is done.

    A page that cannot be written is said on stderr and spoils nothing: the results stand in their folder.
    """
    from wagecheck.report import markdown  # noqa: PLC0415 - heavy

    page = os.environ.get(VARIABLE)
    if not page:
        return
    try:
        with Path(page).open("a", encoding="utf-8", newline="\n") as file:
            file.write(markdown.page(report))
    except OSError as error:
        typer.echo(f"提示: 不能写入 {VARIABLE} 所指的文件 ({error.strerror}), 工作流页面上没有摘要", err=True)
