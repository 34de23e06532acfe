"""Interviews: whom to ask on site, drawn by risk and by lot, and why.

To be drawn accuses nobody: a reason says only what is worth asking about. Whoever nothing is known against has a place
in the sample too, so that being asked means nothing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from math import log
from typing import Any

import polars as pl
from polars import col

from wagecheck.facts import Facts
from wagecheck.findings import Voice
from wagecheck.language import reword, say
from wagecheck.model import Interview, Sample

_WHO = ["project_id", "worker"]
_RECENT = timedelta(days=60)
_UNREMARKABLE = 5
"""One in so many is drawn among those whom no reason speaks of."""

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Reason:
    """A reason for asking: what to say of it, and how much it weighs."""

    text: str
    weight: int


_REASONS: Mapping[str, _Reason] = {
    "owed": _Reason("欠发 {amount} 元, {n} 个月", 8),
    "off_payroll": _Reason("{n} 个月有考勤, 不在工资表上", 5),
    "not_by_bank": _Reason("{n} 个月不是银行发放 ({what})", 5),
    "shared_card": _Reason("登记的工资卡与他人共用", 5),
    "other_payee": _Reason("{n} 笔工资的收款户名不是本人", 5),
    "no_contract": _Reason("台账没有劳动合同签订日期", 4),
    "not_signed": _Reason("{n} 个月的工资表没有本人签字", 4),
    "fewer_days": _Reason("{n} 个月工资表天数少于考勤", 4),
    "no_attendance": _Reason("{n} 个月有工资, 没有考勤", 4),
    "off_roster": _Reason("不在花名册上", 4),
    "left": _Reason("{what} 刚退场", 3),
    "unjudged": _Reason("{n} 个月的工资是否付清, 台账看不出", 3),
    "other_account": _Reason("{n} 笔工资付到登记以外的账号", 3),
    "several_accounts": _Reason("收款账号有 {n} 个", 2),
    "late": _Reason("{n} 个月迟发", 1),
}
"""Weights are this tool's own: an order of asking, no measure of guilt."""


def samples(facts: Facts, voice: Voice, *, size: int, seed: int, on: date) -> tuple[Sample, ...]:
    """Draw `size` workers of each project: the same for the same seed, in whatever order the rows stand.

    The chance of being drawn grows with the weight of the reasons; one in five is drawn by lot among the workers whom
    no reason speaks of. Managers are left out. Unknown is no reason.
    """
    reasons = _by_worker(_reasons(facts, on), voice)
    people = _people(facts)
    names = dict(facts.ledger.tables["project"].select("project_id", "project_name").iter_rows())
    drawn = []
    for project in sorted(names):
        own = [row for row in people if row["project_id"] == project]
        weights = {row["worker"]: _weight(reasons.get((project, row["worker"]), ())) for row in own}
        chosen = set(_drawn({worker: weight for worker, weight in weights.items() if weight}, weights, size, seed))
        rows = sorted((row for row in own if row["worker"] in chosen), key=lambda row: _place(row, weights, seed))
        told = tuple(_interview(row, reasons.get((project, row["worker"]), ()), voice) for row in rows)
        remarkable = sum(weight > 0 for weight in weights.values())
        drawn.append(Sample(project, voice.text(names[project] or project), len(own), remarkable, told))
    return tuple(drawn)


