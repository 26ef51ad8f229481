"""Which cells run, and how: filters, tags, clauses, single cells, rounds, seeds and pairs."""

import json
import shlex
import subprocess
from itertools import product

import pytest
from program import hostile

NAMES = ("libzmq", "pyzmq")


@pytest.fixture
def many(place):
    """Cells of two cases: t/one over inproc and ipc, t/two over inproc, tagged."""
    place.plain("t/one", transports="inproc, ipc")
    text = place.plain("t/two", tags="[slow]").read_text("utf-8").replace("PIPELINE-PUSH-07", "PIPELINE-PUSH-09")
    place.case("t/two", text)
    return place


ONE, ONE_IPC, TWO = "t/one[transport=inproc]", "t/one[transport=ipc]", "t/two[transport=inproc]"


@pytest.mark.parametrize(
    "arguments, cells",
    [
        ([], [ONE, ONE_IPC, TWO]),
        (["--filter", "t/one"], [ONE, ONE_IPC]),
        (["--filter", "*[transport=ipc]"], [ONE_IPC]),
        (["--filter", "*=ipc*", "--filter", "t/t*"], [ONE_IPC, TWO]),
        (["--tag", "slow"], [TWO]),
        (["--clause", "PIPELINE-PUSH-07"], [ONE, ONE_IPC]),
        (["--cell", ONE], [ONE]),
        (["--cell", TWO, "--cell", ONE], [ONE, TWO]),
        (["--tag", "slow", "--filter", "*ipc*"], []),
        (["--filter", "t"], []),
        (["scenarios/t/two.yaml"], [TWO]),
        (["--impl", "libzmq", "scenarios/t/two.yaml"], [TWO]),
        (["--filter", "t/*", "--tag", "slow", "scenarios"], [TWO]),
    ],
)
def test_what_is_asked_for_is_listed_and_runs(many, arguments, cells):
    code = 0 if cells else 6
    assert many.zassay("list", *arguments, code=code).output.splitlines() == cells
    listed = json.loads(many.zassay("list", "--json", *arguments, code=code).output)["cells"]
    assert [cell["cell"] for cell in listed] == cells
    assert many.zassay("run", "--list", *arguments, code=code).output.splitlines() == cells
    assert not many.out.exists()
    ended = many.run(*arguments, code=code)
    if cells:
        assert [cell["cell"] for cell in ended.cells] == cells
    else:
        assert "no cell matches what was asked for" in ended.errors


def test_a_listed_cell_says_what_it_is(many):
    (cell,) = json.loads(many.zassay("list", "--json", "--tag", "slow").output)["cells"]
    assert cell == {
        "case": "t/two",
        "file": "scenarios/t/two.yaml",
        "cell": TWO,
        "title": "What is sent arrives",
        "tags": ["slow"],
        "clauses": ["PIPELINE-PUSH-09"],
    }


def test_a_cell_that_is_not_there_is_told_beside_one_that_is(many):
    assert "'t/three'" in many.complaint("run", "--cell", ONE, "--cell", "t/three", code=2)


def test_each_round_has_a_history_and_stamps_of_its_own(many):
    ended = many.run("--filter", "t/two", "--repeat", 3)
    histories = {cell["history"] for cell in ended.cells}
    assert [cell["cell"] for cell in ended.cells] == [TWO] * 3 and len(histories) == 3
    assert len({ended.history(cell)[0]["run"] for cell in ended.cells}) == 3


def test_cells_whose_names_differ_in_odd_letters_keep_their_histories(place):
    text = place.plain().read_text("utf-8").replace("[inproc]", "[inproc], name: ['a b', 'a_b', 'a/b', 'a]b']")
    place.case("t/plain", text.replace("connect: pull", "connect: pull, routing_id: $name"))
    ended = place.run()
    assert len({cell["history"] for cell in ended.cells}) == 4
    for cell in ended.cells:
        assert ended.history(cell)[0]["cell"] == cell["cell"]


def frames(ended):
    header, events = ended.history(ended.cell)
    return header["run"], [event["frames"] for event in events if event["event"] == "received"]


def test_the_same_seed_gives_the_same_stamps(many):
    first, again, other = (frames(many.run("--cell", ONE, "--seed", seed)) for seed in (7, 7, 8))
    assert first == again and len(first[1]) == 3
    assert first[0] != other[0] and first[1] != other[1]


def test_a_failure_names_the_command_that_repeats_just_that_cell(many):
    many.plain("t/it's one")
    ended = many.run("scenarios/t", "--timeout", 60, "--adapter", hostile("exit_code_3"), "--seed", 7, code=1)
    failed = [cell for cell in ended.cells if cell["judgement"]["verdict"] == "crash"]
    assert len(failed) == 3
    for cell in failed:
        line = cell["repeat_command"]
        assert line in ended.errors
        again = subprocess.run(shlex.split(line), cwd=many.folder, env=many.environment, capture_output=True)
        assert again.returncode == 1, again.stderr
        (only,) = json.loads((many.out / "results.json").read_text("utf-8"))["cells"]
        assert only["cell"] == cell["cell"] and only["judgement"]["verdict"] == "crash"
        assert only["repeat_command"] == line


def test_fail_fast_begins_no_cell_after_a_failure(many):
    command = ["--jobs", 1, "--fail-fast", "--adapter", hostile("exit_code_3")]
    results = many.run(*command, code=1).results
    assert len(results["cells"]) == 1 and results["planned"] == 3 and not results["complete"]
    expect(many, "- {cells: t/*, check: crash, reason: known}\n- {cells: t/*, check: exact, reason: known}\n")
    assert len(many.run(*command).results["cells"]) == 3


def expect(place, text):
    folder = place.folder / "expectations"
    folder.mkdir()
    (folder / "toy.yaml").write_text(text, "utf-8")


def test_one_job_runs_one_cell_after_the_other(many):
    ended = many.run("--jobs", 1)
    assert ended.results["jobs"] == 1 and "1 job" in ended.errors
    journal = [json.loads(line) for line in (many.out / "cells.jsonl").read_text("utf-8").splitlines()]
    assert [line["index"] for line in journal[1:]] == [2, 0, 1], "those with the tag `slow` begin first"


def test_pairs_are_every_ordered_pair(place):
    place.plain("t/two-sides", transports="tcp", side="b")
    place.plain("t/one-side")
    ended = place.run("--impl", "libzmq", "--impl", "pyzmq", "--pairs")
    sides = [tuple(cell["sides"][side].split("@")[0] for side in sorted(cell["sides"])) for cell in ended.cells]
    assert sorted(sides) == sorted([*product(NAMES), *product(NAMES, NAMES)])
    assert ended.verdicts() == ["pass"] * 6
    alone = place.run("--impl", "libzmq", "--impl", "pyzmq")
    assert len(alone.cells) == 4
