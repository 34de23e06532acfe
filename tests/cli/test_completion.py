"""Shell completion, as the shells ask for it; and what an error suggests."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

ASKED = {
    "bash": lambda line: {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)},
    "zsh": lambda line: {"_TYPER_COMPLETE_ARGS": line},
    "fish": lambda line: {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
}
LINES = {
    "wagecheck veri": "verify",
    "wagecheck explain W0": "W05",
    "wagecheck audit --select 工资": "工资保证金",
    "wagecheck audit --ignore W05,D": "W05,D03",
    "wagecheck audit --fail-on crit": "critical",
}


@pytest.mark.parametrize("shell", ASKED)
@pytest.mark.parametrize("line", LINES)
def test_a_shell_is_told_how_a_line_may_go_on(run: Run, shell: str, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_WAGECHECK_COMPLETE", f"complete_{shell}")
    for name, value in ASKED[shell](line).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["wagecheck"])

    assert LINES[line] in run().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_is_one_that_its_shell_can_read(run: Run, shell: str, tmp_path: Path) -> None:
    script = run("completion", shell).out

    assert "_WAGECHECK_COMPLETE" in script
    if shutil.which(shell) and shell != "powershell":
        (tmp_path / "script").write_text(script, "utf-8")
        assert subprocess.run([shell, "-n", tmp_path / "script"], check=False).returncode == 0


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("audt",), "Did you mean 'audit'?"),
        (("audit", "--selct", "W"), "--select"),
        (("explain", "W5"), "是否指 W05?"),
        (("audit", "台帐"), "是否指 台账?"),
        (("law", "--law", "地方.tml"), "是否指 地方.toml?"),
    ],
)
def test_an_error_suggests_what_was_most_likely_meant(run: Run, typed: tuple[str, ...], told: str) -> None:
    Path("台账").mkdir()
    Path("地方.toml").write_text("", "utf-8")

    ran = run(*typed)

    assert ran.code == 2
    assert told in ran.err
