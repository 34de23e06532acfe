"""The story on one screen: find → read → tables → facts → law → judge → report."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from wagecheck import assembly, engine, ingest, law, rules
from wagecheck.facts import Facts, build_facts
from wagecheck.findings import Voice
from wagecheck.law import Law
from wagecheck.model import Report, Rule


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a run is made."""

    on: date
    """The day of the audit."""
    rules: tuple[Rule, ...] = field(default=rules.ALL)
    place: str | None = None
    """Division code that overrides every project's own."""
    law_file: Path | None = None
    """The user's own law overlay."""
    key: bytes = b""
    """Key of the fingerprints: with the same key a finding keeps its fingerprint from run to run."""
    reveal: bool = False
    """Show personal numbers in full."""
    auditor: str = ""
    organisation: str = ""


def audit(paths: Sequence[Path], terms: Terms) -> Report:
    """Read what the projects handed in, and say where it falls short of the law.

    Raises `UsageError` (path or law file wrong, before any work) and `InputError` (nothing to audit there).
    """
    book = law.load(terms.law_file)
    papers = ingest.read(ingest.find(paths), region_of=book.region_of, place=terms.place)
    facts = build_facts(papers.tables, _handed(papers), book, on=terms.on)
    judged = engine.judge(terms.rules, _with_law(facts, terms.rules, book))
    voice = Voice(terms.key, reveal=terms.reveal)
    report = assembly.assemble(papers, facts, judged, book, judging=terms.rules, voice=voice, on=terms.on)
    return replace(report, auditor=terms.auditor, organisation=terms.organisation)


def _handed(papers: ingest.Papers) -> pl.DataFrame:
    """List which papers each project handed in, those without a row included."""
    pairs = sorted({(sheet.project_id, sheet.table) for sheet in papers.inputs if sheet.table})
    return pl.DataFrame(pairs, schema={"project_id": pl.String, "table": pl.String}, orient="row")


def _with_law(facts: Facts, judging: Sequence[Rule], book: Law) -> dict[str, pl.DataFrame]:
    """Put beside each fact the parameters that its rules read, as they stood on the fact's law date."""
    frames = dict(facts.frames)
    for grain, frame in facts.frames.items():
        keys = sorted({name for rule in judging if rule.grain == grain for name in rule.reads if "." in name})
        frames[grain] = book.attach(frame, keys) if keys else frame
    return frames
