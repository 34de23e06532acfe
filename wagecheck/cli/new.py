"""`wagecheck new`: official templates to fill in, and a file for settings."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from wagecheck.cli import config, settings

_HEAD = """# wagecheck 的设置。在这个文件夹或其下运行时有效; 去掉行首的 # 即生效。
# 命令行的选项和 WAGECHECK_* 环境变量优先于此; 现用的设置和出处: wagecheck config
"""


def new(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="写入模板的文件夹。", show_default=False)],
    single: Annotated[bool, typer.Option("--single", help="十张表放在一个工作簿里, 而不是各一个文件。")] = False,  # noqa: FBT002
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不打印文件清单。")] = False,  # noqa: FBT002
) -> None:
    """写出十种台账的官方 Excel 模板 (表头、说明、下拉选项和一行示例) 和一份 wagecheck.toml。"""
    from wagecheck.ingest import template  # noqa: PLC0415 - heavy

    written = [*template.write_templates(folder, single=single)]
    own = folder / settings.CONFIG
    if not own.exists():
        own.write_text("\n".join([_HEAD, *_entries(context)]), encoding="utf-8", newline="\n")
        written.append(own)
    if not quiet:
        for path in written:
            typer.echo(f"→ {path}")
        typer.echo(f"填好后: wagecheck audit {folder}")


def _entries(context: typer.Context) -> Iterator[str]:
    """List every setting of `audit` with its help and default, all of them commented out."""
    for name, option in config.settings_of(config.commands(context)["audit"]).items():
        if name != config.SECRET:
            default = option.default
            shown = str(getattr(default, "value", default))
            bare = isinstance(default, bool | int)
            value = shown.lower() if bare else json.dumps("" if default is None else shown, ensure_ascii=False)
            yield f"# {option.help}\n# {name} = {value}\n"
