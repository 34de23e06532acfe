"""`wagecheck ingest`, as its user meets it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

ON = ("--on", "2025-08-20", "--key", "k")


def test_the_audit_of_what_was_ingested_is_that_of_the_originals(run: Run, dossier: Path) -> None:
    assert run("ingest", dossier, "--to", "lake").code == 0

    first = run("audit", dossier, *ON, "--out", "originals")
    second = run("audit", "lake", *ON, "--out", "ingested")

    assert (first.code, second.code) == (1, 1)
    assert second.err == first.err
    for name in ("audit.json", "findings.csv"):
        assert Path("ingested", name).read_bytes() == Path("originals", name).read_bytes()


def test_it_says_what_was_kept_and_where(run: Run, dossier: Path) -> None:
    ran = run("ingest", dossier, "--to", "lake")

    assert "4 个文件" in ran.out
    assert "专户流水 4 行" in ran.out
    assert "未采用 0 行" in ran.out
    assert "lake" in ran.out.splitlines()[-1]


def test_each_row_that_is_not_kept_is_told_with_its_reason(run: Run, dossier: Path) -> None:
    payroll = dossier / "工资表.csv"
    payroll.write_text(payroll.read_text("utf-8") + "李小河,360199198506100224,20,5000,见附件,√\n" * 25, "utf-8")

    ran = run("ingest", dossier, "--to", "lake")

    assert "未采用 25 行" in ran.out
    assert "工资表.csv › 第4行: 未采用: 「实发工资」为“见附件”" in ran.err
    assert "另有 5 行" in ran.err


def test_a_file_that_cannot_be_read_ends_with_three_and_the_rest_is_kept(run: Run, dossier: Path) -> None:
    (dossier / "工资表4月.xlsx").write_bytes(b"PK\x03\x04 cut off")

    ran = run("ingest", dossier, "--to", "lake")

    assert ran.code == 3
    assert "工资表4月.xlsx" in ran.err
    assert Path("lake/payroll.parquet").is_file()


def test_a_folder_of_ones_own_is_refused_before_any_work(run: Run, dossier: Path) -> None:
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("keep", "utf-8")

    ran = run("ingest", dossier, "--to", "mine")

    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 1
    assert [path.name for path in Path("mine").iterdir()] == ["notes.txt"]


def test_a_damaged_folder_is_one_line_and_three(run: Run, dossier: Path) -> None:
    run("ingest", dossier, "--to", "lake")
    Path("lake/roster.parquet").write_bytes(b"PAR1")

    ran = run("audit", "lake", *ON)

    assert ran.code == 3
    assert "roster.parquet" in ran.err
    assert len(ran.err.strip().splitlines()) == 1


@pytest.mark.parametrize("quiet", [(), ("-q",)])
def test_no_personal_number_is_printed(run: Run, dossier: Path, quiet: tuple[str, ...]) -> None:
    (dossier / "花名册-360199199001011238.csv").write_text("随便写的\n", "utf-8")

    ran = run("ingest", dossier, "--to", "lake", *quiet)

    assert "360199199001011238" not in ran.out + ran.err


def test_quiet_is_quiet(run: Run, dossier: Path) -> None:
    ran = run("ingest", dossier, "--to", "lake", "-q")

    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_with_a_cache_both_commands_say_what_they_say_without(run: Run, dossier: Path) -> None:
    assert run("audit", dossier, *ON, "--out", "plain").code == 1
    for command in (("ingest", "--to", "lake"), ("audit", *ON, "--out", "again")):
        assert run(command[0], dossier, *command[1:], "--cache", "cache").code == int(command[0] == "audit")

    assert len(list(Path("cache").iterdir())) == 1
    for name in ("audit.json", "findings.csv"):
        assert Path("again", name).read_bytes() == Path("plain", name).read_bytes()


def test_a_cache_among_the_papers_is_refused_in_one_line(run: Run, dossier: Path) -> None:
    ran = run("audit", dossier, *ON, "--cache", dossier / "cache")

    assert ran.code == 2
    assert len(ran.err.strip().splitlines()) == 1
