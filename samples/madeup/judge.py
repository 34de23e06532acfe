"""The oracle: every rule of rules.md that one site alone can decide, in plain Python, apart from the tool."""

from madeup.judge_account import judge_account
from madeup.judge_people import judge_people
from madeup.judge_project import judge_project
from madeup.judge_risk import judge_risk
from madeup.judge_wages import judge_wages
from madeup.reckon import reckon
from madeup.site import Site
from madeup.verdicts import Case, Said


def judge(site: Site) -> list[Said]:
    """Judge a site by its papers: all verdicts, those that pass included."""
    case = Case(site, reckon(site))
    for part in (judge_project, judge_account, judge_people, judge_wages, judge_risk):
        part(case)
    return case.said


def findings(site: Site) -> list[Said]:
    """Give the failed verdicts only."""
    return [said for said in judge(site) if said.passes is False]
