"""The wage account over time, drawn: its balance as a step line, and the days of allotments, payrolls, odd outflows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wagecheck.language import Language, say
from wagecheck.model import AccountDay, ProjectSummary
from wagecheck.report import figures, words
from wagecheck.report.words import Mark

WIDE, HIGH = 1000, 200
"""The space that the line is drawn in; the template stretches it to the page."""
DAY_ROWS = 370
"""Most days in the table beside the picture."""
_SHAPES = {"▲": "M0,-5L5.5,4.5H-5.5Z", "▼": "M0,5L5.5,-4.5H-5.5Z", "◆": "M0,-6L6,0L0,6L-6,0Z"}
_TIMES = 6
_LEVELS = 4
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of an axis, and where it stands: per cent of the width, or a height in the drawing."""

    at: str
    label: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One day on a lane: per cent of the width, and what a pointer shows there."""

    at: str
    says: str


@dataclass(frozen=True, slots=True)
class Lane:
    """The days of one sort of line, under the picture."""

    mark: Mark
    shape: str
    """Path of one sign, around its middle."""
    signs: tuple[Sign, ...]
    days: str
    total: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day in figures."""

    day: str
    sums: tuple[str, ...]
    """As the lanes, then whatever else was booked, in less out."""
    balance: str
    odd: bool


@dataclass(frozen=True, slots=True)
class AccountChart:
    """The picture, with the same in figures."""

    line: str
    """Path of the step line; blank where no balance is known."""
    area: str
    zero: str
    basis: str
    levels: tuple[Tick, ...]
    times: tuple[Tick, ...]
    lanes: tuple[Lane, ...]
    rows: tuple[DayRow, ...]
    omitted: int
    first: str
    last: str
    opening: str
    closing: str
    odd: str
    """Yuan of the odd outflows; blank where there are none."""


def account(project: ProjectSummary, language: Language) -> AccountChart | None:
    """Draw the account of a project; None without a statement."""
    history = project.account
    if history is None or not history.days:
        return None
    days = history.days
    known = [(day.day, figures.number(day.balance)) for day in days] if all(day.balance for day in days) else []
    first, last = days[0].day, max(days[-1].day, project.evidence_end)
    span = _Span(date.fromisoformat(first), date.fromisoformat(last))
    balances = [figures.number(history.opening), *(balance for _, balance in known)]
    scale = _Scale.over(balances)
    line = _steps(balances[0], known, span, scale) if known else ""
    return AccountChart(
        line=line,
        area=f"{line}V{scale.height(Decimal(0))}H0Z" if line else "",
        zero=scale.height(Decimal(0)),
        basis=words.BALANCE[history.basis],
        levels=tuple(Tick(scale.height(level), f"{level:,.0f}") for level in scale.levels) if known else (),
        times=tuple(span.ticks()),
        lanes=tuple(_lane(mark, kinds, days, span, language) for kinds, mark in words.LANES.items()),
        rows=tuple(_row(day) for day in days[:DAY_ROWS]),
        omitted=max(len(days) - DAY_ROWS, 0),
        first=first,
        last=last,
        opening=figures.yuan(history.opening),
        closing=figures.yuan(days[-1].balance),
        odd=figures.yuan_or_blank(sum((_sum(day.sums, words.IRREGULAR) for day in days), Decimal(0))),
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """The days from the left edge to the right one."""

    first: date
    last: date

    def place(self, day: str, wide: int) -> str:
        whole = max((self.last - self.first).days, 1)
        return f"{Decimal((date.fromisoformat(day) - self.first).days) * wide / whole:.2f}"

    def ticks(self) -> Iterable[Tick]:
        """Give firsts of months, so few that their labels have room."""
        start = self.first.year * 12 + self.first.month - 1
        end = self.last.year * 12 + self.last.month - 1
        every = max(-(-(end - start) // _TIMES), 1)
        for at in range(start + 1, end + 1, every):
            month = date(at // 12, at % 12 + 1, 1)
            yield Tick(self.place(month.isoformat(), 100), f"{month:%Y-%m}")


@dataclass(frozen=True, slots=True)
class _Scale:
    """Yuan from the bottom to the top, both round."""

    low: Decimal
    high: Decimal
    levels: tuple[Decimal, ...]

    @classmethod
    def over(cls, values: Sequence[Decimal]) -> "_Scale":
        top, bottom = max(*values, Decimal(1)), min(*values, Decimal(0))
        rough = (top - bottom) / _LEVELS
        unit = Decimal(10) ** rough.adjusted()
        step = next(unit * one for one in _STEPS if unit * one >= rough)
        low, high = (bottom / step).to_integral_value("ROUND_FLOOR"), (top / step).to_integral_value("ROUND_CEILING")
        return cls(low * step, high * step, tuple(step * at for at in range(int(low), int(high) + 1)))

    def height(self, value: Decimal) -> str:
        return f"{HIGH - (value - self.low) * HIGH / (self.high - self.low):.1f}"


def _steps(opening: Decimal, known: Sequence[tuple[str, Decimal]], span: _Span, scale: _Scale) -> str:
    drawn = [f"M0,{scale.height(opening)}"]
    drawn += [f"H{span.place(day, WIDE)}V{scale.height(balance)}" for day, balance in known]
    return "".join([*drawn, f"H{WIDE}"])


def _lane(mark: Mark, kinds: frozenset[str], days: Sequence[AccountDay], span: _Span, language: Language) -> Lane:
    own = [(day, amount) for day in days if (amount := _sum(day.sums, kinds))]
    return Lane(
        mark=mark,
        shape=_SHAPES[mark.shape],
        signs=tuple(
            Sign(span.place(day.day, 100), f"{day.day} {say(mark.word, language)} {figures.yuan(amount)}")
            for day, amount in own
        ),
        days=figures.count(len(own)),
        total=figures.yuan(sum((amount for _, amount in own), Decimal(0))),
    )


def _row(day: AccountDay) -> DayRow:
    told = [_sum(day.sums, kinds) for kinds in words.LANES]
    rest = {kind: text for kind, text in day.sums.items() if not any(kind in kinds for kinds in words.LANES)}
    other = _sum(rest, frozenset(words.FLOW_IN)) - _sum(rest, frozenset(words.FLOW_OUT))
    return DayRow(
        day=day.day,
        sums=tuple(figures.yuan_or_blank(amount) for amount in (*told, other)),
        balance=figures.yuan(day.balance),
        odd=bool(told[-1]),
    )


def _sum(sums: Mapping[str, str], kinds: frozenset[str]) -> Decimal:
    return figures.total(text for kind, text in sums.items() if kind in kinds)
