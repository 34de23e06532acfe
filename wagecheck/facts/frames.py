"""Fact frames, each worked out when it is first asked for."""

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from wagecheck.facts.fact import Fact, finish

_WAITS_FOR: Mapping[str, tuple[str, ...]] = {
    "transaction": ("statement",),
    "payment": ("statement",),
    "instrument": ("deposit",),
    "subcontractor": ("subcontractor",),
    "statement_file": ("statement",),
    "worker": ("roster", "attendance", "payroll"),
    "worker_month": ("attendance", "payroll"),
    "person_month": ("attendance",),
    "team_month": ("attendance", "payroll"),
    "employer_month": ("attendance",),
    "payroll_project_month": ("attendance", "payroll"),
    "card": ("roster", "payroll"),
    "worker_payment": ("statement",),
    "repayment": ("statement", "payout"),
    "batch": ("statement",),
    "pay_rate": ("payroll",),
    "diversion": ("statement",),
}
"""Papers without which nothing is known of a grain: a project that handed in none of them has one fact of nulls."""


class Frames(Mapping[str, pl.DataFrame]):
    """One frame a grain, keyed 0…n: who asks for one grain does not wait for the rest."""

    def __init__(
        self,
        ways: Mapping[str, Callable[[], pl.DataFrame]],
        models: Mapping[str, type[Fact]],
        projects: pl.DataFrame,
        handed: pl.DataFrame,
    ) -> None:
        """`ways` say how each grain is worked out; `projects` (project_id, region) and `handed` of which projects."""
        self._ways, self._models, self._projects, self._handed = ways, models, projects, handed
        self._done: dict[str, tuple[pl.DataFrame, frozenset[str]]] = {}

    def __getitem__(self, grain: str) -> pl.DataFrame:
        """Give the facts of a grain. Raises KeyError for one that there is not."""
        return self._worked_out(grain)[0]

    def __iter__(self) -> Iterator[str]:
        """List the grains."""
        return iter(self._ways)

    def __len__(self) -> int:
        """Count the grains."""
        return len(self._ways)

    def awaited(self, project: str, grain: str) -> tuple[str, ...]:
        """Name the papers without which nothing is known of a grain, where a project handed in none of them."""
        return _WAITS_FOR[grain] if project in self._worked_out(grain)[1] else ()

    def _worked_out(self, grain: str) -> tuple[pl.DataFrame, frozenset[str]]:
        if grain not in self._done:
            frame = self._ways[grain]()
            unseen = self._unseen(frame, grain)
            whole = self._in_place(self._with_absent(frame, unseen))
            self._done[grain] = finish(whole, self._models[grain]), unseen
        return self._done[grain]

    def _unseen(self, frame: pl.DataFrame, grain: str) -> frozenset[str]:
        """List the projects that handed in none of the papers that the grain waits for."""
        if grain not in _WAITS_FOR:
            return frozenset()
        shown = self._handed.filter(pl.col("table").is_in(_WAITS_FOR[grain]))["project_id"]
        without = frozenset(self._projects["project_id"]) - set(shown)
        return without - set(frame["project_id"].unique()) if without else without

    def _with_absent(self, frame: pl.DataFrame, unseen: frozenset[str]) -> pl.DataFrame:
        """Add a row of nulls for each project of whose facts nothing is known."""
        if not unseen:
            return frame
        absent = self._projects.filter(pl.col("project_id").is_in(unseen))
        return pl.concat(
            [frame, absent.select(name for name in absent.columns if name in frame.columns)], how="diagonal"
        )

    def _in_place(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Say in which division each fact lies."""
        return frame if "region" in frame.columns else frame.join(self._projects, on="project_id", how="left")
