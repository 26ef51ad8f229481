"""Exit codes, known deviations, and what a run writes and prints."""

import fcntl
import json
import os
import pty
import re
import struct
import termios
from pathlib import Path

import jsonschema
import pytest
from lxml import etree
from program import LIMIT_S, REPOSITORY, hostile


def spoil(place, **members):
    """A case that fails on every implementation: it expects a message that nobody sent."""
    text = place.plain("t/fails", **members).read_text("utf-8")
    return place.case("t/fails", text.replace("- exact: s", "- count: {accepted: s, equals: 4}"))


def test_0_when_everything_is_as_expected(place):
    place.plain()
    assert place.run(code=0).results["summary"]["exit_code"] == 0


def test_1_when_a_must_fails_and_0_when_a_should_does(place):
    spoil(place)
    assert place.run(code=1).cell["judgement"]["check"] == "count"
    spoil(place, level="SHOULD")
    ended = place.run(code=0)
    assert ended.verdicts() == ["fail"] and ended.results["summary"]["standings"]["warning (SHOULD)"] == 1


def test_5_when_a_check_was_not_exercised(place):
    text = place.plain().read_text("utf-8").replace("count: 3", "count: 1").replace("- exact: s", "- fifo")
    place.case("t/plain", text)
    assert place.run(code=5).verdicts() == ["not-exercised"]


def test_6_when_all_cells_are_unsupported(place):
    place.plain(transports="tcp")
    ended = place.run("--adapter", hostile("sound"), code=6)
    assert ended.verdicts() == ["unsupported"] and "tcp" in ended.cell["judgement"]["reason"]


def test_a_draft_becomes_known_deviations_and_then_stale(place):
    spoil(place)
    place.plain("t/plain")
    ended = place.run("--write-expectations", code=1)
    assert "FAIL t/fails" in ended.errors
    draft = (place.out / "expectations-libzmq.yaml").read_text("utf-8")
    assert draft.count("cells:") == 1 and 'reason: ""' in draft
    expectations = place.folder / "expectations"
    expectations.mkdir()
    (expectations / "libzmq.yaml").write_text(draft, "utf-8")
    assert "reason" in place.run(code=1).results["stale_expectations"][0]
    (expectations / "libzmq.yaml").write_text(draft.replace('reason: ""', "reason: four are not sent"), "utf-8")
    ended = place.run("--write-expectations")
    assert "FAIL" not in ended.errors and "1 known deviation" in ended.errors
    known = {cell["case"]: cell.get("expected_reason") for cell in ended.cells}
    assert known == {"t/fails": "four are not sent", "t/plain": None}
    journal = [json.loads(line) for line in (place.out / "cells.jsonl").read_text("utf-8").splitlines()[1:]]
    assert {line["cell"]["case"]: line["cell"].get("expected_reason") for line in journal} == known
    assert not (place.out / "expectations-libzmq.yaml").exists()
    place.plain("t/fails")
    stale = place.run(code=4)
    assert len(stale.results["stale_expectations"]) == 1 and "STALE" in stale.errors


def test_results_hold_to_their_schemas(place):
    spoil(place)
    place.plain("t/plain", transports="inproc, ipc")
    broken = hostile("exit_code_3")
    ended = place.run("--adapter", broken, "--impl", "libzmq", code=1)
    schema = json.loads((REPOSITORY / "reports/results.schema.json").read_text("utf-8"))
    assert [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(ended.results)] == []
    assert {"pass", "fail", "crash", "unsupported"} == set(ended.verdicts())
    xsd = etree.XMLSchema(etree.parse(REPOSITORY / "reports/junit.xsd"))
    junit = etree.parse(place.out / "junit.xml")
    xsd.assertValid(junit)
    assert len(junit.findall(".//testcase")) == len(ended.cells) == 6
    assert "t/fails" in (place.out / "summary.md").read_text("utf-8")
    page = (place.out / "index.html").read_text("utf-8")
    assert "Content-Security-Policy" in page and "t/fails" in page
    for cell in ended.cells:
        assert (place.out / cell["history"]).exists()


