"""The adapters of harness/adapter/hostile do what they say: a defect that is not there would prove nothing."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from driver import LIMIT_S, REPOSITORY, Adapter, b64, bytes_of, connect, stream

FOLDER = REPOSITORY / "harness/adapter/hostile"
PROGRAMS = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "orphan")
PAUSE = {"34", "73"}  # on x86_64 and aarch64
REQUEST = b'{"id":1,"op":"recv"}\n'


@contextlib.contextmanager
def started(name, *arguments):
    """The program with its pipes; its hello is not read yet."""
    command = [sys.executable, str(FOLDER / f"{name}.py"), *arguments]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as process:
        yield process
        process.kill()


def after_recv(name, *arguments):
    """Exit code, lines after the hello, and standard error, of one that is asked once and then reads the end."""
    with started(name, *arguments) as process:
        out, error = process.communicate(REQUEST, timeout=LIMIT_S)
        first, _, rest = out.partition(b"\n")
        assert json.loads(first)["event"] == "hello"
        return process.returncode, rest, error


def test_each_is_executable_says_what_it_does_and_how_it_is_found():
    assert len(PROGRAMS) > 25
    for name in PROGRAMS:
        path = FOLDER / f"{name}.py"
        text = path.read_text(encoding="utf-8")
        assert os.access(path, os.X_OK) and text.startswith('#!/usr/bin/env python3\n"""'), name
        assert name in ("sound", "cannot_serve", "wrong_protocol") or re.search(r"\bFound (as:|by) ", text), name


def test_the_sound_one_runs_a_story():
    with Adapter([sys.executable, str(FOLDER / "sound.py")]) as adapter:
        adapter.ok("context.open", context="context")
        for actor in "ab":
            adapter.ok("actor.open", actor=actor)
        connect(adapter, "PULL", "PUSH")
        blocked = adapter.start("recv", actor="a", socket="pull", count=2)
        behind = adapter.start("poll", actor="a", items=[{"socket": "pull", "events": ["IN"]}], timeout_ms=0)
        assert adapter.event("began", id=blocked)["call"] == "recv"
        adapter.ok("send", actor="b", socket="push", frames=[b64(b"x"), b64(b"")])
        assert adapter.ok("send", actor="b", socket="push", stream=stream(count=2, size=40))["accepted"] == 2
        messages = adapter.reply(blocked)["ok"]["messages"]
        assert [bytes_of(frame) for frame in messages[0]["frames"]] == [b"x", b""]
        assert bytes_of(messages[1]["frames"][0])[:4] == b"zAsY"
        assert adapter.reply(behind)["ok"]["ready"] == [["IN"]]
        adapter.ok("recv", actor="a", socket="pull")
        assert adapter.ask("recv", actor="a", socket="pull", flags=["DONTWAIT"])["error"] == "EAGAIN"
        assert "unsupported" in adapter.ask("x7f3")
        assert "unsupported" in adapter.ask("recv", actor="a", socket="pull", x7f3=1)
        assert "bad_request" in adapter.ask("recv", actor="a", socket="nobody")
        adapter.ok("context.shutdown", context="context")
        assert adapter.ask("recv", actor="a", socket="pull")["error"] == "ETERM"
        adapter.ok("close", actor="a", socket="pull")
        adapter.ok("close", actor="b", socket="push")
        adapter.ok("context.term", actor="a", context="context")
        assert adapter.ok("quit") == {} and adapter.process.wait(LIMIT_S) == 0


@pytest.mark.parametrize(
    "name, code", [("crash_by_signal", -signal.SIGSEGV), ("exit_code_3", 3), ("exit_code_0", 0), ("half_line", 0)]
)
def test_those_that_die_die_in_the_middle_of_an_operation(name, code):
    returned, lines, _ = after_recv(name)
    assert returned == code
    assert lines == (b'{"id":1,"ok":{"mess' if name == "half_line" else b"")


@pytest.mark.parametrize("name, code", [("crash_at_start", 1), ("cannot_serve", 2)])
def test_those_that_do_not_start_say_why(name, code):
    with started(name) as process:
        out, error = process.communicate(timeout=LIMIT_S)
    assert process.returncode == code
    assert (json.loads(out)["event"] == "failed") if name == "cannot_serve" else (out == b"" and error)


