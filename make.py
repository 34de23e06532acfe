"""Set up, run and prove wagecheck with nothing but Python 3.11 or newer: `python3 make.py demo`.

Only the standard library is used here. What is installed goes into `.venv` beside this file, exactly as locked in
`requirements/`; a second run finds it there and starts at once.
"""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

OLDEST = (3, 11)
HOUSE = Path(__file__).resolve().parent
VENV = HOUSE / ".venv"
STAMP = VENV / "wagecheck-installed.txt"
SPARK = HOUSE / ".venv-spark"
"""Spark's own environment: where pyspark is installed Pandera loads it at every start, which the others do without."""
LOCKS = HOUSE / "requirements"
SAMPLE = HOUSE / "samples" / "nanchang-binjiang"
FINDINGS = 1  # the audit's exit code for "read everything, found something"
SMALLEST_REPORT = 10_000  # bytes; a page without content is smaller
CHECKS = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["lint-imports"])


class Stop(Exception):  # noqa: N818 - it ends the command, with one line for whoever typed it
    """The command cannot go on; the text says what to do."""


def demo() -> int:
    """Set up, audit the sample dossier and say where the report is."""
    environment("run")
    audit = [str(script(VENV, "wagecheck")), "audit", str(SAMPLE), "--on", sample_day(), "--out", "wagecheck-out"]
    say("Auditing the sample: " + " ".join(str(part).replace(f"{HOUSE}{os.sep}", "") for part in audit))
    code = outcome(audit)
    if code != FINDINGS:
        raise Stop(f"The sample has findings, so the audit ends with {FINDINGS}; this one ended with {code}.")
    report = HOUSE / "wagecheck-out" / "report.html"
    if not report.is_file():
        raise Stop(f"The audit wrote no {report}.")
    say(f"Exit code {code} (findings) is what this sample is for. Open the report in a browser:\n  {report}")
    return 0


def test(*arguments: str) -> int:
    """Set up and run the tests, all of them on every core; what follows is handed to pytest instead."""
    python = environment("dev")
    return outcome([str(python), "-m", "pytest", *(arguments or ("-n", "auto"))])


def spark(*arguments: str) -> int:
    """Set up Spark in `.venv-spark` and run the tests of its engine; what follows is handed to pytest too."""
    if shutil.which("java") is None:
        how = "Spark needs Java 17: on Debian or Ubuntu, sudo apt-get install openjdk-17-jre-headless"
        if os.environ.get("CI") == "true":
            raise Stop(how)
        say(f"Not run. {how}")
        return 0
    tools = environment("dev")
    python = interpreter(SPARK)
    stamp = SPARK / STAMP.name
    wanted = f"{promise('spark')}\n{promise('dev')}"
    if not stamp.is_file() or stamp.read_text("utf-8") != wanted:
        say("Installing what requirements/spark.txt locks into .venv-spark (once; half a gigabyte)")
        new_venv(SPARK)
        install_locked(python, "spark-build")
        install_spark(python)
        the_rest = [str(HOUSE), purelib(tools)]
        (Path(purelib(python)) / "wagecheck.pth").write_text("\n".join(the_rest), "utf-8")
        stamp.write_text(wanted, "utf-8")
    return outcome([str(python), "-m", "pytest", "tests/spark/real", *arguments])


def install_spark(python: Path) -> None:
    """Install what Spark needs beyond the packages of `.venv`, which the tests find there."""
    known = locked("dev")
    with tempfile.TemporaryDirectory(prefix="wagecheck-") as folder:
        more = Path(folder) / "spark.txt"
        more.write_text("\n".join(line for line in locked("spark") if line not in known), "utf-8")
        built_here = ["--no-binary", "pyspark", "--no-build-isolation"]  # there is no wheel of it
        quickly = ["--no-compile", "--config-settings", "--build-option=--compression=stored"]
        hashes = ["--require-hashes", "--only-binary", ":all:", *built_here, *quickly]
        pip(python, "install", "--no-deps", *hashes, "--requirement", str(more))


