"""Whether a result still stands: what went in, what came out and what judged, set against its manifest."""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from wagecheck import assembly, ingest, law
from wagecheck.errors import WagecheckError
from wagecheck.model import Rule
from wagecheck.privacy import mask_text
from wagecheck.report.manifest import Manifest
from wagecheck.version import __version__

COMPARED = ("audit.json", "findings.csv")
"""Outputs of which two runs on the same papers write the same bytes, whatever else is asked for."""

_CONFIG = "wagecheck.toml"
_PRINT = "指纹"
_LISTED = 10
_ELSEWHERE = "台账如已移到别处, 请用 --inputs 指明"

Hashes = Sequence[tuple[str, str]]


class State(StrEnum):
    """How a check ended."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is about, how it ended, and what to say of it, a line each."""

    name: str
    state: State
    told: tuple[str, ...]


def seal(manifest: Manifest) -> Check:
    """Check that the manifest still says what it was sealed over; the seal stands on every page of the report."""
    if manifest.intact:
        return Check("manifest", State.SAME, (f"清单与其封签 {manifest.seal} 相符",))
    return Check("manifest", State.DIFFERENT, ("清单与其封签不符, 清单被改动过",))


def inputs(manifest: Manifest, paths: Sequence[Path]) -> Check:
    """Check that what was handed in is still what was read: every file by its hash, none more and none fewer."""
    gone = [str(path) for path in paths if not path.exists()]
    if gone or not paths:
        told = f"找不到所审的台账 {'、'.join(gone)}。{_ELSEWHERE}" if gone else f"清单没有记下台账在哪里。{_ELSEWHERE}"
        return Check("inputs", State.UNKNOWN, (told,))
    try:
        found = set(ingest.hashes(paths))
    except WagecheckError as error:
        return Check("inputs", State.UNKNOWN, (str(error),))
    was = {(name, digest) for name, digest in manifest.inputs if name != _CONFIG}  # which lies beside no paper
    hidden = {digest: name for name, digest in was} if manifest.options.get("public") == "true" else {}
    now = {(hidden.get(digest) or (name if manifest.revealed else mask_text(name)), digest) for name, digest in found}
    return _compared("inputs", "个所交文件", sorted(was), sorted(now))


def files(manifest: Manifest, given: Mapping[str, Path]) -> Check | None:
    """Check that the files by which was judged (law, baseline, configuration) are the same; None where there are none.

    `given`: path by option. Of a configuration only how papers are read counts: its other settings are in the options.
    """
    mapped = any(name == _CONFIG for name, _ in manifest.inputs)
    used = {option: file for option, file in manifest.files.items() if option != "config" or mapped}
    if not used:
        return None
    told, states = [], []
    for option, (name, digest) in sorted(used.items()):
        now = _hash(given[option])
        states.append(State.SAME if now == digest else State.DIFFERENT if now else State.UNKNOWN)
        how = {"same": "未变", "different": "已改动", "unknown": "找不到"}[states[-1]]
        told.append(f"{option}: {name} {how}")
    worst = next(one for one in (State.UNKNOWN, State.DIFFERENT, State.SAME) if one in states)
    return Check("files", worst, tuple(told))


def outputs(manifest: Manifest, folder: Path) -> Check:
    """Check that every file that was written is still as it was written."""
    now = [(name, digest) for name, _ in manifest.outputs if (digest := _hash(folder / name))]
    return _compared("outputs", "个结果文件", manifest.outputs, now)


def tool(manifest: Manifest, judging: Sequence[Rule], law_file: Path | None) -> Check:
    """Check that this tool would judge by the same rules and law. Raises LawError for a law file that is wrong."""
    now = assembly.rulebook(judging, law.load(law_file))
    told = []
    if manifest.version != __version__:
        told.append(f"当时的版本 {manifest.version}, 现在的版本 {__version__}")
    if manifest.rulebook != now:
        told.append(f"规则或法规参数不同: 当时 {manifest.rulebook}, 现在 {now}")
    if told:
        return Check("tool", State.DIFFERENT, tuple(told))
    return Check("tool", State.SAME, (f"版本 {__version__}, 规则与法规参数 {now} 相同",))


def again(folder: Path, fresh: Path, *, same_key: bool) -> Check:
    """Check that a run made anew, in `fresh`, came to the same result: the same bytes.

    With another key only the fingerprints may differ, and are passed over.
    """
    names = [name for name in COMPARED if (folder / name).is_file()]
    if not names:
        return Check("rerun", State.UNKNOWN, (f"结果中没有 {' 或 '.join(COMPARED)}, 无从比较",))
    told = [name for name in names if not _is_same(folder / name, fresh / name, same_key=same_key)]
    if told:
        return Check("rerun", State.DIFFERENT, (f"重新审查的结果不同: {'、'.join(told)}",))
    aside = "" if same_key else " (本机的指纹密钥与当时不同, 除指纹外逐条相同; 逐字节比较请用 --key)"
    return Check("rerun", State.SAME, (f"重新审查, {'、'.join(names)} 相同{aside}",))


def _is_same(was: Path, now: Path, *, same_key: bool) -> bool:
    try:
        before, after = was.read_bytes(), now.read_bytes()
    except OSError:
        return False
    if before == after or same_key:
        return before == after
    plain = _plain_json if was.suffix == ".json" else _plain_csv
    try:
        return plain(before) == plain(after)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error):  # no result of ours
        return False


def _plain_json(content: bytes) -> dict[str, Any]:
    """Give audit.json without fingerprints, and without what follows from them: their order, the comparison."""
    said: dict[str, Any] = json.loads(content)
    said.pop("comparison", None)
    blank = [json.dumps({**one, "fingerprint": ""}, sort_keys=True) for one in said["findings"]]
    return {**said, "findings": sorted(blank)}


def _plain_csv(content: bytes) -> list[str]:
    """Give the rows of findings.csv without fingerprints, sorted."""
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    return sorted(json.dumps({**row, _PRINT: ""}, sort_keys=True) for row in rows)


def _compared(name: str, what: str, was: Iterable[tuple[str, str]], now: Iterable[tuple[str, str]]) -> Check:
    """Set files against what they were: changed, gone, new, or under another name."""
    before, after = Counter(was), Counter(now)
    count = before.total()
    gone, new = before - after, after - before
    if not gone and not new:
        return Check(name, State.SAME, (f"{count} {what}未变",))
    old_names, new_names = {one for one, _ in gone}, {one for one, _ in new}
    hashes = {digest: one for one, digest in new}
    moved = {one: hashes[digest] for one, digest in gone if digest in hashes and one not in new_names}
    lists = {
        "已改动": old_names & new_names,
        "不见了": old_names - new_names - set(moved),
        "改了名": {f"{one} → {other}" for one, other in moved.items()},
        "是新增的": new_names - old_names - set(moved.values()),
    }
    told = [f"{count} {what}中, 有的与清单不符"]
    told += [f"{_listed(sorted(names))} {how}" for how, names in lists.items() if names]
    return Check(name, State.DIFFERENT, tuple(told))


def _listed(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _LISTED else ""
    return mask_text("、".join(names[:_LISTED])) + more


def _hash(path: Path) -> str:
    """Give the SHA-256 of a file; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
