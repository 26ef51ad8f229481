"""A run that does not come to its end: killed, interrupted, or without room for its results."""

import json
import os
import shutil
import signal
import subprocess

import pytest
from program import LIMIT_S, PROGRAM, await_state, has_invoked, hostile


def start_and_hang(place, *arguments):
    """A run whose first cell is done and whose second one hangs, at the moment when it does; and its history."""
    place.plain("t/a", transports="inproc")
    place.plain("t/b", transports="inproc")
    place.plain("t/c", transports="inproc")
    # Only the second cell reaches the operation at which the adapter hangs.
    first = place.scenarios / "t/a.yaml"
    lines = first.read_text("utf-8").replace("pull.recv: {count: 3}", "poll: {items: {pull: [IN]}}")
    first.write_text(lines.replace("exact: s", "count: {accepted: s, equals: 3}"), "utf-8")
    process = place.popen("run", "--jobs", 1, "--adapter", hostile("hang_ignoring_sigterm"), *arguments)
    histories = place.out / "histories/t"
    await_state(process, has_invoked(histories / "b/_transport=inproc_.jsonl", "recv"))
    return process, histories


def test_a_killed_run_leaves_its_findings_and_nothing_else(place):
    process, histories = start_and_hang(place, "--timeout", LIMIT_S)
    assert len(place.processes()) >= 3  # the runner, a guardian, an adapter
    process.kill()
    assert place.ended(process).code == -signal.SIGKILL
    place.await_end_of_all()
    journal = [json.loads(line) for line in (place.out / "cells.jsonl").read_bytes().splitlines()]
    assert journal[0]["run"]["planned"] == 3 and not journal[0]["run"]["complete"]
    (cell,) = [line["cell"] for line in journal[1:]]
    assert cell["cell"].startswith("t/a[") and cell["judgement"]["verdict"] == "pass"
    whole = place.zassay("judge", "--json", histories / "a/_transport=inproc_.jsonl")
    assert json.loads(whole.output) == cell["judgement"]
    # The history of the cell in flight has no end. It is read, also when its last line is torn.
    torn = histories / "b/_transport=inproc_.jsonl"
    for size in (torn.stat().st_size, torn.stat().st_size - 7):
        os.truncate(torn, size)
        judged = place.zassay("judge", torn, code=5)
        assert "verdict: inconclusive" in judged.output


def test_an_interrupted_run_writes_its_reports(place):
    # The limit ends the cell that hangs; a busy machine may need a longer one until that is certain.
    for limit_s in (4, 40):
        process, _ = start_and_hang(place, "--timeout", limit_s)
        process.send_signal(signal.SIGINT)
        ended = place.ended(process)
        if "inconclusive" not in ended.verdicts():
            break
    assert ended.code == 1 and "stopping" in ended.errors
    results = ended.results
    assert not results["complete"] and results["planned"] == 3 and ended.verdicts() == ["pass", "hang"]
    for name in ("junit.xml", "summary.md", "index.html"):
        assert (place.out / name).stat().st_size > 0


def test_a_second_interrupt_ends_at_once(place):
    process, _ = start_and_hang(place, "--timeout", LIMIT_S)
    process.send_signal(signal.SIGINT)
    assert b"stopping" in read_until(process.stderr, b"stopping")
    process.send_signal(signal.SIGINT)
    assert place.ended(process).code == -signal.SIGINT


def read_until(stream, text):
    seen = b""
    while text not in seen:
        line = stream.readline()
        assert line, seen
        seen += line
    return seen


def long_story(place, name):
    """A cell whose history has some hundred KiB."""
    text = place.plain(name).read_text("utf-8").replace("count: 3", "count: 2000")
    place.case(name, text.replace("pull.recv: {count: 2000}", "pull.recv: {through: s}"))


def check_kept(out):
    """What was measured before there was no more room is there, and can be read."""
    journal = [json.loads(line) for line in (out / "cells.jsonl").read_bytes().splitlines()]
    cells = {line["cell"]["case"]: line["cell"] for line in journal[1:]}
    assert cells["t/a"]["judgement"]["verdict"] == "pass"
    assert cells["t/b"]["judgement"]["verdict"] == "error"
    assert "make room or name another output folder" in cells["t/b"]["judgement"]["reason"]
    history = out / cells["t/a"]["history"]
    return json.loads(subprocess.run([PROGRAM, "judge", "--json", history], stdout=subprocess.PIPE, check=True).stdout)


def test_a_limit_of_file_sizes_is_told_and_ends_no_other_cell(place):
    place.plain("t/a")
    long_story(place, "t/b")
    place.plain("t/c")
    command = ["prlimit", "--fsize=65536", str(PROGRAM), "run", "--jobs", "1"]
    ended = subprocess.run(command, cwd=place.folder, env=place.environment, capture_output=True, timeout=LIMIT_S)
    assert ended.returncode == 3, ended.stderr
    assert b"File too large" in ended.stderr
    assert check_kept(place.out)["verdict"] == "pass"


@pytest.mark.skipif(not shutil.which("unshare"), reason="there is no unshare to mount a small disk with")
def test_a_full_disk_is_told_and_what_was_measured_is_kept(place):
    place.plain("t/a")
    long_story(place, "t/b")
    disk, kept = place.folder / "disk", place.folder / "kept"
    disk.mkdir()
    script = 'mount -t tmpfs -o size=128k none "$1" || exit 77; "$2" run --jobs 1 --out "$1/out"; code=$?'
    script += '; cp -r "$1/out" "$3"; exit $code'
    command = ["unshare", "--mount", "sh", "-c", script, "sh", str(disk), str(PROGRAM), str(kept)]
    ended = subprocess.run(command, cwd=place.folder, env=place.environment, capture_output=True, timeout=LIMIT_S)
    if ended.returncode == 77 or ended.stderr.startswith(b"unshare: "):
        # Not by everyone, nor in every container, nor where the root is a plain folder, as behind chroot.
        pytest.skip(f"no disk can be mounted here: {ended.stderr.decode().strip()}")
    assert ended.returncode == 3, ended.stderr
    assert b"No space left on device" in ended.stderr
    assert check_kept(kept)["verdict"] == "pass"


def test_a_folder_that_cannot_be_written_is_told_before_anything_runs(place):
    place.plain()
    (place.folder / "file").write_text("not a folder", "utf-8")
    sentence = place.complaint("run", "--out", "file/out", code=3)
    assert "file/out" in sentence and "Not a directory" in sentence
    assert (place.folder / "file").read_text("utf-8") == "not a folder"
