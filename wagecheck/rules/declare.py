"""The decorator that turns a function into a rule."""

from collections.abc import Callable, Sequence
from datetime import date

import polars as pl

from wagecheck.facts import GRAINS
from wagecheck.facts.fact import Fact
from wagecheck.model import Kind, Rule, Severity

_GRAIN_OF = {model: grain for grain, (model, _) in GRAINS.items()}


def reaches(count: str, limit: str) -> pl.Expr:
    """Say whether a count reaches a limit of the law: surely, surely not even with all who may count besides, or null.

    The fact has beside `count` a column `<count>_at_most`.
    """
    least, most = pl.col(count), pl.col(f"{count}_at_most")
    return pl.when(least >= pl.col(limit)).then(True).when(most < pl.col(limit)).then(False)


def rule(
    rule_id: str,
    title: str,
    *,
    on: type[Fact],
    severity: Severity,
    basis: Sequence[str],
    breach: str,
    remedy: str,
    by: str,
    kind: Kind = Kind.STATUTORY,
    applies: pl.Expr | None = None,
    amount: str | None = None,
    because: str | None = None,
    deadline: str | None = None,
    since: date | None = None,
) -> Callable[[Callable[[], pl.Expr]], Rule]:
    """Declare a rule. The function gives the expression that a compliant fact fulfils; its docstring explains it.

    `applies` marks the facts in scope, `breach` words the offence with columns of the fact, `amount` names the column
    with the yuan at stake, `because` the column that names the paper an unknown verdict waits for, `deadline` the
    column with the day by which the law wanted it done, and `since` the day from which the rule binds: a fact whose law
    date is earlier is out of scope.
    """

    def declare(duty: Callable[[], pl.Expr]) -> Rule:
        return Rule(
            id=rule_id,
            title=title,
            grain=_GRAIN_OF[on],
            severity=severity,
            kind=kind,
            basis=tuple(basis),
            applies=applies,
            passes=duty(),
            breach=breach,
            remedy=remedy,
            by=by,
            doc=" ".join((duty.__doc__ or "").split()),
            amount=amount,
            because=because,
            deadline=deadline,
            since=since,
        )

    return declare
