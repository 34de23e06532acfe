"""The rule book: a module or two a letter of the catalogue, collected here."""

from types import ModuleType

from wagecheck.model import Rule
from wagecheck.rules import (
    account,
    account_flow,
    attendance,
    crew,
    deposit,
    disclosure,
    emergency_fund,
    escalation,
    fraud,
    payment,
    payroll,
    payroll_signs,
    project,
    roster,
)

_MODULES: tuple[ModuleType, ...] = (
    project,
    deposit,
    emergency_fund,
    account,
    account_flow,
    roster,
    crew,
    attendance,
    payroll,
    payroll_signs,
    payment,
    disclosure,
    escalation,
    fraud,
)


def _collect() -> tuple[Rule, ...]:
    return tuple(value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule))


ALL: tuple[Rule, ...] = _collect()
"""Every rule, in the order of the catalogue."""


def by_id(rule_id: str) -> Rule | None:
    """Find a rule by its id, whatever the case."""
    return next((rule for rule in ALL if rule.id == rule_id.upper()), None)
