"""A newcomer's path, timed: from a clean machine to a first report, by either of the two ways that README gives.

Each way starts from nothing: a new clone, a new environment, an empty pip cache. What pip has to fetch comes from
wherever this machine's pip fetches, so the network is in the figures; a second run of the same way shows what is not.
"""

import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
FINDINGS = 1
"""The exit code of an audit that found something, as the sample is made for."""


Seconds = tuple[float, float]
"""On the clock, and of the processor."""


def timed(command: Sequence[str], where: Path, variables: Mapping[str, str], *, expect: Sequence[int]) -> Seconds:
    """Run a command to its end; give the seconds that it took. Raises `SystemExit` where it ends otherwise."""
    began, worked = time.perf_counter(), processor()
    ran = subprocess.run(command, cwd=where, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - the commands stand below
    if ran.returncode not in expect:
        raise SystemExit(f"{' '.join(command)} ended with {ran.returncode}:\n{ran.stdout}{ran.stderr}")
    return time.perf_counter() - began, processor() - worked


def processor() -> float:
    """Give the seconds that all programs started from here have worked."""
    spent = os.times()
    return spent.children_user + spent.children_system


def by_checkout(work: Path, variables: Mapping[str, str]) -> dict[str, Seconds]:
    """Clone and `python3 make.py demo`, twice."""
    house = work / "wagecheck"
    demo = [sys.executable, "make.py", "demo"]
    steps = {"git clone": timed(["git", "clone", "-q", str(CHECKOUT), str(house)], work, variables, expect=[0])}
    steps["python3 make.py demo"] = timed(demo, house, variables, expect=[0])
    report(house / "wagecheck-out")
    steps["python3 make.py demo, again"] = timed(demo, house, variables, expect=[0])
    return steps


def by_pip(work: Path, variables: Mapping[str, str]) -> dict[str, Seconds]:
    """Make an environment, `pip install` the checkout, `wagecheck demo`, twice."""
    venv, desk = work / "venv", work / "desk"
    desk.mkdir()
    steps = {"python3 -m venv": timed([sys.executable, "-m", "venv", str(venv)], work, variables, expect=[0])}
    programs = venv / ("Scripts" if os.name == "nt" else "bin")
    install = [str(programs / "pip"), "install", "-q", str(work / "wagecheck")]
    demo = [str(programs / "wagecheck"), "demo"]
    steps["pip install"] = timed(install, work, variables, expect=[0])
    steps["wagecheck demo"] = timed(demo, desk, variables, expect=[0, FINDINGS])
    report(desk)
    steps["wagecheck demo, again"] = timed(demo, desk, variables, expect=[0, FINDINGS])
    return steps


def report(folder: Path) -> None:
    """See that there is a report below a folder. Raises `SystemExit` where there is none."""
    if not list(folder.rglob("report.html")):
        raise SystemExit(f"No report.html below {folder}.")


def main() -> None:
    """Walk both ways and print what each step took."""
    ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    with tempfile.TemporaryDirectory(prefix="wagecheck-") as folder:
        work = Path(folder).resolve()
        astray = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV"}
        kept = {name: value for name, value in os.environ.items() if name not in astray}
        variables = {**kept, "WAGECHECK_KEY": "a newcomer of the benchmark", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        print(f"{'way':9} {'step':30} {'clock':>9} {'processor':>10}")
        for way, walk in (("checkout", by_checkout), ("pip", by_pip)):
            steps = walk(work, {**variables, "PIP_CACHE_DIR": str(work / f"cache-{way}")})
            first = [seconds for step, seconds in steps.items() if not step.endswith("again")]
            steps["to the first report"] = (sum(clock for clock, _ in first), sum(worked for _, worked in first))
            for step, (clock, worked) in steps.items():
                print(f"{way:9} {step:30} {clock:7.1f} s {worked:8.1f} s")


if __name__ == "__main__":
    main()
