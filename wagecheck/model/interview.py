"""Whom to ask on site: a sample of a project's workers, each with the reasons for asking."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interview:
    """One worker who was drawn."""

    name: str
    worker_id: str
    """Masked unless the run reveals numbers; empty where only the name is known."""
    phone: str
    employer: str
    team: str
    trade: str
    exit_date: str
    """Empty while the worker is not known to have left."""
    reasons: tuple[str, ...]
    """Why to ask, the weightiest first; empty for one drawn at random among the unremarkable."""
    weight: int
    """Sum of the weights of the reasons."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The sample of one project: who was drawn out of how many."""

    project_id: str
    project: str
    workers: int
    remarkable: int
    """Workers whom some reason speaks of."""
    people: tuple[Interview, ...]
    """The weightiest first, then those drawn at random."""
