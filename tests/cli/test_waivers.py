"""`audit --waivers`: exit code, what stderr tells, and files that are none."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

ON = ("--on", "2025-08-20", "--key", "k", "--select", "W05,W12,A,L")


def _found() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Path("wagecheck-out/audit.json").read_text("utf-8"))["findings"]
    return found


def _entry(finding: dict[str, Any], **other: str) -> str:
    said = {
        "rule": finding["rule"],
        "project": finding["project_id"],
        "subject": finding["fingerprint"],
        "reason": "经办人 13812345678 说明",
        "approver": "周局",
        "expires": "2025-08-20",
    } | other
    return "[[waiver]]\n" + "".join(f"{key} = {json.dumps(text, ensure_ascii=False)}\n" for key, text in said.items())


def _may_be_waived(finding: dict[str, Any]) -> bool:
    return not (finding["kind"] == "法定" and finding["severity"] == "critical")


def test_waiving_all_that_may_be_waived_leaves_what_may_not(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "-q")
    text = "\n".join(map(_entry, _found()))
    Path("waivers.toml").write_text(text, "utf-8")
    ran = run("audit", dossier, *ON, "--waivers", "waivers.toml")
    found = _found()

    assert any(map(_may_be_waived, found))
    assert all(_may_be_waived(one) == (one["waiver"] is not None) for one in found)
    assert ran.code == 1
    assert "法定的红色规则不得豁免" in ran.err
    assert "13812345678" not in Path("wagecheck-out/audit.json").read_text("utf-8") + ran.out + ran.err


def test_only_waived_findings_are_no_failure(run: Run, dossier: Path) -> None:
    narrow = (*ON[:-1], "A", "--fail-on", "notice")
    assert run("audit", dossier, *narrow, "-q").code == 1
    Path("waivers.toml").write_text("\n".join(_entry(one) for one in _found() if _may_be_waived(one)), "utf-8")
    Path("wagecheck.toml").write_text('waivers = "waivers.toml"\n', "utf-8")
    rest = [one for one in _found() if not _may_be_waived(one)]

    assert run("audit", dossier, *narrow, "-q").code == (1 if rest else 0)


def test_a_public_version_does_not_say_who_decided(run: Run, dossier: Path) -> None:
    run("audit", dossier, *ON, "-q")
    Path("waivers.toml").write_text("\n".join(map(_entry, _found())), "utf-8")
    run("audit", dossier, *ON, "--waivers", "waivers.toml", "--public", "-q")

    assert "周局" not in Path("wagecheck-out/audit.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[waiver]\n", "不是 TOML"),
        ("[[waivers]]\nrule = 1\n", "是否指 waiver?"),
        ("waiver = 3\n", "[[waiver]]"),
        (None, "不能读取"),
    ],
)
def test_a_file_that_is_none_stops_before_any_work(run: Run, dossier: Path, text: str | None, says: str) -> None:
    if text is not None:
        Path("waivers.toml").write_text(text, "utf-8")
    ran = run("audit", dossier, *ON, "--waivers", "waivers.toml")

    assert ran.code == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1
    assert not Path("wagecheck-out").exists()
