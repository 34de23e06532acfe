#!/usr/bin/env bash
# wagecheck on YARN. Once: pack an environment, put it where the cluster reads it.
#   python3.11 -m venv env && env/bin/pip install 'wagecheck[spark]' venv-pack
#   env/bin/venv-pack -p env -o wagecheck-env.tar.gz && hdfs dfs -put wagecheck-env.tar.gz /apps/
# Every node needs Java 17 and a Python 3.11 at the path from which the environment was made.
set -euo pipefail

lake=hdfs:///wages/lake
results=hdfs:///wages/audit-2025-12-31

WAGECHECK_KEY=$(cat fingerprint.key)      # the same from run to run
export WAGECHECK_KEY
export HADOOP_CONF_DIR=${HADOOP_CONF_DIR:-/etc/hadoop/conf}
export PYSPARK_PYTHON=./env/bin/python   # on the nodes, where YARN unpacks the archive
export PYSPARK_DRIVER_PYTHON=env/bin/python
export PYSPARK_SUBMIT_ARGS="
  --archives hdfs:///apps/wagecheck-env.tar.gz#env
  --conf spark.executor.instances=50
  --conf spark.executor.cores=4
  --conf spark.executor.memory=4g
  --conf spark.executor.memoryOverhead=12g
  --conf spark.task.maxFailures=4
  --conf spark.excludeOnFailure.enabled=true
  pyspark-shell"

env/bin/wagecheck audit "$lake" --engine spark --master yarn --results "$results" \
  --out audit-2025-12-31 --on 2025-12-31
