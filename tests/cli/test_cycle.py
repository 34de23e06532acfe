"""The working life of a dossier: audit, waive, mend, audit again, compare, verify."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import PAPERS, Run

_KEY = ("--key", "the key of the office", "-q")


def _result(out: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads((out / "audit.json").read_text("utf-8"))
    return result


def _waive(findings: list[dict[str, Any]]) -> str:
    told = '[[waiver]]\nrule = "{rule}"\nproject = "{project_id}"\nsubject = "{fingerprint}"\n'
    told += 'reason = "另案处理"\napprover = "周局"\nexpires = 2025-12-31\n'
    return "\n".join(told.format(**one) for one in findings)


def test_from_the_first_audit_to_the_last_proof(run: Run, dossier: Path) -> None:
    july, august = Path("july"), Path("august")
    assert run("audit", dossier, "--on", "2025-07-20", "--out", july, *_KEY).code == 1
    first = _result(july)["findings"]

    mendable = [one for one in first if one["rule"] in {"W05", "X03"}]
    Path("waivers.toml").write_text(_waive([one for one in first if one not in mendable]), "utf-8")
    Path("wagecheck.toml").write_text('waivers = "waivers.toml"\nfail_on = "critical"\n', "utf-8")
    assert run("audit", dossier, "--on", "2025-07-20", "--out", july, *_KEY).code == 1
    assert [one for one in _result(july)["findings"] if not one["waiver"]] != []

    (dossier / "流水.csv").write_text(
        PAPERS["流水.csv"] + "2025-05-20,900,,15000,张大山,6217001000000000017,工资\n", "utf-8"
    )
    again = ("audit", dossier, "--on", "2025-08-10", "--out", august, "--baseline", july, *_KEY)
    assert run(*again).code == 0
    assert _result(august)["projects"][0]["money"]["arrears"] == "0.00"

    told = json.loads(run("diff", july, august, "--json").out)
    became = {one["fingerprint"]: one["change"] for one in told["findings"]}
    assert {became[one["fingerprint"]] for one in mendable} == {"fixed"}
    assert (told["recovered"], told["exact"]) == ("900.00", True)
    assert "追回欠薪" in (august / "report.html").read_text("utf-8")

    verified = run("verify", august, "--key", _KEY[1])
    assert verified.code == 0, verified.out
    Path("waivers.toml").write_text("", "utf-8")
    assert run("verify", august, "--key", _KEY[1]).code == 1
