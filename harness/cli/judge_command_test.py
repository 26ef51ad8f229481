"""`zassay judge`: stored histories, judged as they were."""

import json

import pytest
from program import REPOSITORY, hostile


def test_every_stored_history_is_judged_as_in_the_run(place):
    scenarios = REPOSITORY / "scenarios"
    chosen = [scenarios / topic for topic in ("messages", "pushpull", "reqrep")]
    ended = place.ended(place.popen("run", "--scenarios", scenarios, *chosen, "--timeout", "120"))
    assert ended.code in (0, 1, 5), ended.errors
    assert len(ended.cells) > 50
    for cell in ended.cells:
        judged = place.ended(place.popen("judge", "--json", place.out / cell["history"]))
        assert json.loads(judged.output) == cell["judgement"], cell["cell"]


@pytest.fixture
def failed(place):
    place.plain()
    ended = place.run("--adapter", hostile("exit_code_3"), code=1)
    return place, place.out / ended.cell["history"]


def test_a_failure_is_drawn(failed):
    place, history = failed
    output = place.zassay("judge", history, code=1).output
    assert output.startswith("t/plain[transport=inproc]\nWhat is sent arrives\nverdict: crash: ")
    assert "FAIL          exact" in output and "peer-gone" in output
    assert "PUSH, a" in output and "(3) accepted" in output


def test_a_pass_is_not_drawn(place):
    place.plain()
    history = place.out / place.run().cell["history"]
    output = place.zassay("judge", history).output
    assert "verdict: pass" in output and "PUSH, a" not in output


def test_hostile_text_is_made_visible(failed):
    place, history = failed
    text = history.read_text("utf-8").replace("What is sent arrives", "\\u001b[2Jarrives")
    history.write_text(text.replace("exited with code 3", "\\u001b[31mexited"), "utf-8")
    output = place.zassay("judge", history, code=1).output
    assert "\x1b" not in output and "␛[2Jarrives" in output


@pytest.mark.parametrize(
    "content", [b"", b"no history\n", b"\xff\xfe\0\0\n", b'{"history":2}\n', b"[" * 100_000 + b"\n", b"{}\n"]
)
def test_garbage_is_told(place, content):
    path = place.folder / "garbage.jsonl"
    path.write_bytes(content)
    assert str(path) in place.complaint("judge", path, code=2)


def test_a_history_that_is_not_there_is_told(place):
    assert "nowhere.jsonl" in place.complaint("judge", "nowhere.jsonl", code=2)
