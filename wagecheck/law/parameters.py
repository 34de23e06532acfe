"""Every parameter that the law sets, declared once: what it means, in which unit, and what it may be.

The values are dated, cited records in `national.toml` and `places/*.toml`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["money", "ratio", "count", "days", "text", "list", "flag"]

KINDS: dict[Kind, str] = {
    "money": "金额(元, 至多两位小数)",
    "ratio": "小数(至多六位)",
    "count": "整数",
    "days": "天数(至多两位小数)",
    "text": "文字",
    "list": "文字列表",
    "flag": "true 或 false",
}
"""What a value of each kind looks like, in words."""

READS = ("seen", "copy", "recalled", "ours")
"""How well a record is known, best first; `ours` is a tolerance of this tool and no law."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One figure of the law; `low` and `high` are the least and the greatest value that make sense."""

    key: str
    kind: Kind
    unit: str
    low: Decimal | None
    high: Decimal | None
    meaning: str
    unread: str = ""
    """Why no rule reads it, though it is shown; empty for one that rules read."""

    @property
    def tiered(self) -> bool:
        """Whether a place may set it by tier (类区) of its divisions."""
        return self.key in ("wage.minimum_monthly", "wage.minimum_hourly")

    @property
    def banded(self) -> bool:
        """Whether a place may set it by contract amount (`above`, `up_to`)."""
        return self.key.startswith("deposit.")


def _declare(
    key: str, kind: Kind, unit: str, bounds: tuple[str, str] | None, meaning: str, *, unread: str = ""
) -> Parameter:
    low, high = (None, None) if bounds is None else (Decimal(bounds[0]), Decimal(bounds[1]))
    return Parameter(key, kind, unit, low, high, meaning, unread)


_SHARE = ("0.01", "1")

