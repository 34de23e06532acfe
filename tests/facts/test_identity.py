"""Who is who: whom a name, a number or an account speaks of."""

from typing import Any

import polars as pl
import pytest

from tests.conftest import paper
from wagecheck.facts.identity import bearers, cards, identified, identify, match, nobodys, one_bearer
from wagecheck.facts.names import bearing

TEXT = pl.String


def frame(rows: list[tuple[Any, ...]], **kinds: Any) -> pl.DataFrame:
    return pl.DataFrame([("甲", *row) for row in rows], schema={"project_id": TEXT} | kinds, orient="row")


def read(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.with_columns(bears=bearing(pl.col("payee")))


KNOWN = frame(
    [("1", "张三"), ("2", "张三"), ("3", "李四"), ("3", "李 四"), ("4", "王五"), ("5", None)], worker=TEXT, name=TEXT
)
OWNED = frame([("A", "1"), ("B", "1"), ("B", "3"), ("C", "1"), ("C", "2"), ("A", "1")], card_no=TEXT, worker=TEXT)


@pytest.mark.parametrize(
    ("account", "payee", "told"),
    [
        ("A", "张三", ("1", "account+name", False, False)),
        ("A", "张·三", ("1", "account+name", False, False)),
        ("A", "李四", ("1", "account", False, False)),
        ("A", None, ("1", "account", False, False)),
        ("B", "李四", ("3", "account+name", False, False)),
        ("B", "王五", (None, None, True, False)),
        ("B", None, (None, None, True, False)),
        ("C", "张三", (None, None, True, False)),
        ("C", "李四", (None, None, True, False)),
        (None, "李四", ("3", "name", False, False)),
        ("Z", "李四", ("3", "name", False, False)),
        (None, "张三", (None, None, False, True)),
        ("Z", "张三", (None, None, False, True)),
        (None, "路人", (None, None, False, False)),
        (None, None, (None, None, False, False)),
    ],
)
def test_a_line_pays_the_holder_of_its_account_else_the_bearer_of_its_name(
    account: str | None, payee: str | None, told: tuple[Any, ...]
) -> None:
    lines = frame([(7, account, payee), (8, None, None)], rid=pl.UInt32, account=TEXT, payee=TEXT)

    found = match(read(lines), OWNED, KNOWN)
    assert found.columns == [*lines.columns, "worker", "tier", "shared", "homonyms"]
    assert found["rid"].to_list() == [7, 8]
    assert found.select("worker", "tier", "shared", "homonyms").row(0) == told


def test_cards_and_names_of_another_project_say_nothing() -> None:
    lines = frame([(7, "A", "李四")], rid=pl.UInt32, account=TEXT, payee=TEXT).with_columns(project_id=pl.lit("乙"))

    assert match(read(lines), OWNED, KNOWN).select("worker", "shared", "homonyms").rows() == [(None, False, False)]


def papers(**told: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    return {name: paper(name, told.get(name, ())) for name in ("roster", "attendance", "payroll", "payout")}


def test_workers_are_numbers_and_the_names_that_no_number_bears() -> None:
    found = bearers(
        papers(
            roster=[{"id_no": "1", "name": "张三"}, {"id_no": "1", "name": "张三"}, {"id_no": None, "name": "王五"}],
            attendance=[{"id_no": "1", "name": "张山"}, {"id_no": None, "name": "张三"}, {"id_no": "2", "name": None}],
            payroll=[{"id_no": None, "name": "王五"}, {"id_no": None, "name": None}],
        )
    )

    assert sorted(found.select("worker", "name").rows(), key=str) == [
        ("1", "张三"),
        ("1", "张山"),
        ("2", None),
        ("王五", "王五"),
    ]


def test_a_row_is_of_its_number_else_of_the_one_bearer_of_its_name() -> None:
    rows = frame([("9", "李四"), (None, "王五"), (None, "张三"), (None, None)], id_no=TEXT, name=TEXT)

    found = identify(rows, one_bearer(KNOWN))
    assert found["worker"].to_list() == ["9", "4", None, None]
    assert one_bearer(KNOWN).sort("name").rows() == [("甲", "李 四", "3"), ("甲", "李四", "3"), ("甲", "王五", "4")]


def test_where_every_row_has_a_number_names_say_nothing() -> None:
    rows = frame([("9", "李四"), ("3", None)], id_no=TEXT, name=TEXT)

    assert identify(rows, one_bearer(KNOWN))["worker"].to_list() == ["9", "3"]


@pytest.mark.parametrize(
    ("id_no", "payee", "told"),
    [("3", "王五", ("3", "3")), ("9", "王五", (None, "4")), ("9", "路人", (None, None)), (None, "王五", (None, "4"))],
)
def test_a_number_on_a_payout_counts_only_where_the_project_knows_it(
    id_no: str | None, payee: str, told: tuple[str | None, str | None]
) -> None:
    tables = papers(payout=[{"id_no": id_no, "payee_name": payee}, {"id_no": "4", "payee_name": None}])

    found = identified(tables, KNOWN)["payout"]
    assert found.select("id_no", "worker").rows() == [told, ("4", "4")]
    assert found.columns == [*tables["payout"].columns, "worker"]


def test_of_payouts_without_any_number_the_names_speak() -> None:
    tables = papers(payout=[{"payee_name": "王五"}, {"payee_name": "张三"}])

    assert identified(tables, KNOWN)["payout"]["worker"].to_list() == ["4", None]


def test_a_line_to_a_card_stays_one_however_often_its_holder_is_named() -> None:
    lines = frame([(7, "D", "李四")], rid=pl.UInt32, account=TEXT, payee=TEXT)
    owned = frame([("D", "3"), ("D", "3")], card_no=TEXT, worker=TEXT)

    assert match(read(lines), owned[:1], KNOWN).select("rid", "worker", "tier").rows() == [(7, "3", "account+name")]
    assert match(read(lines), owned, KNOWN).select("rid", "worker", "tier").rows() == [(7, "3", "account+name")]


def test_names_on_rows_of_nobody_are_listed_once() -> None:
    rows = frame([(None, "张三"), (None, "张三"), ("3", "李四"), (None, None)], worker=TEXT, name=TEXT)

    assert nobodys(rows).rows() == [("甲", "张三", True)]


def test_a_card_is_whose_paper_says_so_and_nobodys_where_none_does() -> None:
    told = papers(
        roster=[{"card_no": "A"}, {"card_no": "B"}, {"card_no": None}],
        payout=[{"payee_account": "A"}, {"payee_account": None}],
    )
    workers: dict[str, list[str | None]] = {"roster": ["1", None, "3"], "payout": ["2", "2"], "payroll": []}
    named = {
        name: told[name].with_row_index("rid").with_columns(worker=pl.Series(who, dtype=TEXT))
        for name, who in workers.items()
    }

    assert cards(named).rows() == [("甲", "A", "1", 0), ("甲", "A", "2", 0)]
