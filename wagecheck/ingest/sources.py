"""Tables that come from a database: `[source.roster]` in a project.toml that the user names himself.

A dossier that somebody else handed in must neither reach a database nor read a variable of ours: only a project.toml
that is named on the command line connects. Passwords come from the environment, and stand in no text of ours.
"""

import csv
import hashlib
import io
import os
import re
import sqlite3
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import polars as pl
from polars import col

from wagecheck import tables
from wagecheck.errors import InputError
from wagecheck.ingest.cells import Grid, TextRows
from wagecheck.ingest.limits import Limits, check_rows
from wagecheck.privacy import mask_text

_KEYS = frozenset({"uri", "query", "table"})
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_POSTGRES = ("postgresql", "postgres")
_READ_ONLY = {"connect_timeout": "15", "options": "-c default_transaction_read_only=on"}
"""What a connection to PostgreSQL is asked for unless its uri says otherwise."""
_TODO = "请更正 project.toml"
_SHORT = 3
"""A secret shorter than this cannot be told from other words: then the whole message goes."""


@dataclass(frozen=True, slots=True)
class Source:
    """One query that gives a table."""

    name: str
    table: str
    uri: str
    """As it is written, its variables not filled in."""
    query: str

    @property
    def file(self) -> str:
        """Name it as the report names a file."""
        return f"source.{self.name}"


def declared(content: bytes) -> tuple[Source, ...]:
    """Give the sources of a project.toml. Raises InputError for one that is not whole, or that holds a password."""
    try:
        said = tomllib.loads(content.decode("utf-8-sig")).get("source", {})
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ()  # told where its fields are read
    if not isinstance(said, dict):
        raise InputError("source 应写成 [source.表名]", todo=_TODO)
    return tuple(_source(name, entry) for name, entry in said.items())


def _source(name: str, entry: object) -> Source:
    where = f"[source.{name}]"
    if not isinstance(entry, dict) or not all(isinstance(value, str) for value in entry.values()):
        raise InputError(f"{where} 应有 uri 和 query 两项文字", todo=_TODO)
    strange = sorted(set(entry) - _KEYS)
    missing = [key for key in ("uri", "query") if not entry.get(key)]
    if strange or missing:
        what = f"不认识 {'、'.join(strange)}" if strange else f"缺少 {'、'.join(missing)}"
        raise InputError(f"{where} {what}", todo=_TODO)
    table = entry.get("table", name)
    if table not in tables.TABLES or table in {"project", "control"}:
        known = "、".join(sorted(set(tables.TABLES) - {"project", "control"}))
        raise InputError(f"{where} 没有 {table} 这种表", todo=f"表名可为: {known}; 或另写 table = 表名")
    _refuse_password(where, entry["uri"])
    return Source(name, table, entry["uri"], entry["query"])


def _refuse_password(where: str, uri: str) -> None:
    """Refuse a password that is written down: it belongs into the environment."""
    userinfo = uri.partition("://")[2].rpartition("@")[0]
    written = [userinfo.partition(":")[2], *re.findall(r"[?&]password=([^&]*)", uri)]
    if any(_VARIABLE.sub("", one) for one in written):
        raise InputError(f"{where} 的 uri 里写着口令", todo="请把口令放进环境变量, 在此写 ${变量名}")


def fetch(source: Source, folder: Path, limits: Limits) -> tuple[Grid, str]:
    """Ask the database; give what it answers as a sheet of text under its headings, and the hash of that.

    `folder` is where a relative sqlite file lies. Raises InputError: no variable, no driver, no answer, too many rows.
    """
    secrets: list[str] = []
    uri = _filled(source.uri, secrets)
    try:
        rows = [*_asked(uri, source.query, folder)]
    except InputError:
        raise
    except ModuleNotFoundError as absent:
        raise InputError("没有安装读取数据库的部件", todo='请运行 pip install "wagecheck[sql]"') from absent
    except Exception as error:  # noqa: BLE001 - whatever a driver raises
        told = _without(f"{type(error).__name__}: {error}", [*secrets, *_secrets_of(uri)])
        raise InputError(f"数据库没有给出数据({told})", todo="请检查连接、权限和查询") from None
    rows[0] = _headings(rows[0], source.table)
    check_rows(len(rows), source.file, limits)
    return Grid("", TextRows(rows)), hashlib.sha256(_as_csv(rows)).hexdigest()


