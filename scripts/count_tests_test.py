"""What scripts/count_tests.py makes of reports as ctest and pytest write them."""

import pathlib
import subprocess
import sys

CTEST = """<?xml version="1.0" encoding="UTF-8"?>
<testsuite name="Linux-c++" tests="4" failures="1" disabled="0" skipped="1">
  <testcase name="A.a" classname="A.a" time="0.1" status="run"/>
  <testcase name="A.b" classname="A.b" time="0.1" status="fail"><failure message=""/></testcase>
  <testcase name="A.c" classname="A.c" time="0" status="notrun"><skipped message=""/></testcase>
  <testcase name="A.d" classname="A.d" time="0.1" status="run"/>
</testsuite>
"""
PYTEST = """<?xml version="1.0" encoding="utf-8"?>
<testsuites name="pytest tests"><testsuite name="pytest" errors="1" failures="0" skipped="0" tests="2">
  <testcase classname="x" name="a" time="0.1"/>
  <testcase classname="x" name="b" time="0.1"><error message="setup failed">no</error></testcase>
</testsuite></testsuites>
"""


def count(folder: pathlib.Path, *arguments: str) -> str:
    (folder / "ctest.xml").write_text(CTEST)
    (folder / "pytest.xml").write_text(PYTEST)
    (folder / "torn.xml").write_text(CTEST[:200])
    program = [sys.executable, pathlib.Path(__file__).with_name("count_tests.py")]
    return subprocess.run([*program, *arguments], cwd=folder, capture_output=True, text=True, check=True).stdout


def test_one_report_is_counted_with_what_was_skipped(tmp_path: pathlib.Path):
    assert count(tmp_path, "ctest.xml") == "2 passed, 1 failed, 1 skipped\n"
    assert count(tmp_path, "pytest.xml") == "1 passed, 1 failed\n"


def test_the_last_line_is_the_sum_of_all(tmp_path: pathlib.Path):
    assert count(tmp_path, "--stages", "", "ctest.xml", "pytest.xml", "absent.xml") == "3 passed, 2 failed\n"


def test_a_stage_that_failed_without_a_failed_test_counts_as_one(tmp_path: pathlib.Path):
    # ctest has its failed test; the format stage has no report; torn.xml was cut off.
    assert count(tmp_path, "--stages", "format ctest torn", "ctest.xml", "torn.xml") == "2 passed, 3 failed\n"
