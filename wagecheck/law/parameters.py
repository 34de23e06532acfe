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

    @property
    def tiered(self) -> bool:
        """Whether a place may set it by tier (类区) of its divisions."""
        return self.key in ("wage.minimum_monthly", "wage.minimum_hourly")

    @property
    def banded(self) -> bool:
        """Whether a place may set it by contract amount (`above`, `up_to`)."""
        return self.key.startswith("deposit.")


def _declare(key: str, kind: Kind, unit: str, bounds: tuple[str, str] | None, meaning: str) -> Parameter:
    low, high = (None, None) if bounds is None else (Decimal(bounds[0]), Decimal(bounds[1]))
    return Parameter(key, kind, unit, low, high, meaning)


_ALL = (
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
    _declare("account.open_days", "count", "天", ("1", "365"), "签订施工合同后开设专用账户的期限"),
    _declare("account.file_days", "count", "天", ("1", "365"), "开户后备案的期限"),
    _declare("account.closure_notice_days", "count", "天", ("1", "365"), "专用账户销户前的公示期"),
    _declare("allotment.cycle_max_months", "count", "个月", ("1", "12"), "人工费用拨付周期不得超过"),
    _declare("payment_guarantee.min_ratio", "ratio", "合同额的比例", ("0.01", "1"), "工程款支付担保金额不得低于"),
    _declare("wage.minimum_monthly", "money", "元/月", ("500", "10000"), "月最低工资标准"),
    _declare(
        "wage.minimum_monthly_high", "money", "元/月", ("500", "10000"), "月最低工资标准(区划不明时可能的最高一类)"
    ),
    _declare("wage.minimum_hourly", "money", "元/小时", ("5", "100"), "非全日制小时最低工资标准"),
    _declare("wage.paid_days_per_month", "days", "天", ("20", "23"), "月计薪天数"),
    _declare("wage.deduction_max_ratio", "ratio", "当月工资的比例", ("0", "1"), "赔偿损失的扣除不得超过"),
    _declare("wage.settle_working_days", "count", "个工作日", ("1", "30"), "终止劳动关系后结清工资的期限"),
    _declare("wage.settle_days", "count", "天", ("1", "90"), "当地无结清期限时, 退场结清工资的宽限"),
    _declare("contract.written_within_months", "count", "个月", ("1", "12"), "用工之日起订立书面劳动合同的期限"),
    _declare("overtime.month_hours", "count", "小时/月", ("1", "200"), "每月加班不得超过"),
    _declare("age.minimum", "count", "周岁", ("14", "18"), "最低用工年龄"),
    _declare("age.adult", "count", "周岁", ("16", "21"), "未成年工的年龄上限(不含)"),
    _declare("notice.items", "list", "", None, "维权信息告示牌应载明的事项"),
    _declare("crime.single_months", "count", "个月", ("1", "12"), "刑事立案参考线: 单人欠薪月数"),
    _declare("crime.single_amount", "money", "元", ("5000", "20000"), "刑事立案参考线: 单人欠薪金额"),
    _declare("crime.group_workers", "count", "人", ("1", "100"), "刑事立案参考线: 欠薪人数"),
    _declare("crime.group_amount", "money", "元", ("30000", "100000"), "刑事立案参考线: 欠薪总额"),
)

PARAMETERS: dict[str, Parameter] = {parameter.key: parameter for parameter in _ALL}
"""Every parameter by its key."""

HIGHEST = {"wage.minimum_monthly_high": "wage.minimum_monthly"}
"""Keys that no record sets: the highest tier of the other key, where a place does not say which tier it is in."""
