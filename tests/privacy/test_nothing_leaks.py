"""No number of a person or an account leaves the tool in full, in any form, of any sample, on any stream.

Full by design, and nothing else: what `--reveal` writes, the copies of `--annotate`, and the data that `ingest` and
`--cache` keep. A project's own code is no number of a person.
"""

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from madeup import Plan, template, write

from tests.privacy import leaks, spoiled
from wagecheck import report
from wagecheck.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
FORMS = ",".join((*report.WRITERS, *report.PRINTED))
ON = ("--on", "2025-08-20")
PROJECT_CODE = re.compile(r"\d{16}")

Say = Callable[..., str]


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let no configuration or key of the machine reach a test, nor its mask for new files."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Say:
    """Run `wagecheck` with these arguments, and give both streams."""

    def said(*arguments: object) -> str:
        monkeypatch.setattr(sys, "argv", ["wagecheck", *map(str, arguments)])
        with pytest.raises(SystemExit):
            main()
        streams = capfd.readouterr()
        assert "内部错误" not in streams.err
        return f"{streams.out}\n{streams.err}"

    return said


def shown(texts: dict[str, str], secret: set[str]) -> dict[str, set[str]]:
    """Give the numbers that each text says in full; project codes are none."""
    numbers = {number for number in secret if not PROJECT_CODE.fullmatch(number)}
    return {name: found for name, text in texts.items() if (found := leaks.leaked(text, numbers))}


def test_no_form_of_the_samples_reports_shows_a_number(say: Say, tmp_path: Path) -> None:
    for sample in SAMPLES.glob("*/expected.toml"):
        shutil.copytree(sample.parent, tmp_path / "in" / sample.parent.name)
    secret = leaks.held((tmp_path / "in").rglob("*"))

    streams = say("audit", tmp_path / "in", *ON, "--out", tmp_path / "out", "--format", FORMS)

    texts = leaks.written(tmp_path / "out")
    assert len(secret) > 500
    assert {Path(name).suffix for name in texts} >= {".html", ".json", ".csv", ".parquet", ".xlsx", ".sarif", ".xml"}
    assert shown(texts | {"streams": streams}, secret) == {}


@pytest.mark.parametrize(("lang", "forms"), [("zh", FORMS), ("en", "html,md")])
def test_a_number_is_masked_wherever_a_clerk_wrote_it(say: Say, tmp_path: Path, lang: str, forms: str) -> None:
    secret = spoiled.handed_in(tmp_path / "in")

    streams = say("audit", tmp_path / "in", *ON, "--out", tmp_path / "out", "--format", forms, "--lang", lang)

    texts = leaks.written(tmp_path / "out") | {"streams": streams}
    assert len(texts) > len(forms.split(",")) - 1
    assert shown(texts, secret) == {}


def test_no_command_prints_a_number(say: Say, tmp_path: Path) -> None:
    secret, papers = spoiled.handed_in(tmp_path / "in"), tmp_path / "in"

    texts = {
        "inspect": say("inspect", papers),
        "inspect --json": say("inspect", papers, "--json"),
        "ingest": say("ingest", papers, "--to", tmp_path / "lake"),
        "slip": say("slip", papers, "--all-owed", *ON, "--out", tmp_path / "slips"),
        "sample": say("sample", papers, *ON, "--json", "--out", tmp_path / "slips" / "list.xlsx"),
        "audit": say("audit", papers, *ON, "--out", tmp_path / "out", "--format", "json", "--quiet"),
        "verify": say("verify", tmp_path / "out"),
        "diff": say("diff", tmp_path / "out", tmp_path / "out"),
        "a damaged lake": _damaged(say, tmp_path / "lake"),
    }

    assert shown(texts | leaks.written(tmp_path / "slips"), secret) == {}
    assert all(len(text) > 20 for name, text in texts.items() if name != "audit")


def _damaged(say: Say, lake: Path) -> str:
    (lake / "roster.parquet").write_bytes(b"PAR1")
    return say("audit", lake, *ON)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The papers of a small site."""
    write(spoiled.troubled(Plan(seed=78, workers=12, months=2)), tmp_path / "small", template("xlsx"))
    return tmp_path / "small"


def test_what_is_full_by_design_is_seen_to_be_full(say: Say, small: Path, tmp_path: Path) -> None:
    secret, cache = leaks.held(small.iterdir()), tmp_path / "cache"

    say("audit", small, *ON, "--out", "revealed", "--format", "html,json,csv,parquet,xlsx", "--reveal")
    say("audit", small, *ON, "--out", "annotated", "--format", "json", "--annotate", "--cache", cache)

    revealed, other = leaks.written(Path("revealed")), leaks.written(Path("annotated"))
    forms = {"report.html", "audit.json", *(f"findings.{form}" for form in ("csv", "parquet", "xlsx"))}
    assert set(shown(revealed, secret)) == forms
    assert {name.split("/")[0] for name in shown(other, secret)} == {"annotated"}
    assert "roster.parquet" in {Path(name).name for name in shown(leaks.written(cache), secret)}


@pytest.mark.skipif(os.name == "nt", reason="a folder's rights are inherited there")
def test_only_its_user_can_open_what_a_run_writes(say: Say, small: Path, tmp_path: Path) -> None:
    Path("there").mkdir(mode=0o755)

    say("audit", small, *ON, "--format", FORMS, "--annotate", "--cache", tmp_path / "cache")
    say("audit", small, *ON, "--out", "there", "--format", "json")
    say("ingest", small, "--to", "lake")
    say("slip", small, "--all-owed", *ON)
    say("inspect", small / "花名册.xlsx", "--save-to", "wagecheck.toml")

    made = [path for folder in (Path(), tmp_path / "config", tmp_path / "cache") for path in folder.rglob("*")]
    assert len(made) > 40
    assert [str(path) for path in made if path.stat().st_mode & 0o077] == ["there"]
