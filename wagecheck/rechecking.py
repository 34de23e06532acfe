"""What became of an earlier run's findings that this one does not have, fact by fact.

That a finding is gone proves nothing: its fact may pass now, or the papers that told of it are no longer there.
"""

from collections.abc import Collection, Iterable, Mapping

import polars as pl
from polars import col

from wagecheck.engine import outcome
from wagecheck.findings import fingerprint_of
from wagecheck.model import Rule, Told, Verdict


def verdicts(
    gone: Iterable[Told], rules: Iterable[Rule], frames: Mapping[str, pl.DataFrame], key: bytes
) -> dict[str, Verdict]:
    """Give by fingerprint what each rule says now of the facts that it once failed; of a fact that is gone, nothing.

    `frames` are fact frames with the law beside them, as the engine judges them; `key` that of the fingerprints.
    """
    asked: dict[str, list[Told]] = {}
    for told in gone:
        asked.setdefault(told.rule, []).append(told)
    return {
        name: said
        for rule in rules
        if rule.id in asked
        for name, said in _of_rule(rule, asked[rule.id], frames[rule.grain], key)
    }


def _of_rule(rule: Rule, asked: Collection[Told], frame: pl.DataFrame, key: bytes) -> Iterable[tuple[str, Verdict]]:
    wanted = {told.fingerprint for told in asked}
    months = {told.month for told in asked}
    near = frame.filter(
        col("project_id").is_in(sorted({told.project_id for told in asked}))
        & col("month").dt.strftime("%Y-%m").fill_null("").is_in(sorted(months))
    )
    named = [name for name in ("project_id", "identity", "month", "subject_kind") if name in frame.columns]
    for row in near.select(*named, outcome(rule).alias("said")).iter_rows(named=True):
        name = fingerprint_of(rule, row, key)
        if name in wanted:
            yield name, Verdict(row["said"])
