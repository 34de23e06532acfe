"""The canonical tables: what a file said, in one shape.

Every row carries where it stood (`project_id, file, sheet, row`). A column is one of

- text, date, month (its first day), money (yuan, two decimals), ratio, days, hours, yes/no, list;
- `<field>_asked` (yes/no) beside each field whose *existence* the law asks for: true when the file has that
  column or key and the cell does not say 未知. A null value that was asked is *not provided*; one that was not
  asked is *unknown* (条例50, 57); an employer that is given and was not asked stands once above its sheet;
- `<field>_damaged` (yes/no) beside each personal number: true when it was stored as a number of 15 or more digits and
  has lost some of them. Its value is then null: a damaged number is never compared.

Headings here are the official ones of the template; other words for them live in `ingest/headings.toml`.
"""

from typing import Annotated, Any

import pandera.polars as pa
import polars as pl

Text = pl.String
Date = pl.Date
Month = pl.Date
Flag = pl.Boolean
Count = pl.Int32
Moment = Annotated[pl.Datetime, "us", None]
Money = Annotated[pl.Decimal, 18, 2]
Ratio = Annotated[pl.Decimal, 12, 6]
Days = Annotated[pl.Decimal, 8, 2]
Hours = Annotated[pl.Decimal, 8, 2]
Items = Annotated[pl.List, pl.String]

MONEY = pl.Decimal(18, 2)
RATIO = pl.Decimal(12, 6)
DAYS = pl.Decimal(8, 2)


def _field(heading: str, kind: str, *, needed: bool = False, asked: bool = False, identity: bool = False) -> Any:  # noqa: ANN401 - pandera.Field is Any
    """Describe a column: its official heading, how its cells are read, and whether its existence counts."""
    return pa.Field(
        nullable=True,
        metadata={"heading": heading, "kind": kind, "needed": needed, "asked": asked, "identity": identity},
    )


class Table(pa.DataFrameModel):
    """What all tables share: which project a row belongs to, and where it stood."""

    project_id: Text = pa.Field()
    file: Text = pa.Field()
    sheet: Text = pa.Field()
    row: Count = pa.Field()

    class Config:
        """A table has its own columns and no others."""

        strict = True


class Project(Table):
    """项目概况: one row a project."""

    project_name: Text = _field("项目名称", "text", needed=True)
    region: Text = _field("行政区划代码", "region", needed=True)
    sector: Text = _field("工程类别", "text")
    funding: Text = _field("资金性质", "text")
    prefinanced: Flag = _field("是否垫资施工", "flag")
    owner_name: Text = _field("建设单位", "text")
    contractor_name: Text = _field("施工总承包单位", "text")
    contractor_uscc: Text = _field("总包统一社会信用代码", "text")
    contract_amount: Money = _field("施工合同额", "money")
    contract_date: Date = _field("施工合同签订日期", "date")
    permit_date: Date = _field("施工许可日期", "date")
    start_date: Date = _field("开工日期", "date")
    planned_end_date: Date = _field("计划竣工日期", "date")
    completion_date: Date = _field("完工日期", "date", asked=True)
    labour_cost_amount: Money = _field("合同人工费用", "money", asked=True)
    labour_cost_ratio: Ratio = _field("人工费用比例", "ratio", asked=True)
    allotment_cycle_months: Count = _field("人工费用拨付周期", "cycle", asked=True)
    pay_day: Count = _field("工资支付日", "count", asked=True)
    pay_month_offset: Count = _field("工资支付月", "pay_month")
    account_no: Text = _field("专户账号", "text", asked=True, identity=True)
    account_name: Text = _field("专户户名", "text")
    account_bank: Text = _field("专户开户银行", "text")
    account_opened: Date = _field("专户开户日期", "date")
    account_agreement_date: Date = _field("三方协议签订日期", "date", asked=True)
    account_filed: Date = _field("专户备案日期", "date", asked=True)
    account_closed: Date = _field("专户销户日期", "date")
    account_sub_ledger: Flag = _field("专户分账管理", "flag")
    closure_notice_date: Date = _field("销户公示日期", "date", asked=True)
    statement_from: Date = _field("流水起始日期", "date")
    statement_through: Date = _field("流水截止日期", "date")
    guarantee_kind: Text = _field("工程款支付担保方式", "text", asked=True)
    guarantee_amount: Money = _field("担保金额", "money")
    guarantee_from: Date = _field("担保起始日期", "date")
    guarantee_to: Date = _field("担保截止日期", "date", asked=True)
    labour_officer: Text = _field("劳资专管员", "text", asked=True)
    labour_officer_phone: Text = _field("劳资专管员电话", "text")
    injury_insurance_date: Date = _field("工伤保险参保日期", "date", asked=True)
    notice_board_date: Date = _field("维权告示牌设置日期", "date", asked=True)
    notice_items: Items = _field("告示事项", "items", asked=True)
    notice_min_wage: Money = _field("告示最低工资标准", "money")
    deposit_rate: Ratio = _field("核定存储比例", "ratio")
    deposit_exempt: Flag = _field("是否免存保证金", "flag", asked=True)
    clean_years: Count = _field("连续未欠薪年数", "count")
    arrears_last_2y: Flag = _field("近两年是否欠薪", "flag")
    blacklisted: Flag = _field("是否失信联合惩戒对象", "flag")
    concurrent_projects: Count = _field("同地区在建工程数", "count")


