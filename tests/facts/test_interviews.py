"""Who is drawn for an interview, and why: by the evidence, by weight, by lot, and never by the order of rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from tests.facts.small_site import LI, WANG, ZHANG, Build, line, pays, wages
from wagecheck.facts import Facts
from wagecheck.findings import Voice
from wagecheck.interviews import samples
from wagecheck.language import Language
from wagecheck.model import Sample

ON = date(2025, 8, 20)
OPENING = line("2025-02-10", into="90000", balance="90000")
SHOWN = pays("2025-08-19", WANG, "1")


def drawn(facts: Facts, *, size: int = 20, seed: int = 7, language: Language = Language.CHINESE) -> Sample:
    (sample,) = samples(facts, Voice(b"", language=language), size=size, seed=seed, on=ON)
    return sample


def reasons(facts: Facts, name: str = "张大山") -> tuple[str, ...]:
    return next(one.reasons for one in drawn(facts).people if one.name == name)


def crew(count: int) -> list[dict[str, Any]]:
    """So many workers of whom nothing is known but name and number."""
    return [{"name": f"工{at:03d}", "id_no": f"3601991990010{at:05d}"} for at in range(count)]


@pytest.mark.parametrize(
    ("told", "handed_in"),
    [
        ("欠发 5000.00 元, 1 个月", {"payroll": wages(ZHANG, "2025-03"), "statement": [OPENING, SHOWN]}),
        ("1 个月的工资是否付清, 台账看不出", {"payroll": wages(ZHANG, "2025-03")}),
        ("台账没有劳动合同签订日期", {"roster": [ZHANG | {"contract_date": None}]}),
        ("2025-08-01 刚退场", {"roster": [ZHANG | {"exit_date": "2025-08-01"}]}),
        ("不在花名册上", {"roster": [LI], "payroll": wages(ZHANG, "2025-03")}),
        ("登记的工资卡与他人共用", {"roster": [ZHANG, LI | {"card_no": ZHANG["card_no"]}]}),
        ("1 个月不是银行发放 (现金)", {"payroll": wages(ZHANG, "2025-03", pay_method="现金")}),
        ("1 个月的工资表没有本人签字", {"payroll": wages(ZHANG, "2025-03", signed="李小河代")}),
        (
            "1 个月工资表天数少于考勤",
            {
                "payroll": wages(ZHANG, "2025-03", days="10"),
                "attendance": [ZHANG | {"card_no": None, "month": "2025-03", "days": "20"}],
            },
        ),
        (
            "1 个月有考勤, 不在工资表上",
            {"attendance": [{**ZHANG, "month": "2025-03", "days": "20"}], "payroll": wages(LI, "2025-03")},
        ),
        (
            "1 个月有工资, 没有考勤",
            {"attendance": [{**LI, "month": "2025-03", "days": "20"}], "payroll": wages(ZHANG, "2025-03")},
        ),
        (
            "1 笔工资付到登记以外的账号",
            {
                "roster": [ZHANG],
                "statement": [OPENING, pays("2025-04-14", ZHANG, counterparty_account="6217009999999999")],
            },
        ),
    ],
)
def test_what_the_papers_show_is_a_reason(facts: Build, told: str, handed_in: Mapping[str, Sequence[Any]]) -> None:
    assert told in reasons(facts(**_without_cards(handed_in)))


def _without_cards(papers: Mapping[str, Sequence[Any]]) -> dict[str, Sequence[Any]]:
    """Leave cards out of papers that have no column for them."""
    return {
        name: [{key: value for key, value in row.items() if name != "attendance" or key != "card_no"} for row in rows]
        for name, rows in papers.items()
    }


def test_what_nobody_was_asked_is_no_reason(facts: Build) -> None:
    built = facts(roster=[{"name": ZHANG["name"], "id_no": ZHANG["id_no"]}])

    assert reasons(built) == ()


def test_managers_are_left_out(facts: Build) -> None:
    built = facts(roster=[ZHANG | {"role": "管理人员"}, LI | {"role": "建筑工人"}])

    assert [one.name for one in drawn(built).people] == ["李小河"]


def test_the_order_of_rows_decides_nothing(facts: Build) -> None:
    people = crew(60)

    assert drawn(facts(roster=people)) == drawn(facts(roster=people[::-1]))


def test_another_seed_draws_others(facts: Build) -> None:
    built = facts(roster=crew(60))

    assert drawn(built, seed=1).people != drawn(built, seed=2).people


def test_somebody_more_displaces_one_at_most(facts: Build) -> None:
    before = {one.worker_id for one in drawn(facts(roster=crew(60))).people}
    after = {one.worker_id for one in drawn(facts(roster=crew(61))).people}

    assert len(before - after) <= 1


def test_one_in_five_is_drawn_among_the_unremarkable(facts: Build) -> None:
    doubted = [worker | {"exit_date": "2025-08-01"} for worker in crew(40)]
    built = facts(roster=[*doubted, *({"name": f"安{at}", "id_no": f"3601991991010{at:05d}"} for at in range(40))])

    sample = drawn(built, size=10)

    assert [bool(one.reasons) for one in sample.people] == [True] * 8 + [False] * 2
    assert (sample.workers, sample.remarkable) == (80, 40)


def test_where_few_are_remarkable_the_others_fill_the_sample(facts: Build) -> None:
    sample = drawn(facts(roster=[ZHANG | {"exit_date": "2025-08-01"}, *crew(30)]), size=10)

    assert [bool(one.reasons) for one in sample.people] == [True] + [False] * 9


def test_a_small_crew_is_drawn_whole(facts: Build) -> None:
    assert len(drawn(facts(roster=crew(3)), size=10).people) == 3


def test_heavier_reasons_are_drawn_more_often(facts: Build) -> None:
    roster = [{**worker, "exit_date": "2025-08-01"} for worker in crew(30)]
    payroll = [row for worker in roster[:10] for row in wages(worker, "2025-03")]
    built = facts(roster=roster, payroll=payroll, statement=[OPENING, SHOWN])

    owed = [sum(one.weight > 3 for one in drawn(built, size=10, seed=seed).people) for seed in range(20)]

    assert sum(owed) / 20 > 10 / 3


def test_reasons_are_told_in_english(facts: Build) -> None:
    built = facts(payroll=wages(ZHANG, "2025-03"), statement=[OPENING, SHOWN])

    (zhang,) = (one for one in drawn(built, language=Language.ENGLISH).people if one.name == "张大山")
    assert zhang.reasons == ("owed 5000.00 yuan, 1 month",)
