"""A standalone cluster of the installed pyspark, on the loopback."""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]


@contextmanager
def cluster(home: Path, workers: int = 2) -> Iterator[str]:
    """Start a standalone cluster from the installed pyspark; give its address, and stop it afterwards."""
    import pyspark  # noqa: PLC0415 - an optional extra

    spark_home = Path(pyspark.__file__).parent
    starter = str(spark_home / "bin" / "spark-class")
    deploy = "org.apache.spark.deploy"
    port, *pages = free_ports(workers + 2)
    environment = os.environ | {
        "SPARK_HOME": str(spark_home),
        "SPARK_DAEMON_MEMORY": "200m",
        "SPARK_DAEMON_JAVA_OPTS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
        "SPARK_WORKER_DIR": str(home / "work"),
        "PYTHONPATH": os.pathsep.join([str(CHECKOUT), os.environ.get("PYTHONPATH", "")]),
    }
    address = f"spark://127.0.0.1:{port}"
    own = ["--host", "127.0.0.1"]
    commands = [[starter, f"{deploy}.master.Master", *own, "--port", str(port), "--webui-port", str(pages[0])]]
    size = ["-c", "1", "-m", "600m"]
    commands += [
        [starter, f"{deploy}.worker.Worker", *own, *size, "--webui-port", str(page), address] for page in pages[1:]
    ]
    running: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            with (home / f"{len(running)}.log").open("wb") as log:
                running.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
        yield address
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()


def free_ports(number: int) -> list[int]:
    """Ask the system for ports that nobody uses."""
    sockets = [socket.socket() for _ in range(number)]
    for one in sockets:
        one.bind(("127.0.0.1", 0))
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports
