"""The writers: each knows the report and nothing of how it came to be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from wagecheck.errors import UsageError
from wagecheck.model import Report
from wagecheck.report import atomic, csv, github, json, junit, manifest, markdown, parquet, portfolio, sarif, xlsx

Writer = Callable[[Report, Path], tuple[Path, ...]]

WRITERS: dict[str, Writer] = {
    "html": portfolio.write,
    "json": json.write,
    "csv": csv.write,
    "parquet": parquet.write,
    "xlsx": xlsx.write,
    "sarif": sarif.write,
    "junit": junit.write,
    "md": markdown.write,
}
"""Every output by the name that `--format` calls it."""

PRINTED: dict[str, Callable[[Report], Iterator[str]]] = {"github": github.lines}
"""Forms that `--format` names too, and that go to stdout in place of a file."""


def render(report: Report, formats: Sequence[str], to: Path, *, jobs: int = 1) -> tuple[Path, ...]:
    """Write the report into a folder in each of the formats; an unknown one is a usage error before any is written.

    Pages of many projects are written in `jobs` processes.
    """
    unknown = [name for name in formats if name not in WRITERS]
    if unknown:
        raise UsageError(f"不认识的报告格式 {'、'.join(unknown)}", todo=f"可选: {', '.join(WRITERS)}")
    writers = WRITERS | {"html": partial(portfolio.write, jobs=jobs)}
    return tuple(path for name in dict.fromkeys(formats) for path in writers[name](report, to))


def publish(
    report: Report,
    formats: Sequence[str],
    out: Path,
    *,
    options: Mapping[str, str],
    given: manifest.Given = manifest.Given(),  # noqa: B008 - frozen
    besides: Sequence[Writer] = (),
    jobs: int = 1,
) -> tuple[str, ...]:
    """Write the report and its manifest, and put them in the place of `out` all at once; give the names of the files.

    `given` is what the manifest names besides; `besides` are writers of what `--format` does not name; `jobs` as in
    `render`.
    Raises `UsageError` where they cannot be put there; `out` is then as it was.
    """
    names: list[str] = []

    def write(folder: Path) -> None:
        names.extend(path.relative_to(folder).as_posix() for path in render(report, formats, folder, jobs=jobs))
        names.extend(path.relative_to(folder).as_posix() for more in besides for path in more(report, folder))
        manifest.write_manifest(report, folder, options=options, outputs=names, given=given)

    atomic.publish(out, write)
    return (*names, manifest.NAME)