def locked(name: str) -> list[str]:
    """Return what a lock file names, each package with its hashes a line."""
    return (LOCKS / f"{name}.txt").read_text("utf-8").replace("\\\n", " ").splitlines()


def purelib(python: Path) -> str:
    """Return the folder into which an environment's packages go."""
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return subprocess.run(asked, check=True, capture_output=True, text=True, env=clean_environ()).stdout.strip()


def check() -> int:
    """Set up and run the linter, the formatter, the type checker and the import contracts."""
    environment("dev")
    failed = []
    for program, *arguments in CHECKS:
        say(f"{program} {' '.join(arguments)}".rstrip())
        if outcome([str(script(VENV, program)), *arguments]):
            failed.append(" ".join([program, *arguments]))
    if failed:
        raise Stop(f"Not in order: {', '.join(failed)}.")
    return 0


def wheel() -> int:
    """Build the wheel, install it alone in a clean environment and render a report from it."""
    python = environment("run")
    with tempfile.TemporaryDirectory(prefix="wagecheck-") as folder:
        away = Path(folder).resolve()
        say("Building the wheel")
        pip(python, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(away), str(HOUSE))
        built = next(away.glob("*.whl"))
        say(f"Installing {built.name} alone in a clean environment")
        clean = new_venv(away / "clean")
        install_locked(clean, "run")
        pip(clean, "install", "--no-deps", "--no-index", str(built))
        pip(clean, "check")
        desk = away / "desk"
        shutil.copytree(SAMPLE, desk / "dossier")
        render(clean, desk)
    return 0


def lock() -> int:
    """Write requirements/*.txt anew from pyproject.toml, for every platform and Python at once."""
    import tomllib  # noqa: PLC0415 - an older Python lacks it, and must get as far as being told so

    project = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="wagecheck-") as folder:
        tool = new_venv(Path(folder) / "uv")
        pip(tool, "install", "uv")
        backend = Path(folder) / "build.in"
        backend.write_text("\n".join(project["build-system"]["requires"]), "utf-8")
        builds_pyspark = Path(folder) / "spark-build.in"
        builds_pyspark.write_text("setuptools", "utf-8")
        steps = {
            "dev": ["pyproject.toml", "--group", "dev"],
            "run": ["pyproject.toml", "--constraints", "requirements/dev.txt"],
            "build": [str(backend), "--constraints", "requirements/dev.txt"],
            "spark": ["pyproject.toml", "--extra", "spark", "--constraints", "requirements/dev.txt"],
            "spark-build": [str(builds_pyspark)],
        }
        form = "--universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet"
        silent = ["--no-emit-index-url", "--no-emit-find-links"]
        for name, sources in steps.items():
            say(f"Locking requirements/{name}.txt")
            built = [] if name == "spark" else ["--no-build"]  # pyspark comes as source only
            compile_ = [
                str(script(tool.parent.parent, "uv")),
                "pip",
                "compile",
                *form.split(),
                *built,
                *silent,
                *sources,
            ]
            run([*compile_, "--output-file", f"requirements/{name}.txt"])
    return 0


def bill() -> int:
    """Write the bill of materials and the table of licences anew, after the locks changed."""
    run([str(environment("dev")), str(LOCKS / "bill.py")])
    return 0


def advisories() -> int:
    """Ask the advisory database whether a locked package has a known weakness (needs the network)."""
    with tempfile.TemporaryDirectory(prefix="wagecheck-") as folder:
        tool = new_venv(Path(folder) / "audit")
        pip(tool, "install", "pip-audit")
        asks = [str(script(tool.parent.parent, "pip-audit")), "--strict", "--disable-pip", "--require-hashes"]
        return outcome([*asks, "--requirement", str(LOCKS / "run.txt")])


def coverage() -> int:
    """Measure which branches of facts, engine and rules their own tests take."""
    measured = [str(environment("dev")), "-m", "coverage"]
    rooms = [
        "tests/facts",
        "tests/engine",
        "tests/rules",
        "tests/program/test_samples.py",
        "tests/program/test_shards.py",
    ]
    return outcome([*measured, "run", "-m", "pytest", *rooms]) or outcome([*measured, "report"])


