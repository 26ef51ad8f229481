"""Every seeded defect of the shim turns its cases red, by the check that is about it, and without one they are green.

`python3 mutants/mutants_test.py --table` runs the same and prints family, case, mutant, check and sentence.
"""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import pytest

TREE = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = TREE / "build" / "dev" / "bin"
LIBRARY = PROGRAMS / "libzassay-mutant.so"
RUN_LIMIT_S = 300.0

# mutant → its cells, each with the check that must fail there; `stuck` is the verdict of a call that must return.
KILLS: dict[str, dict[str, str]] = {
    "drop-one": {
        "slow-joiner/misses-what-came-before[transport=inproc,frames=1]": "exact",
        "slow-joiner/loses-only-a-prefix[transport=inproc]": "lost",
        "multipart/one-message-goes-to-one-receiver[transport=inproc,frames=2]": "exact",
        "eintr/receive-ends-and-the-next-message-is-intact[transport=inproc,handler=plain]": "exact",
        "poll/flood-hides-no-neighbour[transport=inproc]": "exact",
        "pair/next-peer-after-the-first-has-left[transport=inproc]": "exact",
        "pair/two-stages-in-order[transport=inproc,via=recv]": "exact",
        "multipart/through-relays[transport=inproc,frames=1,via=poll]": "exact",
    },
    "duplicate-one": {
        "slow-joiner/misses-what-came-before[transport=inproc,frames=1]": "exact",
        "slow-joiner/loses-only-a-prefix[transport=inproc]": "at_most_once",
        "hwm/publisher-drops-at-its-mark[transport=inproc,publisher=PUB,hwm=3]": "at_most_once",
        "pair/two-stages-in-order[transport=inproc,via=recv]": "at_most_once",
    },
    "swap-adjacent": {
        "slow-joiner/misses-what-came-before[transport=inproc,frames=1]": "fifo",
        "multipart/through-an-xsub-xpub-proxy[transport=inproc,frames=4]": "fifo",
        "hwm/xsub-drops-upstream[transport=inproc]": "fifo",
        "pair/two-stages-in-order[transport=inproc,via=recv]": "fifo",
    },
    "corrupt-byte": {"multipart/arrives-whole[transport=inproc,frames=2]": "intact"},
    "truncate-frame": {"multipart/big-frames-arrive-intact[transport=inproc,size=254]": "intact"},
    "misroute": {
        "multipart/routed-behind-the-identity[transport=inproc,frames=5]": "exact",
        "hwm/router-drops-for-a-full-peer[transport=inproc]": "exact",
    },
    "replay-to-late-joiner": {
        "slow-joiner/misses-what-came-before[transport=inproc,frames=1]": "lost",
        "slow-joiner/late-behind-a-proxy[transport=inproc]": "count",
        "slow-joiner/two-subscribers-one-late[transport=inproc]": "lost",
        "slow-joiner/subscription-added-later[transport=inproc]": "lost",
    },
    "drop-before-connect": {
        "slow-joiner/push-loses-nothing-early[transport=inproc,frames=3]": "exact",
        "pair/connects-before-bind[transport=inproc,frames=3]": "exact",
    },
    "no-reconnect": {"slow-joiner/publisher-restarts[transport=ipc]": "until"},
    "split-multipart": {
        "multipart/arrives-whole[transport=inproc,frames=2]": "multipart_atomic",
        "multipart/empty-frames-keep-their-place[transport=inproc]": "received",
        "multipart/through-relays[transport=inproc,frames=7,via=recv]": "multipart_atomic",
        "eintr/half-sent-message-survives[transport=inproc,handler=plain]": "multipart_atomic",
        "slow-joiner/misses-what-came-before[transport=inproc,frames=3]": "multipart_atomic",
        "pair/messages-of-many-frames-through-three-stages[transport=inproc]": "multipart_atomic",
    },
    "split-multipart-at-mark": {
        "multipart/blocked-message-stays-whole[transport=inproc,frames=2]": "multipart_atomic",
        "multipart/refused-message-comes-whole-later[transport=inproc]": "multipart_atomic",
        "eintr/send-at-the-mark-queues-nothing[transport=inproc,handler=plain,frames=3]": "multipart_atomic",
        "hwm/mandatory-router-is-refused[transport=inproc]": "multipart_atomic",
    },
    "interleave-multipart": {"multipart/three-senders-stay-apart[transport=inproc]": "multipart_atomic"},
    "drop-frame": {
        "multipart/arrives-whole[transport=inproc,frames=2]": "multipart_atomic",
        "multipart/empty-frames-keep-their-place[transport=inproc]": "received",
        "multipart/three-senders-stay-apart[transport=inproc]": "multipart_atomic",
        "pair/ready-signals-travel-back[transport=inproc]": "received",
    },
    "swap-frames": {
        "multipart/arrives-whole[transport=inproc,frames=3]": "multipart_atomic",
        "multipart/big-frames-arrive-intact[transport=inproc,size=254]": "multipart_atomic",
    },
    "wrong-more": {
        "multipart/more-tells-the-last-frame[transport=inproc]": "returns",
        "pair/messages-of-many-frames-through-three-stages[transport=inproc]": "received",
    },
    "deliver-early-frames": {
        "multipart/nothing-before-the-last-frame[transport=inproc,frames=2]": "ready",
        "poll/in-needs-a-whole-message[transport=inproc]": "until",
    },
    "lose-envelope": {"multipart/routed-behind-the-identity[transport=inproc,frames=5]": "envelope"},
    "ignore-hwm": {
        "hwm/push-blocks-and-resumes[transport=inproc,hwm=1]": "until",
        "hwm/published-beyond-both-marks-is-gone[transport=inproc,sndhwm=1,rcvhwm=1]": "count",
        "hwm/slow-subscriber-holds-up-nobody[transport=inproc]": "lost",
    },
    "hwm-off-by-one": {
        "hwm/marks-add-up-over-inproc[transport=inproc,sndhwm=1,rcvhwm=1]": "count",
        "hwm/marks-count-messages-not-frames[transport=inproc,frames=2,hwm=2]": "count",
        "hwm/published-beyond-both-marks-is-gone[transport=inproc,sndhwm=1,rcvhwm=1]": "count",
    },
    "zero-is-a-mark": {"hwm/no-mark-means-no-limit[transport=inproc,rcvhwm=1]": "returns"},
    "drop-at-hwm": {
        "hwm/push-blocks-and-resumes[transport=inproc,hwm=1]": "exact",
        "hwm/marks-add-up-over-inproc[transport=inproc,sndhwm=1,rcvhwm=1]": "exact",
        "multipart/blocked-message-stays-whole[transport=inproc,frames=2]": "exact",
        "poll/out-returns-after-a-drain[transport=inproc,hwm=1]": "exact",
        "pair/back-pressure-reaches-the-source[transport=inproc,hwm=1]": "exact",
    },
    "block-at-hwm": {
        "hwm/publisher-drops-at-its-mark[transport=inproc,publisher=PUB,hwm=3]": "step",
        "hwm/router-drops-for-a-full-peer[transport=inproc]": "step",
        "poll/publisher-is-always-writable[transport=inproc,publisher=PUB]": "step",
    },
    "eagain-but-queued": {
        "hwm/dealer-blocks-at-its-mark[transport=inproc,hwm=5]": "exact",
        "hwm/push-blocks-and-resumes[transport=inproc,hwm=1]": "exact",
        "hwm/marks-add-up-over-inproc[transport=inproc,sndhwm=1,rcvhwm=1]": "exact",
        "multipart/refused-message-comes-whole-later[transport=inproc]": "exact",
    },
    "never-wake": {
        "hwm/push-blocks-and-resumes[transport=inproc,hwm=1]": "stuck",
        "hwm/pair-blocks-at-its-mark[transport=inproc,hwm=1]": "stuck",
        "multipart/blocked-message-stays-whole[transport=inproc,frames=2]": "stuck",
        "poll/out-returns-after-a-drain[transport=inproc,hwm=1]": "stuck",
        "poll/forever-ends-with-a-message[transport=inproc]": "until",
        "pair/waits-for-its-peer[transport=inproc,frames=1]": "until",
    },
    "never-reopen": {"hwm/resumes-again-and-again[transport=inproc,hwm=1]": "stuck"},
    "accept-without-peer": {
        "hwm/without-a-peer-nothing-is-accepted[transport=inproc,sender=PUSH]": "returns",
        "pair/waits-for-its-peer[transport=inproc,frames=1]": "blocks",
    },
    "timeout-too-early": {
        "poll/timeout-is-kept[transport=inproc,timeout=150ms]": "elapsed",
        "hwm/send-timeout-is-kept[transport=inproc,timeout=150ms]": "elapsed",
    },
    "poll-misses-ready": {
        "poll/reports-all-that-are-ready[transport=inproc]": "ready",
        "poll/in-iff-a-message-waits[transport=inproc]": "ready",
        "poll/raw-descriptor-beside-sockets[transport=inproc]": "ready",
        "eintr/poll-ends-and-the-socket-works-on[transport=inproc,handler=plain,timeout=forever]": "ready",
    },
    "poll-reports-when-not": {
        "poll/in-iff-a-message-waits[transport=inproc]": "truthful_poll",
        "poll/reports-all-that-are-ready[transport=inproc]": "ready",
        "multipart/nothing-before-the-last-frame[transport=inproc,frames=2]": "ready",
        "pair/second-peer-is-refused-over-inproc[transport=inproc]": "ready",
    },
    "poll-reports-unasked": {"poll/reports-only-what-was-asked[transport=inproc]": "ready"},
    "poll-first-only": {"poll/reports-all-that-are-ready[transport=inproc]": "ready"},
    "poll-wrong-count": {"poll/reports-only-what-was-asked[transport=inproc]": "ready"},
    "poll-edge-triggered": {"poll/reports-as-long-as-it-lasts[transport=inproc]": "ready"},
    "eintr-swallowed": {
        "eintr/receive-ends-and-the-next-message-is-intact[transport=inproc,handler=plain]": "until",
        "eintr/poll-ends-and-the-socket-works-on[transport=inproc,handler=plain,timeout=forever]": "until",
        "eintr/send-at-the-mark-queues-nothing[transport=inproc,handler=plain,frames=3]": "until",
        "eintr/termination-can-be-repeated[transport=inproc,handler=plain]": "until",
        "pair/every-stage-is-interrupted[transport=inproc,handler=plain,via=recv]": "until",
    },
    "eintr-loses": {
        "eintr/receive-ends-and-the-next-message-is-intact[transport=inproc,handler=plain]": "exact",
        "eintr/message-right-behind-the-signal-is-kept[transport=inproc,handler=plain]": "exact",
        "eintr/relay-at-the-mark-is-interrupted[transport=inproc,frames=3]": "exact",
        "pair/every-stage-is-interrupted[transport=inproc,handler=plain,via=recv]": "exact",
    },
    "eintr-but-queued": {
        "eintr/send-at-the-mark-queues-nothing[transport=inproc,handler=plain,frames=1]": "exact",
        "eintr/send-at-the-mark-queues-nothing[transport=inproc,handler=plain,frames=3]": "multipart_atomic",
    },
    "eintr-wrong-errno": {
        "eintr/receive-ends-and-the-next-message-is-intact[transport=inproc,handler=plain]": "until",
        "eintr/poll-ends-and-the-socket-works-on[transport=inproc,handler=plain,timeout=forever]": "until",
        "eintr/proxy-ends-and-can-be-started-again[transport=inproc,handler=plain]": "until",
    },
    "eintr-spurious": {"eintr/signal-wakes-only-its-own-thread[transport=inproc]": "until"},
    "ignore-shutdown": {
        "hwm/blocked-sender-ends-with-shutdown[transport=inproc]": "until",
        "pair/pipeline-ends-cleanly[transport=inproc]": "until",
    },
    "free-twice": {"messages/zero-copy-buffer-is-freed-once[transport=inproc,size=1]": "freed"},
    "term-hangs": {"pair/pipeline-ends-cleanly[transport=inproc]": "stuck"},
    "term-gives-up": {"eintr/termination-can-be-repeated[transport=inproc,handler=plain]": "until"},
    "ignore-filter": {"slow-joiner/other-topics-are-filtered-not-late[transport=inproc]": "lost"},
    "match-exact-only": {"slow-joiner/other-topics-are-filtered-not-late[transport=inproc]": "exact"},
    "ignore-unsubscribe": {"slow-joiner/again-after-unsubscribing[transport=inproc]": "received"},
    "lose-subscription-message": {
        "slow-joiner/subscriber-binds[transport=inproc]": "until",
        "slow-joiner/again-after-unsubscribing[transport=inproc]": "received",
    },
    "first-subscriber-only": {"slow-joiner/two-subscribers-one-late[transport=inproc]": "exact"},
    "ignore-option": {
        "hwm/mark-lowered-at-run-time[transport=inproc,mark=1]": "count",
        "hwm/mark-raised-at-run-time[transport=inproc,mark=50]": "count",
    },
}
FAMILIES = {"multipart", "poll", "eintr", "slow-joiner", "hwm", "pair"}
ALL_CELLS = sorted({cell for cells in KILLS.values() for cell in cells})


