"""The words, shapes and tones of every report, in one place; the tones get their colours in `templates/style.css`."""

from dataclasses import dataclass

from wagecheck.model import Kind, PayMark, Severity, Verdict

TITLE = "农民工工资支付审查报告"
NO_ARREARS_PROJECT = "无欠薪项目"


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as the reader meets it: a shape, a word, and a tone that colours both."""

    shape: str
    word: str
    tone: str


VERDICT = {
    Verdict.FAIL: Mark("●", "不合规", "fail"),
    Verdict.WARN: Mark("▲", "预警", "warn"),
    Verdict.UNKNOWN: Mark("?", "未检", "unknown"),
    Verdict.PASS: Mark("✓", "合规", "pass"),
    Verdict.NA: Mark("○", "不适用", "na"),
}

LIGHT = {
    "红灯": Mark("●", "红灯", "fail"),
    "黄灯": Mark("▲", "黄灯", "warn"),
    "未达标": Mark("▲", "未达标", "warn"),
}
"""What an indicator of a platform shows when it is lit."""

UNLIT = {
    Verdict.UNKNOWN: VERDICT[Verdict.UNKNOWN],
    Verdict.PASS: Mark("✓", "未触发", "pass"),
    Verdict.NA: VERDICT[Verdict.NA],
}

UNSEEN = Mark("–", "不作判断", "unknown")
"""An indicator that no rule of ours sees."""

SEVERITY = {
    Severity.CRITICAL: Mark("●", Severity.CRITICAL.label, "red"),
    Severity.VIOLATION: Mark("●", Severity.VIOLATION.label, "orange"),
    Severity.WARNING: Mark("▲", Severity.WARNING.label, "amber"),
    Severity.NOTICE: Mark("·", Severity.NOTICE.label, "plain"),
}

BREACHES = frozenset({Kind.STATUTORY, Kind.LOCAL})
"""Kinds whose findings are called 不合规; the others have sections of their own."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section of findings: what it holds, and the sentence that says how to take it."""

    anchor: str
    title: str
    note: str
    kinds: frozenset[Kind]


CHAPTERS = (
    Chapter(
        "findings",
        "问题清单",
        "资料显示的事实与所列条款不符。红、橙是不合规(红为最重), 黄是风险和一般问题, 提示只作说明。",
        BREACHES,
    ),
    Chapter("early", "预警", "提前提示的风险, 尚不是不合规。", frozenset({Kind.EARLY})),
    Chapter("suspicions", "疑点线索", "只供核查, 不作违规认定。", frozenset({Kind.SUSPICION})),
    Chapter("data", "数据问题", "资料自身的缺漏或矛盾, 先改正资料, 再看判定。", frozenset({Kind.DATA})),
)

SAID = {
    Kind.EARLY: "预警",
    Kind.SUSPICION: "疑点",
    Kind.DATA: "数据",
}
"""What a finding is called where its kind decides; a breach is called by its severity."""

SAID_OF_BREACH = {
    Severity.CRITICAL: VERDICT[Verdict.FAIL].word,
    Severity.VIOLATION: VERDICT[Verdict.FAIL].word,
    Severity.WARNING: "待改进",
    Severity.NOTICE: "提示",
}

SUBJECT = {
    "project": "项目",
    "subcontractor": "分包单位",
    "instrument": "保证金凭证",
    "advance": "应急周转金",
    "worker": "农民工",
    "team": "班组",
    "month": "月份",
    "transaction": "专户流水",
    "payment": "付款",
    "payout": "代发",
    "card": "工资卡",
    "account": "专户",
    "statement": "流水文件",
}

FLOW_IN = {
    "allotment": "人工费用拨付",
    "top_up": "总包补足",
    "return": "退汇退回",
    "interest": "利息",
    "other_in": "其他入账",
}
"""Kinds of credit, in the order in which they are listed."""

