"""Who was paid what and is owed what, reckoned slowly and plainly from the rows of the papers.

It follows "money that reaches a worker" of the design, step by step and worker by worker, and shares no code with the
tool: no frames, no joins, the working days from the State Council's notices. It also makes small sites by lot, with
everything that is hard to tell apart: namesakes, shared cards, money that came back, lists of batches, two versions of
a payroll.
"""

import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from wagecheck.facts import Facts

Row = dict[str, Any]

OWNER, CONTRACTOR, FIRM, SHOP = "江南置业有限公司", "赣北建工集团有限公司", "赣江劳务有限公司", "红星五金店"
STRANGER = "钱多多"
NAMES = ("张大山", "李小河", "王青田", "赵长根")
THROUGH, ON = date(2025, 6, 30), date(2025, 8, 20)
_DAY = timedelta(days=1)
_KEY = ("project_id", "worker", "month")
_NOTICES = tomllib.loads((Path(__file__).parents[1] / "law" / "notices.toml").read_text("utf-8"))


@dataclass
class SmallSite:
    """The papers of one project."""

    project: Row
    roster: list[Row] = field(default_factory=list)
    payroll: list[Row] = field(default_factory=list)
    statement: list[Row] = field(default_factory=list)
    payout: list[Row] = field(default_factory=list)
    control: list[Row] = field(default_factory=list)


@dataclass
class Month:
    """A worker-month as it is reckoned."""

    net: Decimal
    due: date
    settled: Decimal = Decimal(0)
    paid_off: date | None = None
    arrears: Decimal | None = None


# Making a site


def some_site(seed: int) -> SmallSite:
    """Make a small site by lot."""
    rng = Random(seed)  # noqa: S311 - a test's lot
    code = f"甲{seed}"
    site = SmallSite(
        {
            "project_id": code,
            "region": "360113",
            "funding": rng.choice(["政府投资", "社会投资"]),
            "owner_name": OWNER,
            "contractor_name": CONTRACTOR,
            "account_opened": "2025-01-02",
            "start_date": "2025-01-10",
            "pay_day": rng.choice([None, 5, 15, 31]),
            "pay_month_offset": rng.choice([None, 0, 1]),
        }
    )
    place = {"project_id": code}
    site.control = [place | {"file": "statement.xlsx", "range_from": "2025-01-02", "range_through": THROUGH}]
    for at in range(rng.randrange(1, 5)):
        name = rng.choice(NAMES[:2]) if rng.random() < 0.3 else NAMES[at]
        card = f"621700000000000{rng.choice([at, at, at, 0]):04d}"
        site.roster.append(place | {"name": name, "id_no": f"36019919900101{at:04d}", "card_no": card})
    for worker in site.roster:
        for month in rng.sample(["2025-02", "2025-03", "2025-04", "2025-05", "2025-06"], rng.randrange(1, 4)):
            for _ in range(rng.choice([1, 1, 1, 2])):
                site.payroll.append(_pay_row(place, worker, month, rng))
    for _ in range(rng.randrange(1, 14)):
        site.statement.append(place | _some_line(site, rng))
    _add_batches(site, place, rng)
    site.statement.sort(key=lambda line: line["booked_at"])
    return site


def _pay_row(place: Row, worker: Row, month: str, rng: Random) -> Row:
    net = rng.choice([1000, 2000, 2000, 3500])
    person = {"name": worker["name"], "id_no": worker["id_no"], "employer": FIRM}
    return place | person | {"month": month, "net": net, "gross": net, "is_back_pay": rng.random() < 0.1}


def _some_line(site: SmallSite, rng: Random) -> Row:
    worker, other = rng.choice(site.roster), rng.choice(site.roster)
    day = date(2025, 2, 1) + timedelta(days=rng.randrange(145))
    amount = rng.choice([500, 1000, 1000, 2000, 2000, 3500, 5500])
    to_card = {"counterparty_account": worker["card_no"]}
    by_name = {"counterparty_name": worker["name"]}
    shapes: list[Row] = [
        to_card | by_name | {"summary": "工资"},
        to_card | by_name | {"summary": "工资"},
        to_card | {"summary": "代发工资"},
        by_name | {"summary": "工资"},
        to_card | {"counterparty_name": other["name"], "summary": "代发"},
        {"counterparty_name": STRANGER, "summary": "借款"},
        {"counterparty_name": SHOP, "summary": "货款"},
        {"counterparty_name": FIRM, "summary": "劳务费"},
        {"summary": "支取现金"},
        {"summary": "手续费"},
        {"summary": "法院扣划"},
    ]
    back = [to_card | by_name | {"summary": "退汇"}, by_name | {"summary": "退票"}, to_card | {"summary": "退回"}]
    into = [*back, *back, {"counterparty_name": OWNER}, {"counterparty_name": CONTRACTOR}, {"summary": "结息"}]
    into += [{"counterparty_name": "南昌市财政局"}, {"counterparty_name": SHOP, "summary": "货款"}]
    if rng.random() < 0.75:
        return {"booked_at": f"{day}", "debit": amount, "credit": 0} | rng.choice(shapes)
    return {"booked_at": f"{day}", "debit": 0, "credit": amount} | rng.choice(into)


