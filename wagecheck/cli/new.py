"""`wagecheck new`: official templates to fill in."""

from pathlib import Path
from typing import Annotated

import typer


def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="写入模板的文件夹。", show_default=False)],
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不打印文件清单。")] = False,  # noqa: FBT002
) -> None:
    """写出十种台账的官方 Excel 模板: 表头、说明、下拉选项和一行示例。"""
    from wagecheck.ingest import template  # noqa: PLC0415 - heavy

    written = template.write_templates(folder)
    if not quiet:
        for path in written:
            typer.echo(f"→ {path}")
