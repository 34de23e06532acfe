"""The rule book as a page in Markdown: what `docs/rules.md` says."""

from collections.abc import Iterable, Sequence

from wagecheck.facts import GRAINS
from wagecheck.law import acts, pillars
from wagecheck.model import Rule

_LETTERS = {
    "P": "项目与合同",
    "D": "工资保证金",
    "E": "应急周转金",
    "A": "专用账户",
    "R": "实名制",
    "K": "考勤",
    "W": "工资支付",
    "B": "总包代发与银行核对",
    "L": "公示与资料",
    "X": "责任与风险",
    "F": "疑点线索",
}
_INTRODUCTION = """\
# 规则目录

每条规则对一类事实逐行作出结论: 合规、不合规、未检 (缺少依据)、不适用。
严重度: 红 · 橙 · 黄 · 提示。性质: 法定 · 地方 (以当地参数为准) · 预警 · 疑点 (不认定违法) · 数据 (资料质量)。
适用自: 规则所依文件的施行日, 此前的事实不适用; 空白的, 由规则自行限定或不限时间。

本页由 `wagecheck rules --markdown` 生成, 请勿手改; 单条规则的参数和所读资料见 `wagecheck explain 编号`。"""


def markdown(rules: Iterable[Rule]) -> str:
    """Write rules as a page: a table a letter, then which rules stand under which heading, and the acts they cite."""
    ordered = tuple(rules)
    letters = dict.fromkeys(rule.id[0] for rule in ordered)
    chapters = [_chapter(letter, [rule for rule in ordered if rule.id[0] == letter]) for letter in letters]
    return "\n\n".join([_INTRODUCTION, *chapters, _headings(ordered), _instruments(ordered)]) + "\n"


def _chapter(letter: str, rules: Sequence[Rule]) -> str:
    rows = [
        (
            rule.id,
            rule.title,
            rule.severity.label,
            rule.kind.value,
            _object(rule),
            rule.doc,
            "; ".join(rule.basis),
            rule.since.isoformat() if rule.since else "",
            rule.by,
        )
        for rule in rules
    ]
    names = ("编号", "规则", "严重度", "性质", "对象", "口径", "依据", "适用自", "责任方")
    return f"## {letter} {_LETTERS[letter]}\n\n{_table(names, rows)}"


def _object(rule: Rule) -> str:
    """Say what the rule judges one by one, in the words of its fact."""
    model, _ = GRAINS[rule.grain]
    return (model.__doc__ or "").partition(":")[0]


def _headings(rules: Sequence[Rule]) -> str:
    rows = [
        (pillar.group, pillar.name, "、".join(rule.id for rule in rules if pillar.holds(rule.id)) or "—")
        for pillar in pillars.pillars()
    ]
    return f"## 两金六制与其他\n\n{pillars.note()}\n\n{_table(('类别', '制度', '规则'), rows)}"


def _instruments(rules: Sequence[Rule]) -> str:
    cited = {acts.of(basis) for rule in rules for basis in rule.basis}
    rows = [(act.short, act.full, act.number, act.in_force.isoformat()) for act in acts.ACTS if act in cited]
    return f"## 依据\n\n{_table(('简称', '全称', '文号', '施行日'), rows)}"


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)
