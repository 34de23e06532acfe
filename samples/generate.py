"""Writes the three sample dossiers anew, byte for byte the same: `python samples/generate.py [FOLDER]`."""

from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

from madeup import Plan, Site, build, write
from madeup import plant_money as money
from madeup import plant_people as people
from madeup import plant_project as duties
from madeup.books import Paper
from madeup.expected import write_expected, write_readme
from madeup.ground import Ground, Planted, plant
from madeup.papers_bank import payouts_of_bank, statement_ccb, statement_icbc
from madeup.papers_office import project_two_columns, table
from madeup.papers_people import attendance_a1, payrolls_p1, roster_r1, signed_by_tick


@dataclass
class Sample:
    """A dossier to write: the site with its trouble, and its papers."""

    folder: str
    intro: str
    site: Site
    planted: list[Planted]
    papers: tuple[Paper, ...]


_NANCHANG = Plan(
    seed=36,
    workers=132,
    months=8,
    first=date(2024, 12, 1),
    region="360112",
    through=date(2025, 8, 18),
    on=date(2025, 8, 20),
    district="南昌市新建区",
    code="3601122024090036",
    name="滨江片区安置房三号地块",
    owner="南昌樟渡片区建设投资有限公司",
    contractor="江西樟湖建工集团有限公司",
    partners=("江西砚溪建筑劳务有限公司", "江西沅岭建筑劳务有限公司"),
)


_IN_YUAN = {
    "amount": "金额（元）",
    "certified_amount": "审定工程款\n（元）",
    "paid_amount": "已付工程款\n（元）",
    "labour_cost_due": "应拨人工费\n（元）",
}


_NANCHANG_TROUBLE = (
    money.unpaid_team("抹灰班", 5),
    money.short_paid("钢筋班", 5, 2, "0.6", made_up_on=date(2025, 7, 22)),
    money.short_paid("水电班", 3, 6, "0.5"),
    money.batch(1, 3),
    money.returned(1, repaid=True),
    money.returned(4, repaid=False),
    money.other_payee(1, 2),
    money.shared_card(6),
    money.paid_twice(5),
    money.to_contractor(date(2025, 6, 27), Decimal(100_000)),
    money.to_contractor(date(2025, 8, 5), Decimal(80_000)),
    money.to_person(date(2025, 8, 6), Decimal(16_000)),
    money.cash(date(2025, 7, 3), Decimal(12_000)),
    money.seized(date(2025, 8, 7), Decimal(15_000)),
    money.homonyms,
    people.unregistered,
    people.registered_late,
    people.without_contract,
    people.wrong_ids,
    people.child,
    people.young_scaffolder,
    people.past_retirement,
    people.hours_for_days(4),
    people.left_off_payroll(2),
    people.paid_without_attendance(4),
    people.unsigned(5),
    people.fined(3),
    people.below_minimum(1700, team="综合班"),
    duties.deposit_lapsed,
    duties.advance_owed,
    duties.payment_guarantee_lapsed,
    duties.injury_cover_late,
    duties.no_labour_officer,
    duties.account_opened_late,
    duties.board_incomplete,
    duties.no_allotment(5, top_up=Decimal(720_000)),
    money.hidden_line(date(2025, 8, 8), Decimal(9_000)),
)


def nanchang() -> Sample:
    """Make the large site in 南昌 on which something is wrong under every heading."""
    site = build(_NANCHANG)
    planted = plant(site, _NANCHANG_TROUBLE)
    signed_by_tick(site, _NANCHANG.partner_names[1])
    intro = (
        "江西省南昌市新建区的政府投资安置房工程：总包自有班组和两家劳务分包，工资按月由专户代发；每一项制度都埋有问题。"
    )
    return Sample("nanchang-binjiang", intro, site, planted, _nanchang_papers())


def _nanchang_papers() -> tuple[Paper, ...]:
    own, frame, fitting = _NANCHANG.contractor_name, *_NANCHANG.partner_names
    days = {own: "04考勤表（总包自有）.xlsx", frame: "04考勤表（砚溪劳务）.xlsx", fitting: "04考勤表（沅岭劳务）.xlsx"}
    rolls = {own: "05工资表（总包自有）.xls", frame: "05工资表（砚溪劳务）.xlsx", fitting: "05工资表（沅岭劳务）.xlsx"}
    return (
        partial(project_two_columns, file="01项目概况.xlsx"),
        partial(table, name="subcontractor", file="02分包单位.xlsx", title="分包单位一览表"),
        partial(roster_r1, file="03农民工花名册.xlsx"),
        partial(attendance_a1, files=days, totals=(fitting,)),
        partial(payrolls_p1, files=rolls),
        partial(statement_icbc, file="06专户流水.xlsx"),
        partial(payouts_of_bank, file="07代发明细.csv"),
        partial(table, name="deposit", file="08工资保证金.xls", title="农民工工资保证金存储情况", words=_IN_YUAN),
        partial(table, name="advance", file="09应急周转金.csv", encoding="utf-8-sig"),
        partial(table, name="progress", file="10工程款支付.xlsx", title="工程款及人工费用支付台账", words=_IN_YUAN),
    )


_TIANJIN = Plan(
    seed=12,
    workers=46,
    months=6,
    first=date(2025, 5, 1),
    region="120116",
    subcontractors=1,
    pay_day=28,
    through=date(2025, 10, 31),
    on=date(2025, 11, 5),
    district="天津市滨海新区",
    code="1201162025030012",
    name="泰达西区研发车间",
    owner="天津岚桥产业园开发有限公司",
    contractor="天津澄渡建设工程有限公司",
    partners=("天津泓陇建筑劳务有限公司",),
    funding="社会投资",
    bank="中国建设银行",
)


