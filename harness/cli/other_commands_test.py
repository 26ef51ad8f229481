"""`zassay doctor`, `zassay adapter`, and libraries of one's own."""

import hashlib
import json

import pytest
from program import REPOSITORY, hostile

LIBRARIES = sorted(REPOSITORY.glob(".venv/lib/python3*/site-packages/pyzmq.libs/libzmq-*.so*"))


def test_the_doctor_says_which_evidence_there_is(place):
    told = place.ended(place.popen("doctor"))
    answers = json.loads(place.zassay("doctor", "--json", code=told.code).output)
    assert told.code == (0 if answers["all"] else 5)
    assert answers["all"] == all(answer["available"] for answer in answers["answers"])
    evidence = [answer["evidence"] for answer in answers["answers"]]
    assert {"guardian", "thread-state", "socket-queues", "signals", "clock", "ports", "descriptors"} <= set(evidence)
    assert len(told.output.splitlines()) == len(evidence)


@pytest.mark.parametrize("command", ["libzmq", "pyzmq", hostile("sound")])
def test_a_sound_adapter_is_valid(place, command):
    output = place.zassay("adapter", command).output
    assert "FAILED" not in output and output.splitlines()[-1].startswith("a valid adapter: 0 of ")


@pytest.mark.parametrize("name", ["second_reply", "did_not_quit"])
def test_a_hostile_adapter_is_not(place, name):
    output = place.zassay("adapter", hostile(name), code=1).output
    assert "FAILED" in output and "not a valid adapter" in output


def test_the_answers_of_a_validation_are_there_for_programs(place):
    answers = json.loads(place.zassay("adapter", "--json", hostile("garbage_line"), code=1).output)
    assert answers["failed"] == len([check for check in answers["checks"] if check["outcome"] == "FAILED"]) > 0


def test_an_adapter_that_is_not_there_is_not_valid(place):
    assert "does not exist" in place.zassay("adapter", "./nothere", code=1).output


@pytest.mark.skipif(not LIBRARIES, reason="the wheel of pyzmq brings no libzmq of its own here")
def test_another_library_runs_behind_the_same_adapter_and_is_named_by_its_hash(place):
    place.plain(transports="inproc, ipc, tcp")
    (library,) = LIBRARIES
    ended = place.run("--lib", library)
    (implementation,) = ended.results["implementations"]
    assert implementation["library_path"] == str(library.resolve())
    assert implementation["library_sha256"] == hashlib.sha256(library.read_bytes()).hexdigest()
    assert implementation["label"].startswith("libzmq@") and ended.verdicts() == ["pass"] * 3
    both = place.run("--impl", "libzmq", "--lib", library)
    assert len({info["library_sha256"] for info in both.results["implementations"]}) == 2 and len(both.cells) == 6
