"""How the platform of the made-up site's province would grade it: an indicator of each standing."""

from wagecheck.model import IndicatorSummary, ScorecardSummary, Verdict

CARDS = (
    ScorecardSummary(
        name="住建平台资料",
        cite="省住房和城乡建设厅通知(文号未见)",
        read="copy",
        note="5 天内不整改转红灯, 从资料看不出。",
        indicators=(
            IndicatorSummary("JX1", "上月工资发放凭证", "黄灯", ("W01", "W05"), "", Verdict.FAIL, 100, 28, 58, 0),
            IndicatorSummary("JX2", "超过一成没有发放记录", "红灯", ("W03",), "", Verdict.FAIL, 100, 48, 0, 0),
            IndicatorSummary("JX3", "专户余额", "未达标", ("A12",), "", Verdict.FAIL, 0, 1, 0, 0),
            IndicatorSummary("JX4", "施工总承包合同", "黄灯", (), "没有规则可对应。", Verdict.UNKNOWN, 0, 0, 0, 0),
            IndicatorSummary("JX5", "工伤保险", "黄灯", ("P06",), "", Verdict.UNKNOWN, 0, 0, 1, 0),
            IndicatorSummary("JX6", "专用账户", "黄灯", ("A01",), "", Verdict.PASS, 1, 0, 0, 0),
            IndicatorSummary("JX7", "分包合同", "黄灯", ("P10",), "", Verdict.NA, 0, 0, 0, 3),
        ),
    ),
)
