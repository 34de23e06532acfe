"""What the workers are told: everything about a run that is not in the papers."""

from dataclasses import dataclass
from datetime import date

from wagecheck import rules
from wagecheck.findings import Voice
from wagecheck.language import Language
from wagecheck.law import Law
from wagecheck.model import Rule


@dataclass(frozen=True, slots=True)
class Order:
    """A run, as it travels to each task."""

    on: date
    book: Law
    rules: tuple[str, ...]
    key: bytes
    region: str | None = None
    """Division code that overrides that of every project."""
    reveal: bool = False
    language: Language = Language.CHINESE

    def chosen(self) -> tuple[Rule, ...]:
        """Give the rules that judge."""
        return tuple(rule for rule in rules.ALL if rule.id in self.rules)

    def voice(self) -> Voice:
        """Give the voice in which findings are written."""
        return Voice(self.key, reveal=self.reveal, language=self.language)
