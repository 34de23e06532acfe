"""The interview sample: as a list for the terminal, as plain values, as CSV or a workbook."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from wagecheck.errors import UsageError
from wagecheck.language import Language, say
from wagecheck.model import Interview, Sample
from wagecheck.report import inert
from wagecheck.report.xlsx.book import Book, Column, Sheet, write_book

SCHEMA = "wagecheck-sample/1"
HEADINGS = ("序号", "项目", "姓名", "证件号码", "电话", "单位", "班组", "工种", "退场日期", "为什么问")

NOTE = "抽样按风险加权, 另随机抽取没有疑点的人; 列入名单不表示有问题, 权重是本工具口径。"
_BY_LOT = "随机抽取"
_WIDEST = (6, 30, 12, 22, 16, 24, 16, 14, 12, 60)


def document(samples: Sequence[Sample], *, on: date, size: int, seed: int) -> dict[str, Any]:
    """Give the samples as plain values, with what it takes to draw them again."""
    return {"schema": SCHEMA, "on": on.isoformat(), "n": size, "seed": seed, "projects": [asdict(s) for s in samples]}


def rows(samples: Sequence[Sample], language: Language) -> Iterator[tuple[str, ...]]:
    """Give a row for each worker drawn, under `HEADINGS`."""
    for sample in samples:
        for number, one in enumerate(sample.people, start=1):
            who = (one.name, one.worker_id, one.phone, one.employer, one.team, one.trade, one.exit_date)
            yield (str(number), sample.project, *who, why(one, language))


def why(one: Interview, language: Language) -> str:
    """Say why a worker is asked."""
    return say("; ", language).join(one.reasons) or say(_BY_LOT, language)


def check(out: Path) -> None:
    """Refuse, before any work, a file that cannot be written: of another kind, or there already."""
    if out.suffix.lower() not in _WRITERS:
        raise UsageError("不认识的文件类型", where=f"--out {out}", todo=f"请用 {' 或 '.join(_WRITERS)}")
    if out.exists() or out.is_symlink():
        raise UsageError("已有同名文件", where=f"--out {out}", todo="请换一个文件名, 或先移走该文件")


def write(samples: Sequence[Sample], out: Path, *, on: date, seed: int, language: Language) -> None:
    """Write the list to a file, CSV or workbook by its name. Raises UsageError where that cannot be."""
    fresh = out.with_name(f".{out.name}.new")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _WRITERS[out.suffix.lower()](samples, fresh, on, seed, language)
        fresh.replace(out)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise UsageError(f"不能写入({error.strerror})", where=f"--out {out}", todo="请换一个文件夹") from error


def _csv(samples: Sequence[Sample], to: Path, on: date, seed: int, language: Language) -> None:
    del on, seed
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([say(heading, language) for heading in HEADINGS])
    writer.writerows([inert.cell(value) for value in row] for row in rows(samples, language))
    to.write_text(text.getvalue(), encoding="utf-8-sig", newline="")


def _xlsx(samples: Sequence[Sample], to: Path, on: date, seed: int, language: Language) -> None:
    columns = tuple(Column(say(heading, language), widest) for heading, widest in zip(HEADINGS, _WIDEST, strict=True))
    title = say("访谈抽样名单", language)
    footer = say("审查日 {on} · 种子 {seed}", language, on=on.isoformat(), seed=seed)
    about = Book(title, footer, on, say("第 {page} / {pages} 页", language, page="&P", pages="&N"))
    notes = [(say("说明", language), say(NOTE, language)), (say("抽样", language), footer)]
    sheets = [
        Sheet(title, columns, list(rows(samples, language)), frozen=3),
        Sheet(say("说明", language), (Column("", 12), Column("", 90)), notes, filtered=False),
    ]
    write_book(to, sheets, about)


_WRITERS = {".csv": _csv, ".xlsx": _xlsx}
