"""Arguments in, exit code out. No work is done here, and nothing heavy is imported before a command runs."""

import atexit
import gc
import os
import signal
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
    verify,
)
from wagecheck.errors import Exit, WagecheckError
from wagecheck.privacy import mask_text
from wagecheck.version import __version__

_RARELY = 500_000
"""New objects between two searches for cycles: a run leaves few behind, and searching took a tenth of its time."""

_OTHERS = 0o077
"""What nobody but the user may do with the files that a run makes."""

_INTERRUPTED = 128 + signal.SIGINT
"""With which typer ends a command on Ctrl-C, as shells expect it."""

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
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if completion.VARIABLE in os.environ:
        completion.answer()
    atexit.register(gc.freeze)  # to search all that is left for cycles at the very end takes a tenth of a short run
    try:
        app(prog_name=completion.PROGRAM)
    except WagecheckError as error:
        _stop(str(error), error.exit)
    except SystemExit as ended:
        if ended.code == _INTERRUPTED:
            _say("已中断, 原有结果未改动")
        raise
    except Exception as error:  # the last line of defence: a user never meets a traceback
        if os.environ.get("WAGECHECK_DEBUG"):
            raise
        _stop(
            f"内部错误 {type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
            "。请带上 WAGECHECK_DEBUG=1 重新运行并报告输出",
            Exit.INTERNAL,
        )


def _stop(line: str, code: Exit) -> None:
    _say(line)
    sys.exit(int(code))


def _say(line: str) -> None:
    print(f"wagecheck: {mask_text(line)}", file=sys.stderr)  # noqa: T201 - messages go to stderr
