"""Fixtures of the facts' tests."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from tests.facts.small_site import PROJECT, Build
from wagecheck import law
from wagecheck.facts import Facts, build_facts
from wagecheck.facts.torn import NOTHING_TORN


@pytest.fixture(scope="session")
def book() -> law.Law:
    return law.load()


@pytest.fixture
def facts(papers: Any, handed: Any, book: law.Law) -> Build:
    """Build the facts of a site from its papers; the audit is on 2025-08-20 unless said otherwise.

    `torn` names papers of which a part could not be read, `empty` those that were handed in without a row.
    """

    def build(
        on: date = date(2025, 8, 20),
        project: Mapping[str, Any] | None = None,
        torn: Sequence[str] = (),
        empty: Sequence[str] = (),
        **named: Any,
    ) -> Facts:
        tables = papers(project=[{**PROJECT, **(project or {})}], **named)
        only = tables["project"]["project_id"][0]
        pairs, bare = (
            pl.DataFrame([(only, paper) for paper in some], NOTHING_TORN.schema, orient="row") for some in (torn, empty)
        )
        return build_facts(tables, pl.concat([handed(tables), bare]), book, on=on, torn=pairs)

    return build
