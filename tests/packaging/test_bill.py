"""The bill of materials and the licences say what the locks say, and what the packages say of themselves."""

import json
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.scripts import loaded

LOCKS = Path(__file__).resolve().parents[2] / "requirements"
PERMISSIVE = {"MIT", "ISC", "PSF-2.0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"}


@pytest.fixture(scope="module")
def bill() -> ModuleType:
    return loaded(LOCKS / "bill.py", "bill_of_materials")


@pytest.fixture(scope="module")
def sbom() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((LOCKS / "sbom.cdx.json").read_text("utf-8"))
    return told


def test_both_files_are_those_of_the_lock(bill: ModuleType) -> None:
    """After the locks changed: python3 make.py bill."""
    listed = bill.parts()

    assert bill.BILL.read_text("utf-8") == bill.bill(listed)
    assert bill.TABLE.read_text("utf-8") == bill.table(listed)


def test_the_bill_lists_every_locked_package_with_the_hashes_that_are_allowed(sbom: dict[str, Any]) -> None:
    lock = (LOCKS / "run.txt").read_text("utf-8")

    listed = {f"{part['name']}=={part['version']}" for part in sbom["components"]}
    hashes = {
        each["content"] for part in sbom["components"] for file in part["externalReferences"] for each in file["hashes"]
    }

    assert listed == set(re.findall(r"^[\w.-]+==[\w.]+", lock, re.MULTILINE))
    assert hashes == set(re.findall(r"sha256:([0-9a-f]{64})", lock))


def test_every_package_is_needed_by_another_or_by_the_tool_itself(sbom: dict[str, Any]) -> None:
    tool, *others = sbom["dependencies"]
    reached, waiting = set(), list(tool["dependsOn"])
    below = {entry["ref"]: entry["dependsOn"] for entry in others}
    while waiting:
        ref = waiting.pop()
        if ref not in reached:
            reached.add(ref)
            waiting += below[ref]

    optional = {part["bom-ref"] for part in sbom["components"] if part["scope"] == "optional"}
    assert below.keys() - reached <= optional


def test_every_licence_lets_anybody_use_and_pass_on_the_package(sbom: dict[str, Any]) -> None:
    told = {part["name"]: part["licenses"][0]["expression"] for part in sbom["components"]}

    assert {name: said for name, said in told.items() if not set(re.split(r" (?:OR|AND) ", said)) <= PERMISSIVE} == {}