def run(mutant: str, cells: list[str], out: pathlib.Path) -> dict[str, dict]:
    """Judgements by cell, of a run through the shim with that mutant switched on; none if it is empty."""
    command = [str(PROGRAMS / "zassay"), "run", "--lib", str(LIBRARY), "--quiet", "--out", str(out)]
    command += ["--scenarios", str(TREE / "scenarios"), "--expectations", str(out / "none")]
    (out / "none").mkdir(parents=True)
    for cell in cells:
        command += ["--cell", cell]
    environment = os.environ | {"ZASSAY_MUTANT": mutant}
    ended = subprocess.run(
        command, cwd=TREE, env=environment, capture_output=True, text=True, timeout=RUN_LIMIT_S, check=False
    )
    results = out / "results.json"
    assert results.exists(), f"{' '.join(command)} wrote no results: {ended.stderr or ended.stdout}"
    return {cell["cell"]: cell["judgement"] for cell in json.loads(results.read_text())["cells"]}


def named_by(cell: str) -> list[str]:
    text = (TREE / "scenarios" / (cell.split("[")[0] + ".yaml")).read_text()
    found = re.search(r"^mutants: *\[(.*)\]$", text, re.MULTILINE)
    return [name.strip() for name in found.group(1).split(",")] if found else []


