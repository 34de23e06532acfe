"""`wagecheck audit`: audit dossiers, write the reports, print the summary."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wagecheck import waivers as waiver_room
from wagecheck.cli import baseline as earlier
from wagecheck.cli import completion, messages, on_spark, progress, selection, settings, workflow
from wagecheck.cli import waivers as waiving
from wagecheck.comparison import compare, fresh, run_of
from wagecheck.errors import Exit, UsageError
from wagecheck.language import Language
from wagecheck.model import Notice, Severity
from wagecheck.nearest import hint

if TYPE_CHECKING:
    from wagecheck.model import Report, Run
    from wagecheck.report import Writer

_FORMATS = (
    "输出形式, 逗号分隔: html 完整报告、json 供程序读取、csv 问题清单、parquet 供统计软件、xlsx 工作簿、"
    "sarif 代码扫描平台、junit 持续集成的测试结果、md 简短摘要、"
    "github 在工作流页面标注 (打印到标准输出) 并附摘要 (写入 GITHUB_STEP_SUMMARY)。"
)
_USUAL = "html,json,csv"


class FailOn(StrEnum):
    """From which severity on findings make the command fail."""

    critical = "critical"
    violation = "violation"
    warning = "warning"
    notice = "notice"
    never = "never"


def audit(  # noqa: PLR0917 - typer passes them by name
    paths: settings.PathsArgument,
    out: Annotated[Path, typer.Option("--out", "-o", envvar="WAGECHECK_OUT", help="报告写入的文件夹。")] = Path(
        "wagecheck-out"
    ),
    on: settings.OnOption = None,
    place: settings.PlaceOption = None,
    law: settings.LawOption = None,
    formats: Annotated[str, typer.Option("--format", "-f", envvar="WAGECHECK_FORMAT", help=_FORMATS)] = _USUAL,
    select: Annotated[
        str | None,
        typer.Option(
            envvar="WAGECHECK_SELECT",
            help="只用这些规则: 编号、编号前缀或制度名, 逗号分隔。",
            autocompletion=completion.choices,
        ),
    ] = None,
    ignore: Annotated[
        str | None,
        typer.Option(envvar="WAGECHECK_IGNORE", help="不用这些规则, 写法同上。", autocompletion=completion.choices),
    ] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar="WAGECHECK_BASELINE",
            help="先前一次审查的 audit.json: 报告列出变化, 退出码只计新问题。",
        ),
    ] = None,
    waivers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            envvar="WAGECHECK_WAIVERS",
            help="豁免文件 (waivers.toml): 所列问题仍列在报告里, 但不计入退出码; 法定的红色规则不得豁免。",
        ),
    ] = None,
    fail_on: Annotated[
        FailOn, typer.Option(envvar="WAGECHECK_FAIL_ON", help="达到此严重度即以 1 退出。")
    ] = FailOn.violation,
    reveal: settings.RevealOption = False,  # noqa: FBT002
    public: settings.PublicOption = False,  # noqa: FBT002
    annotate: Annotated[  # noqa: FBT002
        bool,
        typer.Option(
            "--annotate",
            envvar="WAGECHECK_ANNOTATE",
            help="另存所交表格的标注副本 (annotated/): 问题单元格着色并加批注; 副本含原件的全部号码。",
        ),
    ] = False,
    lang: settings.LangOption = Language.CHINESE,
    jobs: settings.JobsOption = 0,
    cache: settings.CacheOption = None,
    auditor: settings.AuditorOption = "",
    org: settings.OrgOption = "",
    key: Annotated[
        str | None,
        typer.Option(
            envvar="WAGECHECK_KEY", help="问题指纹的密钥, 16 个以上随机字符; 默认用本机自己的。", show_default=False
        ),
    ] = None,
    engine: on_spark.EngineOption = on_spark.Engine.local,
    master: on_spark.MasterOption = None,
    results: on_spark.ResultsOption = None,
    quiet: settings.QuietOption = False,  # noqa: FBT002
    no_color: settings.NoColorOption = False,  # noqa: FBT002
) -> None:
    """审查一个或多个项目的台账, 写出报告 (report.html、audit.json、findings.csv) 并打印摘要。"""
    if engine is on_spark.Engine.spark:
        other = formats != _USUAL and bool(set(selection.words_of(formats)) - {"html", "parquet"})
        held = {"--public": public, "--annotate": annotate, f"--format {formats}": other}
        files = {"--baseline": baseline, "--waivers": waivers, "--cache": cache}
        on_spark.check(held | {name: file is not None for name, file in files.items()})
        wish = on_spark.Wish(
            on_spark.named(paths), out, on, select, ignore, place, law, key, reveal, lang, auditor, org, results
        )
        outcome = on_spark.audit(wish, master, quiet=quiet)
        worst = None if fail_on is FailOn.never else Severity(fail_on.value)
        raise typer.Exit(int(on_spark.exit_code(outcome, worst)))
    from wagecheck import report as writers  # noqa: PLC0415 - heavy
    from wagecheck.audit import audit as run  # noqa: PLC0415 - heavy
    from wagecheck.report import atomic  # noqa: PLC0415 - heavy

    wanted = wanted_formats(formats)
    settings.check_public(public=public, others={"--reveal": reveal, "--annotate": annotate})
    atomic.check(out)
    day = settings.parse_day(on) if on else settings.today()
    before = earlier.read(baseline, reveal=reveal, public=public) if baseline else None
    secret = settings.fingerprint_key(key)
    waived = waiving.read(waivers, lang, reveal=reveal, public=public) if waivers else ()
    with progress.reading(quiet=quiet) as told:
        report = run(
            paths,
            on=day,
            rules=selection.chosen(select, ignore),
            place=settings.division(place),
            law_file=law,
            config=settings.config_file(Path.cwd()),
            key=secret,
            reveal=reveal,
            public=public,
            language=lang,
            jobs=jobs or progress.cores(),
            cache=cache,
            before=before,
            told=told,
        )
    report = waiver_room.apply(_compared(replace(report, auditor=auditor, organisation=org), before), waived)
    options = {
        "on": day.isoformat(),
        "baseline": before.on if before else "",
        "place": place or "",
        "select": select or "",
        "ignore": ignore or "",
        "format": ",".join(wanted),
        "reveal": str(reveal).lower(),
        "public": str(public).lower(),
        "annotate": str(annotate).lower(),
        "lang": lang.value,
        "auditor": auditor,
        "org": org,
    }
    refused: list[Notice] = []
    with progress.writing(quiet=quiet) as moved:
        names = writers.publish(
            report,
            [one for one in wanted if one in writers.WRITERS],
            out,
            options=options,
            given=settings.given(paths, law=law, baseline=baseline, waivers=waivers, key=secret, public=public),
            besides=[_annotator(paths, refused)] if annotate else [],
            jobs=jobs or progress.cores(),
            told=moved,
        )
    report = replace(report, notices=(*report.notices, *refused))
    if not quiet:
        messages.tell(waiving.remarks(report, waivers) if waivers else (), color=not no_color)
        _show(report, [out / name for name in names if _is_main(name)], color=not no_color)
    for line in (line for one in wanted if one in writers.PRINTED for line in writers.PRINTED[one](report)):
        typer.echo(line)
    if "github" in wanted:
        workflow.summarise(report)
    raise typer.Exit(int(exit_code(report, fail_on)))


def _annotator(paths: Sequence[Path], refused: list[Notice]) -> "Writer":
    """Make the writer of annotated copies; the files of which there can be none are added to `refused`."""
    from wagecheck import annotation, ingest, rules  # noqa: PLC0415 - heavy

    def write(report: "Report", to: Path) -> tuple[Path, ...]:
        config = ingest.load_config(settings.config_file(Path.cwd()))
        done = annotation.annotate(report, paths, to, rules=rules.ALL, config=config)
        refused.extend(done.notices)
        return done.files

    return write


def _compared(report: "Report", before: "Run | None") -> "Report":
    """Set the report against the earlier run, where there is one."""
    if before is None:
        return report
    comparison = compare(before, run_of(report))
    doubt = Notice("warning", "与先前的结果没有一条相同的问题: 两次用的指纹密钥大概不同, 请用同一个 --key 重新审查")
    told = (*report.notices, doubt) if comparison.strangers else report.notices
    return replace(report, comparison=comparison, notices=told)


def exit_code(report: "Report", fail_on: FailOn) -> Exit:
    """Say how the run ended: the worst that happened wins. Against an earlier run only new findings count."""
    if report.incidents:
        return Exit.INTERNAL
    judged = any(line.passed or line.failed for line in report.coverage)
    if not judged or any(notice.level == "error" for notice in report.notices):
        return Exit.INPUT
    if fail_on is not FailOn.never:
        limit = Severity(fail_on.value).rank
        if any(finding.severity.rank <= limit for finding in fresh(report)):
            return Exit.FINDINGS
    return Exit.CLEAN


def _show(report: "Report", written: Sequence[Path], *, color: bool) -> None:
    from rich.console import Console  # noqa: PLC0415 - heavy

    from wagecheck.report import console  # noqa: PLC0415 - heavy

    messages.tell(report.notices, color=color)
    err = Console(stderr=True, no_color=not color, highlight=False, soft_wrap=True)
    for incident in report.incidents:
        err.print(f"错误: 规则 {incident.rule} 运行失败, 未作判断 ({incident.text})", markup=False)
    console.show(report, written, Console(no_color=not color, highlight=False))


def _is_main(name: str) -> bool:
    """Whether a file written is one to name on the terminal: not the pages that the front page leads to."""
    return "/" not in name and not name.startswith("index-")


def wanted_formats(formats: str) -> tuple[str, ...]:
    """Take apart what `--format` asks for. Raises `UsageError` for nothing, and for what there is not."""
    from wagecheck.report import PRINTED, WRITERS  # noqa: PLC0415 - heavy

    known = (*WRITERS, *PRINTED)
    wanted = tuple(dict.fromkeys(selection.words_of(formats)))
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        todo = f"{hint(unknown[0], known) if unknown else ''} 可用: {', '.join(known)}".strip()
        raise UsageError(f"没有这种输出形式: {'、'.join(unknown) or '(空)'}", where="--format", todo=todo)
    return wanted
