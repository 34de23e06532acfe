"""Settings: the nearest `wagecheck.toml`, before it WAGECHECK_* variables, before those flags; and what is in force.

A setting is an option of `audit` that reads a variable; Typer takes the file's values as the defaults of its commands.
"""

import json
import os
import tomllib
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

from wagecheck.cli import audit, selection, settings
from wagecheck.errors import UsageError
from wagecheck.nearest import hint
from wagecheck.privacy import mask_text

PREFIX = "WAGECHECK_"
SECRET = "key"  # noqa: S105 - the name of the setting, not its value
"""The setting whose value is never shown."""
_LISTS = ("format", "select", "ignore")
"""Settings that the file may also give as a list."""
_KINDS = {bool: "true 或 false", int: "整数"}
_ORIGINS = {"COMMANDLINE": "flag", "ENVIRONMENT": "variable", "DEFAULT_MAP": "file"}
_SAID = {"flag": "命令行", "variable": "环境变量", "file": "配置文件", "default": "默认"}
_LIKE = 0.9
"""How near to the name of a setting a variable must come before we say that it is none."""


def settings_of(command: object) -> dict[str, TyperOption]:
    """Give the settings of a command by the names that the file calls them."""
    options = [one for one in getattr(command, "params", ()) if isinstance(one, TyperOption) and one.envvar]
    return {max(one.opts, key=len).lstrip("-").replace("-", "_"): one for one in options}


def defaults(context: typer.Context, folder: Path) -> dict[str, dict[str, Any]]:
    """Give each command its defaults from the nearest `wagecheck.toml` at or above a folder, by parameter.

    A command takes the settings whose variable it reads. Raises `UsageError` where the file is wrong.
    """
    path = settings.config_file(folder)
    if path is None:
        return {}
    known = commands(context)
    own = settings_of(known["audit"])
    given = {own[name].envvar: value for name, value in _read(path, own, context).items()}
    return {
        name: {str(one.name): given[one.envvar] for one in settings_of(command).values() if one.envvar in given}
        for name, command in known.items()
    }


def commands(context: typer.Context) -> Mapping[str, object]:
    """Give every command by its name."""
    group = context.find_root().command
    return group.commands if isinstance(group, TyperGroup) else {}


def _read(path: Path, own: Mapping[str, TyperOption], context: typer.Context) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"配置文件无法读取 ({error})", where=str(path), todo="请修正或移走该文件") from None
    found.pop(settings.MAPPINGS, None)
    for name in found:
        if name not in own:
            near = hint(name, [*own, settings.MAPPINGS])
            todo = f"{near} 可用: {'、'.join(sorted(own))}".strip()
            raise UsageError(f"不认识的设置 {name}", where=str(path), todo=todo)
    return {name: _value(name, value, own[name], path, context) for name, value in found.items()}


def _value(name: str, given: object, option: TyperOption, path: Path, context: typer.Context) -> object:
    """Check a value of the file as Typer would, and more strictly: "yes" is no truth value, "4" no number.

    A path counts from the folder of the file.
    """
    value = given.isoformat() if isinstance(given, date) else given
    if name in _LISTS and isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = ",".join(value)
    kind = option.type_descriptor.annotation
    wanted = kind if kind in _KINDS else str
    where = f"{path} › {name}"
    if type(value) is not wanted:
        raise UsageError(f"{given!r} 不是{_KINDS.get(kind, '文字')}", where=where, todo="请改正该设置")
    if kind is Path:
        value = str(value) if path.parent == Path.cwd() else str(path.parent / str(value))
    _try(value, given, option, where, context)
    return value


def _try(value: object, given: object, option: TyperOption, where: str, context: typer.Context) -> None:
    """Let Typer read a value. Raises `UsageError` where it cannot, with the choices and the nearest of them."""
    kind = option.type_descriptor.annotation
    try:
        option.process_value(context, value)
    except typer.BadParameter:
        choices = [str(one.value) for one in kind] if isinstance(kind, type) and issubclass(kind, Enum) else []
        todo = f"{hint(str(value), choices)} 可用: {'、'.join(choices)}".strip() if choices else "请改正该设置"
        raise UsageError(f"{given!r} 不是可用的值", where=where, todo=todo) from None


def check_variables(context: typer.Context) -> None:
    """Check the variables that are settings, before any work. Raises `UsageError`, which names the variable."""
    for option in (one for command in commands(context).values() for one in settings_of(command).values()):
        value = os.environ.get(str(option.envvar))
        if value:
            _try(value, value, option, f"环境变量 {option.envvar}", context)


def tell_strangers(context: typer.Context) -> None:
    """Say on stderr that a variable is no setting: a misspelt one would change nothing, and nobody would know."""
    known = {str(one.envvar) for command in commands(context).values() for one in settings_of(command).values()}
    for name in sorted(os.environ):
        near = hint(name, known, cutoff=_LIKE) if name.startswith(PREFIX) and name not in known else ""
        if near:
            typer.echo(f"提示: 环境变量 {name} 不是设置, 不起作用。{near}", err=True)


def config(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,  # noqa: FBT002
) -> None:
    """列出 audit 现用的各项设置和每一项的出处: 配置文件、环境变量、命令行或默认值; audit 的选项可写在后面试看。"""
    command = commands(context)["audit"]
    if not isinstance(command, TyperCommand):
        raise TypeError(command)
    tried = command.make_context("audit", [*context.args, "."], parent=context.parent)
    _check(tried.params)
    path = settings.config_file(Path.cwd())
    told = []
    for name, option in settings_of(command).items():
        source = tried.get_parameter_source(str(option.name))
        told.append(_told(name, option, tried.params[str(option.name)], source.name if source else "", path))
    if as_json:
        known = {"file": str(path) if path else None, "settings": told}
        typer.echo(mask_text(json.dumps(known, ensure_ascii=False, indent=2)))
    else:
        typer.echo(f"# 配置文件: {mask_text(str(path)) if path else '无 (从当前文件夹向上找 wagecheck.toml)'}")
        for one in told:
            typer.echo(mask_text(_line(one)))


def _check(values: Mapping[str, Any]) -> None:
    """Hold what is in force to what `audit` would say of it before any work. Raises `UsageError`."""
    if values["on"]:
        settings.parse_day(values["on"])
    settings.division(values["place"])
    audit.wanted_formats(values["formats"])
    selection.chosen(values["select"], values["ignore"])


def _told(name: str, option: TyperOption, value: object, source: str, path: Path | None) -> dict[str, Any]:
    """Tell a setting: its value, and where that comes from."""
    origin = _ORIGINS.get(source, "default")
    plain = value.value if isinstance(value, Enum) else str(value) if isinstance(value, Path) else value
    where = {"variable": str(option.envvar), "file": str(path), "flag": max(option.opts, key=len)}.get(origin, "")
    shown = None if name == SECRET else plain
    return {"name": name, "value": shown, "set": plain not in (None, ""), "origin": origin, "where": where}


def _line(told: Mapping[str, Any]) -> str:
    """Write a setting as the file would, with its origin behind; one without a value as a comment."""
    value, where = told["value"], told["where"] if told["origin"] in ("variable", "flag") else ""
    comment = f"# {_SAID[told['origin']]} {where}".rstrip()
    if told["name"] == SECRET and told["set"]:
        return f"# {SECRET} = (已设置, 不显示)  {comment}"
    if value is None:
        return f"# {told['name']} =  {comment}"
    return f"{told['name']} = {json.dumps(value, ensure_ascii=False)}  {comment}"