def names_of_shim() -> set[str]:
    return set(re.findall(r'^ +\{"([a-z-]+)",', (TREE / "mutants/shim/table.cpp").read_text(), re.MULTILINE))


def said(judgement: dict) -> str:
    failed = [finding for finding in judgement["findings"] if finding["outcome"] == "fail"]
    return f"{judgement['verdict']} by {judgement['check']}: {judgement['reason']}; failed: " + "; ".join(
        f"{finding['check']} ({finding['sentence']})" for finding in failed
    )


def is_killed(judgement: dict, check: str) -> bool:
    if check == "stuck":
        return judgement["verdict"] == "stuck"
    failed = {finding["check"] for finding in judgement["findings"] if finding["outcome"] == "fail"}
    return judgement["verdict"] == "fail" and check in failed


@pytest.mark.parametrize("mutant", KILLS)
def test_mutant_is_killed_by_the_check_that_is_about_it(mutant: str, tmp_path: pathlib.Path) -> None:
    judgements = run(mutant, list(KILLS[mutant]), tmp_path)
    assert set(judgements) == set(KILLS[mutant])
    survived = [
        f"{cell} should fail by {check} but {said(judgements[cell])}"
        for cell, check in KILLS[mutant].items()
        if not is_killed(judgements[cell], check)
    ]
    assert survived == []


