"""The same audit on Apache Spark: papers, facts, rules and engine are those of the single machine, run by its workers.

Spark reads the lake, brings what belongs together to one task, retries, spills and writes; nothing here does any of
that. A shard is judged by the function that judges it on a single machine.
"""

import sys

sys.modules.setdefault("pyspark.pandas", None)  # type: ignore[arg-type]  # Pandera would load it, for nothing: seconds
