"""Measure what a very large report weighs, how long it takes to write, and when a browser can search it.

`python benchmarks/report.py [--findings N] [--keep FOLDER]`. One made-up project has that many findings, two thirds of
them arrears with the table of how they were worked out. The report is written as `wagecheck audit` writes it and opened
from its folder in Chromium, as a reader would. Times are of the processor: of the writer, and of the page's own thread.
README.md beside this file says more.
"""

import random
import re
import shutil
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, expect, sync_playwright

from wagecheck import report as writers
from wagecheck.law import pillars
from wagecheck.model import (
    Calculation,
    CalculationLine,
    Finding,
    MoneySummary,
    PillarSummary,
    ProjectSummary,
    Report,
    RuleInfo,
    Source,
    Subject,
    Verdict,
)
from wagecheck.rules import ALL

ARREARS = 2 / 3
"""Share of the findings that are arrears."""
MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
TYPING = 200
"""Milliseconds after which the page takes somebody to have stopped typing, and a little more."""
ANSWER = re.compile(r"^显示 [\d,]+ / [\d,]+ 条 · 共")
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国志文斌华"


def rules() -> dict[str, RuleInfo]:
    """Give the rules of the rule book as a report carries them."""
    return {
        one.id: RuleInfo(
            one.id, one.title, one.grain, one.severity, one.kind, one.basis, one.remedy, one.by, one.doc,
            pillars.of(one.id),
        )
        for one in ALL
    }  # fmt: skip


def findings(many: int) -> Iterator[Finding]:
    """Make findings up, the same ones for the same number."""
    draw = random.Random(many)
    every = list(rules().values())
    arrears = next(rule for rule in every if rule.id == "W05")
    for at in range(many):
        rule = arrears if draw.random() < ARREARS else draw.choice(every)
        month = draw.choice(MONTHS)
        cents = draw.randrange(100_000, 1_200_000)
        amount = f"{cents // 100}.{cents % 100:02}"
        number = f"3601**********{draw.randrange(10_000):04}"
        sources = (
            Source(f"工资表/{month[:4]}年工资表.xlsx", f"{int(month[5:])}月", draw.randrange(4, 4000)),
            Source("专户流水-工行.xlsx", "明细", draw.randrange(8, 90_000)),
        )
        yield Finding(
            fingerprint=f"{at:016x}",
            rule=rule.id,
            severity=rule.severity,
            kind=rule.kind,
            project_id="GC-0001",
            subject=Subject("worker", number, draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=2))),
            month=month,
            amount=amount,
            message=f"应发 {cents / 100:,.2f} 元, 到期日 {month}-28, 已结 0.00 元, 欠发 {cents / 100:,.2f} 元",
            basis=rule.basis,
            remedy=rule.remedy,
            by=rule.by,
            values={"net": amount, "settled": "0.00", "due_date": f"{month}-28", "is_due": "true"},
            sources=sources,
            calculation=_calculation(month, amount, sources) if rule is arrears else None,
        )


def _calculation(month: str, amount: str, sources: tuple[Source, ...]) -> Calculation:
    line = CalculationLine((month, amount, f"{month}-28", "无", "0.00", amount), sources)
    columns = ("工资月份", "应发", "到期日", "抵充的付款", "已结", "未结")
    return Calculation("付款按日期先后抵充各月工资", columns, (line, line, line))


def made(many: int) -> Report:
    """Give a report of one project with that many findings."""
    money = MoneySummary("900000000.00", "500000000.00", "400000000.00", "0.00", 5000, 60_000, 36)
    headings = tuple(PillarSummary(one.name, one.group, Verdict.FAIL, 0, 0, 0, 0, "0.00") for one in pillars.pillars())
    project = ProjectSummary(
        project_id="GC-0001", name="滨江新城综合开发项目", region="360100", place="江西省南昌市", funding="政府投资",
        contractor="赣北建工集团", owner="江城置业", workers=5000, first_month=MONTHS[0], last_month=MONTHS[-1],
        evidence_end="2025-12-31", verdict=Verdict.FAIL, pillars=headings, money=money, months=(), flow={},
    )  # fmt: skip
    return Report(
        on=date(2026, 1, 20), version="0", rulebook="0" * 12, projects=(project,), findings=tuple(findings(many)),
        coverage=(), ledger=(), inputs=(), rejected=(), notices=(), incidents=(), parameters=(), rules=rules(),
    )  # fmt: skip


def sizes(folder: Path) -> Iterator[str]:
    """Say what was written: how many files of each kind, how large together, and the largest."""
    for kind in ("report.html", "findings/*.html", "findings/*.js", "findings.csv", "audit.json"):
        files = [file.stat().st_size for file in folder.glob(kind)]
        if files:
            total, largest = sum(files) / 1e6, max(files) / 1e6
            yield f"  {kind:<18}{len(files):>5} files {total:>8.1f} MB, the largest {largest:.2f} MB"


def browse(folder: Path) -> Iterator[str]:
    """Open the report and search it, as a reader would, and say what each step costs the page's own thread."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        spent = 0.0
        for what, step in (
            ("open the report", lambda: page.goto((folder / "report.html").as_uri())),
            ("first search, with the index to read", lambda: _search(page, "王伟")),
            ("second search", lambda: _search(page, "李娜 2024-05")),
            ("sort what was found by amount", lambda: _choose(page, "sort", "amount")),
            ("filter by month", lambda: _choose(page, "month", "2025-03")),
        ):
            step()
            told = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
            yield f"  {what:<40}{told['TaskDuration'] - spent:>8.2f} s"
            spent = told["TaskDuration"]
        browser.close()


def _search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    _settled(page)


def _choose(page: Page, name: str, value: str) -> None:
    page.locator(f"select[name={name}]").select_option(value)
    _settled(page)


def _settled(page: Page) -> None:
    """Wait for the page to say how many findings it shows of those that fit: only then has it answered."""
    page.wait_for_timeout(TYPING)
    expect(page.locator(".shown")).to_have_text(ANSWER, timeout=120_000)


def _timed(what: str, step: Callable[[], object]) -> str:
    busy = time.process_time()
    step()
    return f"  {what:<40}{time.process_time() - busy:>8.2f} s"


def main() -> int:
    """Measure once and print."""
    parser = ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--findings", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="an empty folder for the report, to look at afterwards")
    options = parser.parse_args()
    whole = made(options.findings)
    with TemporaryDirectory(prefix="wagecheck-") as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        print(f"{options.findings:,} findings")
        for form in ("html", "csv", "json"):
            print(_timed(f"write {form}", lambda form=form: writers.render(whole, [form], folder)))
        for line in sizes(folder):
            print(line)
        for line in browse(folder):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