def _filled(uri: str, secrets: list[str]) -> str:
    """Fill in the variables: as they are where they are the whole, else as one part of a uri each."""

    def value(found: re.Match[str]) -> str:
        given = os.environ.get(found[1])
        if given is None:
            raise InputError(f"环境变量 {found[1]} 没有设置", todo="请设置后重新运行")
        secrets.append(given)
        return given if found.start() == 0 else quote(given, safe="")

    return _VARIABLE.sub(value, uri)


def _secrets_of(uri: str) -> Iterator[str]:
    """Give what of a uri is nobody's business."""
    try:
        parts = urlsplit(uri)
        yield from (uri, parts.netloc.rpartition("@")[0], parts.password or "", unquote(parts.password or ""))
    except ValueError:
        yield uri


def _without(text: str, secrets: list[str]) -> str:
    """Give the first line of a message, without anything that is secret."""
    first = (text.splitlines() or [""])[0]
    for secret in sorted({one for one in secrets if one}, key=len, reverse=True):
        if secret in first and len(secret) < _SHORT:
            return "原因不便显示"
        first = first.replace(secret, "***").replace(quote(secret, safe=""), "***")
    return mask_text(first)


def _asked(uri: str, query: str, folder: Path) -> Iterator[list[str]]:
    """Give the names of the columns, then the rows, all as text."""
    scheme = uri.partition("://")[0].lower()
    if scheme == "sqlite":
        yield from _of_sqlite(folder / uri.partition("://")[2].removeprefix("/"), query)
    elif scheme in _POSTGRES:
        frame = pl.read_database_uri(query, _careful(uri), engine="adbc")
        yield frame.columns
        yield from (list(row) for row in frame.select(_texts(frame.schema)).fill_null("").iter_rows())
    else:
        raise InputError("不认识的数据库", todo="uri 可用 postgresql://… 或 sqlite:///文件")


def _careful(uri: str) -> str:
    """Ask for a connection that writes nothing and does not wait for ever."""
    more = [f"{name}={quote(value)}" for name, value in _READ_ONLY.items() if f"{name}=" not in uri]
    return "&".join([uri if "?" in uri else f"{uri}?", *more]).replace("?&", "?")


def _of_sqlite(path: Path, query: str) -> Iterator[list[str]]:
    if not path.is_file():
        raise InputError(f"没有这个数据库文件 {path.name}", todo="请检查 uri; 相对路径从 project.toml 所在的文件夹起")
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        answer = database.execute(query)
        yield [str(one[0]) for one in answer.description or ()]
        yield from (["" if value is None else str(value) for value in row] for row in answer)


def _texts(schema: pl.Schema) -> Iterator[pl.Expr]:
    """Write every column as text: numbers digit by digit, times as they were in China."""
    for name, kind in schema.items():
        if isinstance(kind, pl.Boolean):
            yield pl.when(col(name)).then(pl.lit("是")).when(~col(name)).then(pl.lit("否")).alias(name)
        elif isinstance(kind, pl.Datetime):
            local = col(name).dt.convert_time_zone("Asia/Shanghai") if kind.time_zone else col(name)
            yield local.dt.strftime("%Y-%m-%d %H:%M:%S")
        elif isinstance(kind, pl.BaseExtension):
            yield col(name).ext.storage().cast(pl.String)
        elif kind.is_nested() or isinstance(kind, pl.Binary):
            raise InputError(f"列 {name} 的类型不能当作文字读取", todo="请在查询中改成文字、数字或日期")
        else:
            yield col(name).cast(pl.String)


def _headings(names: list[str], table: str) -> list[str]:
    """Call columns that bear a canonical name by their official heading; all others speak for themselves."""
    official: Mapping[str, str] = tables.headings(table)
    return [official.get(name.lower(), name) for name in names]


def _as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()
