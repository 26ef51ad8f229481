"""The libzmq adapter: calls that block: poll, relay, proxy, term, monitors and signals, over pipes."""

import ctypes
import os
import signal

import pytest
from driver import b64, bytes_of, connect, stream


def tgkill(adapter, actor, number):
    """To that thread alone, whichever others could take it."""
    libc = ctypes.CDLL(None, use_errno=True)
    assert libc.tgkill(adapter.pid, adapter.threads[actor], number) == 0, os.strerror(ctypes.get_errno())


def test_poll_sees_sockets_and_pipes(adapter):
    connect(adapter, "PULL", "PUSH")
    adapter.ok("pipe.open", actor="a", pipe="p")
    items = [
        {"socket": "pull", "events": ["IN"]},
        {"pipe": "p", "events": ["IN"]},
        {"pipe": "p", "events": ["OUT"]},
    ]
    polled = adapter.ok("poll", actor="a", items=items, timeout_ms=0)
    assert (polled["count"], polled["ready"]) == (1, [[], [], ["OUT"]])
    assert adapter.ok("pipe.write", actor="a", pipe="p", size=3) == {"size": 3}
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
    polled = adapter.ok("poll", actor="a", items=items, timeout_ms=-1)
    assert (polled["count"], polled["ready"]) == (3, [["IN"], ["IN"], ["OUT"]])
    assert polled["from"] <= polled["to"]
    assert adapter.ok("pipe.read", actor="a", pipe="p", size=10) == {"size": 3}
    assert adapter.ask("pipe.read", actor="a", pipe="p") == {"error": "EAGAIN"}
    assert adapter.ok("poll", actor="a", items=[], timeout_ms=0)["ready"] == []
    both = [{"pipe": "p", "events": ["IN", "OUT"]}]
    assert "bad_request" in adapter.ask("poll", actor="a", items=both, timeout_ms=0)
    adapter.ok("pipe.close", actor="a", pipe="p")
    assert "bad_request" in adapter.ask("pipe.read", actor="a", pipe="p")


def test_poll_of_a_socket_beside_a_descriptor_of_its_descriptor_and_of_nothing(adapter):
    connect(adapter, "PULL", "PUSH")
    adapter.ok("pipe.open", actor="a", pipe="p")
    adapter.ok("pipe.write", actor="a", pipe="p")
    beside = [{"socket": "pull", "pipe": "p", "events": ["IN"]}]
    assert adapter.ok("poll", actor="a", items=beside, timeout_ms=0)["ready"] == [[]]
    assert adapter.ask("poll", actor="a", items=beside, timeout_ms=0, as_null=True)["error"] == "EFAULT"
    assert "bad_request" in adapter.ask("poll", actor="a", items=beside, timeout_ms=0, as_null=1)
    descriptor = [{"descriptor_of": "pull", "events": ["IN"]}]
    adapter.ok("get", actor="a", socket="pull", option="EVENTS")
    assert adapter.ok("poll", actor="a", items=descriptor, timeout_ms=0)["ready"] == [[]]
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
    assert adapter.ok("poll", actor="a", items=descriptor, timeout_ms=-1)["ready"] == [["IN"]]


def test_timers_run_when_they_are_due_and_only_then(adapter):
    def timers(call, **more):
        reply = adapter.ask("timers", actor="a", call=call, **more)
        return reply["ok"]["value"] if "ok" in reply else reply

    assert (timers("timeout"), timers("execute"), timers("wait")) == (-1, 0, 0)
    assert timers("cancel", timer="none") == {"error": "EINVAL"}
    assert timers("add", timer="rare", interval_ms=3600_000) == 0
    assert 0 < timers("timeout") <= 3600_000
    assert timers("execute") == 0
    assert timers("add", timer="often", interval_ms=2) == 0
    assert [timers("wait") for _ in range(3)] == [1, 1, 1]
    assert timers("set_interval", timer="often", interval_ms=3600_000) == 0
    assert timers("reset", timer="rare") == 0
    assert timers("execute") == 0
    assert (timers("cancel", timer="often"), timers("cancel", timer="rare"), timers("timeout")) == (0, 0, -1)
    assert "bad_request" in timers("add", timer="endless"), "no interval"
    assert "unsupported" in timers("execute", timer="rare"), "no argument of that call"


def test_a_poll_wakes_for_a_message(adapter, until_asleep):
    connect(adapter, "PULL", "PUSH", "tcp://127.0.0.1:*")
    waiting = adapter.start("poll", actor="a", items=[{"socket": "pull", "events": ["IN"]}], timeout_ms=-1)
    assert adapter.event("began", id=waiting)["call"] == "poll"
    until_asleep(adapter, adapter.threads["a"])
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
    assert adapter.reply(waiting)["ok"]["ready"] == [["IN"]]


