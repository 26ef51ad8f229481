"""The plugin of scripts/ with the real program: cells of this tree as pytest items."""

import shutil
import subprocess
import sys
from pathlib import Path

from program import LIMIT_S, PROGRAM, REPOSITORY


def pytest_in_tree(place, *arguments):
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--zassay-program", PROGRAM, *arguments]
    ended = subprocess.run(
        [str(word) for word in command],
        cwd=REPOSITORY,
        env=place.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        timeout=LIMIT_S,
        check=False,
    )
    return ended.returncode, ended.stdout.decode("utf-8")


def test_cells_are_items(place):
    base = place.folder / "items"
    code, output = pytest_in_tree(
        place, f"--basetemp={base}", "scenarios/messages", "-k", "copy-keeps or metadata-tells", "-n", "2"
    )
    assert code == 0, output
    assert " passed" in output and " failed" not in output
    assert "2 xfailed" in output  # the known deviations of libzmq, with their reasons


def test_a_cell_that_fails_is_explained(place):
    text = place.plain("t/fails").read_text("utf-8").replace("- exact: s", "- count: {accepted: s, equals: 4}")
    case = place.case("t/fails", text)
    code, output = pytest_in_tree(place, f"--basetemp={place.folder / 'items'}", case)
    assert code == 1 and "1 failed" in output
    assert "count" in output and "PIPELINE-PUSH-07" in output and "repeat:" in output
    (kept,) = Path(place.environment["TMPDIR"]).iterdir()  # the report of an item that failed is kept
    assert (kept / "results.json").exists()
    shutil.rmtree(kept)
