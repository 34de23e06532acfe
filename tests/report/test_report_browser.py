"""The page in a real browser: its own script runs, links open what they point at, paper and phone work."""

import re
import shutil
import subprocess
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from tests.report.made_site import site
from wagecheck.report import html

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
PDFTOTEXT = shutil.which("pdftotext") or ""

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")

Browse = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Open a page in Chromium, with nothing of the user's own."""

    def run(page: str, *options: str, at: str = "") -> subprocess.CompletedProcess[str]:
        file = tmp_path / "report.html"
        file.write_text(page, encoding="utf-8")
        still = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--hide-scrollbars")
        command = [CHROMIUM, *still, f"--user-data-dir={tmp_path / 'profile'}", *options, f"{file.as_uri()}{at}"]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, timeout=120)

    return run


def test_the_policy_lets_the_page_run_and_the_console_stays_silent(browse: Browse) -> None:
    seen = browse(html.page(site()), "--dump-dom")

    assert re.search(r'<html [^>]*class="live"', seen.stdout)
    assert "CONSOLE" not in seen.stderr


def test_a_script_that_is_not_ours_does_not_run(browse: Browse) -> None:
    foreign = html.page(site()).replace("</body>", "<script>document.title = 'foreign'</script></body>")

    assert "<title>foreign" not in browse(foreign, "--dump-dom").stdout


def test_the_address_of_a_finding_opens_its_rule(browse: Browse) -> None:
    row = next(f"W07-{one.fingerprint}" for one in site().findings if one.rule == "W07")
    seen = browse(html.page(site()), "--dump-dom", at=f"#{row}").stdout

    assert re.search(r'<details class="rule" id="W07" open', seen)
    assert not re.search(r'<details class="rule" id="W03" open', seen)


@pytest.mark.parametrize("wide", [390, 800, 1280])
def test_nothing_sticks_out_at_any_width(browse: Browse, wide: int) -> None:
    free = re.sub(r"<meta http-equiv=[^>]*>", "", html.page(site())).replace("<details class=", "<details open class=")
    frame = f"""<title></title><iframe width="{wide}" height="900" srcdoc="{escape(free)}"></iframe><script>
    const inside = document.querySelector("iframe");
    inside.onload = () => {{ document.title = inside.contentDocument.documentElement.scrollWidth }};
    </script>"""

    assert f"<title>{wide}</title>" in browse(frame, "--dump-dom", "--window-size=1400,1000").stdout


@pytest.mark.skipif(not PDFTOTEXT, reason="no pdftotext here")
def test_on_paper_every_rule_is_open_and_every_page_numbered(browse: Browse, tmp_path: Path) -> None:
    browse(html.page(site()), "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'report.pdf'}")
    text = subprocess.run(
        [PDFTOTEXT, "-layout", str(tmp_path / "report.pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout
    pages = text.rstrip("\f").split("\f")
    folded = [re.sub(r"\s+", "", page) for page in pages]

    assert 10 < len(pages) < 40
    assert all(f"第{at}/{len(pages)}页" in page for at, page in enumerate(folded, start=1))
    assert all("滨江花园3号楼及地下车库工程" in page for page in folded)
    assert "身份证号码校验码不符" in "".join(folded)
