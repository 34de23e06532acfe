"""A finding keeps its fingerprint, however its papers are exported again."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import openpyxl
import pytest

import wagecheck
from wagecheck.model import Finding, Report

ON = date(2025, 8, 20)
Table = tuple[Sequence[str], Sequence[Sequence[str]]]

_PROJECT = (
    ("项目编码", "P1"),
    ("项目名称", "滨江花园3号"),
    ("行政区划代码", "360113"),
    ("资金性质", "政府投资"),
    ("建设单位", "江南置业有限公司"),
    ("施工总承包单位", "赣北建工集团有限公司"),
    ("施工合同额", "2000万元"),
    ("施工合同签订日期", "2025-01-02"),
    ("开工日期", "2025-01-10"),
    ("工资支付日", "15"),
    ("专户账号", "36050110000000000011"),
)
_PEOPLE = (
    ("张大山", "360199199001011239", "6217001000000000011", 5000),
    ("李小河", "360199198505050018", "6217001000000000029", 6000),
    ("王春江", "360199197803030037", "6217001000000000037", 7000),
)
_BUILDER = "赣北建工集团有限公司"


def papers(*, more: int = 0) -> dict[str, Table]:
    """The papers of a site that owes everybody; `more` is added to every wage, paid and due."""
    roster = [(name, number, "赣江劳务", card, "2025-01-12", "") for name, number, card, _ in _PEOPLE]
    payroll = [(name, number, "22", str(net + more), str(net + more), "") for name, number, _, net in _PEOPLE]
    lines = [("2025-02-10", "", "30000", "江南置业有限公司", "", "人工费")]
    lines += [("2025-04-14", str(net - 900 + more), "", name, card, "工资") for name, _, card, net in _PEOPLE]
    lines += [("2025-04-14", "100", "", "张大山", "6217001000000000011", "工资")]
    lines += [
        ("2025-05-09", str(amount + more), "", _BUILDER, "36001000000000000022", "往来款") for amount in (300, 200)
    ]
    lines += [("2025-05-09", "15", "", _BUILDER, "36001000000000000022", "手续费")]
    return {
        "项目概况": (("项目", "内容"), _PROJECT),
        "花名册": (("姓名", "身份证号码", "所属单位", "工资卡号", "进场日期", "劳动合同签订日期"), roster),
        "2025年3月工资表": (("姓名", "身份证号码", "出勤天数", "应发工资", "实发工资", "本人签字"), payroll),
        "专户流水": (("交易日期", "借方发生额", "贷方发生额", "对方户名", "对方账号", "摘要"), lines),
    }


def save(tables: dict[str, Table], folder: Path, chance: Random | None = None) -> Path:
    """Write the papers; with a chance, as another hand would: other names, forms and order of rows, a title above."""
    folder.mkdir()
    for name, (head, rows) in tables.items():
        listed = list(rows)
        called, titled, booked = name, False, False
        if chance is not None:
            called = f"{chance.randrange(1000)}-{name}（重新导出）"
            titled, booked = chance.random() < 0.5, chance.random() < 0.5
            if name == "专户流水":
                listed = listed[:: chance.choice((1, -1))]
            elif name != "项目概况":
                chance.shuffle(listed)
        above = [[name], []] if titled and name != "项目概况" else []
        lines = [*above, list(head), *map(list, listed)]
        if booked:
            book = openpyxl.Workbook()
            for line in lines:
                book.active.append(line)
            book.save(folder / f"{called}.xlsx")
        else:
            with (folder / f"{called}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(lines)
    return folder


def audited(folder: Path) -> Report:
    return wagecheck.audit([folder], on=ON, key=b"k", reveal=True)


def named(found: Sequence[Finding]) -> dict[tuple[str, str, str, str], set[str]]:
    """Fingerprints by rule, whom or what they are about, and month."""
    known: dict[tuple[str, str, str, str], set[str]] = {}
    for one in found:
        who = one.subject.name if "#" in one.subject.id else one.subject.id
        known.setdefault((one.rule, one.subject.kind, who, one.month or ""), set()).add(one.fingerprint)
    return known


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return audited(save(papers(), tmp_path_factory.mktemp("first") / "台账"))


def test_the_site_has_findings_of_many_kinds(first: Report) -> None:
    assert {"worker", "month", "transaction", "subcontractor"} <= {one.subject.kind for one in first.findings}
    assert sum(one.rule == "A08" for one in first.findings) == 2
    assert len({one.fingerprint for one in first.findings}) == len(first.findings)


@pytest.mark.parametrize("seed", range(5))
def test_another_export_has_the_same_fingerprints(first: Report, tmp_path: Path, seed: int) -> None:
    again = audited(save(papers(), tmp_path / "台账", Random(seed)))  # noqa: S311 - a chance that can be repeated

    assert named(again.findings) == named(first.findings)


@pytest.mark.parametrize("seed", [None, 7])
def test_corrected_amounts_leave_them(first: Report, tmp_path: Path, seed: int | None) -> None:
    chance = None if seed is None else Random(seed)  # noqa: S311 - as above
    again = audited(save(papers(more=13), tmp_path / "台账", chance))

    assert named(again.findings) == named(first.findings)
    assert {one.amount for one in again.findings} != {one.amount for one in first.findings}


def test_one_finding_more_leaves_the_others(first: Report, tmp_path: Path) -> None:
    tables = papers()
    head, lines = tables["专户流水"]
    tables["专户流水"] = (head, [*lines, ("2025-06-09", "50", "", _BUILDER, "36001000000000000022", "往来款")])
    again = {one.fingerprint for one in audited(save(tables, tmp_path / "台账")).findings}

    assert {one.fingerprint for one in first.findings if one.subject.kind != "project"} <= again


def test_a_statement_is_the_same_under_another_name(tmp_path: Path) -> None:
    tables = papers()
    head, lines = tables["专户流水"]
    tables["专户流水"] = ((*head, "本方账号"), [(*line, "36050110000000000099") for line in lines])
    one, other = (
        [
            found
            for found in audited(save(tables, tmp_path / name, chance)).findings
            if found.subject.kind == "statement"
        ]
        for name, chance in (("a", None), ("b", Random(4)))  # noqa: S311 - as above
    )

    assert [found.fingerprint for found in one] == [found.fingerprint for found in other]
    assert one[0].subject.id != other[0].subject.id
