"""Arguments in, exit code out. No work is done here, and nothing heavy is imported before a command runs."""

import atexit
import errno
import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from wagecheck.cli import (
    audit,
    catalogue,
    completion,
    config,
    demo,
    diff,
    ingest,
    inspect,
    law,
    new,
    page,
    sample,
    slip,
    terminal,
    verify,
)
from wagecheck.errors import Exit, WagecheckError
from wagecheck.version import __version__

_RARELY = 500_000
"""New objects between two searches for cycles: a run leaves few behind, and searching took a tenth of its time."""

_SHOWN = 80
"""Characters of a path that is too long."""

_OTHERS = 0o077
"""What nobody but the user may do with the files that a run makes."""

app = typer.Typer(
    name="wagecheck",
    help="农民工工资“两金六制”台账审查: 读取项目台账, 逐人逐月核到分, 出具可签字的报告。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("audit")(audit.audit)
app.command("inspect")(inspect.inspect)
app.command("ingest")(ingest.ingest)
app.command("page")(page.page)
app.command("new")(new.new)
app.command("demo")(demo.demo)
app.command("rules")(catalogue.rules)
app.command("explain")(catalogue.explain)
app.command("law")(law.law)
app.command("slip")(slip.slip)
app.command("diff")(diff.diff)
app.command("config", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})(config.config)
app.command("sample")(sample.sample)
app.command("verify")(verify.verify)
app.command("completion")(completion.completion)


def _version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it with the flag
    if wanted:
        typer.echo(f"wagecheck {__version__}")
        raise typer.Exit


@app.callback()
def about(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本。", callback=_version, is_eager=True)] = False,  # noqa: FBT002
) -> None:
    """农民工工资“两金六制”台账审查: 读取项目台账, 逐人逐月核到分, 出具可签字的报告。"""
    del version
    gc.set_threshold(_RARELY)
    context.default_map = config.defaults(context, Path.cwd())
    config.check_variables(context)
    config.tell_strangers(context)


def main() -> None:
    """Run a command. Whatever happens ends in one line and an exit code, never in a traceback."""
    os.umask(os.umask(_OTHERS) | _OTHERS)
    terminal.prepare()
    if completion.VARIABLE in os.environ:
        completion.answer()
    atexit.register(gc.freeze)  # to search all that is left for cycles at the very end takes a tenth of a short run
    code = _run()
    unsaid = terminal.flush()
    if unsaid is not None and code in {Exit.CLEAN, Exit.FINDINGS}:
        terminal.say(f"标准输出写不进去({unsaid.strerror})。请检查磁盘空间; 结果以 --out 所写的文件为准")
        code = Exit.USAGE
    sys.exit(code)


def _run() -> int:
    """Run a command; give its exit code."""
    try:
        app(prog_name=completion.PROGRAM)
    except WagecheckError as error:
        terminal.say(str(error))
        return error.exit
    except SystemExit as ended:
        if ended.code in terminal.STOPPED:
            terminal.say("已中断, 原有结果未改动")
        return ended.code if isinstance(ended.code, int) else Exit.USAGE if ended.code else Exit.CLEAN
    except KeyboardInterrupt:
        terminal.say("已中断, 原有结果未改动")
        return terminal.INTERRUPTED
    except Exception as error:  # the last line of defence: a user never meets a traceback
        if os.environ.get("WAGECHECK_DEBUG"):
            raise
        terminal.say(_fault(error))
        return Exit.USAGE if isinstance(error, OSError) and error.errno in terminal.REFUSED else Exit.INTERNAL
    return Exit.CLEAN


def _fault(error: Exception) -> str:
    """Say what went wrong that nobody thought of, or that the disk takes no more."""
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return f"{str(error.filename)[:_SHOWN]}…: 路径不能用({error.strerror})。请改用较短的路径"
    if isinstance(error, OSError) and error.errno in terminal.FULL:
        return f"{error.filename or '输出'}: 写不进去({error.strerror})。请检查磁盘空间后重试"
    first = str(error).splitlines()[0] if str(error) else ""
    return f"内部错误 {type(error).__name__}: {first}。请带上 WAGECHECK_DEBUG=1 重新运行并报告输出"
