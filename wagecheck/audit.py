"""The story on one screen: find → read → tables → facts → law → judge → report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

import polars as pl

import wagecheck
from wagecheck import engine, findings, ingest, law, rules, summary
from wagecheck.facts import GRAINS, KINDS, Facts, build_facts
from wagecheck.findings import Voice
from wagecheck.law import Law
from wagecheck.model import Citation, Report, Rule, RuleInfo
from wagecheck.tables import LABELS, TABLES, headings


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
    auditor: str = ""
    organisation: str = ""


def audit(paths: Sequence[Path], terms: Terms) -> Report:
    """Read what the projects handed in, and say where it falls short of the law.

    Raises `UsageError` (path or law file wrong, before any work) and `InputError` (nothing to audit there).
    """
    book = law.load(terms.law_file)
    papers = ingest.read(ingest.find(paths), region_of=book.region_of, place=terms.place)
    facts = build_facts(papers.tables, _handed(papers), book, on=terms.on)
    frames = _with_law(facts, terms.rules, book)
    judged = engine.judge(terms.rules, frames)
    return _report(terms, papers, facts, judged, book)


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


def _report(terms: Terms, papers: ingest.Papers, facts: Facts, judged: engine.Judgements, book: Law) -> Report:
    voice = Voice(terms.key, reveal=terms.reveal)
    found = findings.findings(judged.by_rule, facts, book, voice)
    covered = findings.coverage(judged.by_rule)
    return Report(
        on=terms.on,
        version=wagecheck.__version__,
        rulebook=_rulebook(terms.rules, book),
        projects=summary.projects(facts, found, covered, book, voice),
        findings=found,
        coverage=covered,
        ledger=summary.ledger_lines(facts, voice),
        inputs=papers.inputs,
        rejected=papers.rejected,
        notices=papers.notices,
        incidents=judged.incidents,
        parameters=_parameters(terms.rules, facts, book),
        rules={rule.id: _info(rule) for rule in terms.rules},
        revealed=terms.reveal,
        auditor=terms.auditor,
        organisation=terms.organisation,
        labels=_labels(),
    )


def _rulebook(judging: Sequence[Rule], book: Law) -> str:
    """Hash what judged: the rules' ids and expressions, and the law files."""
    told = [f"{rule.id} {rule.applies} {rule.passes}" for rule in judging]
    return sha256("\n".join([book.digest, *told]).encode()).hexdigest()[:16]


def _info(rule: Rule) -> RuleInfo:
    return RuleInfo(
        rule.id,
        rule.title,
        rule.grain,
        rule.severity,
        rule.kind,
        rule.basis,
        rule.remedy,
        rule.by,
        rule.doc,
        law.pillars.of(rule.id),
    )


def _parameters(judging: Sequence[Rule], facts: Facts, book: Law) -> tuple[Citation, ...]:
    """List every record of the law that some fact was judged by."""
    used: dict[tuple[str, str, str], Citation] = {}
    for grain, frame in facts.frames.items():
        keys = {key for rule in judging if rule.grain == grain for key in findings.keys_of(rule)}
        amount = "contract_amount" if "contract_amount" in frame.columns else pl.lit(None).alias("contract_amount")
        for region, on, contract in frame.select("region", "law_date", amount).unique().iter_rows():
            for key in keys:
                found = findings.cite(book, key, region, on, contract)
                if found is not None:
                    used[found.key, found.place, found.since + found.value] = found
    return tuple(used[name] for name in sorted(used))


def _labels() -> dict[str, str]:
    """Collect the Chinese words for tables, fields, fact columns (also as `grain.column`) and kinds of lines."""
    labels = {**LABELS, **KINDS}
    for table in TABLES:
        labels |= {f"{table}.{name}": heading for name, heading in headings(table).items()}
    for grain in GRAINS:
        for name, column in findings.columns_of(grain).items():
            labels.setdefault(name, column.label)
            labels.setdefault(f"{grain}.{name}", column.label)
    return labels
