"""Tables from a database: read like any other, connected only where the user says so, secrets never shown."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli import postgres
from tests.cli.conftest import PAPERS, Run

ON = ("--on", "2025-08-20")
GIVEN = "${WAGES_PASSWORD}"
PROJECT = """project_id = "P1"
project_name = "滨江花园3号"
region = "360113"
owner_name = "江南置业有限公司"
contractor_name = "赣北建工集团有限公司"
start_date = 2025-01-10
pay_day = 15
"""
ROSTER = """select name, id_no, card_no as "工资卡号", entered as 进场日期 from worker order by id_no"""
PAYROLL = """select name, id_no, month as 工资月份, days as 出勤天数, gross as "应发工资(元)", net
    from pay order by id_no"""
ROWS = """
create table worker (name text, id_no char(18), card_no varchar, entered date);
insert into worker values ('张大山', '360199199001011238', '6217001000000000017', '2025-01-12');
create table pay (name text, id_no text, month text, days numeric(4,1), gross numeric(12,2), net numeric(12,2));
insert into pay values ('张大山', '360199199001011238', '2025-03', 22, 5000.00, 5000.00);
"""


def source(name: str, uri: str, query: str, more: str = "") -> str:
    return f"[source.{name}]\nuri = {json.dumps(uri)}\nquery = {json.dumps(query)}\n{more}"


def lay_out(folder: Path, *sources: str) -> Path:
    """Lay out a dossier: a statement in a file, a project.toml with sources."""
    folder.mkdir(exist_ok=True)
    (folder / "流水.csv").write_text(PAPERS["流水.csv"], "utf-8")
    (folder / "project.toml").write_text("\n".join([PROJECT, *sources]), "utf-8")
    return folder / "project.toml"


def owed(out: Path = Path("wagecheck-out")) -> list[tuple[str, str]]:
    found = json.loads((out / "audit.json").read_text("utf-8"))["findings"]
    return [(one["month"], one["amount"]) for one in found if one["rule"] == "W05"]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A project.toml with two tables in SQLite, and the statement beside it."""
    with closing(sqlite3.connect(tmp_path / "wages.db")) as database:
        database.executescript(ROWS)
    uri = "sqlite:///../wages.db"
    return lay_out(tmp_path / "dossier", source("roster", uri, ROSTER), source("payroll", uri, PAYROLL))


def test_tables_from_a_database_are_audited_with_the_files_beside_them(run: Run, site: Path) -> None:
    ran = run("audit", site, *ON)

    assert (ran.code, ran.err) == (1, "")
    assert owed() == [("2025-03", "900.00")]


def test_a_finding_names_the_source_and_the_row(run: Run, site: Path) -> None:
    run("audit", site, *ON)

    findings = json.loads(Path("wagecheck-out/audit.json").read_text("utf-8"))["findings"]
    (arrears,) = (one for one in findings if one["rule"] == "W05")
    assert {"file": "source.payroll", "sheet": "", "row": 2} in arrears["sources"]


def test_a_dossier_that_is_not_named_by_its_project_file_connects_to_nothing(run: Run, site: Path) -> None:
    ran = run("audit", site.parent, *ON)

    assert "没有连接数据库" in ran.err
    assert owed() == []


def test_rows_that_changed_in_the_database_do_not_stand_when_verified(run: Run, site: Path, tmp_path: Path) -> None:
    run("audit", site, *ON, "-q")
    untouched = run("verify", "wagecheck-out")
    with closing(sqlite3.connect(tmp_path / "wages.db")) as database:
        database.execute("update pay set net = 4100")
        database.commit()

    changed = run("verify", "wagecheck-out")

    assert untouched.code == 0
    assert changed.code == 1
    assert "source.payroll 已改动" in changed.out


