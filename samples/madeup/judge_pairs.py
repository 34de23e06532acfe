"""The oracle on what only several sites together show: A06, K02 and B03 of rules.md, over all sites of a run."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from madeup.days import month_of
from madeup.records import written_id
from madeup.site import Site, Worker
from madeup.verdicts import Said


def judge_together(sites: Iterable[Site]) -> dict[str, list[Said]]:
    """Judge sites side by side: what is said of each, by its project's number."""
    together = list(sites)
    said: dict[str, list[Said]] = {site.text("project_id"): [] for site in together}
    for part in (_accounts, _people, _cards):
        for site, each in part(together):
            said[site.text("project_id")].append(each)
    return said


def _accounts(sites: list[Site]) -> Iterator[tuple[Site, Said]]:
    users: dict[str, list[Site]] = defaultdict(list)
    for site in sites:
        if site.text("account_no"):
            users[site.text("account_no")].append(site)
    for number, sharing in users.items():
        passes = len(sharing) == 1 or all(site.project.get("account_sub_ledger") is True for site in sharing)
        for site in sharing:
            yield site, Said("A06", passes, "account", number)


def _people(sites: list[Site]) -> Iterator[tuple[Site, Said]]:
    """Say of each month of a man known by his number whether some day of it was spent at two sites."""
    there: dict[tuple[str, date], list[Site]] = defaultdict(list)
    for site in sites:
        for worker in site.workers:
            for day in _attended(site, worker):
                there[worker.id_no, day].append(site)
    for site in sites:
        for worker in site.workers:
            twice: dict[date, bool] = defaultdict(bool)
            for day in _attended(site, worker):
                twice[month_of(day)] |= len(there[worker.id_no, day]) > 1
            for month, clash in twice.items():
                yield site, Said("K02", not clash, "worker", worker.name, f"{month:%Y-%m}")


def _attended(site: Site, worker: Worker) -> list[date]:
    if not site.asks("attendance") or not _numbered(worker):
        return []
    return [day for day in worker.marks if month_of(day) in site.attendance_months]


def _numbered(worker: Worker) -> bool:
    return isinstance(written_id(worker), str)


def _cards(sites: list[Site]) -> Iterator[tuple[Site, Said]]:
    """Say of each card on a roster or payroll whether one person bears it, at whatever site."""
    bearers: dict[str, set[str]] = defaultdict(set)
    seen: dict[tuple[str, str], Site] = {}
    for site in sites:
        rostered = site.workers if site.asks("roster", "card_no") else []
        shown = [(worker.card, worker) for worker in rostered if worker.on_roster]
        paid = site.payroll if site.asks("payroll", "card_no") else []
        shown += [(row.card, site.workers[row.who]) for row in paid]
        for card, worker in shown:
            bearers[card].add(worker.id_no if _numbered(worker) else worker.name)
            seen[site.text("project_id"), card] = site
    for (_, card), site in seen.items():
        yield site, Said("B03", len(bearers[card]) == 1, "card", card)
