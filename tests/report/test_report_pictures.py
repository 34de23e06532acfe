"""The pictures: drawn to scale, told in words too, light enough for a page."""

import re
from dataclasses import replace

import pytest

from tests.report import made_pictures
from tests.report.made_site import site
from tests.report.made_small import crowded
from tests.report.read_page import ReadPage
from wagecheck.language import Language
from wagecheck.model import Calendar, ProjectSummary, Report
from wagecheck.report import account, html, money, paydays
from wagecheck.report.labels import Labels


def project(**changed: object) -> ProjectSummary:
    return replace(site().projects[0], **changed)  # type: ignore[arg-type]


def with_project(report: Report, **changed: object) -> Report:
    return replace(report, projects=(replace(report.projects[0], **changed),))  # type: ignore[arg-type]


def chart(basis: str = "stated") -> account.AccountChart:
    drawn = account.account(project(account=made_pictures.account(basis)), Language.CHINESE)
    assert drawn is not None
    return drawn


def test_the_line_begins_at_the_opening_balance_and_steps_at_each_day() -> None:
    line = chart().line

    assert line.startswith("M0,200.0H0.00V0.0H")
    assert line.count("V") == len(made_pictures.account().days)
    assert line.endswith(f"H{account.WIDE}")


def test_the_levels_are_round_and_reach_above_the_highest_balance() -> None:
    assert [level.label for level in chart().levels] == ["0", "200,000", "400,000", "600,000", "800,000"]


def test_each_lane_marks_its_days_and_adds_them_up() -> None:
    told = {lane.mark.word: (lane.days, lane.total, len(lane.signs)) for lane in chart().lanes}

    assert told == {
        "拨付与补足": ("2", "1,300,000.00", 2),
        "发薪": ("2", "1,031,000.00", 2),
        "异常支出": ("1", "106,000.00", 1),
    }


@pytest.mark.parametrize("basis", ["several", "unknown"])
def test_without_a_balance_no_line_is_drawn_and_the_page_says_why(basis: str) -> None:
    page = html.page(with_project(site(), account=made_pictures.account(basis)))

    assert chart(basis).line == ""
    assert "余额线从略" in page
    assert 'class="plot"' not in page


def test_the_days_stand_in_a_table_too() -> None:
    text = ReadPage(html.page(with_project(site(), account=made_pictures.account()))).text

    assert re.search(r"2025-05-20\s*106,000.00\s*162,988.00", re.sub(r"\n+", " ", text))


def test_a_statement_that_adds_up_is_said_to_agree() -> None:
    flow = {"allotment": "1300000.00", "interest": "322.18", "wage": "1031000.00", "fee": "12.00", "cash": "106000.00"}
    laid = money.flow(project(account=made_pictures.account(), flow=flow), Labels({}))

    assert laid is not None
    assert (laid.opening, laid.expected, laid.closing, laid.agrees) == ("0.00", "163,310.18", "163,310.18", True)


def test_lines_exported_twice_are_neither_income_nor_spending() -> None:
    laid = money.flow(project(flow={"allotment": "100.00", "repeat": "40.00"}), Labels({}))

    assert laid is not None
    assert (laid.sides[0].total, laid.repeated) == ("100.00", "40.00")


def laid(of: Calendar) -> paydays.PayCalendar:
    view = paydays.calendar(of, lambda _worker, name: f"owed-{name}")
    assert view is not None
    return view


def test_the_calendar_counts_its_marks() -> None:
    counts = {tally.mark.word: tally.count for tally in laid(made_pictures.calendar()).teams[1].tallies}

    assert counts == {"按期": "4", "迟发": "1", "未检": "1", "未到期": "1"}


def test_a_team_paid_in_time_lies_closed() -> None:
    assert [team.open for team in laid(made_pictures.calendar()).teams] == [True, True, False]


def test_who_is_owed_is_linked_to_the_ledger() -> None:
    page = ReadPage(html.page(with_project(site(), calendar=made_pictures.calendar())))
    links = [named["href"] for tag, named in page.tags if tag == "a" and named["href"].startswith("#owed-")]

    assert links
    assert {link[1:] for link in links} <= set(page.ids)


def test_the_years_stand_over_their_months() -> None:
    assert laid(made_pictures.wide(1, 30)).years == (("2023", 12), ("2024", 12), ("2025", 6))


def test_a_calendar_beyond_the_page_says_how_many_it_leaves_out() -> None:
    view = laid(made_pictures.wide(1000, 24))

    assert sum(len(team.rows) for team in view.teams) + view.omitted == 1000
    assert view.omitted > 0


def test_a_large_dossier_stays_below_one_megabyte() -> None:
    report = with_project(crowded(2000), calendar=made_pictures.wide(500, 24), account=made_pictures.account())

    assert len(html.page(report).encode()) < 1_000_000
