"""Money as it stands on the page: month by month, where the account's money went, and the ledger of arrears."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from wagecheck.language import Language
from wagecheck.model import LedgerLine, MonthLine, ProjectSummary
from wagecheck.report import figures, words
from wagecheck.report.finding_rows import source_lines
from wagecheck.report.labels import Labels

LEDGER_ROWS = 400
"""Most worker-months in the ledger of one page; audit.json has them all."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One part of a bar: where it starts and how long it is, out of 100."""

    x: str
    length: str
    tone: str


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One wage month."""

    month: str
    due_date: str
    workers: str
    due: str
    paid: str
    arrears: str
    unjudged: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Months:
    """The wage months on one scale, and which of them are owed or not judged."""

    rows: tuple[MonthRow, ...]
    owing: tuple[str, ...]
    unjudged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One kind of account line."""

    kind: str
    amount: str
    share: str
    width: str
    irregular: bool


@dataclass(frozen=True, slots=True)
class FlowSide:
    """What came into the account, or what went out."""

    title: str
    rows: tuple[FlowRow, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Flow:
    """Where the account's money came from and went; the two sides add up to the statement."""

    sides: tuple[FlowSide, ...]
    opening: str
    net: str
    expected: str
    """What the two sides leave of the opening balance; blank, like it, where that is not known."""
    closing: str
    agrees: bool
    wages_share: str
    irregular: str
    irregular_share: str
    repeated: str
    """Lines exported twice, which count once; blank where there are none."""


@dataclass(frozen=True, slots=True)
class OwedMonth:
    """One worker-month that is owed."""

    month: str
    due_date: str
    net: str
    settled: str
    arrears: str
    sources: tuple[str, ...]
    more_sources: int


@dataclass(frozen=True, slots=True)
class OwedWorker:
    """A worker who is owed, with the months."""

    anchor: str
    name: str
    id: str
    employer: str
    team: str
    span: int
    months: tuple[OwedMonth, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of arrears, most owed first."""

    workers: tuple[OwedWorker, ...]
    people: str
    lines: str
    total: str
    omitted: int
    anchor: str
    anchors: Mapping[tuple[str, str], str]
    """Place of each worker who is listed, by id and name."""

    def place(self, worker_id: str, name: str) -> str:
        """Give the anchor of a worker's rows; the ledger's own where the page leaves them out."""
        return self.anchors.get((worker_id, name), self.anchor)


def months(project: ProjectSummary) -> Months | None:
    """Lay out the wage months, with bars on one scale; None where no wages fell due."""
    if not project.months:
        return None
    lines = sorted(project.months, key=lambda line: line.month)
    scale = max(figures.number(line.due) for line in lines)
    return Months(
        rows=tuple(_month(line, scale) for line in lines),
        owing=tuple(line.month for line in lines if figures.number(line.arrears) > 0),
        unjudged=tuple(line.month for line in lines if figures.number(line.unjudged) > 0),
    )


def flow(project: ProjectSummary, labels: Labels) -> Flow | None:
    """Lay out the account's lines by kind; None without a statement."""
    kinds = {kind: figures.number(text) for kind, text in project.flow.items()}
    if not any(kinds.values()):
        return None
    others = sorted(set(kinds) - set(words.FLOW_IN) - set(words.FLOW_OUT) - {words.REPEATED})
    into = [kind for kind in [*words.FLOW_IN, *others] if kinds.get(kind)]
    out = [kind for kind in words.FLOW_OUT if kinds.get(kind)]
    came, went = (sum((abs(kinds[kind]) for kind in side), Decimal(0)) for side in (into, out))
    odd = sum((abs(kinds[kind]) for kind in out if kind in words.IRREGULAR), Decimal(0))
    wages = sum((abs(kinds[kind]) for kind in out if kind in words.WAGES), Decimal(0))
    history = project.account
    opening = figures.number(history.opening) if history and history.opening else None
    closing = figures.number(history.balances[-1]) if history and history.opening else None
    expected = None if opening is None else opening + came - went
    return Flow(
        sides=(
            _side("收入", into, kinds, came, labels),
            _side("支出", out, kinds, went, labels),
        ),
        opening=figures.yuan(opening) if opening is not None else "",
        net=figures.yuan(came - went),
        expected=figures.yuan(expected) if expected is not None else "",
        closing=figures.yuan(closing),
        agrees=expected == closing,
        wages_share=figures.share(wages, went),
        irregular=figures.yuan_or_blank(odd),
        irregular_share=figures.share(odd, went),
        repeated=figures.yuan_or_blank(kinds.get(words.REPEATED)),
    )


def ledger(lines: Sequence[LedgerLine], prefix: str, language: Language) -> Ledger:
    """Lay out the arrears by worker; what a page cannot hold is counted."""
    owed: dict[tuple[str, str], list[LedgerLine]] = {}
    for line in lines:
        owed.setdefault((line.worker_id, line.name), []).append(line)
    ordered = sorted(
        owed.values(), key=lambda own: (-figures.total(line.arrears for line in own), own[0].name, own[0].worker_id)
    )
    shown: list[OwedWorker] = []
    left = LEDGER_ROWS
    for own in ordered:
        if len(own) > left:
            break
        left -= len(own)
        shown.append(_worker(own, f"{prefix}owed-{len(shown) + 1}", language))
    return Ledger(
        workers=tuple(shown),
        people=figures.count(len(ordered)),
        lines=figures.count(len(lines)),
        total=figures.yuan(figures.total(line.arrears for line in lines)),
        omitted=len(lines) - (LEDGER_ROWS - left),
        anchor=f"{prefix}ledger",
        anchors={(own[0].worker_id, own[0].name): worker.anchor for own, worker in zip(ordered, shown, strict=False)},
    )


def _month(line: MonthLine, scale: Decimal) -> MonthRow:
    parts = (("paid", line.paid), ("arrears", line.arrears), ("unjudged", line.unjudged))
    bars, x = [], Decimal(0)
    for tone, text in parts:
        amount = figures.number(text)
        if amount > 0:
            bars.append(Bar(figures.offset(x, scale), figures.width(amount, scale), tone))
            x += amount
    return MonthRow(
        month=line.month,
        due_date=line.due_date,
        workers=figures.count(line.workers),
        due=figures.yuan(line.due),
        paid=figures.yuan_or_blank(line.paid),
        arrears=figures.yuan_or_blank(line.arrears),
        unjudged=figures.yuan_or_blank(line.unjudged),
        bars=tuple(bars),
    )


def _side(title: str, kinds: Sequence[str], amounts: dict[str, Decimal], whole: Decimal, labels: Labels) -> FlowSide:
    return FlowSide(
        title=title,
        rows=tuple(
            FlowRow(
                kind=labels.flow(kind),
                amount=figures.yuan(abs(amounts[kind])),
                share=figures.share(abs(amounts[kind]), whole),
                width=figures.width(abs(amounts[kind]), whole),
                irregular=kind in words.IRREGULAR,
            )
            for kind in kinds
        ),
        total=figures.yuan(whole),
    )


def _worker(own: Sequence[LedgerLine], anchor: str, language: Language) -> OwedWorker:
    ordered = sorted(own, key=lambda line: (line.month, line.employer, line.team))
    first = ordered[-1]
    return OwedWorker(
        anchor=anchor,
        name=first.name,
        id=first.worker_id if first.worker_id != first.name else "",
        employer=first.employer,
        team=first.team,
        span=len(ordered),
        months=tuple(_owed(line, language) for line in ordered),
        total=figures.yuan(figures.total(line.arrears for line in ordered)),
    )


def _owed(line: LedgerLine, language: Language) -> OwedMonth:
    sources, more = source_lines(line.sources, language)
    return OwedMonth(
        month=line.month,
        due_date=line.due_date,
        net=figures.yuan(line.net),
        settled=figures.yuan(line.settled),
        arrears=figures.yuan(line.arrears),
        sources=sources,
        more_sources=more,
    )