def _drawn(risky: Mapping[str, int], everyone: Mapping[str, int], size: int, seed: int) -> Iterator[str]:
    """Draw by weight among the remarkable and by lot among the rest; who is too few leaves places to the others."""
    plain = {worker: 1 for worker in everyone if worker not in risky}
    by_lot = min(len(plain), size // _UNREMARKABLE)
    by_risk = min(len(risky), size - by_lot)
    for among, places in ((risky, by_risk), (plain, size - by_risk)):
        yield from sorted(among, key=_lots(among, seed))[:places]


def _lots(weights: Mapping[str, int], seed: int) -> Callable[[str], tuple[float, str]]:
    return lambda worker: _lot(worker, weights[worker], seed)


def _lot(worker: str, weight: int, seed: int) -> tuple[float, str]:
    """Give a worker's lot, the lower the sooner drawn: of itself and the seed alone, whoever else there is."""
    chance = (int.from_bytes(sha256(f"{seed}\x1f{worker}".encode()).digest()[:8]) + 1) / (2**64 + 1)
    return -log(chance) / weight, worker


def _place(row: _Row, weights: Mapping[str, int], seed: int) -> tuple[int, tuple[float, str]]:
    return -weights[row["worker"]], _lot(row["worker"], 1, seed)


def _weight(reasons: Sequence[tuple[str, str]]) -> int:
    return sum(_REASONS[key].weight for key, _ in reasons)


def _by_worker(found: pl.DataFrame, voice: Voice) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Word the reasons of each worker, the weightiest first: key and text."""
    order = list(_REASONS)
    told: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in found.iter_rows(named=True):
        words = {"n": row["n"], "amount": row["amount"], "what": reword(row["what"], voice.language)}
        text = voice.text(say(_REASONS[row["reason"]].text, voice.language, **words))
        told.setdefault((row["project_id"], row["worker"]), []).append((row["reason"], text))
    return {worker: sorted(reasons, key=lambda one: order.index(one[0])) for worker, reasons in told.items()}


def _reasons(facts: Facts, on: date) -> pl.DataFrame:
    """List what is worth asking about: project_id, worker, reason, n, amount, what; a row a worker and reason."""
    return pl.concat([*_of_workers(facts.frames["worker"], on), *_of_months(facts), *_of_payments(facts)])


def _of_workers(workers: pl.DataFrame, on: date) -> Iterator[pl.DataFrame]:
    people = workers.drop_nulls("subject").with_columns(worker="subject")
    recent = pl.lit(on) - col("exit_date") <= _RECENT
    yield _noted(people, "owed", col("total_arrears") > 0, n=col("months_owed"), amount=col("total_arrears"))
    yield _noted(people, "unjudged", col("months_unjudged") > 0, n=col("months_unjudged"))
    yield _noted(people, "no_contract", ~col("contract_provided"))
    yield _noted(people, "off_roster", ~col("on_roster"))
    yield _noted(people, "left", col("has_left") & (col("exit_date") <= on) & recent, what=col("exit_date"))


def _of_months(facts: Facts) -> Iterator[pl.DataFrame]:
    """Count the months of each worker that are worth asking about."""
    months = facts.frames["worker_month"]
    conditions = {
        "off_payroll": col("is_due") & col("attended") & ~col("on_payroll"),
        "not_by_bank": col("on_payroll") & col("pay_method_asked") & ~col("paid_by_bank"),
        "not_signed": col("on_payroll") & col("signed_asked") & ~col("signed_by_worker"),
        "fewer_days": col("on_payroll") & col("attended") & (col("payroll_days") < col("days")),
        "no_attendance": col("on_payroll") & col("attendance_recorded") & ~col("attended"),
        "late": col("days_late") > 0,
    }
    for reason, condition in conditions.items():
        method = col("pay_method").fill_null("空白").unique().sort().str.join("、").alias("method")
        counted = months.filter(condition).group_by(_WHO).agg(pl.len().alias("times"), method)
        yield _noted(counted, reason, pl.lit(True), n=col("times"), what=col("method"))


def _of_payments(facts: Facts) -> Iterator[pl.DataFrame]:
    paid = facts.frames["payment"].drop_nulls("worker")
    for reason, condition in (
        ("other_payee", ~col("payee_is_worker")),
        ("other_account", col("card_known") & ~col("to_own_card")),
    ):
        yield _noted(paid.filter(condition).group_by(_WHO).len(), reason, pl.lit(True), n=col("len"))
    accounts = facts.frames["worker_payment"].drop_nulls("worker")
    yield _noted(accounts, "several_accounts", col("accounts_paid") > 1, n=col("accounts_paid"))
    shared = facts.frames["card"].filter(col("holders") > 1).select("project_id", "card_no")
    holders = facts.ledger.cards.join(shared, on=["project_id", "card_no"], how="semi").drop_nulls("worker")
    yield _noted(holders.unique(_WHO), "shared_card", pl.lit(True))


def _noted(
    frame: pl.DataFrame,
    reason: str,
    condition: pl.Expr,
    *,
    n: pl.Expr | None = None,
    amount: pl.Expr | None = None,
    what: pl.Expr | None = None,
) -> pl.DataFrame:
    """Note a reason for the rows where it is known to be so."""
    nothing = pl.lit("")
    return frame.filter(condition).select(
        *_WHO,
        reason=pl.lit(reason),
        n=(pl.lit(0) if n is None else n).cast(pl.Int64),
        amount=(nothing if amount is None else amount).cast(pl.String),
        what=(nothing if what is None else what).cast(pl.String),
    )


def _people(facts: Facts) -> Sequence[_Row]:
    """List the workers of all projects with what is needed to find them, managers left out."""
    workers = facts.frames["worker"].drop_nulls("subject").filter(~col("is_manager").fill_null(False))
    roster = (
        facts.ledger.tables["roster"]
        .drop_nulls("worker")
        .sort("rid")
        .group_by(_WHO)
        .agg(*(col(name).drop_nulls().last() for name in ("phone", "employer", "team", "trade")))
    )
    named = (
        facts.ledger.months.sort("month")
        .group_by(_WHO)
        .agg(
            col("employer").drop_nulls().last().alias("month_employer"),
            col("team").drop_nulls().last().alias("month_team"),
        )
    )
    return (
        workers.select("project_id", col("subject").alias("worker"), "subject_name", "exit_date", "has_left")
        .join(roster, on=_WHO, how="left")
        .join(named, on=_WHO, how="left")
        .with_columns(employer=pl.coalesce("month_employer", "employer"), team=pl.coalesce("month_team", "team"))
        .to_dicts()
    )


def _interview(row: _Row, reasons: Sequence[tuple[str, str]], voice: Voice) -> Interview:
    name = row["subject_name"] or row["worker"]
    left = row["exit_date"] if row["has_left"] else None
    return Interview(
        name=voice.text(name),
        worker_id="" if row["worker"] == name else voice.number("id_no", row["worker"]),
        phone=voice.number("phone", row["phone"] or ""),
        employer=voice.text(row["employer"] or ""),
        team=voice.text(row["team"] or ""),
        trade=voice.text(row["trade"] or ""),
        exit_date=left.isoformat() if left else "",
        reasons=tuple(text for _, text in reasons),
        weight=_weight(reasons),
    )
