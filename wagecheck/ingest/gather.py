"""Gathering: all that the user named, dossiers and canonical Parquet alike, put on one shelf."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from wagecheck import desks
from wagecheck.errors import InputError
from wagecheck.ingest.batches import SIZE, Progress, Reading, read_batch, read_many
from wagecheck.ingest.cache import open_cache
from wagecheck.ingest.find import find, find_lakes, holds_dossier
from wagecheck.ingest.lake import is_lake, shards_of
from wagecheck.ingest.limits import Limits
from wagecheck.ingest.mapping import Saved
from wagecheck.ingest.read import Papers
from wagecheck.ingest.shelf import Part, Shelf, arrange, whole


@contextmanager
def open_papers(
    paths: Sequence[Path],
    *,
    region_of: Callable[[str], str | None],
    place: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    config: Sequence[Saved] = (),
    jobs: int = 1,
    cache: Path | None = None,
    told: Callable[[Progress], None] = lambda _: None,
) -> Iterator[Shelf]:
    """Read what the paths hold: dossiers, and folders that `wagecheck ingest` wrote, also below a folder of them.

    What lies below a folder and was read from no file but those already read is left out: it is their own copy. Many
    dossiers are read in `jobs` processes into a folder of their own, which only the user can open and which goes when
    the shelf is closed; `told` hears how far it is. `cache` is a folder from which dossiers are taken that are there as
    they are now, and in which the others are kept. What is read depends on neither `jobs` nor `cache`.

    `region_of`, `place` and `config` as in `read`. A damaged lake is told in `notices`; where there is nothing besides,
    it is raised as InputError, as is a place where nothing at all was found. UsageError for a path that does not exist,
    and for a folder that can be no cache.
    """
    lakes = {path.absolute(): path for path in paths if is_lake(path)}
    plain = [path for path in paths if path.absolute() not in lakes]
    below = {lake.absolute(): lake for path in plain for lake in find_lakes(path, limits)}
    copies = {path for name, path in below.items() if name not in lakes}
    named = dict.fromkeys([*lakes.values(), *copies])
    dossiers = [path for path in plain if not find_lakes(path, limits) or holds_dossier(path, limits)]
    kept = open_cache(cache, paths, place=place, limits=limits, config=config) if cache else None
    how = Reading(region_of, place, limits, tuple(config), kept)
    with desks.desk() as store:
        parts = _of_dossiers(dossiers, how, store, jobs, told) if dossiers or not lakes | below else []
        region = None if place is None else region_of(place) or place
        refused = []
        for path in named:
            try:
                own = [Part(shard, region) for shard in shards_of(path)]
            except InputError as error:
                refused.append(error)
                continue
            parts += [one for one in own if path not in copies or not _is_copy(one, parts)]
        yield arrange(parts, refused)


def gather(
    paths: Sequence[Path],
    *,
    region_of: Callable[[str], str | None],
    place: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    config: Sequence[Saved] = (),
    jobs: int = 1,
    cache: Path | None = None,
    told: Callable[[Progress], None] = lambda _: None,
) -> Papers:
    """Read what the paths hold, as `open_papers` does and with its errors, and take it all down at once."""
    with open_papers(
        paths, region_of=region_of, place=place, limits=limits, config=config, jobs=jobs, cache=cache, told=told
    ) as shelf:
        return whole(shelf)


def _of_dossiers(
    paths: Sequence[Path], how: Reading, store: Path, jobs: int, told: Callable[[Progress], None]
) -> list[Part]:
    dossiers = find(paths, how.limits)
    if len(dossiers) <= SIZE:
        return [Part(read_batch(dossiers, how))]
    return [Part(lake) for lake in read_many(dossiers, how, store, jobs=jobs, told=told)]


def _is_copy(part: Part, others: Sequence[Part]) -> bool:
    """Say whether a part comes from no file but those of others."""
    with suppress(InputError):
        own = part.hashes()
        return bool(own) and own <= frozenset[str]().union(*(other.hashes() for other in others))
    return False