@pytest.mark.parametrize(
    "name, sigterm_ends",
    [
        ("hang", True),
        ("no_hello", True),
        ("did_not_quit", True),
        ("closed_output", True),
        ("hang_ignoring_sigterm", False),
        ("did_not_quit_ignoring_sigterm", False),
    ],
)
def test_those_that_hang_outlive_their_input_and_some_of_them_sigterm(name, sigterm_ends):
    with started(name) as process:
        if name != "no_hello":
            process.stdout.readline()
        process.stdin.write(REQUEST)
        process.stdin.close()
        if name == "closed_output":
            assert process.stdout.read() == b""
        await_pause(process)
        process.terminate()
        if sigterm_ends:
            assert process.wait(LIMIT_S) == -signal.SIGTERM
        else:
            assert "SigIgn" in status(process) and int(status(process)["SigIgn"], 16) >> (signal.SIGTERM - 1) & 1


def status(process):
    text = (process_folder(process) / "status").read_text(encoding="ascii")
    return dict(line.split(":\t", 1) for line in text.splitlines())


def process_folder(process):
    return Path(f"/proc/{process.pid}")


def await_pause(process):
    """Returns when the process sleeps in pause(2) or ppoll(2), which signal.pause is made of."""
    deadline_s = time.monotonic() + LIMIT_S
    while (process_folder(process) / "syscall").read_text(encoding="ascii").split()[0] not in PAUSE:
        assert process.poll() is None, "it ended"
        assert time.monotonic() < deadline_s
        os.sched_yield()


def test_hang_in_silence_answers_all_but_one_operation():
    with Adapter([sys.executable, str(FOLDER / "hang_in_silence.py")]) as adapter:
        silent = adapter.start("recv")
        assert adapter.ok("actor.open", actor="a")
        assert not [message for message in adapter.seen if message.get("id") == silent]


@pytest.mark.parametrize("name", ["garbage_line", "not_an_object", "deep_json", "invalid_utf8"])
def test_those_that_write_garbage_write_whole_lines_of_it(name):
    code, line, _ = after_recv(name)
    assert code == 0 and line.endswith(b"\n") and line.count(b"\n") == 1
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    assert not isinstance(value, dict)


def test_a_line_too_long_is_above_64_mib():
    code, line, _ = after_recv("line_too_long")
    assert code == 0 and len(line) > 64 << 20 and line.index(b"\n") == len(line) - 1


@pytest.mark.parametrize("name", ["endless_line", "event_flood"])
def test_those_that_never_stop_writing_do_not(name):
    with started(name) as process:
        process.stdout.readline()
        process.stdin.write(REQUEST)
        process.stdin.flush()
        data = process.stdout.read(4 << 20)
        assert len(data) == 4 << 20 and (b"\n" in data) == (name == "event_flood")


def test_replies_come_for_no_request_and_twice():
    assert json.loads(after_recv("unknown_id")[1])["id"] == 1_000_001
    lines = after_recv("second_reply")[1].splitlines()
    assert len(lines) == 2 and lines[0] == lines[1] and json.loads(lines[0])["id"] == 1


def test_the_flood_of_standard_error_is_above_16_mib():
    code, lines, error = after_recv("stderr_flood")
    assert code == 0 and len(error) > 16 << 20 and json.loads(lines)["id"] == 1


@pytest.mark.parametrize("name", ["left_process", "left_process_with_output"])
def test_what_is_left_behind_is_an_orphan_that_lives(name):
    with started(name) as process:
        process.stdin.write(REQUEST)
        process.stdin.flush()
        process.stdout.readline()
        left = int(process.stderr.readline().split()[-1])
        try:
            assert json.loads(process.stdout.readline())["id"] == 1
            process.stdin.close()
            assert process.wait(LIMIT_S) == 0
            fields = Path(f"/proc/{left}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            assert fields[1] != str(process.pid), "its parent is not the adapter"
            output = Path(f"/proc/{left}/fd/1").exists()
            assert output == (name == "left_process_with_output")
        finally:
            os.kill(left, signal.SIGKILL)


@pytest.mark.parametrize("name", ["wrong_types", "wrong_hello"])
def test_wrong_answers_can_be_counted_and_differ(name):
    seen, number = set(), 0
    while True:
        with started(name, str(number)) as process:
            out, _ = process.communicate(REQUEST, timeout=LIMIT_S)
        if process.returncode == 2:
            break
        line = re.sub(
            rb'"(process|monotonic_ns)":\d{1,20},', b"", out if name == "wrong_hello" else out.split(b"\n", 1)[1]
        )
        assert line not in seen, number
        seen.add(line)
        number += 1
    assert number >= 20 and json.loads(out)["event"] == "failed"


def test_the_wrong_protocol_and_the_unknown_operation():
    with started("wrong_protocol") as process:
        out, _ = process.communicate(timeout=LIMIT_S)
        assert json.loads(out)["protocol"] == 2
    with Adapter([sys.executable, str(FOLDER / "unknown_op_ok.py")]) as adapter:
        assert adapter.ok("x7f3") == {}
