"""What must hold of every file, however broken: no fault of ours, no hang, no row and no fen lost or made up."""

import re
import signal
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from wagecheck import ingest, tables
from wagecheck.errors import WagecheckError
from wagecheck.ingest import handed
from wagecheck.model import InputSheet

LONGEST = 10.0
"""Seconds of the processor that one case may take."""
_TRANSFORMED = ("", "project", "attendance", "roster", "mapping")
"""Tables whose rows are folded or unfolded after they were kept."""
_AMOUNTS = {"statement": ("debit", "credit"), "payroll": ("net",), "payout": ("amount",)}
_UNITS = tuple(map(Decimal, ("1", "100", "1000", "10000", "1000000", "10000000", "100000000")))
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d{1,2})?|\.\d+")
_GAP = re.compile(r"(?<=[.,])\s+|\s+(?=[.,])|(?<=\d)\s(?=\d{3}\b)")
_FEN = Decimal("0.01")
_LONG, _MUCH = 40, Decimal(10) ** 20


class Hang(BaseException):
    """A case took too long; nothing in the house may catch it for good."""


@dataclass
class Seen:
    """What came of a case."""

    faults: list[str] = field(default_factory=list)
    """What must not be, the place in the code first: equal faults are equal texts."""
    panics: int = 0
    """Faults of the library that opens workbooks, which the house turned into a line for the user."""
    kept: int = 0
    rejected: int = 0
    errors: int = 0


def read_one(name: str, content: bytes) -> Seen:
    """Read one file as a dossier, and check what came of it."""
    return read_some([(name, content)])[0]


def read_some(files: Sequence[tuple[str, bytes]]) -> list[Seen]:
    """Read files, each as a dossier of its own, all at once; where anything is wrong, once more one by one."""
    whole = Seen()
    alone = [Seen() for _ in files]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, watched(whole):
        paths = [_put(Path(folder) / f"{at:03d}", at, *file) for at, file in enumerate(files)]
        papers = ingest.read(ingest.find([path.parent for path in paths]), region_of=lambda _: None)
        whole.faults += [*rows_lost(papers), *unclear(papers)]
        whole.faults += [fault for path in paths for fault in money_made_up(papers, path)]
        for at, seen in enumerate(alone):
            own = [one for one in papers.inputs if one.file.split("/")[0] == paths[at].name]
            seen.kept, seen.rejected = sum(one.rows_kept for one in own), sum(one.rows_rejected for one in own)
            told = [one for one in papers.notices if one.file.split("/")[0] == paths[at].name]
            seen.errors = sum(one.level == "error" for one in told)
    if not whole.faults and not whole.panics:
        return alone
    if len(files) == 1:
        alone[0].faults, alone[0].panics = whole.faults, whole.panics
        return alone
    singly = [read_one(*file) for file in files]
    if whole.faults and not any(seen.faults for seen in singly):
        singly[0].faults += [f"together: {fault}" for fault in whole.faults]
    return singly


def _put(folder: Path, at: int, name: str, content: bytes) -> Path:
    folder.mkdir()
    path = folder / (name if name == "project.toml" else f"x{at:03d}{Path(name).suffix}")
    path.write_bytes(content)
    return path


def rows_lost(papers: ingest.Papers) -> Iterator[str]:
    """Say where rows read are not rows kept and rejected, or where the tables hold others."""
    for sheet in papers.inputs:
        if sheet.rows_read != sheet.rows_kept + sheet.rows_rejected or min(_counts(sheet)) < 0:
            yield f"rows: {sheet.table or 'unknown'} read {sheet.rows_read}, {_counts(sheet)}"
    if sum(sheet.rows_rejected for sheet in papers.inputs) < len(papers.rejected):
        yield "rows: more told as rejected than counted"
    for table in tables.TABLES:
        kept = sum(sheet.rows_kept for sheet in papers.inputs if sheet.table == table)
        if table not in _TRANSFORMED and table != "control" and papers.tables[table].height != kept:
            yield f"rows: {table} has {papers.tables[table].height}, kept {kept}"


def _counts(sheet: InputSheet) -> tuple[int, int, int]:
    return sheet.rows_kept, sheet.rows_rejected, sheet.rows_furniture


