"""The writers: each knows the report and nothing of how it came to be."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path

from wagecheck.errors import UsageError
from wagecheck.model import Report
from wagecheck.report import atomic, manifest

Writer = Callable[[Report, Path], tuple[Path, ...]]
Told = Callable[[int, int], None]
"""What hears how far the writing is: how many projects, of how many."""


def _nobody(_done: int, _of: int) -> None:
    pass


def _write(module: str, report: Report, to: Path, **how: object) -> tuple[Path, ...]:
    """Write one form. Its module is imported only now: a run wants few forms, and importing all takes a while."""
    paths: tuple[Path, ...] = import_module(f"{__name__}.{module}").write(report, to, **how)
    return paths


def _lines(report: Report) -> Iterator[str]:
    from wagecheck.report import github  # noqa: PLC0415 - as above

    return github.lines(report)


WRITERS: dict[str, Writer] = {
    "html": partial(_write, "portfolio"),
    "json": partial(_write, "json"),
    "csv": partial(_write, "csv"),
    "parquet": partial(_write, "parquet"),
    "xlsx": partial(_write, "xlsx"),
    "sarif": partial(_write, "sarif"),
    "junit": partial(_write, "junit"),
    "md": partial(_write, "markdown"),
}
"""Every output by the name that `--format` calls it."""

PRINTED: dict[str, Callable[[Report], Iterator[str]]] = {"github": _lines}
"""Forms that `--format` names too, and that go to stdout in place of a file."""


def render(
    report: Report, formats: Sequence[str], to: Path, *, jobs: int = 1, told: Told = _nobody
) -> tuple[Path, ...]:
    """Write the report into a folder in each of the formats; an unknown one is a usage error before any is written.

    Pages of many projects are written in `jobs` processes, and `told` hears how far they are.
    """
    unknown = [name for name in formats if name not in WRITERS]
    if unknown:
        raise UsageError(f"不认识的报告格式 {'、'.join(unknown)}", todo=f"可选: {', '.join(WRITERS)}")
    writers = WRITERS | {"html": partial(_write, "portfolio", jobs=jobs, told=told)}
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
    told: Told = _nobody,
) -> tuple[str, ...]:
    """Write the report and its manifest, and put them in the place of `out` all at once; give the names of the files.

    `given` is what the manifest names besides; `besides` are writers of what `--format` does not name; `jobs` and
    `told` as in `render`.
    Raises `UsageError` where they cannot be put there; `out` is then as it was.
    """
    names: list[str] = []

    def write(folder: Path) -> None:
        written = render(report, formats, folder, jobs=jobs, told=told)
        names.extend(path.relative_to(folder).as_posix() for path in written)
        names.extend(path.relative_to(folder).as_posix() for more in besides for path in more(report, folder))
        manifest.write_manifest(report, folder, options=options, outputs=names, given=given)

    atomic.publish(out, write)
    return (*names, manifest.NAME)