@pytest.mark.parametrize("via", ["recv", "poll"])
def test_a_relay_moves_messages_unchanged_and_tells_of_every_call(adapter, via):
    adapter.ok("actor.open", actor="middle")
    connect(adapter, "PULL", "PUSH", "inproc://front")  # b pushes, a pulls: a is the middle's source below
    for name, type_, endpoint in (("in", "PULL", "inproc://one"), ("out", "PUSH", "inproc://two")):
        adapter.open("middle", name, type_)
        adapter.ok("bind", actor="middle", socket=name, endpoint=endpoint)
    adapter.ok("connect", actor="b", socket="push", endpoint="inproc://one")
    adapter.ok("disconnect", actor="b", socket="push", endpoint="inproc://front")
    adapter.ok("connect", actor="a", socket="pull", endpoint="inproc://two")
    relay = adapter.start("relay", actor="middle", from_="in", to="out", count=3, via=via, append=b64(b"end"))
    adapter.ok("send", actor="b", socket="push", stream=stream(3, frames=2))
    got = adapter.ok("recv", actor="a", socket="pull", count=3)
    assert [len(m["frames"]) for m in got["messages"]] == [3, 3, 3]
    assert all(bytes_of(m["frames"][-1]) == b"end" for m in got["messages"])
    assert adapter.reply(relay)["ok"]["relayed"] == 3
    calls = [m for m in adapter.seen if m.get("id") == relay]
    one = (["poll"] if via == "poll" else []) + ["recv", "send", "recv", "send", "send"]
    assert [(m["event"], m["call"]) for m in calls] == [(e, c) for c in one * 3 for e in ("began", "returned")]
    assert all(m["error"] is None for m in calls if m["event"] == "returned")


@pytest.mark.parametrize("mode", ["plain", "restart"])
@pytest.mark.parametrize("op", ["recv", "poll"])
def test_a_signal_ends_a_blocked_call(adapter, until_asleep, op, mode):
    adapter.open("a", "pull", "PULL")
    adapter.ok("bind", actor="a", socket="pull", endpoint="inproc://x")
    adapter.ok("handler", number="SIGUSR1", mode=mode)
    poll = {"items": [{"socket": "pull", "events": ["IN"]}], "timeout_ms": -1}
    call = adapter.start(op, actor="a", **(poll if op == "poll" else {"socket": "pull"}))
    adapter.event("began", id=call)
    until_asleep(adapter, adapter.threads["a"])
    tgkill(adapter, "a", signal.SIGUSR1)
    handled = adapter.event("handled", number="SIGUSR1")
    assert handled["thread"] == adapter.threads["a"]
    reply = adapter.reply(call)
    assert reply["error"] == "EINTR" and reply["from"] < handled["at"] < reply["to"]


@pytest.mark.parametrize("on_eintr", ["retry", "return"])
def test_a_signal_in_a_relay_is_told_and_then_as_ordered(adapter, until_asleep, on_eintr):
    connect(adapter, "PULL", "PUSH")
    adapter.open("a", "out", "PUSH")
    adapter.ok("connect", actor="a", socket="out", endpoint="inproc://later")
    adapter.ok("handler", number="SIGUSR2", mode="plain")
    relay = adapter.start("relay", actor="a", from_="pull", to="out", count=1, on_eintr=on_eintr)
    adapter.event("began", id=relay, call="recv")
    until_asleep(adapter, adapter.threads["a"])
    tgkill(adapter, "a", signal.SIGUSR2)
    assert adapter.event("returned", id=relay)["error"] == "EINTR"
    if on_eintr == "return":
        reply = adapter.reply(relay)
        assert (reply["error"], reply["relayed"]) == ("EINTR", 0)
    else:
        adapter.event("began", id=relay, call="recv")
        adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
        assert adapter.reply(relay)["ok"]["relayed"] == 1


def test_a_signal_in_the_midst_of_a_message_ends_a_relay_only_after_it(adapter, until_asleep):
    connect(adapter, "PULL", "PUSH")
    adapter.open("a", "out", "PUSH")
    adapter.ok("set", actor="a", socket="out", option="SNDHWM", value=1)
    adapter.ok("bind", actor="a", socket="out", endpoint="inproc://full")
    adapter.ok("handler", number="SIGUSR2", mode="plain")
    adapter.open("b", "sink", "PULL")
    adapter.ok("set", actor="b", socket="sink", option="RCVHWM", value=1)
    adapter.ok("connect", actor="b", socket="sink", endpoint="inproc://full")
    for name in (b"one", b"two", b"three"):
        adapter.ok("send", actor="b", socket="push", frames=[b64(name)])
    relay = adapter.start("relay", actor="a", from_="pull", to="out", count=9, on_eintr="return")
    until_asleep(adapter, adapter.threads["a"])  # two fit; the third is in hand
    tgkill(adapter, "a", signal.SIGUSR2)
    while adapter.event("returned", id=relay, call="send")["error"] != "EINTR":
        pass
    adapter.event("began", id=relay, call="send")
    adapter.ok("recv", actor="b", socket="sink", count=3)
    reply = adapter.reply(relay)
    assert (reply["error"], reply["relayed"]) == ("EINTR", 3) and "holding" not in reply


