"""`wagecheck rules` and `wagecheck explain`: the rule book on screen."""

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from wagecheck.cli import completion, settings
from wagecheck.cli.law import parameter_entry, region_of
from wagecheck.errors import UsageError
from wagecheck.nearest import hint

if TYPE_CHECKING:
    from wagecheck.model import Citation, Rule


_FIELD = re.compile(r"{([a-z_]+)}")
_EXAMPLES = {"pass": "合规", "fail": "不合规", "unknown": "未检", "na": "不适用", "breach": "措辞"}


def rules(
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,  # noqa: FBT002
    schema: Annotated[bool, typer.Option("--schema", help="输出 audit.json 的 JSON Schema。")] = False,  # noqa: FBT002
    as_markdown: Annotated[bool, typer.Option("--markdown", help="以 Markdown 输出。")] = False,  # noqa: FBT002
) -> None:
    """列出全部规则。"""
    from wagecheck import rules as book  # noqa: PLC0415 - heavy

    if schema:
        from wagecheck.report.schema import audit_schema  # noqa: PLC0415 - heavy

        typer.echo(json.dumps(audit_schema(), ensure_ascii=False, indent=2))
        return
    if as_json:
        typer.echo(json.dumps([_entry(rule) for rule in book.ALL], ensure_ascii=False, indent=2))
        return
    if as_markdown:
        from wagecheck.rules.table import markdown  # noqa: PLC0415 - heavy

        typer.echo(markdown(book.ALL), nl=False)
        return
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.table import Table  # noqa: PLC0415 - heavy

    table = Table("规则", "名称", "严重度", "性质", "依据", box=None, pad_edge=False)
    for rule in book.ALL:
        table.add_row(rule.id, rule.title, rule.severity.label, rule.kind.value, "; ".join(rule.basis))
    Console(highlight=False).print(table)


def explain(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="规则编号, 如 W05。", autocompletion=completion.rules)],
    place: Annotated[str, typer.Option(metavar="PLACE", help="按此地列出参数, 如 天津、360112; 不写为全国。")] = "",
    on: Annotated[str | None, typer.Option(metavar="DATE", help="按此日列出参数 (默认今天)。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="以 JSON 输出。")] = False,  # noqa: FBT002
) -> None:
    """完整说明一条规则: 义务、口径、依据、有效参数、整改。"""
    from wagecheck import findings, law  # noqa: PLC0415 - heavy
    from wagecheck import rules as book  # noqa: PLC0415 - heavy
    from wagecheck.rules.examples import examples_of  # noqa: PLC0415 - heavy

    rule = book.by_id(rule_id)
    if rule is None:
        padded = f"{rule_id[:1]}{rule_id[1:]:0>2}".upper()
        near = f"是否指 {padded}?" if book.by_id(padded) else hint(rule_id, (one.id for one in book.ALL), cutoff=0.5)
        raise UsageError(f"没有规则 {rule_id}", todo=f"{near} 用 wagecheck rules 查看全部规则".strip())
    in_force = law.load()
    region = region_of(in_force, place)
    day = settings.parse_day(on) if on else settings.today()
    known = [(key, in_force.in_force(key, region, day)) for key in findings.keys_of(rule)]
    if as_json:
        told = _entry(rule) | {
            "pillars": list(law.pillars.of(rule.id)),
            "parameters": [parameter_entry(key, found) for key, found in known],
            "examples": dict(examples_of(rule.id)),
        }
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    _show(rule, known)


def _show(rule: "Rule", known: "Sequence[tuple[str, tuple[Citation, ...]]]") -> None:
    from rich.console import Console  # noqa: PLC0415 - heavy
    from rich.table import Table  # noqa: PLC0415 - heavy

    console = Console(highlight=False)
    console.print(f"{rule.id}  {rule.title}  [{rule.severity.label} · {rule.kind.value}]", style="bold", markup=False)
    page = Table.grid(padding=(0, 2))
    page.add_column(no_wrap=True)
    page.add_column(overflow="fold")
    for heading, text in _told(rule, known):
        page.add_row(escape(heading), escape(text))
    console.print(page)


def _told(rule: "Rule", known: "Sequence[tuple[str, tuple[Citation, ...]]]") -> Iterable[tuple[str, str]]:
    """Tell a rule under headings: duty, law, offence, examples, remedy, parameters in force, what it reads."""
    from wagecheck import findings, law  # noqa: PLC0415 - heavy
    from wagecheck.law.parameters import PARAMETERS  # noqa: PLC0415 - heavy
    from wagecheck.rules.examples import examples_of  # noqa: PLC0415 - heavy

    labels = findings.columns_of(rule.grain)
    yield "口径", rule.doc
    yield "制度", "、".join(law.pillars.of(rule.id))
    yield "依据", "; ".join(rule.basis)
    yield "认定", _FIELD.sub(lambda field: f"〈{labels[field[1]].label}〉", rule.breach)
    for verdict, told in examples_of(rule.id).items():
        yield f"例·{_EXAMPLES[verdict]}", told
    yield "整改", rule.remedy
    yield "责任方", rule.by
    if rule.since:
        yield "适用", f"{rule.since.isoformat()} 以后"
    for key, found in known:
        values = "; ".join(f"{each.value} {each.unit} (自 {each.since}, {each.cite})" for each in found)
        yield "参数", f"{PARAMETERS[key].meaning}: {values or '未见当地或全国数值'}"
    yield "读取", "、".join(labels[name].label for name in rule.reads if name in labels)


def _entry(rule: "Rule") -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "grain": rule.grain,
        "severity": rule.severity.value,
        "kind": rule.kind.value,
        "basis": list(rule.basis),
        "remedy": rule.remedy,
        "by": rule.by,
        "breach": rule.breach,
        "doc": rule.doc,
        "amount": rule.amount,
    }
