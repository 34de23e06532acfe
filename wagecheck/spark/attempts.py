"""How often Spark tries a task, and which try it is."""

from typing import TYPE_CHECKING

from wagecheck.spark import session

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def of(spark: "SparkSession") -> int:
    """Say how often Spark tries a task before it gives the run up."""
    here = session.LOCAL.fullmatch(spark.sparkContext.master)
    return session.ATTEMPTS if here else int(spark.sparkContext.getConf().get("spark.task.maxFailures", "4") or "4")


def is_last(number: int) -> bool:
    """Say, in a task that is tried so often, whether Spark would give the run up if this try failed."""
    from pyspark import TaskContext  # noqa: PLC0415 - an optional extra

    here = TaskContext.get()
    return here is not None and here.attemptNumber() >= number - 1