def tianjin() -> Sample:
    """Make the clean site in 天津."""
    site = build(_TIANJIN)
    own, partner = _TIANJIN.contractor_name, *_TIANJIN.partner_names
    range_of_bank = ("statement_from", "statement_through")
    papers: tuple[Paper, ...] = (
        partial(project_two_columns, file="项目概况.xlsx", said={"region": "天津市滨海新区"}, unsaid=range_of_bank),
        partial(table, name="subcontractor", file="分包单位.csv"),
        partial(roster_r1, file="花名册.xlsx"),
        partial(attendance_a1, files={own: "考勤（总包）.xlsx", partner: "考勤（泓陇劳务）.xls"}),
        partial(payrolls_p1, files={own: "工资表（总包）.xlsx", partner: "工资表（泓陇劳务）.xlsx"}),
        partial(statement_ccb, file="建行专户明细.csv"),
        partial(table, name="deposit", file="工资保证金.csv"),
        partial(table, name="progress", file="工程款.csv", encoding="utf-8-sig"),
    )
    intro = "天津市滨海新区的厂房工程：资料齐全，一切合规，不应查出任何问题。"
    return Sample("tianjin-teda", intro, site, [], papers)


_GANZHOU = Plan(
    seed=73,
    workers=25,
    months=4,
    first=date(2025, 3, 1),
    region="360732",
    subcontractors=1,
    pay_day=10,
    on=date(2025, 8, 12),
    district="兴国县",
    code="3607322025010073",
    name="樟坪小学教学楼",
    owner="兴国樟坪教育建设管理中心",
    contractor="江西岚泽建设有限公司",
    partners=("赣州桦樾建筑劳务有限公司",),
)
_GANZHOU_PROJECT = """
    project_id project_name region sector funding owner_name contractor_name contract_amount contract_date start_date
    planned_end_date completion_date pay_day pay_month_offset account_no guarantee_kind guarantee_to labour_officer
    injury_insurance_date notice_board_date
"""
_GANZHOU_ABSENT = """
    statement deposit advance progress subcontractor payroll.signed payroll.reviewed payroll.pay_method
    roster.registered_date roster.training_date roster.injury_insured roster.employer roster.role roster.team_leader
    roster.contract_end roster.contract_kind roster.wage_basis roster.agreed_wage
"""


def ganzhou() -> Sample:
    """Make the small school site in 赣州 that handed in half of its papers."""
    site = build(_GANZHOU)
    own, partner = _GANZHOU.contractor_name, *_GANZHOU.partner_names
    planted = plant(site, (people.wrong_ids, people.below_minimum(1500), papers_of_ganzhou))
    papers: tuple[Paper, ...] = (
        partial(project_two_columns, file="项目概况.xls", said={"guarantee_kind": "无", "notice_board_date": "—"}),
        partial(roster_r1, file="花名册.xlsx"),
        partial(attendance_a1, files={own: "考勤（岚泽）.xls", partner: "考勤（桦樾）.xlsx"}),
        partial(payrolls_p1, files={own: "工资（岚泽）.xls", partner: "工资（桦樾）.xlsx"}),
    )
    intro = "赣州市兴国县一所小学的教学楼：没有银行流水、保证金和工程款资料，考勤只有两个月，多数事项只能列为未检。"
    return Sample("ganzhou-school", intro, site, planted, papers)


def papers_of_ganzhou(ground: Ground) -> Planted:
    """Empty some cells of the project sheet, take half of the papers away, and spoil two ID numbers."""
    site = ground.site
    site.project = {key: site.project[key] for key in _GANZHOU_PROJECT.split()}
    empty = ("account_no", "labour_officer", "notice_board_date", "guarantee_kind")
    site.project |= dict.fromkeys((*empty, "guarantee_to"))
    site.absent |= set(_GANZHOU_ABSENT.split())
    site.attendance_months = site.months[:2]
    site.numeric_months = {site.months[1]}
    for man in ground.pick(2, firm=1):
        man.contract = None
    spoilt = [man for man in ground.pick(4) if man.id_no.isdigit()][:2]
    for man in spoilt:
        man.numeric_id = True
    names = "、".join(man.name for man in spoilt)
    words = (
        "专户账号、劳资专管员、告示牌、支付担保各栏空白或写“无”；两人未签劳动合同；"
        f"{names} 的身份证号在各表均以数值存储，2025-04 考勤表的身份证号全部以数值存储"
    )
    return Planted(words, [ground.project(rule) for rule in ("A01", "L01", "P03", "P07")])


def make(sample: Sample, root: Path) -> None:
    """Write a sample's papers, README.md and expected.toml into its folder under a root, and nothing else there."""
    folder = root / sample.folder
    for old in folder.glob("*"):
        old.unlink()
    where = write(sample.site, folder, sample.papers)
    failed = write_expected(sample.site, where, folder)
    write_readme(sample.site, sample.intro, sample.planted, failed, folder)


SAMPLES = (nanchang, tianjin, ganzhou)


def main() -> None:
    """Write all samples under the folder given, or beside this script."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent, help="where the folders go")
    root: Path = parser.parse_args().folder
    for sample in SAMPLES:
        make(sample(), root)


if __name__ == "__main__":
    main()
