"""What a paper of which a part was not read leaves open."""

import polars as pl

from tests.conftest import paper
from wagecheck.facts.torn import NOTHING_TORN, all_named, torn_in, unasked, unless_torn, where_torn

TORN = pl.DataFrame([("甲", "roster"), ("甲", "payroll"), ("乙", "statement")], NOTHING_TORN.schema, orient="row")
ROWS = pl.DataFrame({"project_id": ["乙", "甲", "甲"], "listed": [False, False, True], "n": [1, 2, 3]})


def test_a_project_is_torn_once_however_many_of_its_papers_are() -> None:
    assert torn_in(TORN, "roster", "payroll").rows() == [("甲", True)]


def test_the_workers_of_a_project_are_all_known_while_no_paper_that_names_them_is_torn() -> None:
    known = pl.DataFrame({"project_id": ["甲", "乙", "乙"], "worker": ["1", "2", "3"]})

    assert all_named(known, TORN).rows() == [("乙", True)]


def test_what_is_false_on_a_torn_paper_is_unknown_and_rows_stay_as_they_are() -> None:
    assert unless_torn(ROWS, TORN, {"listed": "roster"}).rows() == [("乙", False, 1), ("甲", None, 2), ("甲", True, 3)]
    told = where_torn(ROWS, TORN, "roster", "payroll", n=None)
    assert (told.columns, told["n"].to_list()) == (ROWS.columns, [1, None, None])


def test_only_an_empty_cell_of_a_torn_paper_was_asked_of_nobody() -> None:
    rows = paper("roster", [{"phone": None}, {"phone": "1"}, {"phone": None, "project_id": "乙"}])
    papers = {name: paper(name, ()) for name in ("project", "subcontractor")}

    assert unasked(papers | {"roster": rows}, TORN)["roster"]["phone_asked"].to_list() == [None, True, True]
