"""Evidence sheets: one A4 page a worker, fit for a complaint, arbitration or a legal-aid desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from wagecheck.errors import UsageError
from wagecheck.language import Language, say
from wagecheck.model import MonthState, Report, SlipMonth, SlipPayment, Source, WorkerSlip
from wagecheck.report import atomic, figures, folders, layout, manifest
from wagecheck.report.capitals import capitals
from wagecheck.report.labels import Labels
from wagecheck.report.words import Mark

TITLE = "农民工工资支付情况凭单"
ALL_NAME = "slips.html"
ROWS = 24
"""Most months on a sheet; where there are more, the oldest of those paid in full share a row."""
PAYMENTS = 3
"""Most payments named beside one month; the others are summed up."""
_LINES = 28
"""Most lines of months on a sheet; where there would be more, several payments of a month share one line."""
_ROOMY, _DENSE = 12, 18
_TAIL = 4
"""Last digits of the ID number in the name of a file; a masked number shows them too."""

_STATE = {
    MonthState.OWED: Mark("●", "欠发", "fail"),
    MonthState.PAID: Mark("✓", "已付清", "pass"),
    MonthState.UNKNOWN: Mark("?", "未检", "unknown"),
    MonthState.NOT_DUE: Mark("○", "未到期", "na"),
}


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payment beside the month that it settled."""

    day: str
    amount: str
    """Blank where it is the whole that was paid for the month."""
    reference: str
    """The bank's number, else the row of the paper."""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A month, or several that were paid in full."""

    month: str
    many: str
    """How many months share the row; blank for one."""
    days: str
    due: str
    due_date: str
    paid: str
    payments: tuple[PaymentLine, ...]
    more: str
    """Further payments; blank for none."""
    more_amount: str
    owed: str
    mark: Mark
    missing: str
    unjudged: str


@dataclass(frozen=True, slots=True)
class SlipView:
    """A sheet as it is laid out."""

    slip: WorkerSlip
    anchor: str
    rows: tuple[SlipRow, ...]
    density: str
    span: str
    """First and last month owed."""
    owed: str
    in_words: str
    is_owed: bool
    due: str
    paid: str
    unjudged: str
    not_due: str
    """Of the months that are not due yet, what is not paid either; due = paid + owed + unjudged + not due."""
    owed_months: str
    unjudged_months: str
    sources: tuple[tuple[str, str], ...]
    """Files, and the sheets and rows of each."""


@dataclass(frozen=True, slots=True)
class SlipPage:
    """One file of sheets."""

    heading: str
    title: str
    on: str
    version: str
    seal: str
    revealed: bool
    auditor: str
    organisation: str
    basis: str
    slips: tuple[SlipView, ...]


def check(out: Path) -> None:
    """Refuse, before any work, a place where sheets cannot go: one that `atomic` refuses, or that holds a report."""
    atomic.check(out)
    if {"audit.json", "report.html", "index.html"} & (manifest.outputs_of(out) or frozenset()):
        raise UsageError("文件夹里是审查报告", where=str(out), todo="请用 --out 为凭单另选一个文件夹")


def publish(
    report: Report,
    slips: Sequence[WorkerSlip],
    out: Path,
    *,
    options: Mapping[str, str],
    given: manifest.Given = manifest.Given(),  # noqa: B008 - frozen
) -> tuple[str, ...]:
    """Put the sheets and their manifest in the place of `out`, all at once; give the names of the files.

    Raises `UsageError` where they cannot be put there; `out` is then as it was.
    """
    names: list[str] = []

    def fill(folder: Path) -> None:
        names.extend(path.name for path in write(report, slips, folder))
        manifest.write_manifest(report, folder, options=options, outputs=names, given=given)

    atomic.publish(out, fill)
    return (*names, manifest.NAME)


def write(report: Report, slips: Sequence[WorkerSlip], to: Path) -> tuple[Path, ...]:
    """Write a file a worker into a folder, so that each can be handed on alone; and one with all for the printer."""
    labels = [f"{slip.name}-{slip.worker_id[-_TAIL:]}".strip("-") for slip in slips]
    parts = [(ALL_NAME, slips)] if len(slips) > 1 else []
    names = folders.distinct([Path(ALL_NAME).stem, *labels])[1:]
    parts += [(f"{name}.html", [slip]) for name, slip in zip(names, slips, strict=True)]
    for name, own in parts:
        (to / name).write_text(page(report, own), encoding="utf-8", newline="\n")
    return tuple(to / name for name, _ in parts)


def page(report: Report, slips: Sequence[WorkerSlip]) -> str:
    """Render the sheets of some workers, each on a page of its own."""
    labels = Labels(report.labels, report.language)
    rule = report.rules.get("W05")
    prepared = SlipPage(
        heading=TITLE,
        title=slips[0].name if len(slips) == 1 else say("{n} 人", report.language, n=figures.count(len(slips))),
        on=report.on.isoformat(),
        version=report.version,
        seal=manifest.seal(report),
        revealed=report.revealed,
        auditor=report.auditor,
        organisation=report.organisation,
        basis="、".join(rule.basis) if rule else "",
        slips=tuple(_view(slip, at, labels, report.language) for at, slip in enumerate(slips, start=1)),
    )
    sheet = layout.Sheet(
        report.language, say(TITLE, report.language), prepared.on, prepared.seal, styles=("slip",), script=""
    )
    return layout.render("slip.html", sheet, page=prepared)


def _view(slip: WorkerSlip, at: int, labels: Labels, language: Language) -> SlipView:
    rows = _rows(slip, labels, language)
    owed = [month.month for month in slip.months if month.state is MonthState.OWED]
    lines = sum(max(1, len(row.payments) + bool(row.more)) for row in rows)
    return SlipView(
        slip=slip,
        anchor=f"slip-{at}",
        rows=rows,
        density="roomy" if lines <= _ROOMY else "dense" if lines <= _DENSE else "tight",
        span=" — ".join(dict.fromkeys((owed[0], owed[-1]))) if owed else "",
        owed=figures.yuan(slip.owed),
        in_words=capitals(Decimal(slip.owed)),
        is_owed=bool(owed),
        due=figures.yuan(figures.total(month.due for month in slip.months)),
        paid=figures.yuan(figures.total(month.paid for month in slip.months)),
        unjudged=figures.yuan_or_blank(figures.total(month.unjudged for month in slip.months)),
        not_due=figures.yuan_or_blank(_not_due(slip)),
        owed_months=figures.count(slip.owed_months),
        unjudged_months=figures.count_or_blank(slip.unjudged_months),
        sources=_sources(slip),
    )


def _not_due(slip: WorkerSlip) -> Decimal:
    later = [month for month in slip.months if month.state is MonthState.NOT_DUE and month.due]
    return figures.total(month.due for month in later) - figures.total(month.paid for month in later)


def _rows(slip: WorkerSlip, labels: Labels, language: Language) -> tuple[SlipRow, ...]:
    """Give a row to each month; where they are too many, the oldest that were paid in full share the first."""
    many = len(slip.months) - ROWS
    settled = [month for month in slip.months if month.state is MonthState.PAID]
    merged = settled[: many + 1] if many > 0 else []
    gone = {month.month for month in merged}
    left = [month for month in slip.months if month.month not in gone]
    crowded = sum(max(1, min(len(month.payments), PAYMENTS + 1)) for month in left) > _LINES
    rest = tuple(_row(month, labels, language, most=1 if crowded else PAYMENTS) for month in left)
    return (_merged(merged), *rest) if merged else rest


def _row(month: SlipMonth, labels: Labels, language: Language, *, most: int) -> SlipRow:
    """Lay out a month with its payments; where there are more than `most`, their number and sum stand for the rest."""
    many = len(month.payments)
    shown = month.payments if many <= most or many == most + 1 > PAYMENTS else month.payments[: most if most > 1 else 0]
    rest = month.payments[len(shown) :]
    return SlipRow(
        month=month.month,
        many="",
        days=month.days,
        due=_yuan(month.due),
        due_date=month.due_date,
        paid=_yuan(month.paid),
        payments=tuple(_payment(one, language, alone=len(month.payments) == 1) for one in shown),
        more=figures.count_or_blank(len(rest)),
        more_amount=figures.yuan(figures.total(one.amount for one in rest)),
        owed=_yuan(month.owed),
        mark=_STATE[month.state],
        missing=labels.paper(month.missing) if month.missing else "",
        unjudged=_yuan(month.unjudged),
    )


def _merged(months: Sequence[SlipMonth]) -> SlipRow:
    payments = sum(len(month.payments) for month in months)
    paid = figures.yuan(figures.total(month.paid for month in months))
    return SlipRow(
        month=f"{months[0].month} — {months[-1].month}",
        many=figures.count(len(months)),
        days=f"{figures.total(month.days for month in months).normalize():f}",
        due=figures.yuan(figures.total(month.due for month in months)),
        due_date="",
        paid=paid,
        payments=(),
        more=figures.count(payments),
        more_amount=paid,
        owed="",
        mark=_STATE[MonthState.PAID],
        missing="",
        unjudged="",
    )


def _payment(payment: SlipPayment, language: Language, *, alone: bool) -> PaymentLine:
    source = payment.source
    where = f"{source.sheet or source.file} {say('第 {row} 行', language, row=source.row)}"
    return PaymentLine(payment.day, "" if alone else figures.yuan(payment.amount), payment.reference or where)


def _yuan(amount: str) -> str:
    return figures.yuan(amount) if amount else ""


def _sources(slip: WorkerSlip) -> tuple[tuple[str, str], ...]:
    """Name the rows behind the sheet: file → 「3月 第12行; 4月 第13、15行」."""
    files: dict[str, dict[str, set[int]]] = {}
    for source in _shown(slip.months):
        files.setdefault(source.file, {}).setdefault(source.sheet, set()).add(source.row)
    return tuple((file, "; ".join(_sheet(*sheet) for sheet in sheets.items())) for file, sheets in files.items())


def _shown(months: Iterable[SlipMonth]) -> Iterable[Source]:
    for month in months:
        yield from month.sources
        yield from (payment.source for payment in month.payments)


def _sheet(sheet: str, rows: Iterable[int]) -> str:
    numbers = "、".join(str(row) for row in sorted(rows) if row)
    return f"{sheet} {numbers}".strip()
