"""The recipes for CI and cron: what each would run, run here on a sample, with a pip that installs nothing."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.docs import fenced
from tests.docs.conftest import Desk

RECIPES = fenced.CHECKOUT / "docs" / "recipes"
BASH = shutil.which("bash") or "bash"
PAPERS = {"台账": "samples/ganzhou-school"}
NAMES = ("github-actions.yml", "gitlab-ci.yml", "Jenkinsfile", "crontab", "nightly.sh")


def read(name: str) -> str:
    return (RECIPES / name).read_text("utf-8")


def bash(script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step as the platforms do: bash, and stop at the first command that fails."""
    given = {**os.environ, "TOOL": "wagecheck.whl", **variables}
    return subprocess.run(
        [BASH, "-eo", "pipefail", "-c", script], env=given, capture_output=True, text=True, check=False
    )


def github_steps() -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = yaml.safe_load(read("github-actions.yml"))["jobs"]["audit"]["steps"]
    return steps


def jenkins_scripts() -> Iterator[str]:
    return (found[1] for found in re.finditer(r"'''(.*?)'''", read("Jenkinsfile"), re.DOTALL))


def test_github_actions_installs_audits_annotates_and_finds_what_it_uploads(desk: Desk, pip: Path) -> None:
    place = desk(PAPERS)
    ran = [bash(step["run"], GITHUB_STEP_SUMMARY=str(place / "page.md")) for step in github_steps() if "run" in step]
    uploads = [step["with"] for step in github_steps() if "upload" in step.get("uses", "")]

    assert pip.read_text("utf-8") == "pip install wagecheck.whl\n"
    assert [one.returncode for one in ran] == [0, 1], ran[-1].stderr
    assert ran[-1].stdout.startswith("::error ")
    assert (place / "page.md").read_text("utf-8").startswith("# ")
    assert [path for one in uploads for path in (one.get("path"), one.get("sarif_file")) if path] == [
        "结果",
        "结果/results.sarif",
    ]
    assert (place / "结果" / "results.sarif").exists()


def test_github_actions_uploads_even_when_there_are_findings() -> None:
    assert [step.get("if") for step in github_steps() if "upload" in step.get("uses", "")] == ["always()", "always()"]


def test_gitlab_installs_audits_and_finds_what_it_keeps(desk: Desk, pip: Path) -> None:
    place = desk(PAPERS)
    job = yaml.safe_load(read("gitlab-ci.yml"))["工资核查"]
    ran = bash("\n".join(job["script"]))
    kept = [*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]]

    assert pip.read_text("utf-8") == "pip install wagecheck.whl\n"
    assert ran.returncode == 1, ran.stderr
    assert [path for path in kept if not (place / path).exists()] == []


def test_jenkins_audits_and_finds_what_it_keeps(desk: Desk) -> None:
    place = desk(PAPERS)
    install, audit = jenkins_scripts()
    (place / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(place.parent / "bin" / "wagecheck", place / ".venv" / "bin")
    ran = bash(audit)
    (tests,) = re.findall(r"testResults: '([^']+)'", read("Jenkinsfile"))

    assert install.split() == ["python3", "-m", "venv", ".venv", ".venv/bin/pip", "install", '"$TOOL"']
    assert ran.returncode == 1, ran.stderr
    assert (place / tests).exists()


@pytest.mark.parametrize("pair", ["{}", "()", "[]"])
def test_the_pipeline_of_jenkins_closes_what_it_opens(pair: str) -> None:
    assert read("Jenkinsfile").count(pair[0]) == read("Jenkinsfile").count(pair[1])


def test_cron_runs_the_nightly_script_which_compares_with_the_night_before(desk: Desk) -> None:
    place = desk({**PAPERS, "nightly.sh": "docs/recipes/nightly.sh"})
    (line,) = (one for one in read("crontab").splitlines() if re.match(r"\d", one))
    command = line.split(maxsplit=5)[5].replace("/srv/wages", str(place))
    first = bash(command)
    (night,) = (place / "结果").iterdir()
    night.rename(place / "结果" / "2025-01-01")
    second = bash(command)
    (night_after,) = (one for one in (place / "结果").iterdir() if one.name != "2025-01-01")

    assert (first.returncode, second.returncode) == (1, 0), first.stderr + second.stderr
    assert str(night) in first.stdout
    assert second.stdout == ""
    assert json.loads((night_after / "manifest.json").read_text("utf-8"))["options"]["baseline"] != ""


def test_the_nightly_script_does_not_start_beside_one_that_runs(desk: Desk) -> None:
    desk({"nightly.sh": "docs/recipes/nightly.sh"})
    ran = bash("exec 8>.nightly.lock; flock 8; ./nightly.sh")

    assert ran.returncode == 75
    assert "还没有结束" in ran.stdout


def test_what_cron_reads_is_five_times_and_a_command() -> None:
    lines = [one for one in read("crontab").splitlines() if one and not one.startswith("#") and "=" not in one]

    assert [re.fullmatch(r"(?:[\d*/,-]+ ){5}/\S+", line) is None for line in lines] == [False]


def test_the_page_on_ci_shows_every_recipe_as_it_is() -> None:
    page = (fenced.CHECKOUT / "docs" / "ci.md").read_text("utf-8")

    assert [name for name in NAMES if read(name) not in page] == []
    assert sorted(path.name for path in RECIPES.iterdir()) == sorted(NAMES)
