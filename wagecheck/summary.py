"""The first page: what each project adds up to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import polars as pl
from polars import col

from wagecheck import pictures
from wagecheck.facts import KINDS, Facts
from wagecheck.facts.runway import Balance, runways
from wagecheck.findings import Voice, owed, sources
from wagecheck.law import Law, pillars, scorecards
from wagecheck.model import (
    AccountHistory,
    Coverage,
    Finding,
    IndicatorSummary,
    Kind,
    LedgerLine,
    MoneySummary,
    MonthLine,
    PillarSummary,
    ProjectSummary,
    ScorecardSummary,
    Severity,
    Verdict,
)

_Line = TypeVar("_Line", Finding, Coverage)

_GRAVE = (Severity.CRITICAL, Severity.VIOLATION)
_AT_STAKE = (Kind.STATUTORY, Kind.LOCAL)
_AMOUNTS = ("net", "settled", "arrears", "unjudged")
_NOTHING = MoneySummary("0.00", "0.00", "0.00", "0.00", 0, 0, 0)
"""A project without any wages that fell due."""


def verdict(found: Iterable[Finding], covered: Iterable[Coverage]) -> Verdict:
    """Sum up: fail for a 红 or 橙 finding, warn for a 黄 one, unknown where most could not be judged, else pass.

    A suspicion is no breach, whatever its severity: it warns.
    """
    worst = {(finding.severity, finding.kind is Kind.SUSPICION) for finding in found}
    judged = unknown = 0
    for line in covered:
        judged += line.passed + line.failed
        unknown += line.unknown
    if any(severity in _GRAVE and not suspicion for severity, suspicion in worst):
        return Verdict.FAIL
    if any(severity in (*_GRAVE, Severity.WARNING) for severity, _ in worst):
        return Verdict.WARN
    if not judged and not unknown:
        return Verdict.NA
    if unknown > judged:
        return Verdict.UNKNOWN
    return Verdict.PASS


def projects(
    facts: Facts, found: Sequence[Finding], covered: Sequence[Coverage], law: Law, voice: Voice, *, on: date
) -> tuple[ProjectSummary, ...]:
    """Sum up each project of the run, in the order of their ids; the sums of all projects are worked out at once."""
    ledger = facts.ledger
    sheet = ledger.tables["project"].sort("project_id").join(ledger.window, on="project_id", how="left")
    wages = facts.frames["worker_month"].select("project_id", "worker", "month", "is_due", "due_date", *_AMOUNTS)
    months = wages.filter(col("is_due") & col("net").is_not_null())
    workers = dict(facts.frames["worker"].drop_nulls("subject").group_by("project_id").len().iter_rows())
    found_in, covered_in = _grouped(found, _project), _grouped(covered, _project)
    money, by_months, flows = _money(months), _months(months), _flows(ledger.lines)
    accounts, calendars = pictures.accounts(facts), pictures.calendars(facts, voice)
    ahead = runways(ledger, {project: _balance(one) for project, one in accounts.items()})
    summaries = []
    for row in sheet.iter_rows(named=True):
        project = row["project_id"]
        mine = found_in.get(project, [])
        lines = covered_in.get(project, [])
        by_month = by_months.get(project, ())
        summaries.append(
            ProjectSummary(
                project_id=project,
                name=voice.text(row["project_name"] or project),
                region=row["region"] or "",
                place=law.place_name(row["region"]) if row["region"] else "",
                funding=row["funding"] or "",
                contractor=voice.text(row["contractor_name"] or ""),
                owner=voice.text(row["owner_name"] or ""),
                workers=workers.get(project, 0),
                first_month=by_month[0].month if by_month else "",
                last_month=by_month[-1].month if by_month else "",
                evidence_end=row["evidence_end"].isoformat() if row["evidence_end"] else "",
                verdict=verdict(mine, lines),
                pillars=_pillars(mine, lines),
                money=money.get(project, _NOTHING),
                months=by_month,
                flow=flows.get(project, {}),
                scorecards=graded(row["region"] or "", lines, on=on),
                account=accounts.get(project),
                calendar=calendars.get(project),
                runway=ahead.get(project),
            )
        )
    return tuple(summaries)


def _balance(account: AccountHistory) -> Balance:
    """Give what an account holds after its last line."""
    last = account.balances[-1]
    return Balance(account.basis, Decimal(last) if last else None)


def _grouped(lines: Iterable[_Line], names: Callable[[_Line], Iterable[str]]) -> dict[str, list[_Line]]:
    """Put lines together by name; a line may have several."""
    grouped: dict[str, list[_Line]] = {}
    for line in lines:
        for name in names(line):
            grouped.setdefault(name, []).append(line)
    return grouped


def _project(line: Finding | Coverage) -> Iterable[str]:
    return (line.project_id,)


def _pillars_of(line: Finding | Coverage) -> Iterable[str]:
    return pillars.of(line.rule)


def _pillars(found: Sequence[Finding], covered: Sequence[Coverage]) -> tuple[PillarSummary, ...]:
    summaries = []
    found_in, covered_in = _grouped(found, _pillars_of), _grouped(covered, _pillars_of)
    for pillar in pillars.pillars():
        mine, lines = found_in.get(pillar.name, []), covered_in.get(pillar.name, [])
        at_stake = sum((Decimal(f.amount or 0) for f in mine if f.kind in _AT_STAKE), Decimal("0.00"))
        summaries.append(
            PillarSummary(
                pillar=pillar.name,
                group=pillar.group,
                verdict=verdict(mine, lines),
                passed=sum(line.passed for line in lines),
                failed=sum(line.failed for line in lines),
                unknown=sum(line.unknown for line in lines),
                na=sum(line.na for line in lines),
                amount=str(at_stake),
            )
        )
    return tuple(summaries)


def graded(region: str, covered: Sequence[Coverage], *, on: date) -> tuple[ScorecardSummary, ...]:
    """Say how the platforms of a place would grade a project, from what its rules could judge."""
    lines = {line.rule: line for line in covered}
    return tuple(
        ScorecardSummary(
            name=card.name,
            cite=card.cite,
            read=card.read,
            note=card.note,
            indicators=tuple(
                _indicator(one, [lines[rule] for rule in one.rules if rule in lines]) for one in card.indicators
            ),
        )
        for card in scorecards.of(region, on)
    )


def _indicator(indicator: scorecards.Indicator, lines: Sequence[Coverage]) -> IndicatorSummary:
    return IndicatorSummary(
        id=indicator.id,
        text=indicator.text,
        light=indicator.light,
        rules=indicator.rules,
        note=indicator.note,
        verdict=_light(indicator, lines),
        passed=sum(line.passed for line in lines),
        failed=sum(line.failed for line in lines),
        unknown=sum(line.unknown for line in lines),
        na=sum(line.na for line in lines),
    )


def _light(indicator: scorecards.Indicator, lines: Sequence[Coverage]) -> Verdict:
    """Light an indicator where a rule of it fails; clear it only where each could judge all that it applies to."""
    if any(line.failed for line in lines):
        return Verdict.FAIL
    if not indicator.rules or len(lines) < len(indicator.rules) or any(line.unknown for line in lines):
        return Verdict.UNKNOWN
    return Verdict.PASS if any(line.passed for line in lines) else Verdict.NA


def _totals() -> list[pl.Expr]:
    """Sum yuan due, paid, owed and unjudged."""
    return [
        col("net").clip(lower_bound=0).sum().alias("due"),
        col("settled").fill_null(0).sum().alias("paid"),
        col("arrears").fill_null(0).sum().alias("arrears"),
        col("unjudged").fill_null(0).sum().alias("unjudged"),
    ]


def _money(months: pl.DataFrame) -> dict[str, MoneySummary]:
    """Sum up by project what is due, paid, owed and not judged, and how many are owed for how long."""
    owing = (
        months.filter(col("arrears") > 0)
        .group_by("project_id", "worker")
        .len()
        .group_by("project_id")
        .agg(
            pl.len().alias("workers_in_arrears"),
            col("len").sum().alias("worker_months_in_arrears"),
            col("len").max().alias("longest_months"),
        )
    )
    sums = months.group_by("project_id").agg(_totals()).join(owing, on="project_id", how="left")
    return {
        row["project_id"]: MoneySummary(
            **_sums(row),
            workers_in_arrears=row["workers_in_arrears"] or 0,
            worker_months_in_arrears=row["worker_months_in_arrears"] or 0,
            longest_months=row["longest_months"] or 0,
        )
        for row in sums.iter_rows(named=True)
    }


def _months(months: pl.DataFrame) -> dict[str, tuple[MonthLine, ...]]:
    """Sum up the wage months of each project."""
    sums = months.group_by("project_id", "month").agg(col("due_date").first(), pl.len().alias("workers"), *_totals())
    found: dict[str, list[MonthLine]] = {}
    for row in sums.sort("project_id", "month").iter_rows(named=True):
        line = MonthLine(
            month=row["month"].strftime("%Y-%m"),
            due_date=row["due_date"].isoformat(),
            workers=row["workers"],
            **_sums(row),
        )
        found.setdefault(row["project_id"], []).append(line)
    return {project: tuple(lines) for project, lines in found.items()}


def _flows(lines: pl.DataFrame) -> dict[str, Mapping[str, str]]:
    """Sum the lines of each account by kind; kinds that do not occur are left out."""
    sums: dict[str, dict[str, Decimal]] = {}
    amounts = lines.group_by("project_id", "kind").agg((col("debit") + col("credit")).sum())
    for project, kind, amount in amounts.iter_rows():
        sums.setdefault(project, {})[kind] = amount
    return {project: {kind: _yuan(own[kind]) for kind in KINDS if kind in own} for project, own in sums.items()}


def _sums(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: _yuan(row[name]) for name in ("due", "paid", "arrears", "unjudged")}


def ledger_lines(facts: Facts, voice: Voice) -> tuple[LedgerLine, ...]:
    """List the worker-months that are owed."""
    owing = owed(facts)
    shown = sources(owing, facts.rows, voice)
    return tuple(
        LedgerLine(
            project_id=row["project_id"],
            worker_id=voice.worker(row["worker"]),
            name=voice.text(row["subject_name"] or ""),
            employer=voice.text(row["employer"] or ""),
            team=voice.text(row["team"] or ""),
            month=row["month"].strftime("%Y-%m"),
            due_date=row["due_date"].isoformat(),
            net=_yuan(row["net"]),
            settled=_yuan(row["settled"]),
            arrears=_yuan(row["arrears"]),
            sources=shown.get(row["key"], ()),
        )
        for row in owing.iter_rows(named=True)
    )


def _yuan(amount: Decimal | None) -> str:
    return f"{amount or Decimal(0):.2f}"
