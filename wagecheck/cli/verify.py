"""`wagecheck verify`: whether a result still stands."""

import contextlib
import inspect
import json
import os
from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wagecheck.cli import audit, selection, settings
from wagecheck.errors import Exit, InputError, WagecheckError

if TYPE_CHECKING:
    from wagecheck.report.manifest import Manifest
    from wagecheck.verification import Check

_SIGNS = {"same": "✓", "different": "✗", "unknown": "?", "skipped": "-"}
_RECORDED = frozenset({"on", "place", "select", "ignore", "reveal", "public", "lang", "auditor", "org"})
"""Options in a manifest with which an audit is repeated; what else one may say is nobody's order."""
_GIVEN = frozenset({"law", "baseline", "waivers"})
_TITLES = {
    "manifest": "清单",
    "inputs": "输入",
    "files": "参数文件",
    "outputs": "输出",
    "tool": "工具",
    "rerun": "重新审查",
}


def verify(  # noqa: PLR0917 - typer passes them by name
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="audit 写出的结果文件夹。", show_default=False)],
    inputs: Annotated[
        list[Path] | None,
        typer.Option("--inputs", metavar="PATH", help="所审的台账现在在哪里 (默认在清单所记之处), 可重复。"),
    ] = None,
    rerun: Annotated[bool, typer.Option("--rerun/--no-rerun", help="是否重新审查一遍, 比较结果。")] = True,  # noqa: FBT002
    key: Annotated[
        str | None,
        typer.Option(envvar="WAGECHECK_KEY", help="当时的指纹密钥; 默认用本机的密钥。", show_default=False),
    ] = None,
    jobs: settings.JobsOption = 0,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,  # noqa: FBT002
) -> None:
    """复核一次审查: 所交文件、结果文件、工具和规则与当时是否相同, 重新审查是否得出同样的结果。有不同以 1 退出。"""
    from wagecheck.report import manifest as room  # noqa: PLC0415 - heavy

    manifest = room.read(folder)
    paths = inputs or [_found(folder, path) for path in manifest.paths]
    checks = list(_checked(manifest, folder, paths))
    if rerun:
        checks.append(_again(manifest, folder, paths, checks, key=key, jobs=jobs))
    if as_json:
        told = [{"check": one.name, "state": one.state.value, "told": list(one.told)} for one in checks]
        typer.echo(json.dumps({"seal": manifest.seal, "checks": told}, ensure_ascii=False, indent=2))
    else:
        for one in checks:
            typer.echo(f"{_SIGNS[one.state]} {_TITLES[one.name]}: {'; '.join(one.told)}")
    raise typer.Exit(int(_exit(checks)))


def _exit(checks: "list[Check]") -> Exit:
    """Say how it ended: what could not be checked is no success, whatever the rest."""
    states = {one.state.value for one in checks}
    if "unknown" in states:
        return Exit.INPUT
    return Exit.FINDINGS if "different" in states else Exit.CLEAN


def _found(folder: Path, path: str) -> Path:
    """Find what the manifest names, as seen from its folder."""
    return Path(os.path.normpath(folder.resolve() / path))


def _checked(manifest: "Manifest", folder: Path, paths: list[Path]) -> "Iterator[Check]":
    from wagecheck import verification  # noqa: PLC0415 - heavy

    given = {option: _found(folder, path) for option, (path, _) in manifest.files.items()}
    yield verification.seal(manifest)
    yield verification.inputs(manifest, paths)
    judged_by = verification.files(manifest, given)
    if judged_by:
        yield judged_by
    yield verification.outputs(manifest, folder)
    options = manifest.options
    if _is_audit(manifest):
        rules = selection.chosen(options.get("select") or None, options.get("ignore") or None)
        law = given.get("law")
        yield verification.tool(manifest, rules, law if law is None or law.is_file() else None)


def _is_audit(manifest: "Manifest") -> bool:
    """Tell an audit from evidence sheets, which have no choice of rules."""
    return "select" in manifest.options


def _again(
    manifest: "Manifest", folder: Path, paths: list[Path], checks: "list[Check]", *, key: str | None, jobs: int
) -> "Check":
    """Audit once more as the manifest says, into a folder that is gone afterwards."""
    from wagecheck import verification  # noqa: PLC0415 - heavy
    from wagecheck.report.manifest import key_mark  # noqa: PLC0415 - heavy

    unlike = [_TITLES[one.name] for one in checks if one.name in {"inputs", "files"} and one.state.value != "same"]
    if unlike:
        told = f"没有重新审查: {'、'.join(unlike)}与当时不同或找不到, 结果无从比较"
        return verification.Check("rerun", verification.State.SKIPPED, (told,))
    if manifest.options.get("engine", "local") != "local":
        told = f"用 {manifest.options['engine']} 审查的结果不在本机重新审查"
        return verification.Check("rerun", verification.State.SKIPPED, (told,))
    if not _is_audit(manifest):
        return verification.Check("rerun", verification.State.SKIPPED, ("这不是 audit 的结果, 不重新审查",))
    same_key = manifest.key == key_mark(settings.fingerprint_key(key))
    named = {option: _found(folder, path) for option, (path, _) in manifest.files.items()}
    given = {option: file for option, file in named.items() if option in _GIVEN}
    config = named.get("config")
    absolute = [path.absolute() for path in paths]
    with TemporaryDirectory(prefix="wagecheck-") as desk:
        fresh = Path(desk, "out")
        try:
            how = {**_options(manifest.options), **given, "key": key, "jobs": jobs}
            with contextlib.chdir(config.parent if config and config.is_file() else desk):
                _run(absolute, fresh, how)
        except WagecheckError as error:
            return verification.Check("rerun", verification.State.UNKNOWN, (f"不能重新审查: {error}",))
        return verification.again(folder, fresh, same_key=same_key)


def _run(paths: list[Path], out: Path, how: Mapping[str, Any]) -> None:
    """Audit, quietly; how it ends is the audit's own matter, unless it wrote nothing."""
    try:
        audit.audit(paths, out, formats="json,csv", quiet=True, **how)
    except typer.Exit:
        if not out.is_dir():
            raise InputError("没有写出结果", where=str(out)) from None


def _options(recorded: Mapping[str, str]) -> dict[str, Any]:
    """Turn what a manifest records into the arguments of an audit. Raises InputError for what is no choice."""
    known = inspect.signature(audit.audit).parameters
    told: dict[str, Any] = {}
    for name, value in recorded.items():
        if name not in _RECORDED:
            continue
        default = known[name].default
        if isinstance(default, bool):
            told[name] = value == "true"
        elif isinstance(default, Enum):
            told[name] = _choice(default, name, value)
        else:
            told[name] = value or default
    return told


def _choice(default: Enum, name: str, value: str) -> Enum:
    try:
        return type(default)(value)
    except ValueError:
        raise InputError(f"清单所记的 {name} 没有 {value} 这种") from None
