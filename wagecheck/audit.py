"""The story on one screen: find → read → tables → facts → law → judge → report."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import polars as pl

from wagecheck import assembly, engine, ingest, interviews, law, rechecking
from wagecheck import slips as sheets
from wagecheck.facts import NOTHING, NUMBERS, SEEN, Elsewhere, Facts, build_facts, meeting, numbers_in, seen_in, shared
from wagecheck.findings import Voice
from wagecheck.language import Language
from wagecheck.law import Law
from wagecheck.model import Notice, Report, Rule, Run, Sample, WorkerSlip
from wagecheck.privacy import NOBODY, OF_THIS_PROCESS, Names
from wagecheck.processes import Crew, divided, workers
from wagecheck.rules import ALL


def audit(
    paths: Sequence[Path],
    *,
    on: date,
    rules: Sequence[Rule] = ALL,
    place: str | None = None,
    law_file: Path | None = None,
    config: Path | None = None,
    key: bytes = OF_THIS_PROCESS,
    reveal: bool = False,
    public: bool = False,
    language: Language = Language.CHINESE,
    jobs: int = 1,
    cache: Path | None = None,
    before: Run | None = None,
    told: Callable[[ingest.Progress], None] = lambda _: None,
) -> Report:
    """Read what the projects handed in, and say where it falls short of the law.

    `on` is the day of the audit; `place` a division code that overrides every project's own; `law_file` the user's own
    law overlay; `config` a wagecheck.toml, whose mappings say how sheets are read; `key` the key of the fingerprints
    (with the same key a finding keeps its fingerprint from run to run; without one, within this process); `reveal`
    shows personal numbers in full, `public` hides the names of people but for the first sign; `language` is what the
    report is written in. Many dossiers are read and judged in `jobs` processes, and `told` hears how far the reading
    is; `cache` is a folder that keeps what was read for the next run. The report is the same with any of them.
    `before` is an earlier run with the same key: of its findings that are gone, the report says what is so now.

    Raises `UsageError` (path, law file or mapping wrong, before any work) and `InputError` (nothing to audit there).
    """
    book = law.load(law_file)
    mappings = ingest.load_config(config)
    with ingest.open_papers(
        paths, region_of=book.region_of, place=place, config=mappings, jobs=jobs, cache=cache, told=told
    ) as shelf:
        people = (name for papers in shelf for name in ingest.people(papers.tables))
        voice = Voice(key, reveal=reveal, language=language, hidden=Names.of(people) if public else NOBODY)
        return judge(shelf, book, rules, voice, on=on, jobs=jobs, before=before)


def judge(
    shelf: ingest.Shelf,
    book: Law,
    rules: Sequence[Rule],
    voice: Voice,
    *,
    on: date,
    jobs: int = 1,
    before: Run | None = None,
) -> Report:
    """Judge papers shard by shard, in `jobs` processes; what projects of different shards share is known to each."""
    shards = ingest.spread(shelf.shards, jobs)
    with workers(min(jobs, len(shards))) as pool:
        elsewhere = NOTHING if len(shards) == 1 else _elsewhere(pool, shelf.shards, on=on)
        verdict = partial(
            judge_shard, book=book, rules=tuple(rules), voice=voice, on=on, elsewhere=elsewhere, before=before
        )
        return assembly.bind(list(divided(pool, partial(_judged, verdict=verdict), shards)))


def _elsewhere(pool: Crew | None, shards: Sequence[ingest.Shard], *, on: date) -> Elsewhere:
    """Say what projects share, looking closely only at those that show a number of another's."""
    met = meeting(divided(pool, _numbers, shards))
    concerned = [(shard, projects) for shard, projects in zip(shards, met, strict=True) if projects]
    return shared(divided(pool, partial(_seen, on=on), concerned))


def _numbers(shard: ingest.Shard) -> pl.DataFrame:
    return numbers_in(shard.columns(NUMBERS))


def _seen(concerned: tuple[ingest.Shard, frozenset[str]], *, on: date) -> Elsewhere:
    shard, projects = concerned
    here = pl.col("project_id").is_in(projects)
    return seen_in({name: table.filter(here) for name, table in shard.columns(SEEN).items()}, on=on)


def _judged(shard: ingest.Shard, *, verdict: Callable[[ingest.Papers], Report]) -> Report:
    return verdict(shard.papers())


def judge_shard(
    papers: ingest.Papers,
    book: Law,
    rules: Sequence[Rule],
    voice: Voice,
    *,
    on: date,
    elsewhere: Elsewhere = NOTHING,
    before: Run | None = None,
) -> Report:
    """Judge the papers of one shard, knowing what projects `elsewhere` have in common with its own.

    Of the findings of the run `before` that are gone, it says what is so now.
    """
    facts = _facts(papers, book, on=on, elsewhere=elsewhere)
    return _told(papers, facts, book, rules, voice, on=on, before=before)


