"""Made-up projects in any number: some owe, some could not be judged, some are to be free of arrears."""

import random
from dataclasses import replace

from tests.report.made_site import site
from wagecheck.model import MoneySummary, PillarSummary, ProjectSummary, Report, Verdict

_PLACES = ("江西省南昌市新建区", "江西省赣州市章贡区", "江西省九江市", "天津市滨海新区", "天津市武清区", "江西省吉安市")
_REGIONS = ("360112", "360702", "360400", "120116", "120114", "360800")
_WORKS = ("安置房", "小学教学楼", "污水处理厂", "人民医院门诊楼", "产业园标准厂房", "快速路改造")
_FUNDING = ("政府投资", "国有企业", "社会投资", "")


def portfolio(many: int) -> Report:
    """Give the site's report with that many made-up projects in place of its own; the same for the same number."""
    whole = site()
    chance = random.Random(7)  # noqa: S311 - the same projects each time
    projects = tuple(_project(whole.projects[0], at, chance) for at in range(many))
    return replace(whole, projects=projects, findings=(), coverage=(), ledger=(), notices=(), rejected=(), inputs=())


def _project(model: ProjectSummary, at: int, chance: random.Random) -> ProjectSummary:
    place = chance.randrange(len(_PLACES))
    verdict = chance.choice((Verdict.FAIL, Verdict.FAIL, Verdict.WARN, Verdict.UNKNOWN, Verdict.PASS, Verdict.NA))
    return replace(
        model,
        project_id=f"{_REGIONS[place]}20240{at:05}",
        name=f"{chance.choice(_WORKS)}{at + 1}号项目",
        region=_REGIONS[place],
        place=_PLACES[place],
        funding=chance.choice(_FUNDING),
        contractor=f"赣北第{chance.randrange(max(4, 400))}建筑工程有限公司",
        owner=f"城区建设投资发展第{chance.randrange(250)}有限公司",
        verdict=verdict,
        pillars=tuple(_pillar(one, verdict, chance) for one in model.pillars),
        money=_money(verdict, chance),
        months=(),
        scorecards=(),
    )


def _pillar(model: PillarSummary, verdict: Verdict, chance: random.Random) -> PillarSummary:
    own = chance.choice((verdict, Verdict.PASS, Verdict.PASS, Verdict.NA))
    failed = chance.randrange(1, 90) if own in (Verdict.FAIL, Verdict.WARN) else 0
    return replace(
        model,
        verdict=own,
        passed=chance.randrange(400),
        failed=failed,
        unknown=chance.randrange(50),
        amount=f"{failed * 1250}.00",
    )


def _money(verdict: Verdict, chance: random.Random) -> MoneySummary:
    due = chance.randrange(200_000, 9_000_000)
    owed = chance.randrange(due // 10) if verdict is Verdict.FAIL and chance.random() < 0.7 else 0
    unjudged = due if verdict is Verdict.UNKNOWN else chance.randrange(due // 8) if chance.random() < 0.3 else 0
    people = owed // 12_000 + 1 if owed else 0
    return MoneySummary(
        due=f"{due}.00",
        paid=f"{due - owed - unjudged}.00",
        arrears=f"{owed}.00",
        unjudged=f"{unjudged}.00",
        workers_in_arrears=people,
        worker_months_in_arrears=people * 2,
        longest_months=2 if people else 0,
    )
