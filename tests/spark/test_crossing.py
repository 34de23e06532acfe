"""What shards tell one another says the same as having all of them at hand."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from wagecheck import ingest, law
from wagecheck.audit import judge_shard
from wagecheck.facts import Elsewhere, seen_in, shared
from wagecheck.findings import Voice
from wagecheck.ingest import Papers
from wagecheck.rules import ALL
from wagecheck.spark import crossing

SAMPLES = Path(__file__).parents[2] / "samples"
BOOK = law.load()
ON = date(2025, 8, 20)


@pytest.fixture(scope="module")
def shards() -> tuple[Papers, ...]:
    """Read two samples and lay them down twice: accounts, cards and people are in projects of different shards."""
    whole = ingest.gather([SAMPLES / "nanchang-binjiang", SAMPLES / "tianjin-teda"], region_of=BOOK.region_of)
    again = {name: frame.with_columns(pl.col("project_id") + "#2") for name, frame in whole.tables.items()}
    return (*ingest.split(whole, 4).values(), Papers(again, (), (), ()))


def met(seen: list[pl.DataFrame]) -> Iterator[Elsewhere]:
    """Do what Spark's shuffle does: give each shard the rows of the others about a number that it has too."""
    for at, here in enumerate(seen):
        others = pl.concat([frame for number, frame in enumerate(seen) if number != at])
        yield crossing.elsewhere(others.join(here.select("kind", "key").unique(), on=["kind", "key"], how="semi"))


def test_a_shard_finds_what_it_would_find_with_all_at_hand(shards: tuple[Papers, ...]) -> None:
    seen = [seen_in(papers.tables, on=ON) for papers in shards]
    everything = shared(seen)
    rules = [rule for rule in ALL if rule.id in {"A06", "B03", "K02"}]
    found = set()
    for papers, told in zip(shards, met([crossing.rows(one) for one in seen]), strict=True):
        here = judge_shard(papers, BOOK, rules, Voice(b"key"), on=ON, elsewhere=told)
        found |= {finding.rule for finding in here.findings}

        assert here == judge_shard(papers, BOOK, rules, Voice(b"key"), on=ON, elsewhere=everything)
    assert found == {"A06", "B03", "K02"}


def test_what_a_shard_says_has_the_columns_that_spark_was_told_of(shards: tuple[Papers, ...]) -> None:
    told = crossing.rows(seen_in(shards[0].tables, on=ON))

    assert told.schema == pl.Schema(crossing.COLUMNS)
    assert [word.split()[0] for word in crossing.SCHEMA.split(", ")] == told.columns
