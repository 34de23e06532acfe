"""A fingerprint names a finding for ever, and tells nobody without the key whom the finding is about."""

import hashlib
import hmac
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import wagecheck
from wagecheck.cli.settings import fingerprint_key
from wagecheck.errors import UsageError
from wagecheck.privacy import OF_THIS_PROCESS, fingerprint

ID = "360199199001011238"
PARTS = ("W05", "GC-1", "worker", ID, "2025-03")
SAMPLE = Path(__file__).parents[2] / "samples" / "ganzhou-school"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this user's key lies."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("APPDATA", str(tmp_path))
    return tmp_path / "wagecheck"


def test_a_fingerprint_stays_with_its_key_and_changes_with_another() -> None:
    assert fingerprint(b"one key", *PARTS) == fingerprint(b"one key", *PARTS)
    assert fingerprint(b"one key", *PARTS) != fingerprint(b"another", *PARTS)


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256", "sha512", "blake2b"])
def test_who_has_the_number_and_not_the_key_cannot_work_out_the_fingerprint(kind: str) -> None:
    """Some 10^10 numbers fit a masked one, which a computer tries in minutes: only the key is beyond trying."""
    told = fingerprint(b"a key that nobody else has, 32 bytes", *PARTS)

    for between in ("", "|", "\x1f", "\n", "/"):
        text = between.join(PARTS).encode()
        assert not hashlib.new(kind, text).hexdigest().startswith(told)
        assert not hmac.new(b"", text, kind).hexdigest().startswith(told)


def test_fields_that_run_into_each_other_are_told_apart() -> None:
    assert fingerprint(b"k", "W0", "51") != fingerprint(b"k", "W05", "1")


def test_a_key_is_made_once_for_its_user_alone(home: Path) -> None:
    first, second = fingerprint_key(None), fingerprint_key(None)

    assert first == second
    assert len(bytes.fromhex(first.decode())) == 32
    assert [path.name for path in home.iterdir()] == ["fingerprint.key"]
    assert (home / "fingerprint.key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_others_could_read_is_closed_to_them(home: Path) -> None:
    key = fingerprint_key(None)
    (home / "fingerprint.key").chmod(0o644)

    assert fingerprint_key(None) == key
    assert (home / "fingerprint.key").stat().st_mode & 0o777 == 0o600


def test_every_user_has_another_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = set()
    for user in ("one", "two"):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / user))
        monkeypatch.setenv("APPDATA", str(tmp_path / user))
        keys.add(fingerprint_key(None))

    assert len(keys) == 2


@pytest.mark.parametrize("content", [b"", b"\n", b"short"])
def test_an_empty_key_file_is_refused_and_not_taken_for_a_key(home: Path, content: bytes) -> None:
    home.mkdir()
    (home / "fingerprint.key").write_bytes(content)

    with pytest.raises(UsageError, match="密钥"):
        fingerprint_key(None)


def test_who_calls_the_audit_without_a_key_gets_one_of_this_process_alone() -> None:
    own = "from wagecheck.privacy import OF_THIS_PROCESS; print(OF_THIS_PROCESS.hex())"
    other = subprocess.run([sys.executable, "-c", own], capture_output=True, text=True, check=True).stdout.strip()

    assert (len(OF_THIS_PROCESS), other == OF_THIS_PROCESS.hex()) == (32, False)


def test_the_fingerprints_of_an_audit_can_be_worked_out_with_its_key_alone() -> None:
    report = wagecheck.audit([SAMPLE], on=date(2025, 8, 20), reveal=True)
    told = {one.fingerprint for one in report.findings}

    def guessed(key: bytes) -> set[str]:
        return {
            fingerprint(key, one.rule, one.project_id, one.subject.kind, one.subject.id, one.month or "")
            for one in report.findings
        }

    assert guessed(OF_THIS_PROCESS) & told
    assert not guessed(b"") & told
