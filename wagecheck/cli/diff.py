"""`wagecheck diff`: what changed between two results."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wagecheck.cli import baseline, settings
from wagecheck.cli.audit import FailOn
from wagecheck.comparison import compare
from wagecheck.errors import Exit, UsageError
from wagecheck.language import Language
from wagecheck.model import Change, Severity

if TYPE_CHECKING:
    from wagecheck.report.difference import Difference


class Form(StrEnum):
    """How the difference is told."""

    text = "text"
    json = "json"
    md = "md"
    html = "html"


def diff(  # noqa: PLR0917 - typer passes them by name
    old: Annotated[Path, typer.Argument(metavar="OLD", help="先前的 audit.json 或结果文件夹。", show_default=False)],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="后来的 audit.json 或结果文件夹。", show_default=False)],
    form: Annotated[Form, typer.Option("--format", "-f", help="text、json、md 或 html。")] = Form.text,
    as_json: Annotated[bool, typer.Option("--json", help="同 --format json。")] = False,  # noqa: FBT002
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="写入文件; 默认打印。", show_default=False)
    ] = None,
    fail_on: Annotated[FailOn, typer.Option(help="新增的问题达到此严重度即以 1 退出。")] = FailOn.never,
    lang: settings.LangOption = Language.CHINESE,
) -> None:
    """比较两次审查: 已整改、未整改、新增, 追回的欠薪, 逾期未办的事项。两次须用同一个指纹密钥。"""
    from wagecheck.report.difference import Difference  # noqa: PLC0415 - heavy

    before, now = baseline.read(old), baseline.read(new)
    of = Difference(before, now, compare(before, now), lang)
    text = _written(of, Form.json if as_json else form)
    if out:
        _save(text, out)
    else:
        typer.echo(text)
    if now.on < before.on:
        typer.echo(f"提示: 后一个结果的审查日 {now.on} 早于前一个 {before.on}, 请核对先后", err=True)
    if of.comparison.strangers:
        typer.echo("错误: 两个结果没有一条相同的问题, 大概用了不同的指纹密钥, 无法比较; 请用同一个 --key", err=True)
        raise typer.Exit(int(Exit.INPUT))
    raise typer.Exit(int(_exit(of, fail_on)))


def _exit(of: "Difference", fail_on: FailOn) -> Exit:
    if fail_on is FailOn.never:
        return Exit.CLEAN
    limit, changes = Severity(fail_on.value).rank, dict(of.comparison.changes)
    grave = (one for one in of.now.findings if one.severity.rank <= limit and not one.waived)
    return Exit.FINDINGS if any(changes[one.fingerprint] is Change.NEW for one in grave) else Exit.CLEAN


def _written(of: "Difference", form: Form) -> str:
    from wagecheck.report import difference, inert  # noqa: PLC0415 - heavy

    if form is Form.json:
        return inert.json_text(json.dumps(difference.document(of), ensure_ascii=False, indent=2))
    if form is Form.html:
        return difference.page(of)
    return "\n".join((difference.markdown if form is Form.md else difference.lines)(of))


def _save(text: str, path: Path) -> None:
    """Write a file of ours; what is there and was not made here is left alone."""
    try:
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"不能写入 ({error.strerror})", where=str(path), todo="请检查 --out") from None