FLOW_OUT = {
    "wage": "逐人发放工资",
    "batch": "批量代发工资",
    "fee": "银行手续费",
    "cash": "支取现金",
    "diversion_company": "转出至单位",
    "diversion_person": "转出至其他个人",
    "seizure": "扣划",
    "closing": "销户转出",
    "other_out": "去向不明支出",
}
"""Kinds of debit, in the order in which they are listed."""

IRREGULAR = frozenset({"cash", "diversion_company", "diversion_person", "seizure", "other_out"})
"""Kinds of debit that the account is not for (53号 第七条, 条例第三十三条)."""

WAGES = frozenset({"wage", "batch"})
"""Kinds of debit that the account is for."""

REPEATED = "repeat"
"""Lines that were exported twice: they count once."""

LANES = {
    frozenset({"allotment", "top_up"}): Mark("▲", "拨付与补足", "came"),
    WAGES: Mark("▼", "发薪", "wages"),
    IRREGULAR: Mark("◆", "异常支出", "odd"),
}
"""What the picture of the account marks, by the kinds of line."""

BALANCE = {
    "stated": "余额取自流水",
    "reckoned": "流水没有余额栏, 余额由银行所列期初余额逐笔推算",
    "several": "流水含几个账户, 没有共同的余额, 余额线从略",
    "unknown": "流水没有余额栏, 也没有期初余额, 余额线从略",
}
"""Where the balances of the picture come from, or why there are none."""

PAY = {
    PayMark.PAID: Mark("✓", "按期", ""),
    PayMark.LATE: Mark("◔", "迟发", "late"),
    PayMark.OWED: Mark("✗", "欠发", "owed"),
    PayMark.UNKNOWN: Mark("?", "未检", "gap"),
    PayMark.PENDING: Mark("–", "未到期", "soon"),
    PayMark.NONE: Mark("·", "无应付工资", "none"),
}
"""How a wage month was paid. The commonest has no tone: the page stays light."""

READ = {
    "seen": "已读原文",
    "copy": "转载",
    "recalled": "凭记忆",
    "ours": "本工具口径",
}
"""How well a parameter is known."""

LEVEL = {"error": Mark("●", "错误", "fail"), "warning": Mark("▲", "提醒", "warn")}
"""Levels of a notice about an input."""

TRUTH = {"true": "是", "false": "否"}

LEGAL_NOTES = (
    (
        "报告的性质",
        "本报告只根据所交资料核算和比对, 供自查、检查和整改使用, 不代替劳动保障监察机构及其他主管部门的调查与认定。",
    ),
    (
        "不合规",
        "指资料显示的事实与所列条款不符。每一处都列出条款、金额、计算值和资料的文件、工作表、行号, 可以逐条复核。",
    ),
    ("未检", "指资料不足, 无法判定。未检不等于合规, 也不等于不合规; 补齐资料后重新审查即可。"),
    ("疑点线索", "指数据中的反常, 可能有正当原因。疑点不是违规, 不得单凭疑点处理任何单位或者个人。"),
    (
        "罚款的前提",
        "《保障农民工工资支付条例》第五十四至五十七条的罚款, 只适用于责令限期改正、逾期不改正的。本报告不提处罚意见。",
    ),
    (
        "立案参考线",
        "提到刑事立案参考线(法释〔2013〕3号第三条及各地数额标准)时, 只说明风险的高低; 如何认定, 由有权机关依法判断。",
    ),
    (
        "两金六制",
        "“两金”指工资保证金和应急周转金; “六制”没有公布过统一清单, 本报告综合各地做法归类, 是本工具口径, 非官方定义。",
    ),
    ("大龄农民工", "年龄只作提示。达到或者超过法定退休年龄, 不是要求劳动者离场的理由。"),
    (
        "欠薪的算法",
        "付款按日期先后依次抵偿各月实发工资(先到期的先清偿); 应付日早于审查日、流水足以证明、仍未抵偿的部分为欠薪。",
    ),
)
"""What a reader must know before acting on the report. Fines are named only with the missed order before them."""