class Subcontractor(Table):
    """分包单位: one row a subcontractor of the project."""

    employer: Text = _field("分包单位", "text", needed=True)
    employer_uscc: Text = _field("统一社会信用代码", "text")
    subcontract_date: Date = _field("分包合同签订日期", "date", asked=True)
    delegation_date: Date = _field("委托代发协议日期", "date", asked=True)
    entry_date: Date = _field("进场日期", "date")
    exit_date: Date = _field("退场日期", "date")


class Roster(Table):
    """花名册: one row a worker and stay (条例28)."""

    name: Text = _field("姓名", "name", needed=True, asked=True)
    id_no: Text = _field("身份证号码", "id_no", needed=True, asked=True, identity=True)
    id_type: Text = _field("证件类型", "text")
    phone: Text = _field("联系电话", "phone", asked=True)
    employer: Text = _field("所属单位", "text", asked=True)
    team: Text = _field("班组", "text")
    trade: Text = _field("工种", "text", asked=True)
    role: Text = _field("人员类型", "text")
    team_leader: Flag = _field("是否班组长", "flag")
    entry_date: Date = _field("进场日期", "date", asked=True)
    exit_date: Date = _field("退场日期", "date")
    registered_date: Date = _field("实名登记日期", "date", asked=True)
    contract_date: Date = _field("劳动合同签订日期", "date", asked=True)
    contract_end: Date = _field("合同终止日期", "date")
    contract_kind: Text = _field("合同类型", "text")
    wage_basis: Text = _field("计薪方式", "text")
    agreed_wage: Money = _field("约定工资标准", "money")
    card_no: Text = _field("工资卡号", "number", asked=True, identity=True)
    card_bank: Text = _field("开户银行", "text")
    training_date: Date = _field("安全教育日期", "date", asked=True)
    injury_insured: Flag = _field("是否参加工伤保险", "flag", asked=True)


class Attendance(Table):
    """考勤: one row a worker and day, or, where only a month is known, a worker and month (`date` null)."""

    name: Text = _field("姓名", "name")
    id_no: Text = _field("身份证号码", "id_no", needed=True, identity=True)
    employer: Text = _field("所属单位", "text")
    team: Text = _field("班组", "text")
    date: Date = _field("考勤日期", "date")
    month: Month = _field("考勤月份", "month")
    days: Days = _field("出勤天数", "days")
    hours: Hours = _field("工时", "hours")
    overtime_hours: Hours = _field("加班工时", "hours")


class Payroll(Table):
    """工资表: one row a worker and month (条例15, 31)."""

    name: Text = _field("姓名", "name", needed=True)
    id_no: Text = _field("身份证号码", "id_no", identity=True)
    month: Month = _field("工资月份", "month", needed=True)
    employer: Text = _field("所属单位", "text")
    team: Text = _field("班组", "text")
    days: Days = _field("出勤天数", "days")
    rate: Money = _field("工资标准", "money")
    gross: Money = _field("应发工资", "money")
    deductions: Money = _field("扣款金额", "money")
    deduction_reason: Text = _field("扣款事由", "text", asked=True)
    net: Money = _field("实发工资", "money", needed=True)
    card_no: Text = _field("工资卡号", "number", identity=True)
    signed: Text = _field("本人签字", "text", asked=True)
    reviewed: Text = _field("总包审核", "text", asked=True)
    paid_date: Date = _field("发放日期", "date")
    pay_method: Text = _field("发放方式", "text", asked=True)
    is_back_pay: Flag = _field("是否补发", "flag")
    back_pay_month: Month = _field("补发月份", "month")
    excluded_items: Money = _field("加班及津贴", "money")
    """Sum of overtime, shift, heat and welfare items, which the minimum wage does not count (部令21号12)."""


class Statement(Table):
    """专户流水: one row a transaction, in the bank's order.

    `debit` (out) and `credit` (in) are never negative, and one of them is zero.
    """

    booked_at: Moment = _field("交易日期", "moment", needed=True)
    debit: Money = _field("借方发生额", "money")
    credit: Money = _field("贷方发生额", "money")
    balance: Money = _field("余额", "money")
    counterparty_name: Text = _field("对方户名", "text")
    counterparty_account: Text = _field("对方账号", "number", identity=True)
    counterparty_bank: Text = _field("对方开户行", "text")
    summary: Text = _field("摘要", "text")
    purpose: Text = _field("用途", "text")
    serial: Text = _field("流水号", "text")
    own_account: Text = _field("本方账号", "number", identity=True)


