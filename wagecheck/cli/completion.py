"""Shell completion: the script that a shell asks for, and what it may offer for a word that has been begun."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

PROGRAM = "wagecheck"
VARIABLE = "_WAGECHECK_COMPLETE"
"""Set by the script when the shell wants to know how a line may go on."""


class Shell(StrEnum):
    """A shell that can complete commands."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion(
    shell: Annotated[Shell, typer.Argument(help="哪种 shell。", show_default=False)],
) -> None:
    """打印 shell 的补全脚本: 命令、选项、规则编号和制度名可按 Tab 补全。"""
    from typer._completion_shared import get_completion_script  # noqa: PLC0415 - wanted here alone

    typer.echo(get_completion_script(prog_name=PROGRAM, complete_var=VARIABLE, shell=shell.value))


def answer() -> None:
    """Get ready to answer a shell that asks how a line may go on."""
    from typer._completion_classes import completion_init  # noqa: PLC0415 - Typer does so for its own option

    completion_init()


def rules(incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer the rules whose id goes on like this, with their titles."""
    from wagecheck import rules as book  # noqa: PLC0415 - heavy

    for rule in book.ALL:
        if rule.id.startswith(incomplete.upper()):
            yield rule.id, rule.title


def choices(incomplete: str) -> Iterator[tuple[str, str]]:
    """Offer what may come next in a list of rules: ids, letters, pillars; what stands before the comma stays."""
    from wagecheck import law  # noqa: PLC0415 - heavy

    before, comma, begun = incomplete.rpartition(",")
    for name, told in (*rules(begun), *((one.name, one.group) for one in law.pillars.pillars())):
        if name.startswith((begun.upper(), begun)):
            yield f"{before}{comma}{name}", told
