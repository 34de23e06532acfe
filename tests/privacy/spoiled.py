"""A site whose clerks wrote numbers of people wherever a text can stand, in every form in which people write them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path

from madeup import Plan, Site, build, plant, template, write
from madeup.numbers import card_number, id_number, phone_number
from madeup.plant_money import returned, short_paid, to_contractor

from tests.privacy import leaks

Forms = Callable[[], str]

_PROJECT = ("project_name", "owner_name", "contractor_name", "account_name", "account_bank", "labour_officer")
PASSPORTS = ("E12345678", "EA7654321", "H00112233")
_BORN = date(1971, 2, 3)


class Numbers:
    """Made-up numbers, each another one, in one form after the other; `secret` are those given so far."""

    def __init__(self) -> None:
        self.secret: set[str] = set()
        self._next = count(900_000)

    def __call__(self) -> str:
        at = next(self._next)
        person = id_number("360199", _BORN, at % 998 + 1)
        card, phone = card_number(at), phone_number(at)
        number, said = (
            (person, person),
            (card, f"卡号{card}"),
            (phone, f"电话{phone}"),
            (person, f"ID{person}"),
            (card, " ".join(card[place : place + 4] for place in range(0, 19, 4))),
            (phone, f"{phone[:3]}-{phone[3:7]}-{phone[7:]}"),
            (person, f"{person[:6]} {person[6:14]} {person[14:]}"),
            (person, person.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))),
            (phone, f"+86{phone}"),
        )[at % 9]
        self.secret.add(number)
        return f"({said})"


def troubled(plan: Plan) -> Site:
    """Make a site where wages are owed, one came back and money went to the contractor."""
    site = build(plan)
    team = site.workers[-1].team
    trouble = [short_paid(team, 1, 1, "0.5"), returned(0, repaid=False), to_contractor(date(2025, 3, 20), Decimal(90))]
    plant(site, trouble)
    return site


def spoiled(number: Numbers) -> Site:
    """Make a site with trouble, and a number behind every text of it; what is equal before is equal after."""
    site = troubled(Plan(seed=77, workers=12, months=3, subcontractors=2))
    for worker, passport in zip(site.workers[-3:], PASSPORTS, strict=True):
        worker.id_no = passport
    worded: dict[str, str] = {}

    def more(text: str) -> str:
        return worded.setdefault(text, f"{text}{number()}") if text else text

    for key in _PROJECT:
        site.project[key] = more(site.text(key))
    for firm in site.subcontractors:
        firm.name = more(firm.name)
    for worker in site.workers:
        worker.employer, worker.team, worker.trade = more(worker.employer), more(worker.team), more(worker.trade)
        worker.bank, worker.role = more(worker.bank), more(worker.role)
    for row in site.payroll[::7]:
        row.deductions, row.reason, row.signed = Decimal(1), number(), number()
    for line in site.lines:
        line.name = more(line.name) if line.name not in {worker.name for worker in site.workers} else line.name
        line.summary, line.remark = f"{line.summary}{number()}", f"{line.remark}{number()}"
    for paper in site.deposits:
        paper.issuer, paper.reference, paper.beneficiary = number(), number(), number()
    return site


def handed_in(folder: Path) -> set[str]:
    """Write the papers of such a site, numbers in the names of files too, and some that cannot be read.

    Gives every number that they hold.
    """
    number = Numbers()
    write(spoiled(number), folder, template("xlsx"))
    for path in sorted(folder.iterdir()):
        path.rename(folder / f"{path.stem}{number()}{path.suffix}")
    own = leaks.held(folder.iterdir())
    (folder / f"坏{number()}.xlsx").write_bytes(b"PK\x03\x04 broken")
    (folder / f"空{number()}.xls").write_bytes(b"")
    lines = [
        "姓名,身份证号码,工资月份,实发工资",
        f"{number()},{number()},2025-03,5000",
        f"李四,{number()},{number()},{number()}",
    ]
    (folder / f"工资表{number()}.csv").write_text("\n".join(lines), "utf-8")
    (folder / f"项目{number()}.toml").write_text(f"不是 {number()} = [", "utf-8")
    return own | number.secret | set(PASSPORTS)