def _add_batches(site: SmallSite, place: Row, rng: Random) -> None:
    for number in range(rng.choice([0, 0, 1, 2])):
        day = date(2025, 3, 1) + timedelta(days=rng.randrange(100))
        paid = rng.sample(site.roster, rng.randrange(1, len(site.roster) + 1))
        batch = f"PL{number}X"
        rows = [
            place
            | {"paid_at": f"{day}", "payee_name": worker["name"], "payee_account": worker["card_no"]}
            | {"amount": rng.choice([1000, 2000]), "batch_no": batch, "status": rng.choice(["成功", "成功", "失败"])}
            for worker in paid
        ]
        site.payout += rows
        total = sum(row["amount"] for row in rows if row["status"] == "成功")
        if total:
            said = {"debit": total, "credit": 0, "summary": f"批量代发 {batch}"}
            site.statement.append(place | {"booked_at": f"{day}"} | said)


# Reckoning it


def holders(site: SmallSite, account: str | None) -> list[str]:
    """Name the workers whose card that is."""
    owned = [(row["card_no"], row["id_no"]) for row in site.roster]
    owned += [(row["payee_account"], who) for row in site.payout if (who := _only_bearer(site, row["payee_name"]))]
    return sorted({who for card, who in owned if account and card == account})


def _only_bearer(site: SmallSite, name: str | None) -> str | None:
    who = bearers(site, name)
    return who[0] if len(who) == 1 else None


def bearers(site: SmallSite, name: str | None) -> list[str]:
    """Name the workers who are called that."""
    return sorted({row["id_no"] for row in site.roster if name and row["name"] == name})


def whom(site: SmallSite, name: str | None, account: str | None) -> tuple[str | None, list[str]]:
    """Say whom money went to, and, where that cannot be told, whom it may have gone to."""
    owners, named = holders(site, account), bearers(site, name)
    if owners:
        both = [who for who in owners if who in named]
        if len(both) == 1:
            return both[0], []
        if len(owners) == 1:
            return owners[0], []
        return None, both or owners
    if len(named) == 1:
        return named[0], []
    return None, named


def kind(site: SmallSite, line: Row) -> str:  # noqa: PLR0911 - one kind after the other, as the design lists them
    """Say what a line of the account is."""
    words, name, account = line.get("summary") or "", line.get("counterparty_name"), line.get("counterparty_account")
    of_worker = bool(holders(site, account) or bearers(site, name))
    if line["credit"]:
        if of_worker and any(word in words for word in ("退汇", "退票", "退回")):
            return "return"
        treasury = "财政" in (name or "") and site.project["funding"] == "政府投资"
        known = {OWNER: "allotment", CONTRACTOR: "top_up"}.get(name or "", "allotment" if treasury else "")
        return known or ("interest" if "结息" in words else "other_in")
    if of_worker:
        return "wage"
    if "手续费" in words and line["debit"] <= 1000:
        return "fee"
    if "现金" in words:
        return "cash"
    if "代发" in words and name is None:
        return "batch"
    if "扣划" in words:
        return "seizure"
    return {STRANGER: "diversion_person", None: "other_out"}.get(name, "diversion_company")


@dataclass
class Money:
    """Money that reached a worker."""

    who: str
    day: date
    amount: Decimal
    order: int


def paid(site: SmallSite) -> tuple[list[Money], list[Money]]:
    """Give the payments that stand, returns without one as negative ones; and those that may have been somebody's."""
    stands: list[Money] = []
    maybe: list[Money] = []
    backs: list[Money] = []
    failed: list[Money] = []
    for order, line in enumerate(site.statement):
        day, said = date.fromisoformat(line["booked_at"]), kind(site, line)
        who, others = whom(site, line.get("counterparty_name"), line.get("counterparty_account"))
        if said == "wage":
            money = Decimal(line["debit"])
            stands += [Money(who, day, money, order)] if who else []
            maybe += [Money(other, day, money, order) for other in others]
        elif said == "return" and who:
            backs.append(Money(who, day, Decimal(line["credit"]), order))
        elif said == "batch" and (line.get("summary") or "").startswith("批量"):
            batch = (line["summary"] or "").split()[1]
            for row in (each for each in site.payout if each["batch_no"] == batch):
                to, those = whom(site, row["payee_name"], row["payee_account"])
                money = Decimal(row["amount"])
                if to:
                    (stands if row["status"] == "成功" else failed).append(Money(to, day, money, -1))
                elif row["status"] == "成功":
                    maybe += [Money(other, day, money, -1) for other in those]
    return _without_returned(stands, failed, backs), maybe