def test_a_relay_says_that_it_ended_with_a_message_in_hand(adapter):
    connect(adapter, "PULL", "PUSH")
    adapter.open("a", "out", "PUSH")
    adapter.ok("set", actor="a", socket="out", option="SNDTIMEO", value=0)
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
    reply = adapter.reply(adapter.start("relay", actor="a", from_="pull", to="out", count=1))
    assert (reply["error"], reply["relayed"], reply["holding"]) == ("EAGAIN", 0, True)


def test_a_signal_ends_a_term_which_can_be_asked_for_again(adapter, until_asleep):
    adapter.open("b", "pair", "PAIR")
    adapter.ok("handler", number="SIGUSR1", mode="restart")
    term = adapter.start("context.term", actor="a", context="context")
    adapter.event("began", id=term, call="term")
    until_asleep(adapter, adapter.threads["a"])
    tgkill(adapter, "a", signal.SIGUSR1)
    assert adapter.reply(term) == {"error": "EINTR"}
    again = adapter.start("context.term", actor="a", context="context")
    adapter.event("began", id=again)
    adapter.ok("close", actor="b", socket="pair")
    assert adapter.reply(again) == {"ok": {}}


def test_handlers_come_and_go_without_a_trace(adapter):
    before = adapter.state()
    for name in ("SIGUSR1", "SIGTERM", "SIGIO"):
        adapter.ok("handler", number=name, mode="plain")
    assert adapter.state() != before
    for number in (signal.SIGUSR1, signal.SIGTERM, signal.SIGIO) * 10:
        tgkill(adapter, "b", number)
        assert adapter.event("handled")["number"] == signal.Signals(number).name
    os.kill(adapter.pid, signal.SIGTERM)
    assert adapter.event("handled")["thread"] in adapter.threads.values(), "no other thread takes a signal"
    for name in ("SIGUSR1", "SIGTERM", "SIGIO"):
        adapter.ok("handler", number=name, mode="default")
    assert adapter.state() == before
    assert adapter.ask("handler", number="SIGKILL", mode="plain") == {"error": "EINVAL"}
    assert "bad_request" in adapter.ask("handler", number="SIGNONE", mode="plain")
    assert "bad_request" in adapter.ask("handler", number="SIGUSR1")
    assert adapter.state() == before
    os.kill(adapter.pid, signal.SIGTERM)
    assert adapter.process.wait(20) == -signal.SIGTERM


def test_a_proxy_ends_when_its_context_is_shut_down(adapter, until_asleep):
    adapter.ok("actor.open", actor="client")
    thread = adapter.ok("actor.open", actor="proxy")["thread"]
    for name, type_ in (("front", "ROUTER"), ("back", "DEALER"), ("capture", "PUB")):
        adapter.open("proxy", name, type_)
        adapter.ok("bind", actor="proxy", socket=name, endpoint=f"inproc://{name}")
    adapter.open("client", "req", "REQ")
    adapter.open("b", "rep", "REP")
    adapter.ok("connect", actor="client", socket="req", endpoint="inproc://front")
    adapter.ok("connect", actor="b", socket="rep", endpoint="inproc://back")
    proxy = adapter.start("proxy", actor="proxy", frontend="front", backend="back", capture="capture")
    assert adapter.event("began", id=proxy)["call"] == "proxy"
    adapter.ok("send", actor="client", socket="req", frames=[b64(b"ask")])
    asked = adapter.ok("recv", actor="b", socket="rep")["messages"][0]["frames"]
    adapter.ok("send", actor="b", socket="rep", frames=asked)
    assert adapter.ok("recv", actor="client", socket="req")["messages"][0]["frames"] == [b64(b"ask")]
    until_asleep(adapter, thread)
    adapter.ok("context.shutdown", context="context")
    assert adapter.reply(proxy)["error"] == "ETERM"


def test_a_monitor_tells_the_life_of_a_socket(adapter):
    adapter.open("a", "pull", "PULL")
    adapter.ok("monitor", actor="a", socket="pull")
    endpoint = adapter.ok("bind", actor="a", socket="pull", endpoint="tcp://127.0.0.1:*")["endpoint"]
    adapter.open("b", "push", "PUSH")
    adapter.ok("monitor", actor="b", socket="push")
    adapter.ok("connect", actor="b", socket="push", endpoint=endpoint)
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
    adapter.ok("recv", actor="a", socket="pull")
    adapter.ok("close", actor="b", socket="push")
    adapter.event("monitor", socket="push", name="MONITOR_STOPPED")
    disconnected = adapter.event("monitor", socket="pull", name="DISCONNECTED")
    assert disconnected["endpoint"].startswith("tcp://127.0.0.1:") and disconnected["at"] > 0
    names = [m["name"] for m in adapter.seen if m.get("event") == "monitor" and m["socket"] == "pull"]
    assert names == ["LISTENING", "ACCEPTED", "HANDSHAKE_SUCCEEDED"]
    names = [m["name"] for m in adapter.seen if m.get("event") == "monitor" and m["socket"] == "push"]
    assert names == ["CONNECT_DELAYED", "CONNECTED", "HANDSHAKE_SUCCEEDED"]