def slips(
    paths: Sequence[Path],
    *,
    on: date,
    workers: Sequence[str] = (),
    all_owed: bool = False,
    place: str | None = None,
    law_file: Path | None = None,
    config: Path | None = None,
    key: bytes = OF_THIS_PROCESS,
    reveal: bool = False,
    public: bool = False,
    language: Language = Language.CHINESE,
    jobs: int = 1,
    cache: Path | None = None,
    told: Callable[[ingest.Progress], None] = lambda _: None,
) -> tuple[Report, tuple[WorkerSlip, ...]]:
    """Audit what is owed, and write down for workers what they earned and got; with the report that backs it.

    `workers` are ID numbers or names; `all_owed` takes in everybody who is owed. The rest is as for `audit`, and so are
    the errors; `UsageError` too for a worker who is not in the papers, or a name that several people bear.
    """
    book = law.load(law_file)
    papers = ingest.gather(
        paths,
        region_of=book.region_of,
        place=place,
        config=ingest.load_config(config),
        jobs=jobs,
        cache=cache,
        told=told,
    )
    facts = _facts(papers, book, on=on)
    who = sheets.chosen(facts, workers)
    if all_owed:
        who = pl.concat([who, sheets.everyone_owed(facts)]).unique().sort("project_id", "worker")
    hidden = Names.of(ingest.people(papers.tables)) if public else NOBODY
    voice = Voice(key, reveal=reveal, language=language, hidden=hidden)
    rules = [rule for rule in ALL if rule.id == "W05"]
    report = _told(papers, facts, book, rules, voice, on=on)
    return report, sheets.slips(facts, who, book, voice)


def sample(
    paths: Sequence[Path],
    *,
    on: date,
    size: int,
    seed: int,
    place: str | None = None,
    law_file: Path | None = None,
    config: Path | None = None,
    reveal: bool = False,
    language: Language = Language.CHINESE,
) -> tuple[tuple[Notice, ...], tuple[Sample, ...]]:
    """Draw `size` workers of each project for interviews, as `seed` decides; with the remarks on what was read.

    The rest is as for `audit`, and so are the errors.
    """
    book = law.load(law_file)
    papers = ingest.gather(paths, region_of=book.region_of, place=place, config=ingest.load_config(config))
    facts = _facts(papers, book, on=on)
    voice = Voice(b"", reveal=reveal, language=language)
    told = tuple(voice.of_row(line) for line in papers.notices)
    return told, interviews.samples(facts, voice, size=size, seed=seed, on=on)


def _facts(papers: ingest.Papers, book: Law, *, on: date, elsewhere: Elsewhere = NOTHING) -> Facts:
    """Work out what is so from papers, as far as they were read."""
    torn = ingest.torn(papers)
    return build_facts(papers.tables, _handed(papers), book, on=on, torn=torn, elsewhere=elsewhere)


def _told(
    papers: ingest.Papers,
    facts: Facts,
    book: Law,
    rules: Sequence[Rule],
    voice: Voice,
    *,
    on: date,
    before: Run | None = None,
) -> Report:
    """Let the rules judge the facts, and say so; and what became of the earlier findings that are gone."""
    framed = _with_law(facts, rules, book)
    judged = engine.judge(rules, framed)
    report = assembly.assemble(papers, facts, judged, book, judging=rules, voice=voice, on=on)
    if before is None:
        return report
    here = {project.project_id for project in report.projects}
    known = {finding.fingerprint for finding in report.findings}
    gone = [one for one in before.findings if one.project_id in here and one.fingerprint not in known]
    asked = [judgement.rule for judgement in judged.by_rule]
    return replace(report, rechecked=rechecking.verdicts(gone, asked, framed, voice.key))


def _handed(papers: ingest.Papers) -> pl.DataFrame:
    """List which papers each project handed in, those without a row included."""
    pairs = sorted({(sheet.project_id, sheet.table) for sheet in papers.inputs if sheet.table})
    return pl.DataFrame(pairs, schema={"project_id": pl.String, "table": pl.String}, orient="row")


def _with_law(facts: Facts, rules: Sequence[Rule], book: Law) -> dict[str, pl.DataFrame]:
    """Put beside each fact the parameters that its rules read, as they stood on the fact's law date."""
    frames = {}
    for grain in dict.fromkeys(rule.grain for rule in rules):
        keys = sorted({name for rule in rules if rule.grain == grain for name in rule.reads if "." in name})
        frames[grain] = book.attach(facts.frames[grain], keys) if keys else facts.frames[grain]
    return frames