def test_shim_without_a_mutant_passes_the_same_cells(tmp_path: pathlib.Path) -> None:
    judgements = run("", ALL_CELLS, tmp_path)
    assert set(judgements) == set(ALL_CELLS)
    assert {cell: said(found) for cell, found in judgements.items() if found["verdict"] != "pass"} == {}


def test_unknown_mutant_is_refused() -> None:
    adapter = [str(PROGRAMS / "zassay-adapter-libzmq"), "--lib", str(LIBRARY)]
    environment = os.environ | {"ZASSAY_MUTANT": "no-such-mutant"}
    ended = subprocess.run(adapter, env=environment, input="", capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert json.loads(ended.stdout)["event"] == "failed"
    assert "ZASSAY_MUTANT=no-such-mutant is not a mutant" in ended.stderr


def test_shim_that_would_stand_behind_itself_is_refused() -> None:
    adapter = [str(PROGRAMS / "zassay-adapter-libzmq"), "--lib", str(LIBRARY)]
    environment = os.environ | {"ZASSAY_MUTANT_LIBRARY": str(LIBRARY)}
    ended = subprocess.run(adapter, env=environment, input="", capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 2
    assert "names the library of mutants itself" in ended.stderr


def test_every_kill_is_named_by_its_case_and_carried_by_the_shim() -> None:
    assert set(KILLS) <= names_of_shim()
    unnamed = [(mutant, cell) for mutant, cells in KILLS.items() for cell in cells if mutant not in named_by(cell)]
    assert unnamed == []


def test_every_family_is_proven_by_three_cases() -> None:
    cases = collections.defaultdict(set)
    for cell in ALL_CELLS:
        cases[cell.split("/")[0]].add(cell.split("[")[0])
    assert set(cases) >= FAMILIES
    assert all(len(cases[family]) >= 3 for family in FAMILIES)


def print_table() -> int:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for mutant, cells in KILLS.items():
            judgements = run(mutant, list(cells), pathlib.Path(folder) / mutant)
            for cell, check in cells.items():
                found = judgements[cell]
                reasons = [f["sentence"] for f in found["findings"] if f["check"] == check and f["outcome"] == "fail"]
                sentence = (reasons or [found["reason"]])[0] if is_killed(found, check) else "SURVIVED: " + said(found)
                rows.append((*cell.split("/", 1), mutant, check, sentence))
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    for row in sorted(rows):
        print("  ".join(text.ljust(width) for text, width in zip(row[:4], widths, strict=True)) + "  " + row[4])
    return 1 if any(row[4].startswith("SURVIVED") for row in rows) else 0


if __name__ == "__main__":
    if sys.argv[1:] != ["--table"]:
        sys.exit(f"usage: {sys.argv[0]} --table")
    sys.exit(print_table())
