#!/usr/bin/env python3
"""How fast the whole set of cases runs: figures for docs/performance.md.

Runs every case with one job and with the default number of jobs, and prints the median wall time of a cell over
inproc, ipc and tcp, cells per second, and the share of the machine's time in which nothing computed. It judges
nothing and exits with 0 unless a run could not be made.

    python3 stress/cells.py [--zassay build/dev/bin/zassay] [further options of zassay run]
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run_once(program: str, options: list[str], jobs: int | None) -> dict:
    """One run of the set: its results, wall seconds, and processor seconds of all its processes."""
    with tempfile.TemporaryDirectory() as out:
        command = [program, "run", "--quiet", "--out", out, *options]
        if jobs is not None:
            command += ["--jobs", str(jobs)]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        done = subprocess.run(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
        )
        wall_s = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        results = Path(out) / "results.json"
        if not results.exists():
            sys.exit(f"no results of {' '.join(command)}:\n{done.stdout}")
        cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return {"results": json.loads(results.read_text()), "wall_s": wall_s, "cpu_s": cpu_s, "code": done.returncode}


def transport_of(cell: dict) -> str:
    """The transport of a cell; cases without the parameter run over inproc."""
    return {parameter["name"]: parameter["value"] for parameter in cell["parameters"]}.get("transport", "inproc")


def print_run(title: str, run: dict) -> None:
    """The figures of one run, a line each."""
    cells = run["results"]["cells"]
    cores = os.cpu_count() or 1
    idle = max(0.0, 1 - run["cpu_s"] / (run["wall_s"] * cores))
    print(f"{title}: {len(cells)} cells in {run['wall_s']:.2f} s, {len(cells) / run['wall_s']:.0f} cells/s")
    for transport in ("inproc", "ipc", "tcp"):
        times = [cell["wall_ms"] for cell in cells if transport_of(cell) == transport]
        if times:
            p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
            print(f"  {transport:6} median {statistics.median(times):7.2f} ms, 95 % {p95:8.2f} ms, {len(times)} cells")
    print(f"  idle   {idle:.0%} of {cores} processors (processor time {run['cpu_s']:.2f} s)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--zassay", default=str(ROOT / "build/dev/bin/zassay"))
    arguments, options = parser.parse_known_args()
    print_run("--jobs 1", run_once(arguments.zassay, options, 1))
    print_run("default jobs", run_once(arguments.zassay, options, None))


if __name__ == "__main__":
    main()
