"""The index of all findings of a dossier that the report cannot hold: scripts that only hand over data.

Each calls `wagecheckFindings` with an object of strings; the report's own script loads them, and shows what they hold
as text. JSON of ours is escaped so that it is a script as it stands, and can be nothing else.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from wagecheck.language import say
from wagecheck.model import Finding
from wagecheck.report import dealing, figures, findings, inert
from wagecheck.report.dealing import Deal
from wagecheck.report.finding_rows import Desk, named, said, source_lines

SHARD_BYTES = 4_000_000
"""Where a file of the index is full; a chunk of at most one page of findings may come on top."""
_TEXT = 160
_NAME = 80


def address(number: int) -> str:
    """Name a file of the index, seen from report.html."""
    return f"{dealing.FOLDER}/index-{number}.js"


def shards(dealt: dict[str, Deal], desk: Desk) -> Iterator[tuple[str, str]]:
    """Write the files of the index one by one, each with its name."""
    number, held, size = 1, list[str](), 0
    for rule, one in dealt.items():
        for at, page in enumerate(one.pages or (one.findings,), start=1):
            chunk = _chunk(rule, page, one.findings[0], dealing.address(rule, at) if one.pages else "", desk)
            if held and size + len(chunk.encode()) > SHARD_BYTES:
                yield address(number), _script(held)
                number, held, size = number + 1, [], 0
            held.append(chunk)
            size += len(chunk.encode())
    yield address(number), _script(held)


def _script(chunks: Sequence[str]) -> str:
    return f"wagecheckFindings([{','.join(chunks)}]);\n"


def _chunk(rule: str, page: Sequence[Finding], first: Finding, where: str, desk: Desk) -> str:
    """Write the findings of one page, with what is said once for all of them."""
    language = desk.labels.language
    info = desk.rules.get(rule)
    content: dict[str, Any] = {
        "rule": rule,
        "title": say(findings.title(first, desk), language),
        "page": where,
        "severity": first.severity.value,
        "kind": said(first),
        "pillar": list(info.pillars if info else ()),
        "by": first.by,
        "findings": [_entry(one, first, desk) for one in page],
    }
    return inert.json_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")))


def _entry(finding: Finding, first: Finding, desk: Desk) -> list[str]:
    """Give a finding as a list: what is blank at its end is left out."""
    who, number = named(finding, desk)
    lines, _ = source_lines(finding.sources[:1], desk.labels.language)
    entry = [
        finding.fingerprint,
        _cut(who, _NAME),
        _cut(number, _NAME),
        finding.month or "",
        figures.yuan_or_blank(finding.amount),
        _cut(finding.message, _TEXT),
        _cut("".join(lines), _TEXT),
        "" if finding.by == first.by else finding.by,
        "" if finding.severity is first.severity else finding.severity.value,
        "" if said(finding) == said(first) else said(finding),
    ]
    while not entry[-1]:
        entry.pop()
    return entry


def _cut(text: str, most: int) -> str:
    return inert.visible(text if len(text) <= most else f"{text[:most]}…")
