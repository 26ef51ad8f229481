"""The pyzmq adapter, driven over pipes: the operations that move messages, and poll."""

import hashlib
import os
import struct
import zlib
from pathlib import Path

import pytest
from driver import b64, bytes_of, connect, stream

pytest.importorskip("zmq", reason="install adapters/pyzmq/requirements.txt to test this adapter")

STAMP = struct.Struct(">4sIHHHHQII")


def test_a_stamped_frame_is_made_of_prefix_stamp_and_filler(adapter):
    connect(adapter, "PULL", "PUSH")
    story = stream(count=2, first=(1 << 32) + 250, frames=2, size=50, prefix="dG9waWM=")
    sent = adapter.ok("send", actor="b", socket="push", stream=story)
    assert (sent["accepted"], sent["frames"]) == (2, 0) and 0 < sent["from"] <= sent["to"]
    received = adapter.ok("recv", actor="a", socket="pull", count=2)
    assert len(received["messages"]) == 2 and "open" not in received
    for number, message in enumerate(received["messages"]):
        for index, frame in enumerate(map(bytes_of, message["frames"])):
            prefix, sequence = b"" if index else b"topic", story["first"] + number
            *fields, crc = STAMP.unpack_from(frame, len(prefix))
            assert fields == [b"zAsY", 7, 3, index, 2, len(prefix), sequence, 50]
            filler = bytes((sequence + index + i) % 256 for i in range(50 - 32 - len(prefix)))
            assert frame == prefix + frame[len(prefix) :][:32] + filler
            assert crc == zlib.crc32(frame[: len(prefix) + 28] + filler)


def test_lead_frames_come_first_and_cuts_leave_a_message_open(adapter):
    connect(adapter, "PULL", "PUSH")
    whole = stream(frames=3, lead=[b64(b""), b64(b"lead")])
    assert adapter.ok("send", actor="b", socket="push", stream={**whole, "to_frame": 1})["accepted"] == 1
    # Nothing of an unfinished message is delivered.
    assert adapter.ask("recv", actor="a", socket="pull", flags=["DONTWAIT"])["error"] == "EAGAIN"
    assert adapter.ok("send", actor="b", socket="push", stream={**whole, "from_frame": 1})["accepted"] == 1
    frames = [bytes_of(f) for f in adapter.ok("recv", actor="a", socket="pull")["messages"][0]["frames"]]
    assert frames[:2] == [b"", b"lead"] and [STAMP.unpack(f)[3] for f in frames[2:]] == [0, 1, 2]


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": 31},
        {"size": 36, "prefix": "dG9waWM="},
        {"from_frame": 1},
        {"to_frame": 2},
        {"run": 1 << 32},
        {"first": -1},
        {"count": -1},
        {"count": "1"},
        {"frames": 0},
        {"prefix": "?"},
        {"lead": [{"b64": 1}]},
    ],
    ids=str,
)
def test_a_stream_that_cannot_be_made_is_a_bad_request(adapter, wrong):
    connect(adapter, "PULL", "PUSH")
    assert "bad_request" in adapter.ask("send", actor="b", socket="push", stream=stream(**wrong))


def test_frames_may_be_generated_and_long_ones_are_shown_by_digest(adapter):
    connect(adapter, "PULL", "PUSH")
    frames = [b64(b"short"), {"size": 70000, "generator": "cycle", "first": 254}]
    assert adapter.ok("send", actor="b", socket="push", frames=frames)["accepted"] == 1
    short, long = adapter.ok("recv", actor="a", socket="pull")["messages"][0]["frames"]
    expected = bytes((254 + i) % 256 for i in range(70000))
    assert short == b64(b"short")
    assert long == {
        "size": 70000,
        "head": b64(expected[:128])["b64"],
        "sha256": hashlib.sha256(expected).hexdigest(),
    }


@pytest.mark.parametrize("digest_above, size, inline", [(128, 128, True), (128, 129, False), (4096, 4097, False)])
def test_frames_above_digest_above_are_shown_by_digest(adapter, digest_above, size, inline):
    connect(adapter, "PULL", "PUSH")
    adapter.ok("send", actor="b", socket="push", frames=[{"size": size, "generator": "cycle", "first": 0}])
    frame = adapter.ok("recv", actor="a", socket="pull", digest_above=digest_above)["messages"][0]["frames"][0]
    assert ("b64" in frame) is inline


