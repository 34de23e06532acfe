"""What the findings of a project can be filtered by: each facet with the values that occur, and how often."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wagecheck.language import say
from wagecheck.model import Finding, Verdict
from wagecheck.report import figures, words
from wagecheck.report.finding_rows import Desk, said


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a facet can take; `value` is what the address says, `word` what the reader sees."""

    value: str
    word: str
    count: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to filter."""

    key: str
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Sift:
    """The filter above the findings of a project."""

    count: str
    facets: tuple[Facet, ...]
    arrears: str
    """The rule whose findings are the lines of the arrears ledger; blank where nothing is owed."""
    breach: str
    """What findings are called that count as a breach."""
    orders: tuple[tuple[str, str], ...]
    shards: int
    """Files of the index beside the page, where the page does not hold every finding."""


ORDERS = (
    ("", "轻重、金额"),
    ("-amount", "金额从大到小"),
    ("amount", "金额从小到大"),
    ("month", "月份从早到晚"),
    ("-month", "月份从晚到早"),
    ("subject", "对象"),
)
"""How findings can be sorted: by the name that the address uses, in words."""

ARREARS = "W05"
"""条例第十三条: wages that fell due and are owed, one finding a worker-month."""

_SAID = tuple(dict.fromkeys((*words.SAID_OF_BREACH.values(), *words.SAID.values())))


def sift(findings: Sequence[Finding], pillar_order: Iterable[str], desk: Desk) -> Sift:
    """Collect the facets of a project's findings; a facet without a value is left out."""
    pillars = [pillar for one in findings if one.rule in desk.rules for pillar in desk.rules[one.rule].pillars]
    severities = {severity.value: mark.word for severity, mark in words.SEVERITY.items()}
    parties = sorted({one.by for one in findings})
    months = sorted({one.month for one in findings if one.month})
    rules = sorted({one.rule for one in findings})
    every = (
        _facet("severity", "严重度", (one.severity.value for one in findings), severities),
        _facet("kind", "性质", map(said, findings), _same(_SAID)),
        _facet("pillar", "制度", pillars, _same(pillar_order)),
        _facet("by", "责任方", (one.by for one in findings), _same(parties)),
        _facet("month", "月份", (one.month or "" for one in findings), _same(months)),
        _facet("rule", "规则", (one.rule for one in findings), {rule: _named(rule, desk) for rule in rules}),
    )
    return Sift(
        count=figures.count(len(findings)),
        facets=tuple(one for one in every if one.choices),
        arrears=ARREARS if ARREARS in rules else "",
        breach=words.VERDICT[Verdict.FAIL].word,
        orders=ORDERS,
        shards=desk.shards,
    )


def _same(values: Iterable[str]) -> dict[str, str]:
    return {value: value for value in values}


def _named(rule: str, desk: Desk) -> str:
    title = say(desk.rules[rule].title, desk.labels.language) if rule in desk.rules else ""
    return f"{rule} {title}".strip()


def _facet(key: str, title: str, values: Iterable[str], named: dict[str, str]) -> Facet:
    """Count the values that are named, in the order in which they are."""
    counts = Counter(values)
    choices = (Choice(value, word, figures.count(counts[value])) for value, word in named.items() if counts[value])
    return Facet(key, title, tuple(choices))
