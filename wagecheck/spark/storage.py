"""Where tasks put the files of a lake: a folder that all nodes see, or HDFS, S3 and the like through Arrow."""

import shutil
from pathlib import Path
from typing import Any

from wagecheck.errors import UsageError

_FILE = "file://"


def folder_name(shard: int) -> str:
    """Name the folder of a shard as the single machine does."""
    return f"shard-{shard:04d}"


def check_new(to: str) -> None:
    """Refuse, before any work, a place where there is something. Raises UsageError."""
    if local := _local(to):
        there = local.exists() and (not local.is_dir() or any(local.iterdir()))
    else:
        from pyarrow.fs import FileSelector  # noqa: PLC0415 - an optional extra

        system, path = _system(to)
        there = bool(system.get_file_info(FileSelector(path, allow_not_found=True)))
    if there:
        raise UsageError("已有此文件夹", where=to, todo="请用 --to 指定一个新的")


def put(folder: Path, to: str) -> None:
    """Copy the files of a folder to a place, over those of the same names."""
    if local := _local(to):
        shutil.copytree(folder, local, dirs_exist_ok=True)
        return
    system, path = _system(to)
    system.create_dir(path, recursive=True)
    for file in sorted(folder.iterdir()):
        with file.open("rb") as content, system.open_output_stream(f"{path}/{file.name}") as there:
            shutil.copyfileobj(content, there)


def _local(to: str) -> Path | None:
    if to.startswith(_FILE):
        return Path(to.removeprefix(_FILE))
    return None if "://" in to else Path(to)


def _system(to: str) -> tuple[Any, str]:
    """Open the file system of an address. Raises UsageError where Arrow cannot."""
    from pyarrow import ArrowException  # noqa: PLC0415 - an optional extra
    from pyarrow.fs import FileSystem  # noqa: PLC0415 - an optional extra

    try:
        system, path = FileSystem.from_uri(to.replace("s3a://", "s3://", 1))
    except (ArrowException, OSError) as error:
        raise UsageError(
            f"写不到这里({error})".splitlines()[0], where=to, todo="请检查地址和各节点的 Hadoop 设置"
        ) from error
    return system, path
