"""The page in a real browser: its own script runs, links open what they point at, paper and phone work."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.report.made_site import site
from wagecheck.report import html

PDFTOTEXT = shutil.which("pdftotext") or ""

Visit = Callable[..., Page]


def test_the_policy_lets_the_page_run_and_the_console_stays_silent(visit: Visit) -> None:
    expect(visit(html.page(site())).locator("html.live")).to_be_attached()


def test_a_script_that_is_not_ours_does_not_run(visit: Visit) -> None:
    foreign = html.page(site()).replace("</body>", "<script>document.title = 'foreign'</script></body>")

    assert visit(foreign, quiet=False).title() != "foreign"


def test_the_address_of_a_finding_opens_its_rule(visit: Visit) -> None:
    row = next(f"W07-{one.fingerprint}" for one in site().findings if one.rule == "W07")
    page = visit(html.page(site()), at=f"#{row}")

    expect(page.locator("details#W07")).to_have_attribute("open", "")
    expect(page.locator("details#W03")).not_to_have_attribute("open", "")
    expect(page.locator(f"#{row}")).to_be_in_viewport()


@pytest.mark.parametrize("wide", [390, 800, 1280])
def test_nothing_sticks_out_at_any_width(visit: Visit, wide: int) -> None:
    page = visit(html.page(site()), width=wide)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")

    assert page.evaluate("document.documentElement.scrollWidth") == wide


@pytest.mark.skipif(not PDFTOTEXT, reason="no pdftotext here")
def test_on_paper_every_rule_is_open_and_every_page_numbered(visit: Visit, tmp_path: Path) -> None:
    visit(html.page(site())).pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True)
    text = subprocess.run(
        [PDFTOTEXT, "-layout", str(tmp_path / "report.pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout
    pages = text.rstrip("\f").split("\f")
    folded = [re.sub(r"\s+", "", page) for page in pages]

    assert 10 < len(pages) < 40
    assert all(f"第{at}/{len(pages)}页" in page for at, page in enumerate(folded, start=1))
    assert all("滨江花园3号楼及地下车库工程" in page for page in folded)
    assert "身份证号码校验码不符" in "".join(folded)
    inside = [page for page in folded if "应于2025-0" in page and "问题清单" not in page]
    assert all("对象" in page and "来源" in page for page in inside)
