"""Fixtures of the facts' tests."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from tests.facts.small_site import PROJECT, Build
from wagecheck import law
from wagecheck.facts import Facts, build_facts


@pytest.fixture(scope="session")
def book() -> law.Law:
    return law.load()


@pytest.fixture
def facts(papers: Any, handed: Any, book: law.Law) -> Build:
    """Build the facts of a site from its papers; the audit is on 2025-08-20 unless said otherwise."""

    def build(on: date = date(2025, 8, 20), project: Mapping[str, Any] | None = None, **named: Any) -> Facts:
        tables = papers(project=[{**PROJECT, **(project or {})}], **named)
        return build_facts(tables, handed(tables), book, on=on)

    return build