def environment(wanted: str) -> Path:
    """Return the Python of `.venv`, holding the locked requirements `wanted` (run or dev) and wagecheck itself.

    A `.venv` made for other locks, another Python or another folder is made anew; one that this file did not make is
    added to. The dev lock holds the run lock, so either does for `run`. For `dev` the project is installed editable;
    for `run` as a copy, because some Pythons on Windows cannot follow an editable install into a folder with a
    Chinese name.
    """
    python = interpreter(VENV)
    made = set(STAMP.read_text("utf-8").splitlines()) if python.exists() and STAMP.exists() else set()
    run_lock, wanted_lock = promise("run"), promise(wanted)
    if wanted_lock not in made:
        inside = Path(sys.prefix).resolve() == VENV
        STAMP.unlink(missing_ok=True)
        if not (inside or run_lock in made or (not made and usable(python))):
            say("Making .venv")
            new_venv(VENV)
        say(f"Installing what requirements/{wanted}.txt locks (once; it may take a minute)")
        install_locked(python, wanted)
        made = {run_lock, wanted_lock}
    editable = promise("dev") in made
    shipped = ["pyproject.toml", "wagecheck", "templates", "samples/nanchang-binjiang"]
    project = fingerprint(["pyproject.toml"] if editable else shipped)
    if project not in made:
        say("Installing wagecheck into .venv")
        install_locked(python, "build")
        how = ["--editable"] if editable else ["--force-reinstall"]
        pip(python, "install", "--no-deps", "--no-build-isolation", "--no-index", *how, str(HOUSE))
        locks = {run_lock, promise("dev")} & made
        STAMP.write_text("\n".join([*sorted(locks), project]), "utf-8")
    return python


def promise(lock_name: str) -> str:
    """Return the line that says: this lock, as it stands now, is installed here by this version of Python."""
    version = ".".join(str(part) for part in sys.version_info[:2])
    return f"{lock_name} {version} {HOUSE} {fingerprint([f'requirements/{lock_name}.txt', 'requirements/build.txt'])}"