def _without_returned(stands: list[Money], failed: list[Money], backs: list[Money]) -> list[Money]:
    left = list(stands)
    for back in backs:
        same = [one for one in left if (one.who, one.amount) == (back.who, back.amount) and one.day <= back.day]
        never = [one for one in failed if (one.who, one.amount) == (back.who, back.amount) and one.day <= back.day]
        before = [one for one in same if one.day < back.day or one.order < back.order] or same
        if never:
            failed.remove(never[0])
        elif before:
            left.remove(max(before, key=lambda one: (one.day, one.order)))
        else:
            left.append(Money(back.who, back.day, -back.amount, back.order))
    return left


def works(day: date) -> bool:
    """Say whether people work that day."""
    notice = _NOTICES[str(day.year)]
    said = f"{day:%m-%d}"
    if said in notice["work"]:
        return True
    return day.weekday() < 5 and not any(span[:5] <= said <= span[-5:] for span in notice["rest"])


def due_day(project: Row, month: date) -> date:
    """Give the day by which the wages of a month must be paid."""
    pay_day, offset = project["pay_day"], project["pay_month_offset"]
    after = 1 if pay_day is None or offset is None else offset
    first = date(month.year + (month.month - 1 + after) // 12, (month.month - 1 + after) % 12 + 1, 1)
    end = date(first.year + first.month // 12, first.month % 12 + 1, 1) - _DAY
    if pay_day is None:
        return end
    day: date = min(first + (pay_day - 1) * _DAY, end)
    while not works(day):
        day -= _DAY
    return day


def _settle(months: Sequence[Decimal], money: Sequence[Money]) -> list[tuple[Decimal, date | None]]:
    """Let the payments settle the months in their order, yuan by yuan."""
    told, before = [], Decimal(0)
    days = sorted({one.day for one in money})
    total = sum((one.amount for one in money), Decimal(0))
    for net in months:
        settled = max(Decimal(0), min(net, total - before))
        before += net
        reached = [day for day in days if sum(one.amount for one in money if one.day <= day) >= before]
        told.append((settled, min(reached) if reached and settled == net else None))
    return told


def reckon(site: SmallSite) -> dict[tuple[str, date], Month]:
    """Reckon every worker-month of a site."""
    nets: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for row in site.payroll:
        if not row["is_back_pay"]:
            month = date.fromisoformat(f"{row['month']}-01")
            nets[row["id_no"]][month] = max(nets[row["id_no"]].get(month, Decimal(0)), Decimal(row["net"]))
    sure, maybe = paid(site)
    result = {}
    for who, owed in nets.items():
        own, others = ([one for one in money if one.who == who] for money in (sure, maybe))
        months = sorted(owed)
        amounts = [owed[month] for month in months]
        for month, (settled, day), (most, _) in zip(
            months, _settle(amounts, own), _settle(amounts, own + others), strict=True
        ):
            told = Month(owed[month], due_day(site.project, month), settled, day)
            open_sum = told.net - settled
            if open_sum == 0:
                told.arrears = Decimal(0)
            elif told.due <= THROUGH and told.net > most:
                told.arrears = told.net - most
            result[who, month] = told
    return result


# Holding the tool to it


def stacked(sites: Sequence[SmallSite]) -> dict[str, list[Row]]:
    """Lay the papers of several sites into one set of tables."""
    names = ("roster", "payroll", "statement", "payout", "control")
    papers = {name: [row for site in sites for row in getattr(site, name)] for name in names}
    return papers | {"project": [site.project for site in sites]}


def differing(sites: Sequence[SmallSite], facts: Facts) -> list[str]:
    """Tell on which lines and worker-months the books of these sites differ from the plain reckoning."""
    kinds, months = _kinds_of(facts), _months_of(facts)
    odd = []
    for site in sites:
        code = site.project["project_id"]
        said = [kind(site, line) for line in site.statement]
        if kinds.get(code, []) != said:
            odd.append(f"{code}: kinds {kinds.get(code)}, reckoned {said}")
        for (who, month), plain in reckon(site).items():
            if (found := months[code, who, month]) != plain:
                odd.append(f"{code} {who} {month}: {found}, reckoned {plain}")
    return odd


def _kinds_of(facts: Facts) -> dict[str, list[str]]:
    lines = facts.ledger.lines.sort("rid").group_by("project_id", maintain_order=True).agg("kind")
    return dict(lines.iter_rows())


def _months_of(facts: Facts) -> dict[tuple[str, str, date], Month]:
    told = ("net", "due_date", "settled", "paid_off_on", "arrears")
    frame = facts.frames["worker_month"].filter(pl.col("net").is_not_null())
    return {(code, who, month): Month(*rest) for code, who, month, *rest in frame.select(*_KEY, *told).iter_rows()}
