"""The official headings of the template (tables.md), by table and canonical name, in the order of its columns."""

_TEXT = {
    "project": """
        project_id 项目编码 project_name 项目名称 region 行政区划代码 sector 工程类别 funding 资金性质
        prefinanced 是否垫资施工 owner_name 建设单位 contractor_name 施工总承包单位
        contractor_uscc 总包统一社会信用代码 contract_amount 施工合同额 contract_date 施工合同签订日期
        permit_date 施工许可日期 start_date 开工日期 planned_end_date 计划竣工日期 completion_date 完工日期
        labour_cost_amount 合同人工费用 labour_cost_ratio 人工费用比例 allotment_cycle_months 人工费用拨付周期
        pay_day 工资支付日 pay_month_offset 工资支付月 account_no 专户账号 account_name 专户户名
        account_bank 专户开户银行 account_opened 专户开户日期 account_agreement_date 三方协议签订日期
        account_filed 专户备案日期 account_closed 专户销户日期 account_sub_ledger 专户分账管理
        closure_notice_date 销户公示日期 statement_from 流水起始日期 statement_through 流水截止日期
        guarantee_kind 工程款支付担保方式 guarantee_amount 担保金额 guarantee_from 担保起始日期
        guarantee_to 担保截止日期 labour_officer 劳资专管员 labour_officer_phone 劳资专管员电话
        injury_insurance_date 工伤保险参保日期 notice_board_date 维权告示牌设置日期 notice_items 告示事项
        notice_min_wage 告示最低工资标准 deposit_rate 核定存储比例 deposit_exempt 是否免存保证金
        clean_years 连续未欠薪年数 arrears_last_2y 近两年是否欠薪 blacklisted 是否失信联合惩戒对象
        concurrent_projects 同地区在建工程数
    """,
    "subcontractor": """
        employer 分包单位 employer_uscc 统一社会信用代码 subcontract_date 分包合同签订日期
        delegation_date 委托代发协议日期 entry_date 进场日期 exit_date 退场日期
    """,
    "roster": """
        name 姓名 id_no 身份证号码 id_type 证件类型 phone 联系电话 employer 所属单位 team 班组 trade 工种
        role 人员类型 team_leader 是否班组长 entry_date 进场日期 exit_date 退场日期 registered_date 实名登记日期
        contract_date 劳动合同签订日期 contract_end 合同终止日期 contract_kind 合同类型 wage_basis 计薪方式
        agreed_wage 约定工资标准 card_no 工资卡号 card_bank 开户银行 training_date 安全教育日期
        injury_insured 是否参加工伤保险
    """,
    "attendance": """
        name 姓名 id_no 身份证号码 date 考勤日期 days 出勤天数 hours 工时 overtime_hours 加班工时
    """,
    "payroll": """
        name 姓名 id_no 身份证号码 month 工资月份 employer 所属单位 team 班组 days 出勤天数 rate 工资标准
        gross 应发工资 deductions 扣款金额 deduction_reason 扣款事由 net 实发工资 card_no 工资卡号 signed 本人签字
        reviewed 总包审核 pay_method 发放方式
    """,
    "statement": """
        booked_at 交易日期 debit 借方发生额 credit 贷方发生额 balance 余额 counterparty_name 对方户名
        counterparty_account 对方账号 summary 摘要 purpose 用途
    """,
    "payout": """
        paid_at 交易日期 payee_name 收款户名 payee_account 收款账号 amount 金额 status 状态 batch_no 批次号
        month 工资月份 failure_reason 失败原因
    """,
    "deposit": """
        kind 保证金形式 amount 金额 lodged_date 存储日期 expiry_date 到期日期 issuer 经办机构 beneficiary 受益人
        on_demand 不可撤销见索即付 reference 凭证编号 used_date 动用日期 used_amount 动用金额 topup_date 补足日期
        topup_amount 补足金额 refund_notice_date 返还公示日期 released_date 返还日期
    """,
    "advance": """
        drawn_date 动用日期 amount 金额 workers 涉及人数 reason 事由 repaid_date 归还日期 repaid_amount 归还金额
    """,
    "progress": """
        month 月份 certified_amount 审定工程款 paid_amount 已付工程款 labour_cost_due 应拨人工费
    """,
}


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


SHEETS = _pairs("""
    project 项目概况 subcontractor 分包单位 roster 花名册 attendance 考勤 payroll 工资表 statement 专户流水
    payout 代发明细 deposit 工资保证金 advance 应急周转金 progress 工程款
""")
"""What the template calls each table."""

OFFICIAL = {table: _pairs(text) for table, text in _TEXT.items()}
