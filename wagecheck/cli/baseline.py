"""The earlier run that an audit is compared with: its audit.json, read back."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from wagecheck.errors import UsageError
from wagecheck.model import Change, Coverage, Kind, MonthLine, ProjectRun, Run, Severity, Told, Verdict
from wagecheck.privacy import mask_text

_SCHEMA = "wagecheck/1"
_SHOWN = {Change.FIXED.value: Verdict.PASS, Change.UNPROVEN.value: Verdict.UNKNOWN}
"""What an earlier look into the papers said of findings that were gone."""
_NO_PERSON = frozenset({"project", "subcontractor", "month", "account", "statement", "instrument", "advance"})
"""Kinds of subject whose name is never a person's."""
_MOST = Decimal(10) ** 16
"""Yuan that no amount of ours reaches."""
_TODO = "请给出先前一次审查写出的 audit.json"


def read(path: Path, *, reveal: bool = False, public: bool = False) -> Run:
    """Read an earlier audit.json. Raises `UsageError` where it is none.

    What it showed in full is masked all the same, unless this run reveals it too; `public` hides people's names.
    """
    file = path / "audit.json" if path.is_dir() else path
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"不能读取 ({error.strerror})", where=str(file), todo=_TODO) from None
    except (ValueError, RecursionError):
        raise UsageError("不是 JSON", where=str(file), todo=_TODO) from None
    if not isinstance(document, dict) or document.get("schema") != _SCHEMA:
        raise UsageError(f"不是 {_SCHEMA} 格式的审查结果", where=str(file), todo=_TODO)
    try:
        run = _run(document)
        kinds = {str(one["fingerprint"]): str(one["subject"]["kind"]) for one in document["findings"]} if public else {}
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError):
        raise UsageError("内容不完整或被改动过", where=str(file), todo=_TODO) from None
    return run if reveal else replace(run, findings=tuple(_masked(one, kinds) for one in run.findings))


def _masked(told: Told, kinds: Mapping[str, str]) -> Told:
    """Mask the number of whom a finding is about, and in a public version all of a name but its first sign."""
    name = mask_text(told.name)
    hidden = told.fingerprint in kinds and kinds[told.fingerprint] not in _NO_PERSON
    return replace(told, name=f"{name[:1]}*" if hidden and name else name)


def _run(document: dict[str, Any]) -> Run:
    """Take from a result what another is compared with. What results of earlier versions do not say is left empty."""
    compared = document.get("comparison", {})
    changes = compared.get("changes", {}) if compared.get("exact") else {}
    gone = {name: _SHOWN[change] for name, change in changes.items() if change in _SHOWN}
    return Run(
        on=date.fromisoformat(document["on"]).isoformat(),
        rulebook=_text(document["rulebook"]),
        projects=tuple(map(_project, document["projects"])),
        findings=tuple(map(_told, document["findings"])),
        coverage={(one.project_id, one.rule): one for one in map(_coverage, document.get("coverage", ()))},
        titles={_text(one["id"]): _text(one["title"]) for one in document.get("rules", ())},
        rechecked=gone if compared.get("exact") else None,
        earlier=_text(compared.get("earlier", "")),
    )


def _project(record: dict[str, Any]) -> ProjectRun:
    money = record["money"]
    return ProjectRun(
        _text(record["project_id"]),
        _text(record["name"]),
        _yuan(money["arrears"]),
        judged=Decimal(money["due"]) > Decimal(money["unjudged"]),
        months={_text(one["month"]): _month(one) for one in record.get("months", ())},
    )


def _month(record: dict[str, Any]) -> MonthLine:
    sums = {name: _yuan(record[name]) for name in ("due", "paid", "arrears", "unjudged")}
    return MonthLine(_text(record["month"]), _text(record["due_date"]), int(record["workers"]), **sums)


def _coverage(record: dict[str, Any]) -> Coverage:
    passed, failed, unknown, na = (int(record[name]) for name in ("pass", "fail", "unknown", "na"))
    return Coverage(_text(record["rule"]), _text(record["project_id"]), passed, failed, unknown, na, missing=())


def _told(record: dict[str, Any]) -> Told:
    subject, amount = record["subject"], record["amount"]
    return Told(
        _text(record["fingerprint"]),
        _text(record["rule"]),
        Severity(record["severity"]),
        _text(record["project_id"]),
        _text(subject["name"] or subject["id"]),
        _text(record["month"] or ""),
        "" if amount is None else _yuan(amount),
        _text(record["by"]),
        _day(record.get("deadline", "")),
        bool(record.get("at_once", False)),
        waived=record.get("waiver") is not None,
        kind=Kind(record["kind"]),
    )


def _text(said: object) -> str:
    """Take a text. Raises TypeError for what is none, ValueError for one that no file can hold: half of a sign."""
    if not isinstance(said, str):
        raise TypeError(said)
    said.encode()
    return said


def _day(said: object) -> str:
    """Take a day, ISO, or nothing. Raises TypeError or ValueError."""
    text = _text(said)
    return date.fromisoformat(text).isoformat() if text else ""


def _yuan(text: str) -> str:
    """Read yuan. Raises ValueError or ArithmeticError for what is no amount."""
    amount = Decimal(text)
    if not abs(amount) < _MOST:
        raise ValueError(text)
    return f"{amount:.2f}"
