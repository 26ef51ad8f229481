"""scripts/stability.py on small sets of cases, with implementations that answer otherwise now and then."""

import pathlib
import re
import shutil
import signal
import subprocess
import sys

import pytest
import yaml

TREE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TREE / "harness/cli"))  # for program.py

from program import LIMIT_S, PROGRAM, REPOSITORY, Place, await_state  # noqa: E402

# The toy implementation, which hands over a PAIR's message twice: at the sixth collection of all processes together.
FLAKY = f"""#!{sys.executable}
import os, sys

sys.path.insert(0, {str(REPOSITORY / "harness/adapter/hostile")!r})
import sound

counter = {{counter!r}}


def twice(adapter, request):
    socket = adapter._socket(request["socket"])
    if socket.inbox and socket.kind == "PAIR":
        with open(counter, "ab") as file:
            file.write(b"x")
        if os.path.getsize(counter) == 6:
            socket.inbox.appendleft(socket.inbox[0])
    adapter._answer(request)


sound.serve(twice)
"""


@pytest.fixture
def place(tmp_path):
    if not PROGRAM.exists():
        pytest.fail(f"{PROGRAM} is not built: build it, or name the build folder by ZASSAY_BUILD")
    temporary = tmp_path / "z"
    temporary.mkdir()
    place = Place(tmp_path, temporary)
    place.temporary = temporary
    yield place
    place.await_end_of_all()


def command(place, *options):
    program = ["--zassay", PROGRAM, "--scenarios", place.scenarios, "--timeout", "120", "--start-timeout", "120"]
    return [sys.executable, TREE / "scripts/stability.py", *map(str, program), "--load", "1", *map(str, options)]


