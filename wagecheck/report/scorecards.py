"""How platforms would grade a project, as it stands on the page: a card a platform, a row an indicator."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from wagecheck.language import Language, say
from wagecheck.model import IndicatorSummary, ProjectSummary, ScorecardSummary, Verdict
from wagecheck.report import figures, words
from wagecheck.report.words import Mark


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One thing that a platform watches."""

    id: str
    text: str
    note: str
    light: str
    mark: Mark
    rules: tuple[tuple[str, str, str], ...]
    """Rules behind it: id, anchor and number of findings; the latter two blank where there are none."""


@dataclass(frozen=True, slots=True)
class CardView:
    """One platform."""

    name: str
    counts: str
    """「黄灯 2 · 未检 3」."""
    cite: str
    read: str
    note: str
    indicators: tuple[IndicatorRow, ...]


def cards(project: ProjectSummary, counts: Mapping[str, int], prefix: str, language: Language) -> tuple[CardView, ...]:
    """Lay out the scorecards of a project; `counts` are its findings by rule."""
    return tuple(
        CardView(
            name=card.name,
            counts=_counts(card, language),
            cite=card.cite,
            read=words.READ[card.read],
            note=card.note,
            indicators=tuple(_row(one, counts, prefix) for one in card.indicators),
        )
        for card in project.scorecards
    )


def _counts(card: ScorecardSummary, language: Language) -> str:
    met = Counter(_mark(one) for one in card.indicators)
    order = [*words.LIGHT.values(), *words.UNLIT.values(), words.UNSEEN]
    return " · ".join(f"{say(mark.word, language)} {figures.count(met[mark])}" for mark in order if met[mark])


def _row(indicator: IndicatorSummary, counts: Mapping[str, int], prefix: str) -> IndicatorRow:
    return IndicatorRow(
        id=indicator.id,
        text=indicator.text,
        note=indicator.note,
        light=indicator.light,
        mark=_mark(indicator),
        rules=tuple(
            (rule, prefix + rule, figures.count(counts[rule])) if rule in counts else (rule, "", "")
            for rule in indicator.rules
        ),
    )


def _mark(indicator: IndicatorSummary) -> Mark:
    if indicator.verdict is Verdict.FAIL:
        return words.LIGHT[indicator.light]
    return words.UNLIT[indicator.verdict] if indicator.rules else words.UNSEEN