def test_sndmore_leaves_the_message_open(adapter):
    connect(adapter, "PULL", "PUSH")
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"1"), b64(b"2")], flags=["SNDMORE"])
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"3")])
    message = adapter.ok("recv", actor="a", socket="pull")["messages"][0]
    assert [bytes_of(frame) for frame in message["frames"]] == [b"1", b"2", b"3"]


def test_a_full_pipe_says_how_much_was_accepted(adapter):
    connect(adapter, "PULL", "PUSH", left_options={"RCVHWM": 2}, right_options={"SNDHWM": 3})
    reply = adapter.ask("send", actor="b", socket="push", stream=stream(count=9, frames=2), flags=["DONTWAIT"])
    assert (reply["error"], reply["accepted"], reply["frames"]) == ("EAGAIN", 5, 0)
    received = adapter.ask("recv", actor="a", socket="pull", count=9, flags=["DONTWAIT"])
    sequences = [STAMP.unpack(bytes_of(m["frames"][0]))[6] for m in received["messages"]]
    assert received["error"] == "EAGAIN" and sequences == [0, 1, 2, 3, 4] and "open" not in received


def test_an_error_inside_a_message_says_how_many_frames_went(adapter):
    """A ROUTER that must know its peer refuses the first frame; a REQ refuses to send twice."""
    adapter.open("a", "router", "ROUTER")
    adapter.ok("set", actor="a", socket="router", option="ROUTER_MANDATORY", value=1)
    refused = adapter.ask("send", actor="a", socket="router", stream=stream(lead=[b64(b"nobody")]))
    assert (refused["error"], refused["accepted"], refused["frames"]) == ("EHOSTUNREACH", 0, 0)
    connect(adapter, "REP", "REQ")
    refused = adapter.ask("send", actor="b", socket="req", stream=stream(count=2, frames=2))
    assert (refused["error"], refused["accepted"], refused["frames"]) == ("EFSM", 1, 0)


def test_twenty_thousand_messages_take_less_than_a_second_of_processor_time_each_way(adapter):
    connect(adapter, "PULL", "PUSH", left_options={"RCVHWM": 0}, right_options={"SNDHWM": 0})
    start_s = processor_s(adapter)
    assert adapter.ok("send", actor="b", socket="push", stream=stream(count=20000))["accepted"] == 20000
    sent_s = processor_s(adapter)
    assert len(adapter.ok("recv", actor="a", socket="pull", count=20000)["messages"]) == 20000
    assert sent_s - start_s < 1 and processor_s(adapter) - sent_s < 1


