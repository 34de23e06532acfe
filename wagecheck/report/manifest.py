"""manifest.json: what went in, what judged it, what came out; with it a run can be checked and repeated."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wagecheck.model import Report
from wagecheck.report import inert

SCHEMA = "wagecheck-manifest/1"
NAME = "manifest.json"


def write_manifest(report: Report, to: Path, *, options: Mapping[str, str], outputs: Sequence[str]) -> Path:
    """Write manifest.json beside the outputs, which are named relative to the folder and already written there."""
    content = {
        **_run(report),
        "seal": seal(report),
        "options": {name: options[name] for name in sorted(options)},
        "outputs": [{"file": name, "sha256": _sha256(to / name)} for name in sorted(set(outputs))],
    }
    path = to / NAME
    text = inert.json_text(json.dumps(content, ensure_ascii=False, indent=2))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return path


def seal(report: Report) -> str:
    """Name a run by 12 hex digits: the same inputs, tool, rule book and day give the same seal."""
    return report.part_of or hashlib.sha256(json.dumps(_run(report), sort_keys=True).encode()).hexdigest()[:12]


def outputs_of(folder: Path) -> frozenset[str] | None:
    """Give the files that an earlier run wrote into a folder; None where no manifest of ours is in it."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if content["schema"] != SCHEMA:
            return None
        return frozenset(str(output["file"]) for output in content["outputs"]) | {NAME}
    except (OSError, ValueError, TypeError, KeyError):
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


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
