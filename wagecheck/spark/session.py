"""The Spark that the work is given to: the one that the user names, or that `spark-submit` already prepared."""

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wagecheck.errors import InputError, UsageError, WagecheckError
from wagecheck.privacy import mask_text

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = re.compile(r"local(\[[^,\]]*)?(,\d+)?\]?")
_END = re.compile(r"[A-Za-z_][\w.]*(Error|Exception|Exit): ")
ATTEMPTS = 4
"""How often a task is tried on this machine; elsewhere Spark's own setting says it (4, unless the site changed it)."""

_SETTINGS = {
    "spark.sql.execution.arrow.useLargeVarTypes": "true",  # a file of a shard may be large
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
    "spark.sql.session.timeZone": "UTC",
}


@contextmanager
def opened(master: str | None) -> Iterator["SparkSession"]:
    """Open Spark at that address, or where `spark-submit` and its configuration say, and close it afterwards.

    To be called before anything imports Pandera, which tells Spark to listen on the loopback only. Raises UsageError
    where Spark is not installed or does not start.
    """
    try:
        from py4j.protocol import Py4JError  # noqa: PLC0415 - an optional extra
        from pyspark.errors import PySparkException  # noqa: PLC0415 - an optional extra
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise UsageError(
            "本机没有安装 Spark 组件", where="--engine spark", todo="请运行 pip install 'wagecheck[spark]'"
        ) from error
    builder = SparkSession.builder.appName("wagecheck")
    if master is not None:
        builder = builder.master(_patient(master))
        if master.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    try:
        spark = builder.getOrCreate()
    except Exception as error:
        raise UsageError(
            f"Spark 没有启动({_line(error)})",
            where=f"--master {master or ''}".strip(),
            todo="请检查 Java 17 和集群地址",
        ) from error
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark
    except WagecheckError:
        raise
    except (PySparkException, Py4JError) as error:
        raise InputError(
            f"Spark 任务失败, 没有写出结果({_line(error)})", todo="请查看 Spark 日志中该任务的错误"
        ) from error
    finally:
        spark.stop()


def _patient(master: str) -> str:
    """Let a task on this machine be tried again too, as it is on a cluster: `local[2]` tries only once."""
    found = LOCAL.fullmatch(master)
    return f"local{found[1] or '[1'},{ATTEMPTS}]" if found else master


def _line(error: Exception) -> str:
    """Say in a line what went wrong: of a fault in a worker, how its own traceback ends."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    ends = [line for line in lines if _END.match(line)]
    return mask_text((ends or lines or [type(error).__name__])[0])