def unclear(papers: ingest.Papers) -> Iterator[str]:
    """Say where a line for the user is none: of several lines, empty, or without what to do about it."""
    for notice in papers.notices:
        if "\n" in notice.text or "\r" in notice.text or not notice.text.strip():
            yield f"notice of several lines: {notice.text[:80]!r}"
        if "Traceback" in notice.text:
            yield f"notice with a traceback: {notice.text[:80]!r}"


def money_made_up(papers: ingest.Papers, path: Path) -> Iterator[str]:
    """Say of an amount of a kept row that no cell of its row says it."""
    grids = _grids(path)
    for table, columns in _AMOUNTS.items():
        frame = papers.tables[table]
        known = [name for name in columns if name in frame.columns]
        for row in frame.select("file", "sheet", "row", *known).iter_rows(named=True):
            cells = grids.get((row["file"], row["sheet"].split("(第")[0]))
            if cells is None or not 0 < row["row"] <= len(cells):
                continue
            odd = [name for name in known if row[name] and not _stands_in(abs(row[name]), cells[row["row"] - 1])]
            if odd:
                yield f"money: {table}.{odd[0]} {row[odd[0]]} is not in its row: {cells[row['row'] - 1]!r:.200}"
                return


_SPOKEN = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟万亿零〇一二三四五六七八九十百千]")


def _stands_in(amount: Decimal, cells: Sequence[str]) -> bool:
    """Say whether an amount stands in a row, in any unit; it may where amounts are written in words."""
    said = _figures(cells)
    if amount in said or any(_SPOKEN.search(cell) for cell in cells):
        return True
    said |= _figures([_GAP.sub("", cell) for cell in cells])
    many = [one * unit for one in said for unit in _UNITS if one * unit < _MUCH]
    return any(amount == one.quantize(_FEN, way) for one in many for way in (ROUND_HALF_EVEN, ROUND_HALF_UP))


def _figures(cells: Sequence[str]) -> set[Decimal]:
    """List the figures of a row."""
    found = (one for cell in cells for one in _FIGURE.findall(_half(cell)) if len(one) < _LONG)
    return {abs(Decimal(one.replace(",", ""))) for one in found}


_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0E: ".", 0xFF0C: ","}


def _half(cell: str) -> str:
    return cell if cell.isascii() else cell.translate(_WIDE)


def _grids(path: Path) -> dict[tuple[str, str], list[list[str]]]:
    from wagecheck.ingest.cells import open_book, text  # noqa: PLC0415 - beside its only use

    try:
        grids = open_book(path.read_bytes(), ingest.Limits()).grids
        return {(path.name, grid.name): [[text(cell) for cell in row] for row in grid.rows] for grid in grids}
    except BaseException as refused:  # a panic of the library is no Exception
        if isinstance(refused, Hang | KeyboardInterrupt):
            raise
        return {}


@contextmanager
def watched(seen: Seen) -> Iterator[None]:
    """Note what breaks: what comes out, and what the house itself turned into a line for the user."""
    swallowed: list[BaseException] = []
    real = handed._tables  # noqa: SLF001 - faults are noted where they are caught

    def noted(*said: Any) -> Iterator[Any]:  # noqa: ANN401 - handed on as they are
        try:
            yield from real(*said)
        except WagecheckError:
            raise
        except BaseException as fault:
            swallowed.append(fault)
            raise

    handed._tables = noted  # type: ignore[assignment] # noqa: SLF001 - as above
    before = signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    except WagecheckError:
        seen.errors += 1
    except BaseException as fault:  # a panic is no Exception
        if isinstance(fault, KeyboardInterrupt | SystemExit):
            raise
        swallowed.append(fault)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        handed._tables = real  # noqa: SLF001 - as above
    for fault in swallowed:
        if type(fault).__name__ == "PanicException" and "calamine" not in str(fault):
            seen.panics += 1
        elif not isinstance(fault, GeneratorExit):
            seen.faults.append(_signature(fault))


def _late(*_: object) -> None:
    raise Hang


def _signature(fault: BaseException) -> str:
    """Name a fault by its kind and the place in the house where it came up."""
    frames = [one for one in traceback.extract_tb(fault.__traceback__) if "/wagecheck/" in one.filename]
    place = f"{Path(frames[-1].filename).name}:{frames[-1].name}" if frames else "elsewhere"
    return f"{type(fault).__name__} in {place}: {str(fault)[:100]!r}"
