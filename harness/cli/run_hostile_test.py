"""Adapters that break the protocol: each ends its own cell by name, and nothing else."""

import json

import pytest
from program import hostile

# name → verdict, code. docs/adapter-protocol.md, "What zassay does about a broken adapter".
FOUND_AS = {
    "crash_by_signal": ("crash", "crash"),
    "exit_code_3": ("crash", "crash"),
    "exit_code_0": ("crash", "early-exit"),
    "closed_output": ("crash", "early-exit"),
    "garbage_line": ("violation", "garbage"),
    "deep_json": ("violation", "garbage"),
    "invalid_utf8": ("violation", "garbage"),
    "not_an_object": ("violation", "garbage"),
    "half_line": ("violation", "half-line"),
    "unknown_id": ("violation", "unknown-id"),
    "second_reply": ("violation", "second-reply"),
    "stderr_flood": ("violation", "stderr-flood"),
    "left_process": ("violation", "left-process"),
    "left_process_with_output": ("violation", "left-process"),
    "event_flood": ("violation", "event-flood"),
    "return_flood": ("violation", "event-flood"),
    "did_not_quit": ("violation", "did-not-quit"),
    "did_not_quit_ignoring_sigterm": ("violation", "did-not-quit"),
}
# These are ended by the limit of the cell, so it is short; the others end by what they do.
HANGING = {
    "hang": ("hang", "hang"),
    "hang_in_silence": ("hang", "hang"),
    "hang_ignoring_sigterm": ("hang", "ignored-sigterm"),
}


def judged(ended):
    """Of the sound cell and of the other one: verdict and code."""
    by_side = {cell["sides"]["a"].split("@")[0]: cell for cell in ended.cells}
    assert by_side["libzmq"]["judgement"]["verdict"] == "pass", by_side["libzmq"]["judgement"]
    return by_side["toy"], (by_side["toy"]["judgement"]["verdict"], by_side["toy"]["code"])


@pytest.mark.parametrize("name", FOUND_AS)
def test_a_broken_adapter_has_its_name_and_disturbs_no_other_cell(place, name):
    place.plain()
    ended = place.run("--impl", "libzmq", "--adapter", hostile(name), code=1)
    cell, found = judged(ended)
    assert found == FOUND_AS[name]
    assert cell["judgement"]["reason"] and ended.errors.count(cell["judgement"]["reason"][:40]) == 1


@pytest.mark.parametrize("name", HANGING)
def test_a_hanging_adapter_is_ended_at_the_limit_of_its_cell(place, name):
    place.plain()
    assert place.run("--impl", "libzmq").verdicts() == ["pass"]
    ended = place.run_until_decided("--adapter", hostile(name))
    assert (ended.cell["judgement"]["verdict"], ended.cell["code"]) == HANGING[name], ended.errors
    assert ended.code == 1


@pytest.mark.parametrize("name", ["line_too_long", "endless_line"])
def test_a_line_above_64_mib_is_not_kept(place, name):
    place.plain()
    _, found = judged(place.run("--impl", "libzmq", "--adapter", hostile(name), "--timeout", 240, code=1))
    assert found == ("violation", "line-too-long")


def test_wrong_types_are_garbage(place):
    place.plain()
    for number in (0, 3, 12, 21):
        cell = place.run("--adapter", hostile("wrong_types", str(number)), code=1).cell
        assert (cell["judgement"]["verdict"], cell["code"]) == ("violation", "garbage"), number


@pytest.mark.parametrize("name, bytes_at_most", [("event_flood", 1 << 20), ("return_flood", 1 << 26)])
def test_a_flood_of_events_fills_no_disk(place, name, bytes_at_most):
    place.plain()
    cell = place.run("--adapter", hostile(name), code=1).cell
    assert (place.out / cell["history"]).stat().st_size < bytes_at_most


def test_standard_error_is_kept_beside_the_cell(place):
    place.plain()
    cell = place.run("--adapter", hostile("exit_code_3"), code=1).cell
    assert cell["standard_error"] == "This is why.\n"
    flood = place.run("--adapter", hostile("stderr_flood"), code=1).cell
    assert 60 * 1024 < len(flood["standard_error"]) <= 64 * 1024


def test_each_cell_gets_a_sound_process_after_a_broken_one(place):
    place.plain("t/breaks")
    case = place.plain("t/fine").read_text("utf-8").replace("pull.recv: {count: 3}", "push.get: sndhwm")
    place.case("t/fine", case.replace("exact: s", "count: {accepted: s, equals: 3}"))
    place.plain("t/breaks-too")
    ended = place.run("--adapter", hostile("crash_by_signal"), "--jobs", 1, code=1)
    assert [cell["code"] for cell in ended.cells] == ["crash", "crash", ""], json.dumps(ended.cells, indent=1)


RELAYED = """\
title: What is relayed arrives
clauses: [PIPELINE-PUSH-07]
sockets:
  entry: {{type: PULL, bind: auto}}
  exit: {{type: PUSH, connect: sink}}
  sink: {{type: PULL, bind: auto}}
  source: {{type: PUSH, connect: entry}}
actors: {{middle: [entry, exit]}}
steps:
  - open: [sink, entry, exit, source]
  - start: {{middle.relay: {{from: entry, to: exit, count: 3}}}}
    as: passing
  - source.send: {{stream: s, count: 3}}
  - {waiting}
  - join: passing
expect:
  - exact: {{stream: s, at: sink}}
"""


@pytest.mark.parametrize("waiting", ["until: {returned: passing}", "sink.recv: {through: s}", "sink.recv: {count: 3}"])
def test_a_refusal_beside_the_story_is_not_blamed_on_what_waits(place, waiting):
    place.case("t/relayed", RELAYED.format(waiting=waiting))
    ended = place.run("--adapter", hostile("sound"), code=6)  # the toy does not know `relay`
    assert ended.verdicts() == ["unsupported"] and "relay" in ended.cell["judgement"]["reason"]
