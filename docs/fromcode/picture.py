"""The picture of a report in README.md: the sample audited, its page photographed in a headless Chromium."""

import shutil
import tempfile
import tomllib
from pathlib import Path

from playwright.sync_api import sync_playwright
from typer.testing import CliRunner

from wagecheck.cli import app

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "nanchang-binjiang"
WIDTH, HEIGHT = 1120, 1100
FINDINGS = 1


def photograph(to: Path) -> Path:
    """Audit the sample and photograph the top of its report. Raises `SystemExit` where there is no Chromium."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("No Chromium here: install the package chromium.")
    on = str(tomllib.loads((SAMPLE / "expected.toml").read_text("utf-8"))["on"])
    with tempfile.TemporaryDirectory(prefix="wagecheck-") as folder:
        audit = [
            "audit",
            str(SAMPLE),
            "--on",
            on,
            "--out",
            f"{folder}/out",
            "--key",
            "the picture in README.md",
            "--quiet",
        ]
        ran = CliRunner().invoke(app, audit)
        if ran.exit_code != FINDINGS:
            raise SystemExit(f"The audit of the sample ended with {ran.exit_code}: {ran.output}")
        with sync_playwright() as driver:
            chromium = driver.chromium.launch(executable_path=browser)
            page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
            page.goto(Path(folder, "out", "report.html").as_uri())
            page.screenshot(path=to)
            chromium.close()
    return to
