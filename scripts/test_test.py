"""scripts/test in a scratch tree whose scripts/setup is a stand-in."""

import pathlib
import shutil
import subprocess
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent


@pytest.fixture
def tree(tmp_path: pathlib.Path) -> pathlib.Path:
    scripts = tmp_path / "a tree" / "scripts"
    scripts.mkdir(parents=True)
    for name in ("test", "count_tests.py"):
        shutil.copy(HERE / name, scripts / name)
    program(scripts / "setup", "exit 0")
    program(scripts / "lint", "echo linted")
    return scripts.parent


def program(path: pathlib.Path, body: str) -> None:
    path.write_text(f"#!/bin/bash\n{body}\n")
    path.chmod(0o755)


def run(tree: pathlib.Path, *stages: str) -> tuple[int, list[str]]:
    # Its own Python first in PATH: the scratch tree has no environment to count tests with.
    environment = {"PATH": f"{pathlib.Path(sys.executable).parent}:/usr/bin:/bin"}
    command = [tree / "scripts" / "test", *stages]
    ended = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    return ended.returncode, ended.stdout.splitlines()


@pytest.mark.parametrize("code", [1, 2])
def test_nothing_is_tested_in_a_tree_that_is_not_ready(tree: pathlib.Path, code: int):
    program(tree / "scripts/setup", f"echo 'setup: no compiler' >&2; exit {code}")
    ended, lines = run(tree)
    assert ended == code
    assert lines[0] == "setup: no compiler" and lines[1].startswith("FAILED  setup ")
    assert lines[2].startswith("Nothing was tested") and lines[3:] == ["0 passed, 1 failed"]


def test_every_stage_runs_after_one_that_failed(tree: pathlib.Path):
    program(tree / "scripts/lint", '[[ $1 != format ]] || { echo "not as it should be"; exit 3; }')
    ended, lines = run(tree, "format", "shell")
    assert ended == 1
    assert [line.split()[:2] for line in lines if line.split()[0] in ("ok", "FAILED")] == [
        ["ok", "setup"],
        ["FAILED", "format"],
        ["ok", "shell"],
    ]
    assert "not as it should be" in lines
    assert lines[-2:] == ["These stages failed: format. Their logs are in build/test/.", "0 passed, 1 failed"]


def test_an_unknown_stage_is_refused(tree: pathlib.Path):
    command = [tree / "scripts" / "test", "everything"]
    ended = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and "unknown stage 'everything'" in ended.stderr