_ALL = (
    # 工资保证金
    _declare("deposit.base_rate", "ratio", "合同额的比例", ("0.005", "0.05"), "工资保证金基准存储比例"),
    _declare("deposit.cap", "money", "元", ("10000", "100000000"), "工资保证金存储上限"),
    _declare("deposit.cap_lifted_by_arrears", "flag", "", None, "因欠薪提高存储比例的, 不受存储上限限制"),
    _declare("deposit.clean_years", "count", "年", ("1", "10"), "连续未欠薪满多少年, 降低存储比例"),
    _declare("deposit.clean_factor", "ratio", "倍", ("0", "1"), "连续未欠薪的, 存储比例乘以"),
    _declare("deposit.arrears_factor", "ratio", "倍", ("1", "5"), "签订合同前两年内欠薪的, 存储比例乘以"),
    _declare("deposit.blacklist_factor", "ratio", "倍", ("1", "5"), "列入失信联合惩戒对象名单的, 存储比例乘以"),
    _declare("deposit.floor_rate", "ratio", "合同额的比例", ("0", "0.05"), "降低后的存储比例不得低于"),
    _declare("deposit.lodge_working_days", "count", "个工作日", ("1", "60"), "取得施工许可(或签订合同)后的存储期限"),
    _declare("deposit.exempt_amount", "money", "元", ("100000", "50000000"), "合同额低于此数且未欠薪的, 可免存"),
    _declare("deposit.exempt_clean_years", "count", "年", ("1", "10"), "连续未欠薪满多少年, 不论合同额, 可免存"),
    _declare("deposit.forms_allowed", "list", "", None, "当地允许的保证金形式"),
    _declare("deposit.guarantee_min_years", "count", "年", ("1", "10"), "保函有效期不得短于"),
    _declare("deposit.expiry_warning_days", "count", "天", ("1", "365"), "保函到期前提醒期"),
    _declare("deposit.topup_working_days", "count", "个工作日", ("1", "60"), "保证金动用后的补足期限"),
    _declare("deposit.refund_notice_days", "count", "天", ("1", "365"), "返还保证金前的公示期"),
    # 专用账户、人工费用、工程款支付担保
    _declare("account.open_days", "count", "天", ("1", "365"), "签订施工合同后开设专用账户的期限"),
    _declare("account.file_days", "count", "天", ("1", "365"), "开户后备案的期限"),
    _declare("account.closure_notice_days", "count", "天", ("1", "365"), "专用账户销户前的公示期"),
    _declare("account.name_cut_chars", "count", "个字", ("10", "200"), "银行截短户名的, 至少应相符的字数"),
    _declare("allotment.cycle_max_months", "count", "个月", ("1", "12"), "人工费用拨付周期不得超过"),
    _declare("labour_cost.floor_ratio", "ratio", "合同额的比例", _SHARE, "人工费用比例不得低于(不分工程类别)"),
    _declare("labour_cost.floor_ratio_building", "ratio", "合同额的比例", _SHARE, "人工费用比例不得低于(房屋建筑)"),
    _declare("labour_cost.floor_ratio_municipal", "ratio", "合同额的比例", _SHARE, "人工费用比例不得低于(市政)"),
    _declare("labour_cost.floor_ratio_transport", "ratio", "合同额的比例", _SHARE, "人工费用比例不得低于(交通)"),
    _declare("labour_cost.floor_ratio_water", "ratio", "合同额的比例", _SHARE, "人工费用比例不得低于(水利)"),
    _declare("payment_guarantee.min_ratio", "ratio", "合同额的比例", _SHARE, "工程款支付担保金额不得低于"),
    # 工资
    _declare("wage.minimum_monthly", "money", "元/月", ("500", "10000"), "月最低工资标准"),
    _declare(
        "wage.minimum_monthly_high", "money", "元/月", ("500", "10000"), "月最低工资标准(区划不明时可能的最高一类)"
    ),
    _declare(
        "wage.minimum_hourly",
        "money",
        "元/小时",
        ("5", "100"),
        "非全日制小时最低工资标准",
        unread="只适用于非全日制用工, 台账不载明谁是非全日制, 按小时计薪的也按月最低工资标准折算 (W07), 故只列示",
    ),
    _declare("wage.paid_days_per_month", "days", "天", ("20", "23"), "月计薪天数"),
    _declare("wage.deduction_max_ratio", "ratio", "当月工资的比例", ("0", "1"), "赔偿损失的扣除不得超过"),
    _declare("wage.deduction_reasons", "list", "", None, "不受上述比例限制的扣款事由"),
    _declare("wage.pay_methods", "list", "", None, "符合规定的工资发放方式"),
    _declare("wage.settle_working_days", "count", "个工作日", ("1", "30"), "终止劳动关系后结清工资的期限"),
    _declare("wage.settle_days", "count", "天", ("1", "90"), "当地无结清期限时, 退场结清工资的宽限"),
    # 用工、考勤
    _declare("contract.written_within_months", "count", "个月", ("1", "12"), "用工之日起订立书面劳动合同的期限"),
    _declare("overtime.month_hours", "count", "小时/月", ("1", "200"), "每月加班不得超过"),
    _declare("over_age.overtime_hours", "count", "小时/月", ("0", "200"), "超龄劳动者每月加班不得超过"),
    _declare("age.minimum", "count", "周岁", ("14", "18"), "最低用工年龄"),
    _declare("age.adult", "count", "周岁", ("16", "21"), "未成年工的年龄上限(不含)"),
    _declare("trade.hazardous", "list", "", None, "危险作业的工种(含其中任一字样即是)"),
    _declare("attendance.idle_days", "count", "天", ("1", "365"), "连续多少天无考勤, 应登记退场"),
    _declare("attendance.same_min_workers", "count", "人", ("2", "1000"), "班组考勤雷同: 至少多少人"),
    _declare("attendance.same_min_days", "days", "天", ("1", "31"), "班组考勤雷同: 每人出勤至少多少天"),
    # 法定退休年龄: 满 base 的月份晚于改革之初多少个月, 每 step 个月延迟 1 个月, 至多 cap 个月
    _declare("retirement.reform_year", "count", "年", ("2025", "2025"), "自何年1月起逐步延迟法定退休年龄"),
    _declare("retirement.men_base_years", "count", "周岁", ("50", "70"), "男职工原法定退休年龄"),
    _declare("retirement.men_step_months", "count", "个月", ("1", "12"), "男职工每多少个月延迟1个月"),
    _declare("retirement.men_cap_months", "count", "个月", ("0", "120"), "男职工至多延迟"),
    _declare("retirement.women55_base_years", "count", "周岁", ("50", "70"), "女职工(管理、技术岗位)原法定退休年龄"),
    _declare(
        "retirement.women55_step_months", "count", "个月", ("1", "12"), "女职工(管理、技术岗位)每多少个月延迟1个月"
    ),
    _declare("retirement.women55_cap_months", "count", "个月", ("0", "120"), "女职工(管理、技术岗位)至多延迟"),
    _declare("retirement.women50_base_years", "count", "周岁", ("45", "70"), "女职工(其他岗位)原法定退休年龄"),
    _declare("retirement.women50_step_months", "count", "个月", ("1", "12"), "女职工(其他岗位)每多少个月延迟1个月"),
    _declare("retirement.women50_cap_months", "count", "个月", ("0", "120"), "女职工(其他岗位)至多延迟"),
    # 公示
    _declare("notice.items", "list", "", None, "维权信息告示牌应载明的事项"),
    # 工资表与银行的核对
    _declare("payroll.rounding", "money", "元", ("0", "1"), "金额计算允许的尾差"),
    _declare("payroll.days_tolerance", "days", "天", ("0", "10"), "工资表与考勤的出勤天数允许相差"),
    _declare("payroll.missing_max_share", "ratio", "当月出勤人数的比例", _SHARE, "出勤而无工资记录的人数至多"),
    _declare("payroll.even_min_workers", "count", "人", ("2", "1000"), "班组平均发放: 至少多少人"),
    _declare("payroll.even_min_day_counts", "count", "种", ("2", "31"), "班组平均发放: 出勤天数至少有几种"),
    _declare("payroll.even_max_share", "ratio", "班组人数的比例", _SHARE, "班组平均发放: 同一实发金额的人数低于"),
    _declare("payroll.derived_min_workers", "count", "人", ("2", "1000"), "倒推工资表: 至少多少人"),
    _declare("payroll.derived_max_share", "ratio", "人数的比例", _SHARE, "倒推工资表: 天数由金额除得的人数低于"),
    _declare("income.month_warning", "money", "元/月", ("1000", "1000000"), "一人一月实发工资超过此数即提示"),
    _declare("income.outlier_multiple", "ratio", "倍", ("1", "100"), "日均工资至多为同项目同工种中位数的"),
    _declare("income.median_min_workers", "count", "人", ("2", "1000"), "同工种至少多少人方取中位数"),
    _declare("payout.retry_days", "count", "天", ("1", "90"), "代发失败或退汇后补发的期限"),
    _declare("payout.match_days", "count", "天", ("0", "31"), "代发明细与流水的日期允许相差"),
    _declare("matching.batch_days", "count", "天", ("0", "31"), "代发明细与批量代发流水的日期允许相差"),
    _declare("fee.max_amount", "money", "元", ("1", "100000"), "一笔银行手续费至多"),
    _declare("registration.burst_min_workers", "count", "人", ("2", "1000"), "集中登记: 至少多少人"),
    _declare("registration.burst_max_share", "ratio", "人数的比例", _SHARE, "集中登记: 发薪日前后登记的人数低于"),
    _declare("registration.burst_days_before", "count", "天", ("0", "31"), "集中登记: 发薪日之前多少天算在内"),
    _declare("diversion.after_allotment_days", "count", "天", ("0", "31"), "入账后多少天内转出算快速转出"),
    # 刑事立案参考线
    _declare("crime.single_months", "count", "个月", ("1", "12"), "刑事立案参考线: 单人欠薪月数"),
    _declare("crime.single_amount", "money", "元", ("5000", "20000"), "刑事立案参考线: 单人欠薪金额"),
    _declare("crime.group_workers", "count", "人", ("1", "100"), "刑事立案参考线: 欠薪人数"),
    _declare("crime.group_amount", "money", "元", ("30000", "100000"), "刑事立案参考线: 欠薪总额"),
)

PARAMETERS: dict[str, Parameter] = {parameter.key: parameter for parameter in _ALL}
"""Every parameter by its key."""

HIGHEST = {"wage.minimum_monthly_high": "wage.minimum_monthly"}
"""Keys that no record sets: the highest tier of the other key, where a place does not say which tier it is in."""