class Control(Table):
    """专户流水的控制数: one row a statement sheet, what the bank itself says above or below the lines."""

    own_account: Text = _field("账号", "number", identity=True)
    account_name: Text = _field("户名", "text")
    range_from: Date = _field("查询起始日期", "date")
    range_through: Date = _field("查询截止日期", "date")
    opening_balance: Money = _field("期初余额", "money")
    closing_balance: Money = _field("期末余额", "money")
    total_debit: Money = _field("借方总额", "money")
    total_credit: Money = _field("贷方总额", "money")
    count_debit: Count = _field("借方笔数", "count")
    count_credit: Count = _field("贷方笔数", "count")
    lines_unread: Count = _field("未能读出的行数", "count")
    """Rows of the sheet that were data and could not be read, but for those across which the balance goes on unbroken:
    they moved no money. Its lines are then fewer than the bank's."""
    sides_proved: Flag = _field("收支方向经余额证明", "flag")
    """Whether the running balance proves which side is out; else the heading or flag is merely believed."""


class Payout(Table):
    """代发明细: one row a worker paid within a bank batch."""

    paid_at: Moment = _field("交易日期", "moment", needed=True)
    payee_name: Text = _field("收款户名", "name", needed=True)
    payee_account: Text = _field("收款账号", "number", needed=True, identity=True)
    amount: Money = _field("金额", "money", needed=True)
    id_no: Text = _field("身份证号码", "id_no", identity=True)
    status: Text = _field("状态", "text")
    batch_no: Text = _field("批次号", "text")
    month: Month = _field("工资月份", "month")
    failure_reason: Text = _field("失败原因", "text")


class Deposit(Table):
    """工资保证金: one row an instrument (65号)."""

    kind: Text = _field("保证金形式", "text", needed=True)
    amount: Money = _field("金额", "money", needed=True)
    lodged_date: Date = _field("存储日期", "date", needed=True)
    expiry_date: Date = _field("到期日期", "date", asked=True)
    issuer: Text = _field("经办机构", "text")
    beneficiary: Text = _field("受益人", "text", asked=True)
    on_demand: Flag = _field("不可撤销见索即付", "flag", asked=True)
    reference: Text = _field("凭证编号", "text")
    used_date: Date = _field("动用日期", "date")
    used_amount: Money = _field("动用金额", "money")
    topup_date: Date = _field("补足日期", "date", asked=True)
    topup_amount: Money = _field("补足金额", "money", asked=True)
    refund_notice_date: Date = _field("返还公示日期", "date", asked=True)
    released_date: Date = _field("返还日期", "date")


class Advance(Table):
    """应急周转金: one row a draw on the government's fund (条例63)."""

    drawn_date: Date = _field("动用日期", "date", needed=True)
    amount: Money = _field("金额", "money", needed=True)
    workers: Count = _field("涉及人数", "count")
    reason: Text = _field("事由", "text")
    repaid_date: Date = _field("归还日期", "date")
    repaid_amount: Money = _field("归还金额", "money", asked=True)


class Progress(Table):
    """工程款: one row a month."""

    month: Month = _field("月份", "month", needed=True)
    certified_amount: Money = _field("审定工程款", "money", needed=True)
    paid_amount: Money = _field("已付工程款", "money")
    labour_cost_due: Money = _field("应拨人工费", "money")


TABLES: dict[str, type[Table]] = {
    "project": Project,
    "subcontractor": Subcontractor,
    "roster": Roster,
    "attendance": Attendance,
    "payroll": Payroll,
    "statement": Statement,
    "control": Control,
    "payout": Payout,
    "deposit": Deposit,
    "advance": Advance,
    "progress": Progress,
}
"""Every canonical table by its name in code, Parquet and JSON."""

LABELS = {
    "project": "项目概况",
    "subcontractor": "分包单位",
    "roster": "花名册",
    "attendance": "考勤",
    "payroll": "工资表",
    "statement": "专户流水",
    "control": "专户流水控制数",
    "payout": "代发明细",
    "deposit": "工资保证金",
    "advance": "应急周转金",
    "progress": "工程款",
}
"""What the reader calls each table."""


def schema(table: str) -> pa.DataFrameSchema:
    """Give the full schema of a table: its model, and the `_asked` and `_damaged` columns that its fields call for."""
    plain = TABLES[table].to_schema()
    beside = {}
    for name, column in plain.columns.items():
        about = column.metadata or {}
        for mark in ("asked", "damaged"):
            if about.get("asked" if mark == "asked" else "identity"):
                beside[f"{name}_{mark}"] = pa.Column(pl.Boolean)
    return plain.add_columns(beside)


def dtypes(table: str) -> dict[str, pl.DataType]:
    """Give the Polars type of every column of a table, marks included, in order."""
    return {name: column.dtype.type for name, column in schema(table).columns.items()}


def empty(table: str) -> pl.DataFrame:
    """Give the table with no rows: what a dossier without that paper contributes."""
    return pl.DataFrame(schema=dtypes(table))


def about(table: str) -> dict[str, dict[str, Any]]:
    """Give what is declared of every field of a table: heading, kind of cell, needed, asked, identity."""
    columns = TABLES[table].to_schema().columns
    return {name: dict(column.metadata) for name, column in columns.items() if column.metadata}


def headings(table: str) -> dict[str, str]:
    """Give the official heading of every field of a table: {canonical name: heading}."""
    return {name: field["heading"] for name, field in about(table).items()}
