"""Write down what wagecheck stands on: `python requirements/bill.py`, in the environment that the locks describe.

From `run.txt` and what the installed packages say of themselves come the bill of materials `sbom.cdx.json`
(CycloneDX 1.6, which the wheel carries) and the table of licences `licences.md`. Equal locks give equal files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HERE = Path(__file__).parent
LOCK = HERE / "run.txt"
BILL = HERE / "sbom.cdx.json"
TABLE = HERE / "licences.md"

_ENTRY = re.compile(r"^([\w.-]+)==([\w.]+)([^\n]*)((?:\n +--hash=[^\n]+)+)", re.MULTILINE)
_BY_CLASSIFIER = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
}
_NOT_HERE = {"colorama": "BSD-3-Clause"}
"""Packages that only another platform needs, and so cannot be asked."""


@dataclass(frozen=True, slots=True)
class Part:
    """A package of the lock."""

    name: str
    version: str
    where: str
    """On which platforms it is needed; empty for all."""
    hashes: tuple[str, ...]
    licence: str
    """As an SPDX expression."""
    needs: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its package address, by which advisories name it."""
        return f"pkg:pypi/{self.name}@{self.version}"


def parts() -> list[Part]:
    """Read the lock, and ask each package for its licence and its own needs."""
    locked = [found.groups() for found in _ENTRY.finditer(LOCK.read_text("utf-8"))]
    names = {name for name, *_ in locked}
    return [
        Part(
            name,
            version,
            where.strip(" \\;").strip(),
            tuple(re.findall(r"sha256:([0-9a-f]{64})", hashes)),
            _licence(name),
            tuple(sorted(names.intersection(_needs(name)))),
        )
        for name, version, where, hashes in locked
    ]


def _licence(name: str) -> str:
    """Give the licence that a package declares, as an expression or, as older ones do, by classifiers."""
    if name in _NOT_HERE:
        return _NOT_HERE[name]
    about = metadata.metadata(name)
    told = about.get("License-Expression")
    if told:
        return str(told)
    known = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    return " OR ".join(sorted(_BY_CLASSIFIER[each] for each in known))


def _needs(name: str) -> Iterator[str]:
    if name not in _NOT_HERE:
        for text in metadata.requires(name) or []:
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                yield canonicalize_name(needed.name)


def _roots() -> list[str]:
    return sorted(canonicalize_name(Requirement(text).name) for text in _project()["dependencies"])


def _project() -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - Python 3.11 has it, and make.py must get as far as saying so

    house = HERE.parent
    said: dict[str, Any] = tomllib.loads((house / "pyproject.toml").read_text("utf-8"))["project"]
    version = re.search(r'__version__ = "(.+)"', (house / "wagecheck" / "version.py").read_text("utf-8"))
    if version is None:
        raise ValueError("wagecheck/version.py names no version")
    return said | {"version": version.group(1)}


def bill(listed: list[Part]) -> str:
    """Write the bill of materials."""
    project = _project()
    own = f"pkg:pypi/{project['name']}@{project['version']}"
    address = {part.name: part.purl for part in listed}
    needs = {own: [address[name] for name in _roots()]} | {
        part.purl: [address[name] for name in part.needs] for part in listed
    }
    written = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, own + LOCK.read_text('utf-8'))}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": project["name"],
                "version": project["version"],
                "description": project["description"],
                "purl": own,
            }
        },
        "components": [_component(part) for part in listed],
        "dependencies": [{"ref": ref, "dependsOn": needed} for ref, needed in needs.items()],
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _component(part: Part) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": each} for each in part.hashes]
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": part.purl,
        "name": part.name,
        "version": part.version,
        "scope": "optional" if part.where else "required",
        "licenses": [{"expression": part.licence}],
        "purl": part.purl,
        "externalReferences": [
            {"type": "distribution", "url": part.purl, "comment": "the wheels that the lock allows", "hashes": hashes}
        ],
    }
    return told


def table(listed: list[Part]) -> str:
    """Write the table of licences."""
    rows = [f"| {part.name} | {part.version} | {part.licence} | {part.where or 'everywhere'} |" for part in listed]
    head = [
        "# Licences of what wagecheck runs on",
        "",
        "Written by `python3 make.py bill` from `run.txt` and what the packages say of themselves.",
        "",
        "| package | version | licence (SPDX) | needed |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


if __name__ == "__main__":
    made = parts()
    BILL.write_text(bill(made), encoding="utf-8", newline="\n")
    TABLE.write_text(table(made), encoding="utf-8", newline="\n")
