"""The lock files hold what pyproject.toml asks for, exactly and alone."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
RUN = PROJECT["project"]["dependencies"]
DEV = PROJECT["dependency-groups"]["dev"]
BUILD = PROJECT["build-system"]["requires"]
SPARK = PROJECT["project"]["optional-dependencies"]["spark"]
WANTED = [("run", RUN), ("dev", RUN), ("dev", DEV), ("build", BUILD), ("spark", RUN), ("spark", SPARK)]


def lock(name: str) -> str:
    return (CHECKOUT / "requirements" / f"{name}.txt").read_text("utf-8")


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", lock(name), flags=re.MULTILINE))


@pytest.mark.parametrize(("name", "asked"), [(name, asked) for name, group in WANTED for asked in group])
def test_a_lock_satisfies_what_the_project_asks_for(name: str, asked: str) -> None:
    requirement = Requirement(asked)

    assert requirement.specifier.contains(pins(name)[canonicalize_name(requirement.name)])


@pytest.mark.parametrize("name", ["run", "dev", "build", "spark", "spark-build"])
def test_every_line_of_a_lock_is_an_exact_version_with_hashes(name: str) -> None:
    entries = lock(name).replace("\\\n", "").strip().splitlines()

    assert [entry for entry in entries if not re.match(r"[\w.-]+==[\w.]+ .*--hash=sha256:[0-9a-f]{64}", entry)] == []


@pytest.mark.parametrize("name", ["run", "build"])
def test_the_dev_lock_holds_every_other_lock(name: str) -> None:
    assert pins(name).items() <= pins("dev").items()


@pytest.mark.parametrize(("name", "roots"), [("run", RUN), ("dev", RUN + DEV), ("build", BUILD)])
def test_what_a_locked_package_needs_is_locked_too(name: str, roots: list[str]) -> None:
    locked, seen, waiting = pins(name), set(), [Requirement(root) for root in roots]
    while waiting:
        needed = canonicalize_name(waiting.pop().name)
        if needed not in seen:
            seen.add(needed)
            further = [Requirement(text) for text in metadata.requires(needed) or []]
            waiting += [each for each in further if each.marker is None or each.marker.evaluate({"extra": ""})]

    assert seen - locked.keys() == set()


@pytest.mark.parametrize("name", ["run", "dev", "build"])
def test_a_lock_names_no_place_to_download_from(name: str) -> None:
    assert [line for line in lock(name).splitlines() if "://" in line or line.startswith(("-", "/", "."))] == []
