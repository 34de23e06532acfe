"""Every command that a page shows is typed here, on a desk that holds what the page says lies there."""

import re
import shlex
import shutil
import subprocess
import sys
from typing import Any

import pytest
import typer

from tests.docs import fenced
from tests.docs.conftest import Desk
from wagecheck.cli import app, main

_OURS = re.compile(r"^(?:\.venv[/\\](?:bin|Scripts)[/\\])?wagecheck(?=\s)")
_GIVEN = re.compile(r"(WAGECHECK_\w+)=(\S+) ")
_SHELL = re.compile(r"[|;&<>$*]")

BASH = shutil.which("bash") or "bash"


def text(page: str) -> str:
    return (fenced.CHECKOUT / page).read_text("utf-8")


WITH_COMMANDS = [page for page in fenced.PAGES if fenced.steps(text(page))]


def type_in(line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Type a command: wagecheck in this process, all else in a shell. Give its exit code and what it printed.

    A variable that a command is given stays for the rest of the page.
    """
    while given := _GIVEN.match(line):
        monkeypatch.setenv(given[1], given[2])
        line = line[given.end() :]
    line = _OURS.sub("wagecheck", line)
    if not line.startswith("wagecheck ") or _SHELL.search(line):
        ran = subprocess.run([BASH, "-c", line], capture_output=True, text=True, check=False)
        return ran.returncode, ran.stdout + ran.stderr
    monkeypatch.setattr(sys, "argv", shlex.split(line))
    with pytest.raises(SystemExit) as stopped:
        main()
    streams = capsys.readouterr()
    return int(stopped.value.code or 0), streams.out + streams.err


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_every_command_of_a_page_does_what_the_page_says(
    page: str, desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = desk(fenced.desk(text(page)))
    for command in fenced.steps(text(page)):
        if isinstance(command, fenced.Block):
            (place / command.file).write_text(command.body, "utf-8")
            continue
        code, printed = type_in(command.line, monkeypatch, capsys)
        assert (command.line, code) == (command.line, command.code), printed
        assert fenced.pattern(command.printed).search(printed), f"{command.line}\n{printed}"


@pytest.mark.parametrize("page", fenced.PAGES)
def test_a_page_shows_commands_only_where_they_are_tried(page: str) -> None:
    elsewhere = [block for block in fenced.blocks(text(page)) if block.language not in {*fenced.SHELLS, "text"}]

    untried = [block.body for block in elsewhere if not block.excused and not block.file]
    assert [body for body in untried if re.search(r"^\s*(?:\$ |- )?wagecheck \w", body, re.MULTILINE)] == []


@pytest.mark.parametrize("page", fenced.PAGES)
def test_a_command_within_a_sentence_has_only_options_that_exist(page: str) -> None:
    group: Any = typer.main.get_command(app)  # typer has no public types for what it builds
    known = {"--help", "--version", "-h"}
    strange = []
    for said in re.findall(r"`wagecheck ([^`\n]+)`", text(page)):
        name, *rest = said.split()
        asked = [name, *(["audit"] if name == "config" else [])]  # config takes what audit takes
        found = [group.commands[one] for one in asked if one in group.commands]
        options = {option for one in found for each in one.params for option in (*each.opts, *each.secondary_opts)}
        used = {word.partition("=")[0] for word in rest if word.startswith("-")}
        if (not found and name not in known | {"命令"}) or used - options - known:
            strange.append(said)

    assert strange == []
