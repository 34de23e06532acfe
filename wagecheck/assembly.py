"""The report, put together: findings, coverage, summaries, inputs, and the law and the rules that judged."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

import polars as pl

from wagecheck import findings, summary
from wagecheck.engine import Judgements
from wagecheck.facts import GRAINS, KINDS, Facts
from wagecheck.findings import Voice
from wagecheck.ingest import Papers
from wagecheck.language import Language, cite, say
from wagecheck.law import Law, pillars
from wagecheck.model import Citation, Report, Rule, RuleInfo
from wagecheck.remarks import refusals, remarks
from wagecheck.tables import LABELS, TABLES, headings
from wagecheck.version import __version__


def assemble(
    papers: Papers, facts: Facts, judged: Judgements, book: Law, *, judging: Sequence[Rule], voice: Voice, on: date
) -> Report:
    """Put a report together from what was read, what is so, and what the rules said of it."""
    parameters = _parameters(judging, facts, book)
    found = findings.findings(judged.by_rule, facts, book, voice)
    covered = findings.coverage(judged.by_rule, facts)
    return Report(
        on=on,
        version=__version__,
        rulebook=rulebook(judging, book),
        projects=summary.projects(facts, found, covered, book, voice, on=on),
        findings=found,
        coverage=covered,
        ledger=summary.ledger_lines(facts, voice),
        inputs=tuple(voice.of_row(line) for line in papers.inputs),
        rejected=tuple(voice.of_row(line) for line in papers.rejected),
        notices=tuple(voice.of_row(line) for line in (*papers.notices, *refusals(papers.rejected), *remarks(facts))),
        incidents=judged.incidents,
        parameters=parameters,
        rules={rule.id: _info(rule, voice.language) for rule in judging},
        revealed=voice.reveal,
        labels=_labels(book, {citation.place for citation in parameters}, voice.language),
        language=voice.language,
    )


def bind(parts: Sequence[Report]) -> Report:
    """Bind the reports of the shards of one run into one: what each says, project by project."""

    def of_all(name: str) -> tuple[Any, ...]:
        lines = (line for part in parts for line in getattr(part, name))
        return tuple(sorted(lines, key=lambda line: line.project_id))

    used = {findings.place_of(one): one for part in parts for one in part.parameters}
    broken = {(one.rule, one.text): one for part in parts for one in part.incidents}
    checked = [part.rechecked for part in parts if part.rechecked is not None]
    return replace(
        parts[0],
        rechecked={name: said for part in checked for name, said in part.items()} if checked else None,
        projects=of_all("projects"),
        findings=of_all("findings"),
        coverage=of_all("coverage"),
        ledger=of_all("ledger"),
        inputs=of_all("inputs"),
        rejected=of_all("rejected"),
        notices=of_all("notices"),
        incidents=tuple(broken[key] for key in sorted(broken)),
        parameters=tuple(used[key] for key in sorted(used)),
        labels={name: label for part in parts for name, label in part.labels.items()},
    )


def rulebook(judging: Sequence[Rule], book: Law) -> str:
    """Hash what judged: the rules' ids and expressions, and the law files."""
    told = [f"{rule.id} {rule.applies} {rule.passes}" for rule in judging]
    return sha256("\n".join([book.digest, *told]).encode()).hexdigest()[:16]


def _info(rule: Rule, language: Language) -> RuleInfo:
    return RuleInfo(
        rule.id,
        say(rule.title, language),
        rule.grain,
        rule.severity,
        rule.kind,
        tuple(cite(basis, language) for basis in rule.basis),
        say(rule.remedy, language),
        say(rule.by, language),
        rule.doc,
        pillars.of(rule.id),
    )


def _parameters(judging: Sequence[Rule], facts: Facts, book: Law) -> tuple[Citation, ...]:
    """List every record of the law that some fact was judged by."""
    used: dict[tuple[str, str, str], Citation] = {}
    for grain in dict.fromkeys(rule.grain for rule in judging):
        frame = facts.frames[grain]
        keys = {pair for rule in judging if rule.grain == grain for pair in findings.keys_of(rule).items()}
        amount = "contract_amount" if "contract_amount" in frame.columns else pl.lit(None).alias("contract_amount")
        for day in sorted({on for _, on in keys}):
            for region, on, contract in frame.select("region", day, amount).unique().iter_rows():
                for key in (key for key, told in keys if told == day):
                    found = findings.cite(book, key, region, on, contract)
                    if found is not None:
                        used[findings.place_of(found)] = found
    return tuple(used[name] for name in sorted(used))


def _labels(book: Law, places: Iterable[str], language: Language) -> dict[str, str]:
    """Collect the words for tables, fields, fact columns (also `grain.column`), kinds of lines, places."""
    labels = {
        **LABELS,
        "mapping": "列的对应关系",
        **KINDS,
        **{f"place.{code}": book.place_name(code) for code in sorted(places) if code},
    }
    for table in TABLES:
        labels |= {f"{table}.{name}": heading for name, heading in headings(table).items()}
    for grain in GRAINS:
        for name, column in findings.columns_of(grain).items():
            labels.setdefault(name, column.label)
            labels.setdefault(f"{grain}.{name}", column.label)
    return {name: say(label, language) for name, label in labels.items()}
