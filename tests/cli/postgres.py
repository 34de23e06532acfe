"""A PostgreSQL server of a test's own: in a temporary folder, on a socket, under a user who is not root."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

USER, PASSWORD = "auditor", "gong/zi@2025"


@dataclass(frozen=True)
class Server:
    """A running server."""

    home: Path
    programs: Path

    def does(self, sql: str) -> None:
        """Run statements as its owner."""
        command = [
            str(self.programs / "psql"),
            "-qX",
            "-v",
            "ON_ERROR_STOP=1",
            "-h",
            str(self.home),
            "-U",
            USER,
            "postgres",
        ]
        environ = {**_environ(self.programs), "PGPASSWORD": PASSWORD}
        subprocess.run(command, input=sql, text=True, env=environ, check=True, capture_output=True)

    def uri(self, password: str) -> str:
        """Name the database as a project.toml does."""
        return f"postgresql://{USER}:{password}@/postgres?host={self.home}"


def programs() -> Path | None:
    """Find the folder of the server's programs; Debian keeps it off the path. None where it or the driver is absent."""
    found = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    folders = [*found, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    usable = [folder for folder in folders if (folder / "initdb").exists() and (folder / "psql").exists()]
    return usable[0] if usable and find_spec("adbc_driver_postgresql") else None


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Start a server, and stop it whatever happens."""
    home = Path(tempfile.mkdtemp(prefix="wagecheck-pg-"))  # pytest's own folders let nobody else in
    secret = home / "password"
    secret.write_text(PASSWORD, "utf-8")
    if os.geteuid() == 0:
        for path in (home, secret):
            shutil.chown(path, "nobody", "nogroup")
    start = ["-w", "-t", "300", "-l", home / "log", "-o", f"-k {home} -c listen_addresses= -c fsync=off"]
    try:
        _ran(folder, "initdb", "-D", home / "data", "-U", USER, "-A", "scram-sha-256", f"--pwfile={secret}", "-EUTF8")
        _ran(folder, "pg_ctl", "-D", home / "data", *start, "start")
        try:
            yield Server(home, folder)
        finally:
            _ran(folder, "pg_ctl", "-D", home / "data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _ran(folder: Path, program: str, *arguments: object) -> None:
    """Run a program of the server; not as root, which it refuses."""
    humble = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
    command = [*humble, str(folder / program), *map(str, arguments)]
    subprocess.run(command, env=_environ(folder), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _environ(folder: Path) -> dict[str, str]:
    return {"PATH": f"{folder}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
