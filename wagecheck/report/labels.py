"""Chinese words for the names that code uses, as the report hands them over, with our own words behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from wagecheck.language import Language, say
from wagecheck.report import words


@dataclass(frozen=True)
class Labels:
    """Looks up `payroll.net`, `flow.wage`, `place.36` …; a name that nobody translated is shown as it is."""

    given: Mapping[str, str]
    language: Language = Language.CHINESE

    @cached_property
    def _by_field(self) -> dict[str, str]:
        """Words of fields whose table is not named, where all tables agree on them."""
        found: dict[str, set[str]] = {}
        for key, word in self.given.items():
            _, dot, name = key.rpartition(".")
            if dot:
                found.setdefault(name, set()).add(word)
        return {name: next(iter(same)) for name, same in found.items() if len(same) == 1}

    def _said(self, word: str) -> str:
        return say(word, self.language)

    def value(self, key: str, grain: str) -> str:
        """Name a computed value of a fact frame."""
        return self._said(self.given.get(f"{grain}.{key}") or self.given.get(key) or self._by_field.get(key, key))

    def table(self, name: str) -> str:
        """Name a table; 未识别 where the sheet was not recognised."""
        return self._said(self.given.get(name, name) if name else "未识别")

    def paper(self, missing: str) -> str:
        """Name what is missing: a whole paper, or a field of one (「工资表 · 实发工资」)."""
        table, dot, field = missing.partition(".")
        if not dot:
            return self._said(self.given.get(missing, missing))
        return f"{self.table(table)} · {self._said(self.given.get(missing) or self._by_field.get(field, field))}"

    def flow(self, kind: str) -> str:
        """Name a kind of account line."""
        own = words.FLOW_IN.get(kind) or words.FLOW_OUT.get(kind) or kind
        return self._said(self.given.get(f"flow.{kind}") or self.given.get(kind, own))

    def subject(self, kind: str) -> str:
        """Name a kind of subject."""
        return self._said(self.given.get(f"subject.{kind}") or words.SUBJECT.get(kind, kind))

    def place(self, code: str) -> str:
        """Name a place by its division code; 全国 for none."""
        return self._said(self.given.get(f"place.{code}", code) if code else "全国")