def fingerprint(names: list[str]) -> str:
    """Return the SHA-256 over these files and folders of the checkout, names and bytes."""
    digest = hashlib.sha256()
    for name in names:
        found = HOUSE / name
        files = [found] if found.is_file() else sorted(found.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(f"{file.relative_to(HOUSE).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def new_venv(folder: Path) -> Path:
    """Make an empty environment and return its Python; without a pip of its own where this Python brings none."""
    bundled = importlib.util.find_spec("ensurepip") is not None  # Debian keeps it in a package of its own
    if not (bundled or importlib.util.find_spec("pip")):
        raise Stop("This Python has neither ensurepip nor pip. On Debian or Ubuntu: sudo apt-get install python3-venv")
    venv.create(folder, clear=True, symlinks=os.name != "nt", with_pip=bundled)
    return interpreter(folder)


def install_locked(python: Path, name: str, *options: str) -> None:
    """Install a lock file: exact versions, hashes checked, wheels only, so that nothing unpinned is fetched."""
    locked = str(LOCKS / f"{name}.txt")
    pip(python, "install", "--require-hashes", "--only-binary", ":all:", *options, "--requirement", locked)


def pip(python: Path, command: str, *arguments: str) -> None:
    """Run pip on an environment: with its own pip, else with that of the Python that runs this file."""
    own = outcome([str(python), "-c", "import pip"], quiet=True) == 0
    program = [str(python), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(python)]
    run([*program, command, "-qq", *arguments])


def render(python: Path, desk: Path) -> None:
    """Audit `desk/dossier` with the wagecheck of a clean environment and look at what it wrote."""
    home = python.parent.parent
    where = subprocess.run(
        [str(python), "-c", "import wagecheck; print(wagecheck.__file__)"],
        cwd=desk, env=clean_environ(), check=True, capture_output=True, text=True,
    ).stdout.strip()  # fmt: skip
    if not Path(where).is_relative_to(home):
        raise Stop(f"wagecheck came from {where}, not from the wheel.")
    program = str(script(home, "wagecheck"))
    run([program, "--help"], cwd=desk)
    run([program, "demo", "demo", "--quiet"], cwd=desk)
    run([program, "audit", "dossier", "--on", sample_day(), "--out", "out"], cwd=desk, expect=FINDINGS)
    page = (desk / "out" / "report.html").read_text("utf-8")
    audit = json.loads((desk / "out" / "audit.json").read_text("utf-8"))
    with (desk / "out" / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = len(list(csv.reader(file)))
    if len(page) < SMALLEST_REPORT or "</html>" not in page or audit["projects"][0]["name"] not in page:
        raise Stop("The report that the wheel rendered is not whole.")
    if not audit["findings"] or rows <= 1:
        raise Stop("The wheel found nothing in a sample that has findings.")
    say(f"The wheel alone rendered a report: {len(page)} characters, {len(audit['findings'])} findings")


def sample_day() -> str:
    """Return the day on which the sample is to be audited, as the sample itself states it."""
    import tomllib  # noqa: PLC0415 - an older Python lacks it, and must get as far as being told so

    return str(tomllib.loads((SAMPLE / "expected.toml").read_text("utf-8"))["on"])


def interpreter(folder: Path) -> Path:
    """Return where an environment keeps its Python."""
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def script(folder: Path, name: str) -> Path:
    """Return where an environment keeps an installed command."""
    return interpreter(folder).with_name(f"{name}.exe" if os.name == "nt" else name)


def usable(python: Path) -> bool:
    """Tell whether that Python answers, has pip and is of the version that runs this file."""
    asked = f"import pip, sys; sys.exit(sys.version_info[:2] != {sys.version_info[:2]})"
    return python.exists() and outcome([str(python), "-c", asked], quiet=True) == 0


def outcome(command: list[str], *, cwd: Path = HOUSE, quiet: bool = False) -> int:
    """Run a command to its end and return its exit code."""
    return subprocess.run(command, cwd=cwd, env=clean_environ(), check=False, capture_output=quiet).returncode


def run(command: list[str], *, cwd: Path = HOUSE, expect: int = 0) -> None:
    """Run a command to its end; any other exit code than the expected one ends this one too."""
    code = outcome(command, cwd=cwd)
    if code != expect:
        raise Stop(f"Ended with {code} instead of {expect}: {' '.join(command)}")


def clean_environ() -> dict[str, str]:
    """Return the environment variables without those that would lead an environment's Python astray."""
    astray = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
    kept = {name: value for name, value in os.environ.items() if name not in astray}
    return {**kept, "PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def say(line: str) -> None:
    """Tell what is being done, ahead of what the next program prints."""
    print(f"make: {line}", flush=True)


COMMANDS = {
    command.__name__: command for command in (demo, test, spark, check, coverage, wheel, lock, bill, advisories)
}
TAKE_MORE = {"test": test, "spark": spark}
"""Commands that hand what follows to pytest."""


def usage() -> str:
    """Return the list of commands."""
    lines = [f"  {name:10} {str(command.__doc__).splitlines()[0]}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: python3 make.py COMMAND        (Windows: py make.py COMMAND)", "", *lines])


def main(arguments: list[str]) -> int:
    """Do one command and return the exit code."""
    if sys.version_info[:2] < OLDEST:
        version = ".".join(str(part) for part in sys.version_info[:3])
        print(f"make: wagecheck needs Python 3.11 or newer, this is {version}; run make.py with a newer one.")
        return 2
    name, *rest = arguments or [""]
    if name not in COMMANDS or (rest and name not in TAKE_MORE):
        print(usage())
        return 0 if name in {"-h", "--help"} else 2
    try:
        return TAKE_MORE[name](*rest) if name in TAKE_MORE else COMMANDS[name]()
    except Stop as reason:
        say(str(reason))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
