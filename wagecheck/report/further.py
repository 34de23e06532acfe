"""What the report of one dossier cannot hold: `findings/`, with every finding of a large rule on pages of its own.

Beside the pages lies an index of all findings, in scripts that the report's own script loads when somebody searches;
a page that is opened from a folder may read nothing else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from wagecheck.model import Report
from wagecheck.report import dealing, figures, findings, layout, manifest, search_index, words
from wagecheck.report.dealing import Deal
from wagecheck.report.finding_rows import Desk
from wagecheck.report.findings import RuleGroup


@dataclass(frozen=True, slots=True)
class FurtherPage:
    """A page of one rule's findings."""

    heading: str
    title: str
    on: str
    version: str
    rulebook: str
    seal: str
    group: RuleGroup
    number: str
    before: str
    """Names of the pages before and after it; blank for none."""
    after: str


def write(report: Report, to: Path) -> tuple[Path, ...]:
    """Write the pages and the index for a report of one project; nothing where report.html holds every finding."""
    if len(report.projects) != 1:
        return ()
    own = [one for one in report.findings if one.project_id == report.projects[0].project_id]
    dealt = dealing.deal(findings.by_rule(own), dealing.REPORT_BYTES)
    if not any(one.pages for one in dealt.values()):
        return ()
    (to / dealing.FOLDER).mkdir()
    desk = findings.desk(report, shards=1)
    written = []
    for name, text in chain(_pages(report, dealt, desk), search_index.shards(dealt, desk)):
        path = to / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return tuple(written)


def _pages(report: Report, dealt: dict[str, Deal], desk: Desk) -> Iterator[tuple[str, str]]:
    """Render the pages one by one, each with its name."""
    project, seal = report.projects[0], manifest.seal(report)
    title, on = project.name or project.project_id, report.on.isoformat()
    sheet = layout.Sheet(report.language, title, on, seal, script="")
    for rule, one in dealt.items():
        whole = findings.group(rule, one, desk)
        names = [address for _, address in whole.pages]
        for at, name in enumerate(names):
            page = FurtherPage(
                heading=words.TITLE,
                title=title,
                on=on,
                version=report.version,
                rulebook=report.rulebook[:12],
                seal=seal,
                group=findings.with_rows(whole, one, one.pages[at], desk),
                number=figures.count(at + 1),
                before=names[at - 1] if at else "",
                after="".join(names[at + 1 : at + 2]),
            )
            yield name, layout.render("findings.html", sheet, page=page)