def processor_s(adapter):
    """What the process has used of processors: unlike time, it does not depend on what else the machine does."""
    fields = Path(f"/proc/{adapter.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_poll_sees_sockets_and_pipes(adapter):
    connect(adapter, "PULL", "PUSH")
    adapter.ok("pipe.open", actor="a", pipe="pipe")
    items = [
        {"socket": "pull", "events": ["OUT"]},
        {"socket": "pull", "events": ["IN"]},
        {"pipe": "pipe", "events": ["IN"]},
        {"pipe": "pipe", "events": ["OUT"]},
    ]
    polled = adapter.ok("poll", actor="a", items=items, timeout_ms=0)
    assert (polled["count"], polled["ready"]) == (1, [[], [], [], ["OUT"]])
    assert adapter.ok("pipe.write", actor="a", pipe="pipe", size=3) == {"size": 3}
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
    polled = adapter.ok("poll", actor="a", items=items, timeout_ms=-1)
    assert (polled["count"], polled["ready"]) == (3, [[], ["IN"], ["IN"], ["OUT"]])
    assert adapter.ok("pipe.read", actor="a", pipe="pipe", size=9) == {"size": 3}
    assert adapter.ask("pipe.read", actor="a", pipe="pipe") == {"error": "EAGAIN"}
    assert adapter.ok("poll", actor="a", items=items[2:3], timeout_ms=0)["ready"] == [[]]
    both = [{"pipe": "pipe", "events": ["IN", "OUT"]}]
    assert "bad_request" in adapter.ask("poll", actor="a", items=both, timeout_ms=0)
    assert "unsupported" in adapter.ask("poll", actor="a", items=[{**items[0], "x": 1}], timeout_ms=0)
    assert "unsupported" in adapter.ask("poll", actor="a", items=[{**items[0], "pipe": "pipe"}], timeout_ms=0)
    assert "unsupported" in adapter.ask("poll", actor="a", items=items[:1], timeout_ms=0, as_null=True)
    assert "unsupported" in adapter.ask("poll", actor="a", items=[], timeout_ms=0)
    assert adapter.ok("pipe.close", actor="a", pipe="pipe") == {}
    assert "bad_request" in adapter.ask("pipe.read", actor="a", pipe="pipe")


def test_poll_sees_the_descriptor_of_a_socket(adapter):
    connect(adapter, "PULL", "PUSH")
    descriptor = [{"descriptor_of": "pull", "events": ["IN"]}]
    adapter.ok("get", actor="a", socket="pull", option="EVENTS")
    assert adapter.ok("poll", actor="a", items=descriptor, timeout_ms=0)["ready"] == [[]]
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
    assert adapter.ok("poll", actor="a", items=descriptor, timeout_ms=-1)["ready"] == [["IN"]]


def test_poll_waits_for_its_timeout(adapter):
    adapter.open("a", "pull", "PULL")
    polled = adapter.ok("poll", actor="a", items=[{"socket": "pull", "events": ["IN"]}], timeout_ms=30)
    assert (polled["count"], polled["ready"]) == (0, [[]]) and polled["to"] - polled["from"] >= 30_000_000


@pytest.mark.parametrize("via, calls", [("recv", ["recv", "send"]), ("poll", ["poll", "recv", "send"])])
def test_a_relay_reports_each_of_its_calls(adapter, via, calls):
    connect(adapter, "PULL", "PUSH", "inproc://in")
    adapter.open("a", "out", "PUSH")
    adapter.open("b", "end", "PULL")
    adapter.ok("bind", actor="a", socket="out", endpoint="inproc://out")
    adapter.ok("connect", actor="b", socket="end", endpoint="inproc://out")
    relay = adapter.start("relay", actor="a", from_="pull", to="out", count=1, via=via, append=b64(b"end"))
    assert adapter.event("began", id=relay)["call"] == calls[0]
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"1"), b64(b"2")])
    report = adapter.reply(relay)["ok"]
    assert report["relayed"] == 1 and report["from"] <= report["to"]
    message = adapter.ok("recv", actor="b", socket="end")["messages"][0]
    assert [bytes_of(frame) for frame in message["frames"]] == [b"1", b"2", b"end"]
    told = [m for m in adapter.seen if m.get("id") == relay]
    returned = [m for m in told if m["event"] == "returned"]
    assert [m["call"] for m in returned] == [*calls, "recv", "send", "send"]
    assert all(m["error"] is None for m in returned)
    assert len([m for m in told if m["event"] == "began"]) == len(returned) - 1  # the first was taken above


def test_a_relay_that_ends_in_an_error_tells_how_far_it_came(adapter):
    connect(adapter, "PULL", "PUSH")
    adapter.ok("set", actor="a", socket="pull", option="RCVTIMEO", value=0)
    relay = adapter.start("relay", actor="a", from_="pull", to="pull", count=5)
    reply = adapter.reply(relay)
    assert (reply["error"], reply["relayed"]) == ("EAGAIN", 0)
    assert adapter.event("returned", id=relay)["error"] == "EAGAIN"
    assert "unsupported" in adapter.ask("relay", actor="a", from_="pull", to="pull", count=1, on_eintr="return")


def test_a_proxy_runs_until_its_context_ends(adapter):
    for actor, socket, type_, verb in (
        ("a", "front", "ROUTER", "bind"),
        ("a", "back", "DEALER", "bind"),
        ("b", "front-peer", "REQ", "connect"),
        ("b", "back-peer", "REP", "connect"),
    ):
        adapter.open(actor, socket, type_)
        adapter.ok(verb, actor=actor, socket=socket, endpoint="inproc://" + socket.removesuffix("-peer"))
    assert "unsupported" in adapter.ask("proxy", actor="a", frontend="front")  # pyzmq takes no proxy without a backend
    proxy = adapter.start("proxy", actor="a", frontend="front", backend="back")
    assert adapter.event("began", id=proxy)["call"] == "proxy"
    adapter.ok("send", actor="b", socket="front-peer", frames=[b64(b"question")])
    message = adapter.ok("recv", actor="b", socket="back-peer")["messages"][0]
    assert [bytes_of(frame) for frame in message["frames"]] == [b"question"]
    adapter.ok("actor.open", actor="ender")
    term = adapter.start("context.term", actor="ender", context="context")
    assert adapter.reply(proxy) == {"error": "ETERM"}
    for actor, socket in (("a", "front"), ("a", "back"), ("b", "front-peer"), ("b", "back-peer")):
        adapter.ok("close", actor=actor, socket=socket)
    assert adapter.reply(term) == {"ok": {}}