def stability(place, *options, code=0, environment=()):
    ended = subprocess.run(
        command(place, *options),
        cwd=place.folder,
        env={**place.environment, **dict(environment)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert ended.returncode == code, f"{ended.stdout}\n{ended.stderr}"
    return ended


def flaky(place):
    path = place.folder / "flaky.py"
    path.write_text(FLAKY.format(counter=str(place.folder / "counter")), encoding="utf-8")
    path.chmod(0o755)
    return path


def pair_case(place, name="t/flaky"):
    place.case(name, place.plain("t/pattern").read_text("utf-8").replace("PULL", "PAIR").replace("PUSH,", "PAIR,"))
    (place.scenarios / "t/pattern.yaml").unlink()


def test_what_never_changes_is_stable_and_leaves_nothing_behind(place):
    place.plain("t/steady")
    place.plain("t/timed", tags="[timing]")
    lines = stability(place, "--rounds", 3, "--timing", 7).stdout.splitlines()
    assert "timing case: none changed in 10 runs or more each, a flake rate of each below 30.00% (3/10," in lines[-2]
    assert "other cell: none changed in 3 runs or more each" in lines[-1]
    assert lines[-3].startswith("2 cells, 13 runs in ")
    assert list(place.temporary.iterdir()) == []


def test_a_timing_case_runs_so_often_and_not_each_of_its_cells(place):
    place.plain("t/one", tags="[timing]")
    path = place.plain("t/many", tags="[timing]")
    text = path.read_text("utf-8")
    path.write_text(text.replace("transport: [inproc]", "transport: [inproc, ipc, tcp]"), "utf-8")
    lines = stability(place, "--rounds", 1, "--timing", 10).stdout.splitlines()
    # Of three cells each case runs 3 times in the whole set, and 4 rounds of them are 12 times more.
    assert "2 timing cases: none changed in 11 runs or more each" in lines[-1]
    assert lines[-2].startswith("4 cells, 26 runs in ")


def test_a_cell_that_flakes_is_named_and_what_shows_it_is_kept(place):
    place.plain("t/steady")
    pair_case(place)
    ended = stability(place, "--rounds", 8, "--jobs", 1, "--at-once", 4, "--adapter", flaky(place), code=1)
    changed = [line for line in ended.stdout.splitlines() if line.startswith("CHANGED")]
    assert len(changed) == 1 and "t/flaky[transport=inproc] on toy@1: 7 × pass, then 1 × fail (" in changed[0]
    (folder,) = place.temporary.iterdir()
    (kept,) = folder.iterdir()
    assert str(kept) in ended.stdout and (kept / "results.json").exists() and list((kept / "histories").iterdir())


def test_a_flake_within_one_run_of_the_program_is_seen(place):
    pair_case(place)
    ended = stability(place, "--rounds", 9, "--at-once", 4, "--jobs", 1, "--adapter", flaky(place), code=1)
    assert "8 × pass, then 1 × fail" in ended.stdout
    assert len([line for line in ended.stdout.splitlines() if line.startswith("whole set")]) == 3


def test_what_fails_each_time_is_stable_and_said(place):
    path = place.plain()
    path.write_text(path.read_text("utf-8").replace("exact: s", "count: {accepted: s, equals: 4}"), "utf-8")
    ended = stability(place, "--rounds", 2)
    assert ended.stdout.splitlines()[-1] == "1 cell failed every time: stable, and not as expected."


def test_what_is_undecided_each_time_is_not_enough(place):
    path = place.plain()
    path.write_text(path.read_text("utf-8").replace("count: 3", "count: 1") + "  - fifo\n", "utf-8")
    ended = stability(place, "--rounds", 2, code=5)
    assert re.search(r"^UNDECIDED  t/plain\[transport=inproc\] on \S+: 2 × not-exercised \(", ended.stdout, re.M)


def test_a_time_limit_says_how_far_it_came(place):
    place.plain(tags="[timing]")
    ended = stability(place, "--rounds", 1, "--timing", 10**6, "--at-once", 5, "--limit", 3, code=5)
    assert re.search(
        r"^Not finished, because the time was over: .* timing cases of 1 cell [\d,]+ of 1,000,000 times\.$",
        ended.stdout,
        re.M,
    )
    assert list(place.temporary.iterdir()) == []


@pytest.mark.parametrize("options", [["--rounds", 0], ["--tag", "x"], ["--out=x"], ["--no-such-option"]])
def test_what_makes_no_sense_is_refused(place, options):
    place.plain()
    ended = stability(place, *options, code=2)
    assert ended.stderr and list(place.temporary.iterdir()) == []


def environment_of(place, stress_ng):
    """A PATH with what the load needs, and with a stand-in for stress-ng or without any."""
    programs = place.folder / "programs"
    programs.mkdir()
    for name in ("sh", "setpriv"):
        (programs / name).symlink_to(shutil.which(name))
    if stress_ng:
        (programs / "stress-ng").write_text(f"#!/bin/sh\n{stress_ng}\n")
        (programs / "stress-ng").chmod(0o755)
    return {"PATH": str(programs)}


def loads(place):
    """The processes of this place that are busy loops."""
    found = []
    for process in place.processes():
        text = pathlib.Path(f"/proc/{process}/cmdline").read_bytes()
        found += [process] if b"while :" in text or b"stress-ng" in text else []
    return found


@pytest.mark.parametrize("stress_ng", ["", "while :; do :; done"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_load_is_left_however_it_ends(place, stress_ng, number):
    place.plain()
    environment = {**place.environment, **environment_of(place, stress_ng)}
    words = command(place, "--rounds", 10**6, "--at-once", 3)
    process = subprocess.Popen(words, cwd=place.folder, env=environment, stdout=subprocess.PIPE, text=True)
    await_state(process, lambda: loads(place))
    process.stdout.readline()  # a round has ended
    process.send_signal(number)
    output, _ = process.communicate(timeout=LIMIT_S)
    assert process.returncode == (-number if number == signal.SIGKILL else 5)
    place.await_end_of_all()
    if number != signal.SIGKILL:
        assert f"Not finished, because {number.name} came: whole set " in output


def test_a_load_that_ends_by_itself_is_no_busy_machine(place):
    place.plain()
    ended = stability(place, code=3, environment=environment_of(place, "exit 0"))
    assert "the load ended by itself" in ended.stderr


# Options that set a timer of the library, unless their value says that there is none.
TIMERS = {"rcvtimeo", "sndtimeo", "linger", "heartbeat_ivl", "handshake_ivl", "connect_timeout", "reconnect_ivl"}
UNTIMED = {"0", "-1", "0ms", "default", "forever"}


def signs_of_time(node):
    """What in a part of a case shows that it depends on the library's clock or on a link."""
    if isinstance(node, list):
        return {sign for item in node for sign in signs_of_time(item)}
    if not isinstance(node, dict):
        return set()
    timed = {key for key in ("elapsed", "not_before") if key in node}
    return timed.union(*(signs_of_time(value) for value in node.values()))


def test_timing_cases_have_their_tag():
    untagged = []
    for path in sorted((TREE / "scenarios").glob("*/*.yaml")):
        case = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        signs = signs_of_time([case["steps"], case["expect"]])
        for socket in case.get("sockets", {}).values():
            signs |= {"via"} & socket.keys()
            signs |= {key for key in TIMERS & socket.keys() if socket[key] not in UNTIMED}
        if signs and "timing" not in case.get("tags", []):
            untagged.append(f"{path.relative_to(TREE)}: {sorted(signs)}")
    assert untagged == [], "give them `tags: [timing]`, so that scripts/stability repeats them often"
