"""Waivers: which count, which do not and why, and that what is waived is shown wherever it stood."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import polars as pl
import pytest

from tests.report.made_people import PROJECT
from tests.report.made_small import several, tiny
from wagecheck.comparison import fresh
from wagecheck.language import Language
from wagecheck.model import Kind, Report, Severity, Waiver, WaiverState
from wagecheck.report import csv, github, html, junit, markdown, parquet, portfolio, sarif, xlsx
from wagecheck.report import json as audit_json
from wagecheck.report.schema import audit_schema
from wagecheck.waivers import KEYS, apply, read

W05, W07, F01 = "3f2a9c0d1e4b5a67", "0123456789012345", "aa00000000000001"
DAY = date(2025, 8, 20)


def entry(**other: Any) -> dict[str, Any]:
    """An entry that is sound on the day of the report: for W07, which no law makes 红 here."""
    sound = {"rule": "W07", "project": PROJECT, "subject": W07, "reason": "已与工人约定", "approver": "周局"}
    return {**sound, "expires": DAY, **other}


def report() -> Report:
    """The tiny report, with W07 as a rule that may be waived."""
    whole = tiny()
    mild = replace(whole.rules["W07"], severity=Severity.VIOLATION, kind=Kind.STATUTORY)
    findings = tuple(replace(one, severity=mild.severity) if one.rule == "W07" else one for one in whole.findings)
    return replace(whole, findings=findings, rules={**whole.rules, "W07": mild})


def waived(*entries: object, language: Language = Language.CHINESE) -> Report:
    return apply(replace(report(), language=language), read(entries, language))


def states(of: Report) -> list[WaiverState]:
    return [one.state for one in of.waivers]


def test_a_sound_waiver_takes_its_finding_out_of_what_counts() -> None:
    assert [one.fingerprint for one in fresh(waived(entry()))] == [W05, F01]


def test_verdicts_and_sums_stay_as_they_are() -> None:
    assert waived(entry()).projects == report().projects


@pytest.mark.parametrize(
    ("expires", "state"),
    [
        (date(2025, 8, 20), WaiverState.IN_FORCE),
        ("2025-08-20", WaiverState.IN_FORCE),
        (date(2025, 8, 19), WaiverState.LAPSED),
        (date(2025, 8, 21), WaiverState.IN_FORCE),
    ],
)
def test_the_last_day_belongs_to_it(expires: object, state: WaiverState) -> None:
    assert states(waived(entry(expires=expires))) == [state]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [None, "", " ", 3])
def test_nothing_may_be_left_out(key: str, value: object) -> None:
    whole = waived({name: said for name, said in entry(**{key: value}).items() if said is not None})

    assert states(whole) == [WaiverState.MALFORMED]
    assert key in whole.waivers[0].note
    assert len(fresh(whole)) == len(whole.findings)


@pytest.mark.parametrize(
    "broken",
    [
        "W07",
        entry(expire="2026-01-01"),
        entry(expires="20.8.2025"),
        entry(expires="20250820"),
        entry(subject="王大山"),
        entry(subject=W07.upper() + "0"),
        entry(rule="W05"),
        entry(project="another"),
    ],
)
def test_what_is_not_written_as_it_must_be_is_absent(broken: object) -> None:
    whole = waived(broken)

    assert states(whole) == [WaiverState.MALFORMED]
    assert whole.waivers[0].note
    assert all(one.waiver is None for one in whole.findings)


@pytest.mark.parametrize("day", [date(2025, 8, 20), date(2020, 1, 1)])
def test_a_statutory_red_rule_cannot_be_waived(day: date) -> None:
    whole = waived(entry(rule="W05", subject=W05, expires=day))

    assert states(whole) == [WaiverState.REFUSED]
    assert W05 in {one.fingerprint for one in fresh(whole)}


def test_a_red_suspicion_may_be_waived() -> None:
    red = replace(report(), findings=tuple(replace(one, severity=Severity.CRITICAL) for one in report().findings))
    whole = apply(red, read([entry(rule="F01", subject=F01)], Language.CHINESE))

    assert states(whole) == [WaiverState.IN_FORCE]


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ((entry(subject="f" * 16),), "可能已整改"),
        ((entry(subject="f" * 16, rule="Z99"),), "Z99"),
        ((entry(subject="f" * 16, project="P9"),), "P9"),
        ((entry(), entry()), "第 1 条重复"),
    ],
)
def test_a_waiver_that_meets_nothing_is_told(entries: tuple[object, ...], says: str) -> None:
    last = waived(*entries).waivers[-1]

    assert last.state is WaiverState.UNUSED
    assert says in last.note


def test_a_lapsed_waiver_does_not_hide_a_sound_one() -> None:
    whole = waived(entry(expires="2025-01-01"), entry())

    assert states(whole) == [WaiverState.LAPSED, WaiverState.IN_FORCE]
    assert len(fresh(whole)) == len(whole.findings) - 1


def test_the_json_names_it_as_published() -> None:
    written = json.loads("\n".join(audit_json.lines(waived(entry(), "?"))))

    jsonschema.validate(written, audit_schema())
    assert {one["fingerprint"]: one["waiver"] and one["waiver"]["approver"] for one in written["findings"]} == {
        W05: None,
        W07: "周局",
        F01: None,
    }
    assert [one["state"] for one in written["waivers"]] == ["in_force", "malformed"]


def test_tables_name_it(tmp_path: Path) -> None:
    (listed,) = csv.write(waived(entry()), tmp_path)
    (typed,) = parquet.write(waived(entry()), tmp_path)

    assert listed.read_text("utf-8-sig").count("豁免至 2025-08-20") == 1
    assert pl.read_parquet(typed).filter("waived")["fingerprint"].to_list() == [W07]


def test_the_workbook_names_it(tmp_path: Path) -> None:
    (written,) = xlsx.write(waived(entry()), tmp_path)
    sheets = openpyxl.load_workbook(written).worksheets
    cells = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value]

    assert sum(text.startswith("豁免至 2025-08-20") for text in cells) == 1
    assert "不合规, 已豁免" in cells


def test_a_reason_is_never_a_formula(tmp_path: Path) -> None:
    (listed,) = csv.write(waived(entry(reason="=1+1", approver="@x")), tmp_path)

    assert ",=" not in listed.read_text("utf-8-sig")


def test_sarif_suppresses_it() -> None:
    results = json.loads("\n".join(sarif.lines(waived(entry()))))["runs"][0]["results"]
    suppressed = {
        one["partialFingerprints"][sarif.FINGERPRINT]: one["suppressions"] for one in results if "suppressions" in one
    }

    assert list(suppressed) == [W07]
    assert suppressed[W07][0]["kind"] == "external"
    assert "已与工人约定" in suppressed[W07][0]["justification"]


def test_sarif_tells_of_one_that_does_not_count() -> None:
    told = json.loads("\n".join(sarif.lines(waived("?"))))["runs"][0]["invocations"][0]["toolExecutionNotifications"]

    assert any("第 1 条豁免不起作用" in one["message"]["text"] for one in told)


def test_junit_skips_it() -> None:
    failing, skipping = (
        sum(line.startswith(f"      <{word}") for line in junit.lines(waived(entry())))
        for word in ("failure", "skipped")
    )
    before = sum(line.startswith("      <failure") for line in junit.lines(report()))

    assert failing == before - 1
    assert skipping
    assert any("豁免至 2025-08-20" in line for line in junit.lines(waived(entry())))


def test_an_annotation_of_it_is_a_notice() -> None:
    (line,) = [line for line in github.lines(waived(entry())) if "W07" in line]

    assert line.startswith("::notice ")
    assert "已豁免" in line


def test_the_summary_lists_it_last_and_what_does_not_count() -> None:
    text = markdown.page(waived(entry(), entry(expires="2025-01-01")))

    assert text.index("F01") < text.index("W07")
    assert "第 2 条豁免不起作用: 已于 2025-01-01 到期" in text


def test_the_page_shows_it_and_lists_first_what_does_not_count() -> None:
    page = html.page(waived(entry(), entry(expires="2025-01-01")))

    assert page.index("已于 2025-01-01 到期") < page.index("审查结论") < page.index("豁免至 2025-08-20")
    assert f'<a href="#W07-{W07}"><span class="mono">W07</span></a>' in page


def test_what_is_waived_is_nobodys_task() -> None:
    def tasks(of: Report) -> str:
        page = html.page(of)
        return page[page.index('<section id="tasks"') : page.index("</section>", page.index('<section id="tasks"'))]

    assert "W07" in tasks(report())
    assert "W07" not in tasks(waived(entry()))


def test_each_project_shows_its_own_and_the_front_page_all() -> None:
    whole = replace(
        several(2), waivers=waived(entry(), entry(project="GC-0001", subject="f" * 16, expires="2025-01-01")).waivers
    )
    front = dict(portfolio.pages(whole))["index.html"]

    assert front.count("已于 2025-01-01 到期") == 2
    assert "GC-0001" in front


def test_it_speaks_english() -> None:
    whole = waived(entry(), entry(expires="2025-01-01"), "?", language=Language.ENGLISH)
    page = html.page(whole)
    section = page[page.index('<section id="waivers"') :]

    assert [one.note for one in whole.waivers] == [
        "",
        "lapsed on 2025-01-01",
        "rule, project, subject, reason, approver, expires missing",
    ]
    assert "waived until 2025-08-20" in page
    assert "豁免" not in section[: section.index("</section>")]


def test_hostile_words_stay_words() -> None:
    evil = "<script>alert(1)</script>"
    page = html.page(waived(entry(reason=evil, approver=evil), {evil: evil}))

    assert "<script>alert" not in page


def test_every_state_can_be_told_apart_in_print() -> None:
    from wagecheck.report.waiving import STATES  # noqa: PLC0415 - the only test that looks at it

    assert set(STATES) == set(WaiverState)
    assert len({mark.word for mark in STATES.values()}) == len(STATES)
    assert Waiver(1, "", "", "", "", "", "", WaiverState.UNUSED).note == ""
