"""The program that compares ways to another thread runs, and what goes through them arrives."""

import json
import os
import pathlib
import subprocess

BUILD = pathlib.Path(os.environ.get("ZASSAY_BUILD", pathlib.Path(__file__).resolve().parents[2] / "build/dev"))
LIMIT_S = 300


def test_every_way_hands_over_everything_in_order():
    ended = subprocess.run(
        [BUILD / "bin/hand_off_benchmark", "--benchmark_min_time=0.0001", "--benchmark_format=json"],
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=True,
    )
    runs = json.loads(ended.stdout)["benchmarks"]
    assert [run["name"] for run in runs if run.get("error_occurred")] == []
    seen = {run["name"].partition("/")[0] for run in runs}
    round_trips = {f"round_trip<{way}>" for way in ("Condition", "EventDescriptor", "Pipe", "Pair")}
    assert seen == round_trips | {"one_way<Condition>", "one_way<Pipe>", "one_way<Pair>"}
