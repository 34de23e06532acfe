"""What a rule is, and what it can say."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl


class Severity(StrEnum):
    """How bad it is, worst first: 红 · 橙 · 黄 · 提示."""

    CRITICAL = "critical"
    VIOLATION = "violation"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """Order of severities: 0 is the worst."""
        return _RANKS[self]

    @property
    def label(self) -> str:
        """What the reader sees."""
        return ("红", "橙", "黄", "提示")[self.rank]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class Kind(StrEnum):
    """What sort of claim a rule makes. A suspicion is never called a breach."""

    STATUTORY = "法定"
    LOCAL = "地方"
    EARLY = "预警"
    SUSPICION = "疑点"
    DATA = "数据"


class Verdict(StrEnum):
    """What a rule says of one fact row; `warn` exists only in summaries of a project or pillar."""

    PASS = "pass"  # noqa: S105 - a verdict, not a word of entry
    FAIL = "fail"
    WARN = "warn"
    UNKNOWN = "unknown"
    NA = "na"


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One duty: an expression over one fact frame (true is compliant, null is unknown), and what to say of it."""

    id: str
    title: str
    grain: str
    """Name of the fact frame that it judges."""
    severity: Severity
    kind: Kind
    basis: tuple[str, ...]
    """Instruments and articles, as cited to the reader."""
    applies: "pl.Expr | None"
    """Rows in scope; None is all of them. Null is unknown."""
    passes: "pl.Expr"
    breach: str
    """The offence in words, with fields of the fact: 「差 {shortfall} 元」."""
    remedy: str
    by: str
    """Who must act."""
    doc: str
    amount: str | None = None
    """Column of the fact with the yuan at stake."""
    because: str | None = None
    """Column of the fact that names the missing paper when the verdict is unknown."""
    deadline: str | None = None
    """Column of the fact with the day by which the law (not we) wanted the duty done."""
    since: date | None = None
    """Day its youngest instrument came into force; it does not judge a fact whose law date is earlier."""

    @property
    def at_once(self) -> bool:
        """Whether its remedy brooks no delay."""
        return "立即" in self.remedy

    @property
    def reads(self) -> tuple[str, ...]:
        """Columns that the expressions read, in order of name."""
        names = set(self.passes.meta.root_names())
        if self.applies is not None:
            names |= set(self.applies.meta.root_names())
        return tuple(sorted(names))


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What the reader sees of a rule."""

    id: str
    title: str
    grain: str
    severity: Severity
    kind: Kind
    basis: tuple[str, ...]
    remedy: str
    by: str
    doc: str
    pillars: tuple[str, ...]