def test_the_cache_keeps_nothing_of_a_database(run: Run, site: Path, tmp_path: Path) -> None:
    run("audit", site, *ON, "-q", "--cache", "cache")
    with closing(sqlite3.connect(tmp_path / "wages.db")) as database:
        database.execute("update pay set net = 4600")
        database.commit()
    run("audit", site, *ON, "-q", "--cache", "cache")

    assert owed() == [("2025-03", "500.00")]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (source("rooster", "sqlite:///x.db", "select 1"), "没有 rooster 这种表"),
        (source("roster", "sqlite:///x.db", ""), "缺少 query"),
        (source("roster", "sqlite:///x.db", "select 1", "user = 'x'"), "不认识 user"),
        (source("roster", "sqlite:///nowhere.db", "select 1"), "没有这个数据库文件"),
        (source("roster", "mysql://x/y", "select 1"), "不认识的数据库"),
        (source("roster", "postgresql://u:geheim@/x", "select 1"), "写着口令"),
        (source("roster", "postgresql://u@/x?password=geheim", "select 1"), "写着口令"),
        (source("roster", "postgresql://u:${NO_SUCH_VARIABLE}@/x", "select 1"), "NO_SUCH_VARIABLE 没有设置"),
        (source("roster", "sqlite:///../wages.db", "selekt"), "数据库没有给出数据"),
        (source("roster", "sqlite:///../wages.db", "drop table pay"), "数据库没有给出数据"),
        (source("roster", "sqlite:///../wages.db", PAYROLL), "不像花名册"),
    ],
)
def test_what_is_wrong_is_one_line_and_the_rest_is_audited(run: Run, site: Path, entry: str, told: str) -> None:
    lay_out(site.parent, entry)

    ran = run("audit", site, *ON)

    assert ran.code == 3
    assert told in ran.err
    assert "geheim" not in ran.err
    assert Path("wagecheck-out/report.html").is_file()


def test_rows_in_no_order_are_remarked_on(run: Run, site: Path) -> None:
    lay_out(site.parent, source("roster", "sqlite:///../wages.db", ROSTER.partition("order")[0]))

    assert "ORDER BY" in run("audit", site, *ON).err


@pytest.fixture(scope="module")
def server() -> Iterator[postgres.Server]:
    """A live PostgreSQL with the tables in it."""
    folder = postgres.programs()
    if folder is None:
        if os.environ.get("CI") == "true":
            pytest.fail("CI needs PostgreSQL and adbc-driver-postgresql")
        pytest.skip("needs PostgreSQL and adbc-driver-postgresql")
    with postgres.serving(folder) as running:
        running.does(ROWS)
        yield running


def test_a_live_postgresql_gives_the_same_arrears(
    run: Run, server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAGES_PASSWORD", postgres.PASSWORD)
    named = lay_out(
        tmp_path / "dossier", source("roster", server.uri(GIVEN), ROSTER), source("payroll", server.uri(GIVEN), PAYROLL)
    )

    ran = run("audit", named, *ON)

    written = [path.read_text("utf-8-sig") for path in Path("wagecheck-out").iterdir()]
    assert (ran.code, ran.err) == (1, "")
    assert owed() == [("2025-03", "900.00")]
    assert not any(postgres.PASSWORD in text for text in (*written, ran.out))
    assert run("verify", "wagecheck-out").code == 0


def test_what_postgresql_refuses_is_one_line_without_the_secret(
    run: Run, server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAGES_PASSWORD", "falsch/geheim")
    refused = run("audit", lay_out(tmp_path / "one", source("roster", server.uri(GIVEN), ROSTER)), *ON)
    monkeypatch.setenv("WAGES_PASSWORD", postgres.PASSWORD)
    unknown = run("audit", lay_out(tmp_path / "two", source("roster", server.uri(GIVEN), "select * from nowhere")), *ON)

    assert (refused.code, unknown.code) == (3, 3)
    assert "password authentication failed" in refused.err
    assert "nowhere" in unknown.err
    assert "geheim" not in refused.err
    assert postgres.PASSWORD not in unknown.err


def test_postgresql_values_of_every_kind_are_read_digit_by_digit(
    run: Run, server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", server.uri(postgres.PASSWORD.replace("/", "%2F").replace("@", "%40")))
    query = """select '张大山' as name, 6217001000000000017::bigint as card_no, '360199199001011238' as id_no,
        5000.25::numeric as agreed_wage, true as team_leader, timestamptz '2025-01-11 20:00:00+00' as entry_date"""
    run("ingest", lay_out(tmp_path / "dossier", source("roster", "${DATABASE_URL}", query)), "--to", "lake", "-q")

    import polars as pl  # noqa: PLC0415 - the only test that looks at a frame

    (row,) = pl.read_parquet("lake/roster.parquet").rows(named=True)
    assert (row["card_no"], str(row["agreed_wage"]), row["team_leader"]) == ("6217001000000000017", "5000.25", True)
    assert row["entry_date"].isoformat() == "2025-01-12"
