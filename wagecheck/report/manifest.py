"""manifest.json: what went in, what judged it, what came out; with it a run can be checked and repeated."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wagecheck.errors import InputError
from wagecheck.model import Report
from wagecheck.privacy import fingerprint, mask_text
from wagecheck.report import inert

SCHEMA = "wagecheck-manifest/1"
NAME = "manifest.json"

_SEALED = ("schema", "version", "rulebook", "on", "revealed", "inputs")
_TODO = "请给出 wagecheck audit 写出的结果文件夹"


@dataclass(frozen=True, slots=True)
class Given:
    """What a run was given besides its options: with it the run can be repeated."""

    paths: Sequence[Path] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    """Files that say how to judge, by the option that names them: law, baseline, waivers, config."""
    key: bytes = b""
    """Key of the fingerprints; only a fingerprint of it is written."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest, read back."""

    version: str
    rulebook: str
    seal: str
    intact: bool
    """Whether its seal is that of what it says."""
    inputs: tuple[tuple[str, str], ...]
    """File and SHA-256 of each, as in `outputs`."""
    outputs: tuple[tuple[str, str], ...]
    options: Mapping[str, str]
    paths: tuple[str, ...]
    """Where the inputs lay, seen from the folder of the manifest; masked where the name bears a number."""
    files: Mapping[str, tuple[str, str]]
    """Path, seen from the folder of the manifest, and SHA-256 of the files given, by option."""
    key: str
    """Fingerprint of the key of the fingerprints."""
    revealed: bool


def write_manifest(
    report: Report,
    to: Path,
    *,
    options: Mapping[str, str],
    outputs: Sequence[str],
    given: Given = Given(),
) -> Path:
    """Write manifest.json beside the outputs, which are named relative to the folder and already written there."""
    content = {
        **_run(report),
        "seal": seal(report),
        "options": {name: options[name] for name in sorted(options)},
        "paths": [mask_text(_seen_from(to, path)) for path in given.paths],
        "files": [
            {"option": option, "file": mask_text(_seen_from(to, path)), "sha256": _sha256(path)}
            for option, path in sorted(given.files.items())
        ],
        "key": key_mark(given.key),
        "outputs": [{"file": name, "sha256": _sha256(to / name)} for name in sorted(set(outputs))],
    }
    path = to / NAME
    text = inert.json_text(json.dumps(content, ensure_ascii=False, indent=2))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return path


def add_outputs(to: Path, names: Sequence[str]) -> None:
    """Name in the manifest of a folder files that were written there later; nothing where it has none of ours."""
    if outputs_of(to) is None:
        return
    path = to / NAME
    content = json.loads(path.read_text(encoding="utf-8"))
    told = {one["file"]: one for one in content["outputs"]} | {
        name: {"file": name, "sha256": _sha256(to / name)} for name in names
    }
    content["outputs"] = [told[name] for name in sorted(told)]
    text = inert.json_text(json.dumps(content, ensure_ascii=False, indent=2))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def seal(report: Report) -> str:
    """Name a run by 12 hex digits: the same inputs, tool, rule book and day give the same seal."""
    return report.part_of or _sealed(_run(report))


def _sealed(run: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(run, sort_keys=True).encode()).hexdigest()[:12]


def read(folder: Path) -> Manifest:
    """Read the manifest of a folder of results. Raises InputError, one line, where there is none of ours."""
    where = str(folder / NAME)
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"不能读取 ({error.strerror})", where=where, todo=_TODO) from None
    except (ValueError, RecursionError):
        raise InputError("不是 JSON", where=where, todo=_TODO) from None
    try:
        if content["schema"] != SCHEMA:
            raise InputError(f"不是 {SCHEMA} 格式的清单", where=where, todo=_TODO)
        return Manifest(
            version=str(content["version"]),
            rulebook=str(content["rulebook"]),
            seal=str(content["seal"]),
            intact=_sealed({name: content[name] for name in _SEALED}) == content["seal"],
            inputs=_hashes(content["inputs"]),
            outputs=_hashes(content["outputs"]),
            options={str(name): str(value) for name, value in content["options"].items()},
            paths=tuple(map(str, content.get("paths", ()))),
            files={str(one["option"]): (str(one["file"]), str(one["sha256"])) for one in content.get("files", ())},
            key=str(content.get("key", "")),
            revealed=content["revealed"] is True,
        )
    except (KeyError, TypeError, AttributeError):
        raise InputError("清单不完整或被改动过", where=where, todo=_TODO) from None


def key_mark(key: bytes) -> str:
    """Mark a key of fingerprints, so that another can be told from it."""
    return fingerprint(key, "manifest") if key else ""


def outputs_of(folder: Path) -> frozenset[str] | None:
    """Give the files that an earlier run wrote into a folder; None where no manifest of ours is in it."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if content["schema"] != SCHEMA:
            return None
        return frozenset(str(output["file"]) for output in content["outputs"]) | {NAME}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _run(report: Report) -> dict[str, Any]:
    files = sorted({(sheet.file, sheet.sha256) for sheet in report.inputs})
    return {
        "schema": SCHEMA,
        "version": report.version,
        "rulebook": report.rulebook,
        "on": report.on.isoformat(),
        "revealed": report.revealed,
        "inputs": [{"file": file, "sha256": sha256} for file, sha256 in files],
    }


def _hashes(listed: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one["file"]), str(one["sha256"])) for one in listed)


def _seen_from(folder: Path, path: Path) -> str:
    """Name a path as seen from a folder, so that both can move together; as it is where no way leads there."""
    real = path.parent.resolve() / path.name if path.name not in {"", ".."} else path.resolve()
    try:
        return Path(os.path.relpath(real, folder.resolve())).as_posix()
    except ValueError:  # another drive
        return real.as_posix()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
