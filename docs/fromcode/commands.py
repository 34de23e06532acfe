"""`docs/commands.md`: every command and option, from the declarations that `--help` is made of."""

from collections.abc import Iterator
from enum import Enum
from typing import Any

import typer

from fromcode.markdown import table
from wagecheck.cli import app

_HEAD = """\
# 命令

本页由 `python docs/write.py` 从程序的声明生成，请勿手改；`wagecheck 命令 --help` 显示同样的内容。
选项也可写成环境变量，或写进 `wagecheck.toml`；几处都写的，命令行优先，其次环境变量，再次配置文件。"""


def commands_page() -> str:
    """Write the page: a chapter a command, in the order of `wagecheck --help`."""
    group: Any = typer.main.get_command(app)  # typer has no public types for what it builds
    index = table(("命令", "作用"), _index(group))
    return "\n\n".join([_HEAD, index, *_chapters(group, group.name)]) + "\n"


def _index(group: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - as above
    for name, command in group.commands.items():
        if not command.hidden:
            yield f"[`{group.name} {name}`](#{group.name}-{name})", _first(command.help)


def _chapters(group: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - as above
    for name, command in group.commands.items():
        if command.hidden:
            continue
        if hasattr(command, "commands"):
            yield from _chapters(command, f"{path} {name}")
            continue
        arguments = [one for one in command.params if not _dashed(one)]
        options = [one for one in command.params if _dashed(one) and not getattr(one, "hidden", False)]
        usage = " ".join([path, name, *(["[选项]"] if options else []), *map(_place, arguments)])
        parts = [f"## {path} {name}", _paragraphs(command.help), f"```text\n{usage}\n```"]
        if arguments:
            parts.append(table(("参数", "说明"), ((f"`{_name(one)}`", one.help or "") for one in arguments)))
        if options:
            rows = ((_option(one), one.help or "", _default(one), _variable(one)) for one in options)
            parts.append(table(("选项", "说明", "默认", "环境变量"), rows))
        yield "\n\n".join(parts)


def _dashed(parameter: Any) -> bool:  # noqa: ANN401 - as above
    return bool(parameter.opts[0].startswith("-"))


def _name(argument: Any) -> str:  # noqa: ANN401 - as above
    return str(argument.metavar or argument.name.upper())


def _place(argument: Any) -> str:  # noqa: ANN401 - as above
    return _name(argument) if argument.required else f"[{_name(argument)}]"


def _option(option: Any) -> str:  # noqa: ANN401 - as above
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    return names if option.is_flag or not option.metavar else f"{names} `{option.metavar}`"


def _default(option: Any) -> str:  # noqa: ANN401 - as above
    value = option.default.value if isinstance(option.default, Enum) else option.default
    told = value not in (None, "", False) and option.show_default
    return f"`{value}`" if told else ""


def _variable(option: Any) -> str:  # noqa: ANN401 - as above
    names = [option.envvar] if isinstance(option.envvar, str) else option.envvar or []
    return ", ".join(f"`{name}`" for name in names)


def _paragraphs(text: str | None) -> str:
    return "\n\n".join(" ".join(part.split()) for part in (text or "").split("\n\n"))


def _first(text: str | None) -> str:
    return " ".join((text or "").split("\n\n")[0].split())
