"""The earlier run that an audit is compared with: its audit.json, read back."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from wagecheck.errors import UsageError
from wagecheck.model import ProjectRun, Run, Severity, Told

_SCHEMA = "wagecheck/1"
_TODO = "请给出先前一次审查写出的 audit.json"


def read(path: Path) -> Run:
    """Read an earlier audit.json. Raises `UsageError` where it is none."""
    file = path / "audit.json" if path.is_dir() else path
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"不能读取 ({error.strerror})", where=str(file), todo=_TODO) from None
    except ValueError:
        raise UsageError("不是 JSON", where=str(file), todo=_TODO) from None
    if not isinstance(document, dict) or document.get("schema") != _SCHEMA:
        raise UsageError(f"不是 {_SCHEMA} 格式的审查结果", where=str(file), todo=_TODO)
    try:
        return Run(
            on=str(document["on"]),
            rulebook=str(document["rulebook"]),
            projects=tuple(map(_project, document["projects"])),
            findings=tuple(map(_told, document["findings"])),
        )
    except (KeyError, TypeError, ValueError, InvalidOperation):
        raise UsageError("内容不完整或被改动过", where=str(file), todo=_TODO) from None


def _project(record: dict[str, Any]) -> ProjectRun:
    money = record["money"]
    return ProjectRun(
        str(record["project_id"]),
        str(record["name"]),
        f"{Decimal(money['arrears']):.2f}",
        judged=Decimal(money["due"]) > Decimal(money["unjudged"]),
    )


def _told(record: dict[str, Any]) -> Told:
    subject, amount = record["subject"], record["amount"]
    return Told(
        str(record["fingerprint"]),
        str(record["rule"]),
        Severity(record["severity"]),
        str(record["project_id"]),
        str(subject["name"] or subject["id"]),
        str(record["month"] or ""),
        "" if amount is None else f"{Decimal(amount):.2f}",
    )
