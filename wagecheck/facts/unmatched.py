"""What could not be matched: rows of nobody in particular, lines that pay nobody, batches without their list."""

import polars as pl
from polars import col

from wagecheck.facts.joins import having, without
from wagecheck.facts.ledger import Ledger

REASONS = {
    "nobody": "没有身份证号码, 且姓名有多人同名或为空, 未能对应到人, 未计入其工资和考勤",
    "shared": "收款账号为多人共用, 户名不能区分, 未计入任何人的已付工资",
    "homonyms": "收款人在本项目有多人同名, 又无账号可分, 有关月份作未检",
    "batch": "批量代发没有对应的代发明细, 有关月份作未检, 请补交该批次明细",
    "payout": "代发明细没有对应的专户批量支出, 未计入已付工资",
}
"""Why a row was not matched, in the words of the report."""


def unmatched(ledger: Ledger) -> pl.DataFrame:
    """List the rows that were kept and matched to nobody: rid, project_id, reason. One row, one reason."""
    people = [
        ledger.tables[name]
        .filter(col("worker").is_null())
        .select("rid", "project_id", pl.lit("nobody").alias("reason"))
        for name in ("roster", "attendance", "payroll")
    ]
    wage = ledger.lines.select("rid", "project_id", "kind", "shared", "homonyms").filter(col("kind") == "wage")
    lines = [
        wage.filter(col(why)).select("rid", "project_id", pl.lit(why).alias("reason")) for why in ("shared", "homonyms")
    ]
    batches = ledger.unexplained.select("rid", "project_id", pl.lit("batch").alias("reason"))
    return pl.concat([*people, *lines, batches, _uncovered(ledger)]).sort("rid")


def _uncovered(ledger: Ledger) -> pl.DataFrame:
    """List successful payouts that neither a batch nor a single debit of that worker and amount accounts for.

    Without a statement nothing could.
    """
    alone = having(ledger.payouts.filter(col("ok") & ~col("tied")), ledger.window, ["project_id"])
    lost = without(alone, ledger.paid, ["project_id", "worker", "amount"])
    return lost.select("rid", "project_id", pl.lit("payout").alias("reason"))
