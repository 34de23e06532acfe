"""Many projects on a front page: how large the pages are, and how long a browser works to open and search them.

    python benchmarks/portfolio.py --projects 5000

Prints a table; times are of the processor, so that a busy machine does not count against it.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from playwright.sync_api import Page, sync_playwright

from tests.report.made_portfolio import portfolio
from wagecheck.report import portfolio as writer


def main() -> None:
    """Write the pages of made-up projects, open the first in Chromium, search and sort, print sizes and times."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--projects", type=int, default=5000)
    many = options.parse_args().projects
    made = portfolio(many)
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        sizes = _write(Path(folder), writer.pages(made))
        print(f"{many} projects: {len(sizes)} files in {time.process_time() - started:.2f} s")
        for name in ("index.html", "index-2.html", "index/projects-1.js"):
            if name in sizes:
                print(f"  {name}: {sizes[name] / 1e6:.2f} MB")
        print(f"  largest: {max(sizes.values()) / 1e6:.2f} MB")
        _browse(Path(folder) / "index.html", last=made.projects[-1].project_id)


def _write(folder: Path, pages: "writer.Iterator[tuple[str, str]]") -> dict[str, int]:
    sizes = {}
    for name, text in pages:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
        sizes[name] = len(text.encode())
    return sizes


def _browse(front: Path, *, last: str) -> None:
    """Open the page as a reader would; the seconds are those of the page's own thread."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        print("no Chromium here")
        return
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(front.as_uri())
        spent = _told("open", session.send("Performance.getMetrics"), 0.0)
        page.get_by_label("搜索").fill(last)
        _wait(page, "1 / 1")
        spent = _told("first search (reads the index)", session.send("Performance.getMetrics"), spent)
        page.locator("[name=clear]").click()
        page.locator("nav.turn").first.wait_for()
        spent = _told("clear", session.send("Performance.getMetrics"), spent)
        page.locator("[name=sort]").select_option("-workers")
        _wait(page, "100 / ")
        _told("sort all", session.send("Performance.getMetrics"), spent)
        browser.close()


def _wait(page: Page, words: str) -> None:
    page.locator(".shown", has_text=words).wait_for()


def _told(what: str, answer: "dict[str, list[dict[str, float | str]]]", before: float) -> float:
    spent = next(float(one["value"]) for one in answer["metrics"] if one["name"] == "TaskDuration")
    print(f"  {what}: {spent - before:.2f} s")
    return spent


if __name__ == "__main__":
    main()