def test_what_an_earlier_run_left_is_replaced_and_nothing_else(place):
    place.plain()
    place.run()
    (place.out / "mine.txt").write_text("keep", "utf-8")
    first = set((place.out / "histories/t").rglob("*.jsonl"))
    place.case("u/plain", place.scenarios.joinpath("t/plain.yaml").read_text("utf-8"))
    place.run("--filter", "u/*")
    assert len(first) == 1 and not any(path.exists() for path in first)
    assert (place.out / "mine.txt").read_text("utf-8") == "keep"


def test_a_second_run_into_the_same_folder_leaves_the_first_alone(place):
    place.plain()
    place.run()
    results = (place.out / "results.json").read_bytes()
    folder = os.open(place.out, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        errors = place.run(code=3).errors
    finally:
        os.close(folder)
    assert "another run is writing to out: wait for it, or give --out FOLDER" in errors
    assert (place.out / "results.json").read_bytes() == results
    place.run()
    assert sorted(path.name for path in place.out.glob("histories*")) == ["histories"]


def test_a_pipe_gets_plain_lines(place):
    spoil(place)
    place.environment["TERM"] = "xterm"
    errors = place.run("--seed", 7, code=1).errors
    assert "\x1b" not in errors and "\r" not in errors and "█" not in errors
    assert errors.startswith("seed 7 ") and len(errors.splitlines()) == 4


def test_quiet_prints_failures_and_the_verdict(place):
    spoil(place)
    lines = place.run("--quiet", code=1).errors.splitlines()
    assert len(lines) == 2 and "FAIL t/fails" in lines[0] and lines[1].startswith("Not conformant")


def test_explain_draws_the_failure(place):
    spoil(place)
    plain = place.run(code=1).errors
    errors = place.run("--explain", code=1).errors
    assert "(3) accepted" in errors and "(3) accepted" not in plain
    assert "PUSH, a" in errors and "PULL, a" in errors


def on_terminal(place, *arguments, columns=100):
    """What a terminal of that width is sent, and the exit code."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    process = place.popen("run", *arguments, stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    with os.fdopen(ours, "rb", buffering=0) as stream:
        while True:
            try:
                piece = stream.read(65536)
            except OSError:  # how a terminal says that nobody writes any more
                break
            if not piece:
                break
            seen += piece
    return seen.decode("utf-8"), process.wait(LIMIT_S)


@pytest.mark.parametrize("no_colour", [False, True])
def test_a_terminal_gets_a_bar_and_one_line_for_each_failure(place, no_colour):
    spoil(place)
    place.plain("t/plain", transports="inproc, ipc")
    place.environment["TERM"] = "xterm"
    if no_colour:
        place.environment["NO_COLOR"] = "1"
    seen, code = on_terminal(place)
    assert code == 1 and "█" in seen and "\r\x1b[2K" in seen
    assert ("\x1b[31m" in seen) != no_colour
    lines = re.sub(r"[^\n]*\r\x1b\[2K", "", seen).replace("\r\n", "\n").splitlines()
    assert len([line for line in lines if "FAIL" in line]) == 1
    assert len(lines) == 4, lines  # what runs, against what, the failure, the verdict


def test_a_dumb_terminal_gets_plain_lines(place):
    place.plain()
    place.environment["TERM"] = "dumb"
    seen, code = on_terminal(place)
    assert code == 0 and "\x1b" not in seen and "█" not in seen


def test_help_says_every_option_in_a_sentence(place):
    text = place.zassay("run", "--help").output
    declared = set(re.findall(r"^ +(?:-\w,)?(--[a-z-]+)", text, re.MULTILINE))
    assert {"--impl", "--lib", "--adapter", "--pairs", "--filter", "--explain", "--start-timeout", "--seed"} <= declared
    assert Path(REPOSITORY / "docs/results.md").exists()
    for name in declared:
        assert re.search(rf"{name}\b[^\n]*(\n +)? +[a-zA-Z]", text), name
