"""What a run takes from its surroundings: the configuration file, the key of the fingerprints, today's date."""

import os
import secrets
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wagecheck.errors import UsageError
from wagecheck.language import Language

if TYPE_CHECKING:
    from wagecheck.report.manifest import Given

CONFIG = "wagecheck.toml"
MAPPINGS = "sheet"
"""Key of the configuration that no option has: how sheets are read, which the reading room looks up itself."""

_KEY = 32
"""Random bytes of a key: so many that nobody can try all keys."""

PathsArgument = Annotated[
    list[Path],
    typer.Argument(metavar="PATH…", help="台账: 文件夹、工作簿, 或存放多个台账的文件夹。", show_default=False),
]
OnOption = Annotated[
    str | None, typer.Option(metavar="DATE", envvar="WAGECHECK_ON", help="审查日 (默认今天), 如 2025-08-20。")
]
PlaceOption = Annotated[
    str | None, typer.Option(metavar="CODE", envvar="WAGECHECK_PLACE", help="以此六位行政区划代码代替台账所载。")
]
LawOption = Annotated[
    Path | None, typer.Option(metavar="FILE", envvar="WAGECHECK_LAW", help="自备的法规参数文件, 优先于内置参数。")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="不打印摘要和提示。")]
NoColorOption = Annotated[bool, typer.Option("--no-color", envvar="WAGECHECK_NO_COLOR", help="不用颜色。")]
CacheOption = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        metavar="DIR",
        envvar="WAGECHECK_CACHE",
        help="缓存文件夹: 文件没有变化的台账不再重读, 结果相同。内含完整号码, 请妥善保管; 不用的条目不会自动删除。",
        show_default=False,
    ),
]
"""Where what was read is kept for the next run."""
PublicOption = Annotated[
    bool,
    typer.Option("--public", envvar="WAGECHECK_PUBLIC", help="公开版: 姓名只留首字, 如 张* (记入 manifest)。"),
]
RevealOption = Annotated[
    bool, typer.Option("--reveal", envvar="WAGECHECK_REVEAL", help="显示完整的证件、银行卡、手机号码 (记入 manifest)。")
]
LangOption = Annotated[
    Language, typer.Option("--lang", envvar="WAGECHECK_LANG", help="所写内容的语言: zh 中文, en 英文。")
]
JobsOption = Annotated[
    int,
    typer.Option("--jobs", min=0, envvar="WAGECHECK_JOBS", help="同时读写的进程数; 0 为全部处理器核。结果与此无关。"),
]
AuditorOption = Annotated[
    str, typer.Option("--auditor", envvar="WAGECHECK_AUDITOR", help="审查人 (经办人), 印在报告、凭单上。")
]
OrgOption = Annotated[str, typer.Option("--org", envvar="WAGECHECK_ORG", help="审查单位, 印在报告、凭单上。")]


def parse_day(text: str) -> date:
    """Read the day of the audit, ISO. Raises `UsageError`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"日期 {text} 无法识别", where="--on", todo="请写作 2025-08-20") from None


def division(place: str | None) -> str | None:
    """Check a division code given on the command line. Raises `UsageError`."""
    if place is not None and not (place.isdigit() and len(place) == len("360100")):
        raise UsageError(f"{place} 不是六位行政区划代码", where="--place", todo="例如 360100")
    return place


def today() -> date:
    """Give the day on which the command runs: the only clock of the house."""
    return datetime.now().astimezone().date()


def config_file(folder: Path) -> Path | None:
    """Find the nearest `wagecheck.toml` at or above a folder."""
    return next((above / CONFIG for above in (folder, *folder.parents) if (above / CONFIG).is_file()), None)


def fingerprint_key(given: str | None) -> bytes:
    """Give the key under which subjects are fingerprinted, the same from run to run on this machine.

    From `--key`, WAGECHECK_KEY or the configuration; else from a file of the user's own, made on the first run.
    Whoever has the key can try all numbers, so nobody else may read it. Raises `UsageError` where that file can
    neither be read nor made, or holds no key.
    """
    if given:
        return given.encode()
    path = _key_file()
    try:
        if not path.exists():
            _make_key(path)
        with suppress(PermissionError):  # somebody else's, who has decided
            path.chmod(0o600)
        key = path.read_bytes().strip()
    except OSError as error:
        raise UsageError(
            f"指纹密钥无法保存 ({error.strerror})", where=str(path), todo="请用环境变量 WAGECHECK_KEY 指定一个密钥"
        ) from None

    if len(key) < _KEY:
        raise UsageError("指纹密钥文件已损坏", where=str(path), todo="请恢复或删去它; 删去后指纹与先前的审查不能对应")
    return key


def _make_key(path: Path) -> None:
    """Write a new key, whole or not at all; of two runs that do so at once, one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number, fresh = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # only its owner may read it
    try:
        with os.fdopen(number, "wb") as file:
            file.write(secrets.token_hex(_KEY).encode())
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:
        Path(fresh).replace(path)  # a file system without links
    finally:
        Path(fresh).unlink(missing_ok=True)


def given(
    paths: Sequence[Path],
    *,
    law: Path | None,
    baseline: Path | None = None,
    waivers: Path | None = None,
    key: bytes = b"",
    public: bool = False,
) -> "Given":
    """Collect what the manifest names of a run besides its options; where a public version came from stays out."""
    from wagecheck.report.manifest import Given  # noqa: PLC0415 - heavy

    before = baseline / "audit.json" if baseline and baseline.is_dir() else baseline
    files = {"law": law, "baseline": before, "waivers": waivers, "config": config_file(Path.cwd())}
    named = {} if public else {option: file for option, file in files.items() if file}
    return Given(() if public else paths, named, key)


def check_public(*, public: bool, others: Mapping[str, bool]) -> None:
    """Refuse a public version that would show what it is made to hide. Raises `UsageError`."""
    clash = [name for name, given in others.items() if public and given]
    if clash:
        raise UsageError(f"公开版不能与 {'、'.join(clash)} 同时使用", where="--public", todo="请去掉其中一个")


def _key_file() -> Path:
    home = os.environ.get("APPDATA") if os.name == "nt" else os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "wagecheck" / "fingerprint.key"
