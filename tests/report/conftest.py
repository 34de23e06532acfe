"""A real Chromium for the tests that open what a writer wrote: it clicks, types, prints and checks accessibility."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
SERIOUS = ("serious", "critical")
PATIENCE = 60_000
"""Milliseconds until what a test waits for is taken never to come, on the busiest machine."""
AXE_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice")

Visit = Callable[..., Page]
Barriers = Callable[[Page], list[str]]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one Chromium; where there is none its tests are skipped, but in CI they fail."""
    if not CHROMIUM:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium here")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Iterator[Visit]:
    """Open a page, given as its text or its path; at the end no page may have complained or asked for the network.

    `at` is what follows the address (`#W05`); `width`, `height`, `dark` and `scripts` are how its reader sees it;
    `quiet=False` is for a page that is meant to complain.
    """
    heard: list[str] = []
    contexts = []

    def visit(
        page: str | Path,
        *,
        at: str = "",
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        scripts: bool = True,
        quiet: bool = True,
    ) -> Page:
        file = page if isinstance(page, Path) else tmp_path / "report.html"
        if isinstance(page, str):
            file.write_text(page, encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            accept_downloads=False,
        )
        contexts.append(context)
        tab = context.new_page()
        if quiet:
            _listen(tab, heard, file.parent)
        tab.goto(f"{file.as_uri()}{at}")
        return tab

    yield visit
    for context in contexts:
        context.close()
    assert heard == []


def _listen(tab: Page, heard: list[str], home: Path) -> None:
    """Note what the page says on the console, and whatever it asks for that does not lie in its own folder."""

    def console(message: ConsoleMessage) -> None:
        heard.append(f"console: {message.text}")

    def request(asked: Request) -> None:
        if not asked.url.startswith(home.as_uri()):
            heard.append(f"asked for {asked.url}")

    tab.on("console", console)
    tab.on("pageerror", lambda error: heard.append(f"error: {error}"))
    tab.on("request", request)


@pytest.fixture(scope="session")
def barriers() -> Barriers:
    """Name what axe-core finds in a page that keeps people out: its serious and critical violations."""

    def find(page: Page) -> list[str]:
        options: dict[str, Any] = {
            "runOnly": {"type": "tag", "values": list(AXE_RULES)},
            "resultTypes": ["violations"],
        }
        response = Axe().run(page, options=options).response
        return [
            f"{found['id']}: {found['help']}: {json.dumps([node['html'][:160] for node in found['nodes'][:5]])}"
            for found in response["violations"]
            if found["impact"] in SERIOUS
        ]

    return find
