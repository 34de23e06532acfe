"""What must hold of the audit of a broken dossier: no incident, the money adds up, nobody accused for want of paper."""

import tempfile
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl

from fuzzing.check import Seen, rows_lost, watched
from fuzzing.seeds import HOUSE
from wagecheck import ingest, law
from wagecheck import report as writers
from wagecheck.audit import judge
from wagecheck.comparison import run_of
from wagecheck.findings import Voice
from wagecheck.ingest import shelf
from wagecheck.model import Finding, Report, Run, Verdict
from wagecheck.rules import ALL

DAY = date(2025, 8, 20)
_BOOK = law.load()
_VOICE = Voice(b"k", reveal=True)  # masked, two workers may look alike


def audited(folder: Path, on: date, before: Run | None = None) -> tuple[ingest.Papers, Report]:
    """Read a dossier once, and judge it."""
    with ingest.open_papers([folder], region_of=_BOOK.region_of) as papers:
        return shelf.whole(papers), judge(papers, _BOOK, ALL, _VOICE, on=on, before=before)


@cache
def of_sample(name: str) -> Report:
    """Audit a sample as it is."""
    return audited(HOUSE / "samples" / name, DAY)[1]


def audit_one(folder: Path, broken: Collection[str]) -> Seen:
    """Audit a sample with broken files, and write every kind of report."""
    seen = Seen()
    whole = of_sample(folder.name)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as out, watched(seen):
        papers, report = audited(folder, DAY, run_of(whole))
        _tell(seen, report)
        seen.faults += [*rows_lost(papers), *flow_lost(papers, report)]
        told = {notice.file for notice in report.notices if notice.level == "error"}
        if told >= {*broken} and not any(sheet.rows_kept for sheet in report.inputs if sheet.file in broken):
            seen.faults += accused_more(whole, report)
        writers.publish(report, [*writers.WRITERS], Path(out) / "out", options={})
    return seen


def audit_torn(torn: Path, whole: Path | None, on: date) -> Seen:
    """Audit a dossier with papers nobody can open: beside the whole one, which is the sample of its name for None."""
    seen = Seen()
    before = audited(whole, on)[1] if whole else of_sample(torn.name)
    with watched(seen):
        papers, report = audited(torn, on, run_of(before))
        _tell(seen, report)
        seen.faults += [*rows_lost(papers), *flow_lost(papers, report), *accused_more(before, report)]
    return seen


def _tell(seen: Seen, report: Report) -> None:
    seen.kept = sum(sheet.rows_kept for sheet in report.inputs)
    seen.rejected = len(report.rejected)
    seen.errors = sum(notice.level == "error" for notice in report.notices)
    seen.faults += [f"incident {one.rule}: {one.text[:200]}" for one in report.incidents]


def accused_more(whole: Report, torn: Report) -> Iterator[str]:
    """Say what is found, or found worse, only because papers could not be opened; and what that seems to mend."""
    if len(whole.projects) != len(torn.projects):
        yield f"torn: {len(torn.projects)} projects of {len(whole.projects)}"
    known = {_whom(one): one for one in whole.findings}
    for one in torn.findings:
        before = known.get(_whom(one))
        if before is None:
            yield f"torn accuses {one.rule}: {one.message[:120]}"
        elif before.amount and one.amount and Decimal(one.amount) > Decimal(before.amount):
            yield f"torn accuses of more {one.rule}: {one.amount} not {before.amount}, {one.message[:120]}"
    rules = {one.fingerprint: one for one in whole.findings}
    for name, verdict in (torn.rechecked or {}).items():
        if verdict is Verdict.PASS:
            yield f"torn clears {rules[name].rule}: {rules[name].message[:120]}"


def _whom(one: Finding) -> tuple[str, str, str | None]:
    """Name what a finding is about; a project is called otherwise where the paper that names it cannot be opened."""
    return one.rule, "" if one.subject.kind == "project" else one.subject.id, one.month


def flow_lost(papers: ingest.Papers, report: Report) -> Iterator[str]:
    """Say where the kinds of a project's statement do not add up to its lines."""
    lines = papers.tables["statement"].group_by("project_id").agg((pl.col("debit") + pl.col("credit")).sum())
    whole = dict(lines.iter_rows())
    for project in report.projects:
        flow = sum((Decimal(amount) for amount in project.flow.values()), Decimal(0))
        if flow != (whole.get(project.project_id) or Decimal(0)):
            yield f"money: kinds add up to {flow}, lines to {whole.get(project.project_id)}"
