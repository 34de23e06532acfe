"""Rows that only name a team: 「木工班」 above the rows of its people."""

import re
from collections.abc import Sequence

from wagecheck.ingest.cells import Grid

_NAMED = re.compile(r"(?:班组[:：])?([\u4e00-\u9fff\d]{1,12}(?:班组|班|组|工队))(?:[（(].{1,6}[）)])?")
_NUMERAL = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.]?")


def of_rows(grid: Grid, rows: Sequence[int], leads: Sequence[str]) -> dict[int, str]:
    """Give the places of rows that name a team and say nothing else, but perhaps its number, with the team."""
    may = {lead for lead in set(leads) if _NAMED.fullmatch(lead) or _NUMERAL.fullmatch(lead)}
    found = {}
    for place in [place for place, lead in enumerate(leads) if lead in may]:
        cells = [said for cell in grid.texts(rows[place]) if (said := "".join(cell.split()))]
        words = cells[1:] if len(cells) > 1 and _NUMERAL.fullmatch(cells[0]) else cells
        named = _NAMED.fullmatch(words[0]) if len(words) == 1 else None
        if named:
            found[place] = named.group(1)
    return found


def below(named: dict[int, str], count: int) -> list[str]:
    """Give the team of each row: that of the last row above it that names one."""
    teams, team = [], ""
    for place in range(count):
        team = named.get(place, team)
        teams.append(team)
    return teams
