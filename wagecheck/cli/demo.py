"""`wagecheck demo`: a sample dossier to look at, and its audit."""

import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated

import typer

from wagecheck.cli import audit, settings
from wagecheck.errors import Exit, UsageError
from wagecheck.language import Language

PAPERS, RESULT = "台账", "结果"

_ABOUT = "expected.toml"
"""Says on which day the sample is to be audited, and what must be found; it is no paper of the dossier."""
_SAMPLE = "nanchang-binjiang"


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="写入样例的文件夹。")] = Path("wagecheck-demo"),
    lang: Annotated[Language, typer.Option(help="报告的语言: zh 中文, en 英文。")] = Language.CHINESE,
    quiet: settings.QuietOption = False,  # noqa: FBT002
    no_color: settings.NoColorOption = False,  # noqa: FBT002
) -> None:
    """写出一份样例台账 (人名、单位、号码均为虚构, 埋有问题) 并审查它: 看看台账怎么交, 报告是什么样。"""
    day = str(tomllib.loads((_sample() / _ABOUT).read_text(encoding="utf-8"))["on"])
    written = _lay_out(folder / PAPERS)
    try:
        audit.audit([folder / PAPERS], folder / RESULT, on=day, lang=lang, quiet=quiet, no_color=no_color)
    except typer.Exit as ended:
        if ended.exit_code not in {Exit.CLEAN, Exit.FINDINGS}:
            raise
    if not quiet:
        typer.echo(f"样例台账 {written} 个文件: {folder / PAPERS}; 请用浏览器打开 {folder / RESULT / 'report.html'}")
        typer.echo(f"自己再审一遍: wagecheck audit {folder / PAPERS} --on {day} --out {folder / RESULT}")


def _sample() -> Traversable:
    """Find the sample: inside the installed package, else in a checkout."""
    inside = resources.files("wagecheck") / "sample"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "samples" / _SAMPLE


def _lay_out(folder: Path) -> int:
    """Write the papers of the sample into a folder, and count them; files of one's own are never overwritten."""
    papers = {one.name: one.read_bytes() for one in _sample().iterdir() if one.is_file() and one.name != _ABOUT}
    try:
        there = list(folder.iterdir()) if folder.exists() else []
        if any(not own.is_file() or own.read_bytes() != papers.get(own.name) for own in there):
            raise UsageError("文件夹里已有其他文件", where=str(folder), todo="请另选文件夹: wagecheck demo 文件夹")
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in papers.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise UsageError(f"不能写入文件夹({error.strerror})", where=str(folder), todo="请另选文件夹") from error
    return len(papers)
