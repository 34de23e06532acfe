"""findings.csv: one row a finding, for a spreadsheet; no cell of it is ever a formula."""

import csv
from pathlib import Path

from wagecheck.model import Finding, Report
from wagecheck.report import inert, waiving
from wagecheck.report.labels import Labels

NAME = "findings.csv"
HEADINGS = (
    "规则",
    "名称",
    "严重度",
    "性质",
    "项目编码",
    "对象类型",
    "对象",
    "姓名",
    "月份",
    "金额",
    "说明",
    "依据",
    "整改",
    "责任方",
    "来源文件",
    "工作表",
    "行号",
    "指纹",
    "豁免",
)


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write findings.csv into a folder: UTF-8 with BOM, worst first within each project."""
    path = to / NAME
    labels = Labels(report.labels)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for finding in sorted(report.findings, key=place):
            writer.writerow([inert.cell(text) for text in _row(finding, report, labels)])
    return (path,)


def place(finding: Finding) -> tuple[str | int, ...]:
    """Say where a finding stands among the others: worst first within each project."""
    subject = finding.subject
    return (
        finding.project_id,
        finding.severity.rank,
        finding.rule,
        finding.month or "",
        subject.kind,
        subject.id,
        subject.name,
        finding.fingerprint,
    )


def _row(finding: Finding, report: Report, labels: Labels) -> list[str]:
    """Give one finding as texts; several sources share the three cells, one a line."""
    rule = report.rules.get(finding.rule)
    return [
        finding.rule,
        rule.title if rule else "",
        finding.severity.label,
        finding.kind.value,
        finding.project_id,
        labels.subject(finding.subject.kind),
        finding.subject.id,
        finding.subject.name,
        finding.month or "",
        finding.amount or "",
        finding.message,
        "、".join(finding.basis),
        finding.remedy,
        finding.by,
        "\n".join(source.file for source in finding.sources),
        "\n".join(source.sheet for source in finding.sources),
        "\n".join(str(source.row or "") for source in finding.sources),
        finding.fingerprint,
        waiving.told(finding, report.language),
    ]
