"""`wagecheck rules` and `wagecheck explain`: the rule book on screen."""

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wagecheck.errors import UsageError

if TYPE_CHECKING:
    from wagecheck.model import Rule


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


def explain(rule_id: Annotated[str, typer.Argument(metavar="ID", help="规则编号, 如 W05。")]) -> None:
    """完整说明一条规则: 义务、口径、依据、参数、整改。"""
    from wagecheck import findings, law  # noqa: PLC0415 - heavy
    from wagecheck import rules as book  # noqa: PLC0415 - heavy
    from wagecheck.law.parameters import PARAMETERS  # noqa: PLC0415 - heavy

    rule = book.by_id(rule_id)
    if rule is None:
        raise UsageError(f"没有规则 {rule_id}", todo="用 wagecheck rules 查看全部规则")
    lines = [
        f"{rule.id}  {rule.title}  [{rule.severity.label} · {rule.kind.value}]",
        "",
        rule.doc,
        "",
        f"制度    {'、'.join(law.pillars.of(rule.id))}",
        f"依据    {'; '.join(rule.basis)}",
        f"认定    {rule.breach}",
        f"整改    {rule.remedy}",
        f"责任方  {rule.by}",
    ]
    lines += [f"参数    {key}: {PARAMETERS[key].meaning}" for key in findings.keys_of(rule)]
    labels = findings.columns_of(rule.grain)
    asked = [labels[name].label for name in rule.reads if name in labels]
    lines.append(f"读取    {'、'.join(asked)}")
    typer.echo("\n".join(lines))


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
