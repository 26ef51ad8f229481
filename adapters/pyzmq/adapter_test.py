"""The pyzmq adapter, driven over pipes: what it says of itself, actors, sockets, signals, and its end.

What every adapter must do alike is in ../protocol_dialogue_test.py.
"""

import ctypes
import hashlib
import os
import signal
import time
from pathlib import Path

import pytest
from driver import LIMIT_S, PYZMQ_ADAPTER, Adapter, b64, connect, stream

zmq = pytest.importorskip("zmq", reason="install adapters/pyzmq/requirements.txt to test this adapter")


# System calls as /proc/PID/task/TID/syscall has them: what locks wait in, and what libzmq waits in.
FUTEX, POLL = {"aarch64": ("98", "73"), "x86_64": ("202", "7")}.get(os.uname().machine, ("unknown", "unknown"))


def await_asleep(adapter, thread, number):
    """Returns when the thread sleeps in that system call."""
    deadline_s = time.monotonic() + LIMIT_S
    while system_call(adapter, thread) != number:
        assert time.monotonic() < deadline_s
        os.sched_yield()


def system_call(adapter, thread):
    """The number of the system call that a thread is in, as text; "running" if in none."""
    return Path(f"/proc/{adapter.pid}/task/{thread}/syscall").read_text().split()[0]


def test_hello_names_the_binding_and_its_library(adapter):
    hello = adapter.hello
    assert hello["implementation"] == {"name": "pyzmq", "version": f"{zmq.__version__}+libzmq{zmq.zmq_version()}"}
    assert hello["process"] == adapter.process.pid
    assert hello["capabilities"]["reports_eintr"] is False and hello["capabilities"]["messages"] is False
    assert {"PUSH", "PULL", "ROUTER", "XPUB", "STREAM"} <= set(hello["capabilities"]["socket_types"])
    library = Path(hello["library"]["path"])
    assert hashlib.sha256(library.read_bytes()).hexdigest() == hello["library"]["sha256"]


def test_an_actor_is_a_thread_of_the_process(adapter):
    thread = adapter.ok("actor.open", actor="third")["thread"]
    task = Path(f"/proc/{adapter.pid}/task/{thread}")
    assert task.exists()
    assert "bad_request" in adapter.ask("actor.open", actor="third")
    assert adapter.ok("actor.close", actor="third") == {}
    assert not task.exists()
    assert "bad_request" in adapter.ask("actor.close", actor="third")


def test_actors_wait_for_orders_outside_poll(adapter):
    thread = adapter.ok("actor.open", actor="idle")["thread"]
    await_asleep(adapter, thread, FUTEX)


def test_began_precedes_a_call_that_may_block_and_no_other(adapter):
    connect(adapter, "PULL", "PUSH")
    blocked = adapter.start("recv", actor="a", socket="pull")
    began = adapter.event("began", id=blocked)
    assert began["call"] == "recv" and began["at"] > 0
    first = adapter.start("send", actor="b", socket="push", frames=[b64(b"x")])
    assert adapter.event("began", id=first)["call"] == "send"
    assert len(adapter.reply(blocked)["ok"]["messages"]) == 1
    adapter.ask("recv", actor="a", socket="pull", flags=["DONTWAIT"])
    adapter.ask("send", actor="b", socket="push", frames=[b64(b"x")], flags=["DONTWAIT"])
    assert not [message for message in adapter.seen if message.get("event") == "began"]


def test_a_blocked_call_sleeps_on_the_thread_of_its_actor(adapter):
    thread = adapter.ok("actor.open", actor="sleeper")["thread"]
    adapter.open("sleeper", "pull", "PULL")
    adapter.ok("bind", actor="sleeper", socket="pull", endpoint="inproc://x")
    adapter.event("began", id=adapter.start("recv", actor="sleeper", socket="pull"))
    await_asleep(adapter, thread, POLL)


def test_options_are_named_as_in_the_manual(adapter):
    adapter.open("a", "dealer", "DEALER")
    adapter.ok("set", actor="a", socket="dealer", option="SNDHWM", value=17)
    assert adapter.ok("get", actor="a", socket="dealer", option="SNDHWM") == {"value": 17}
    adapter.ok("set", actor="a", socket="dealer", option="ROUTING_ID", value=b64(b"me\0you"))
    assert adapter.ok("get", actor="a", socket="dealer", option="ROUTING_ID") == {"value": b64(b"me\0you")}
    adapter.ok("set", actor="a", socket="dealer", option="PLAIN_USERNAME", value=b64(b"anna"))
    assert adapter.ok("get", actor="a", socket="dealer", option="PLAIN_USERNAME") == {"value": b64(b"anna")}
    assert adapter.ask("set", actor="a", socket="dealer", option="SNDHWM", value=-1) == {"error": "EINVAL"}
    for option, value in (("SNDHWM", b64(b"x")), ("SNDHWM", 1 << 40), ("ROUTING_ID", 5), ("NO_SUCH", 1)):
        assert "unsupported" in adapter.ask("set", actor="a", socket="dealer", option=option, value=value)
    assert "unsupported" in adapter.ask("get", actor="a", socket="dealer", option="NO_SUCH")


def test_contexts_have_options(adapter):
    adapter.ok("context.open", context="other", options={"IO_THREADS": 3, "MAX_SOCKETS": 5})
    assert adapter.ok("context.get", context="other", option="IO_THREADS") == {"value": 3}
    assert adapter.ok("context.get", context="other", option="MAX_SOCKETS") == {"value": 5}
    adapter.ok("context.set", context="other", option="BLOCKY", value=0)
    assert adapter.ok("context.get", context="other", option="BLOCKY") == {"value": 0}
    assert "unsupported" in adapter.ask("context.open", context="third", options={"NO_SUCH": 1})
    assert adapter.ask("context.open", context="fourth", options={"IO_THREADS": -1}) == {"error": "EINVAL"}
    assert "bad_request" in adapter.ask("context.get", context="third", option="IO_THREADS")


@pytest.mark.parametrize("transport", ["inproc", "ipc", "tcp"])
def test_endpoints_are_bound_connected_and_given_up(adapter, transport, tmp_path):
    wild = {"inproc": "inproc://x", "ipc": f"ipc://{tmp_path}/x", "tcp": "tcp://127.0.0.1:*"}[transport]
    endpoint = connect(adapter, "PULL", "PUSH", wild)
    assert endpoint.startswith(transport) and "*" not in endpoint
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
    assert len(adapter.ok("recv", actor="a", socket="pull")["messages"]) == 1
    if transport == "tcp":
        adapter.open("a", "second", "PULL")
        assert adapter.ask("bind", actor="a", socket="second", endpoint=endpoint) == {"error": "EADDRINUSE"}
    assert adapter.ok("disconnect", actor="b", socket="push", endpoint=endpoint) == {}
    if transport != "inproc":
        assert adapter.ok("unbind", actor="a", socket="pull", endpoint=endpoint) == {}
    assert adapter.ask("disconnect", actor="b", socket="push", endpoint="tcp://127.0.0.1:1") == {"error": "ENOENT"}
    assert adapter.ask("bind", actor="a", socket="pull", endpoint="nowhere://x") == {"error": "EPROTONOSUPPORT"}


def test_term_ends_a_blocked_receive_and_waits_for_its_socket(adapter):
    adapter.open("a", "pull", "PULL")
    adapter.ok("bind", actor="a", socket="pull", endpoint="inproc://x")
    blocked = adapter.start("recv", actor="a", socket="pull")
    adapter.event("began", id=blocked)
    term = adapter.start("context.term", actor="b", context="context")
    assert adapter.event("began", id=term)["call"] == "term"
    reply = adapter.reply(blocked)
    assert (reply["error"], reply["messages"]) == ("ETERM", [])
    assert adapter.ask("send", actor="a", socket="pull", frames=[b64(b"")])["error"] == "ETERM"
    adapter.ok("close", actor="a", socket="pull")
    assert adapter.reply(term) == {"ok": {}}
    assert "bad_request" in adapter.ask("context.get", context="context", option="IO_THREADS")


def test_a_monitor_reports_the_events_of_its_socket(adapter):
    adapter.open("a", "pull", "PULL")
    adapter.ok("monitor", actor="a", socket="pull")
    assert "bad_request" in adapter.ask("monitor", actor="a", socket="pull")
    endpoint = adapter.ok("bind", actor="a", socket="pull", endpoint="tcp://127.0.0.1:*")["endpoint"]
    assert adapter.event("monitor", socket="pull", name="LISTENING")["endpoint"] == endpoint
    adapter.open("b", "push", "PUSH")
    adapter.ok("connect", actor="b", socket="push", endpoint=endpoint)
    assert adapter.event("monitor", socket="pull", name="ACCEPTED")["value"] > 0
    adapter.event("monitor", socket="pull", name="HANDSHAKE_SUCCEEDED")
    adapter.ok("close", actor="b", socket="push")
    adapter.event("monitor", socket="pull", name="DISCONNECTED")


@pytest.mark.parametrize("mode", ["plain", "restart"])
def test_a_signal_that_interrupts_a_receive_is_handled_and_the_receive_goes_on(adapter, mode):
    adapter.ok("handler", number="SIGUSR1", mode=mode)
    thread = adapter.ok("actor.open", actor="sleeper")["thread"]
    adapter.open("sleeper", "pull", "PULL")
    adapter.open("b", "push", "PUSH")
    adapter.ok("bind", actor="sleeper", socket="pull", endpoint="inproc://x")
    adapter.ok("connect", actor="b", socket="push", endpoint="inproc://x")
    blocked = adapter.start("recv", actor="sleeper", socket="pull")
    adapter.event("began", id=blocked)
    for _ in range(3):
        await_asleep(adapter, thread, POLL)
        assert ctypes.CDLL(None).tgkill(adapter.pid, thread, signal.SIGUSR1) == 0
        assert adapter.event("handled", number="SIGUSR1")["at"] > 0
    adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
    assert len(adapter.reply(blocked)["ok"]["messages"]) == 1
    adapter.ok("handler", number="SIGUSR1", mode="default")
    os.kill(adapter.pid, signal.SIGUSR1)
    assert adapter.process.wait(LIMIT_S) == -signal.SIGUSR1


def test_what_is_unknown_is_unsupported(adapter):
    adapter.open("a", "pull", "PULL")
    for op in ("x7f3", "message.init", "message.x7f3", "context.shutdown"):
        assert adapter.ask(op, actor="a", message="m").keys() == {"unsupported"}
    assert "unsupported" in adapter.ask("recv", actor="a", socket="pull", x7f3=1)
    assert "unsupported" in adapter.ask("recv", actor="a", socket="pull", flags=["x7f3"])
    assert "unsupported" in adapter.ask("send", actor="a", socket="pull", stream=stream(x7f3=1))
    assert "unsupported" in adapter.ask("open", actor="a", context="context", socket="s", type="x7f3")
    assert "unsupported" in adapter.ask("quit", x7f3=1)


def test_what_makes_no_sense_is_a_bad_request(adapter):
    adapter.open("a", "pull", "PULL")
    adapter.ok("pipe.open", actor="a", pipe="pipe")
    for op, arguments in (
        ("recv", {"actor": "nobody", "socket": "pull"}),
        ("recv", {"socket": "pull"}),
        ("recv", {"actor": ["a"], "socket": "pull"}),
        ("recv", {"actor": "b", "socket": "pull"}),
        ("recv", {"actor": "a"}),
        ("recv", {"actor": "a", "socket": "pull", "count": "1"}),
        ("recv", {"actor": "a", "socket": "pull", "count": True}),
        ("recv", {"actor": "a", "socket": "pull", "count": -1}),
        ("recv", {"actor": "a", "socket": "pull", "digest_above": 127}),
        ("recv", {"actor": "a", "socket": "pull", "digest_above": 4097}),
        ("relay", {"actor": "a", "from": "pull", "to": "pull", "count": -1}),
        ("poll", {"actor": "a", "timeout_ms": 0, "items": [5]}),
        ("poll", {"actor": "a", "timeout_ms": 0, "items": [{"socket": [], "events": ["IN"]}]}),
        ("poll", {"actor": "a", "timeout_ms": 0, "items": [{"pipe": {}, "events": ["IN"]}]}),
        ("pipe.write", {"actor": "a", "pipe": "pipe", "size": -1}),
        ("pipe.read", {"actor": "a", "pipe": "pipe", "size": 1 << 40}),
        ("send", {"actor": "a", "socket": "pull"}),
        ("send", {"actor": "a", "socket": "pull", "frames": [{"size": 1 << 40, "generator": "cycle", "first": 0}]}),
        ("send", {"actor": "a", "socket": "pull", "frames": []}),
        ("send", {"actor": "a", "socket": "pull", "frames": [{"b64": "===="}]}),
        ("open", {"actor": "a", "context": "none", "socket": "s", "type": "PULL"}),
        ("open", {"actor": "a", "context": "context", "socket": "pull", "type": "PULL"}),
        ("actor.close", {"actor": "a"}),
        ("handler", {"number": "SIGNOT", "mode": "plain"}),
    ):
        assert adapter.ask(op, **arguments).keys() == {"bad_request"}, (op, arguments)


@pytest.mark.parametrize("how", ["quit", "end of input"])
def test_the_adapter_quits_within_a_second_while_actors_are_blocked(adapter, how):
    adapter.ok("context.open", context="other")
    adapter.open("a", "other", "PULL", context="other")
    adapter.open("b", "never-closed", "PULL")
    adapter.event("began", id=adapter.start("recv", actor="a", socket="other"))
    adapter.event("began", id=adapter.start("context.term", actor="b", context="context"))
    start_s = time.monotonic()
    if how == "quit":
        assert adapter.ok("quit") == {}
        assert adapter.process.wait(LIMIT_S) == 0
    else:
        assert adapter.end() == 0
    assert time.monotonic() - start_s < 1


@pytest.mark.parametrize("line", [b"{", b"[]", b"{}", b'{"id":"1","op":"quit"}', b"\xff", b"[" * 9999])
def test_a_line_that_cannot_be_answered_ends_the_adapter(adapter, line):
    adapter.write_line(line)
    assert adapter.process.wait(LIMIT_S) == 1


@pytest.mark.parametrize("transport", ["inproc", "tcp", "ipc"])
def test_after_a_cell_the_process_is_as_it_was_after_the_hello(transport, tmp_path):
    wild = {"inproc": "inproc://x", "ipc": f"ipc://{tmp_path}/x", "tcp": "tcp://127.0.0.1:*"}[transport]
    with Adapter(PYZMQ_ADAPTER) as adapter:
        before = adapter.state()
        for _ in range(3):
            adapter.ok("context.open", context="context")
            threads = [adapter.ok("actor.open", actor=actor)["thread"] for actor in "ab"]
            assert len(set(threads)) == 2
            connect(adapter, "PULL", "PUSH", wild)
            for actor, socket in (("a", "pull"), ("b", "push")):
                adapter.ok("monitor", actor=actor, socket=socket)
            adapter.ok("pipe.open", actor="a", pipe="pipe")
            adapter.ok("send", actor="b", socket="push", stream=stream(count=10))
            adapter.ok("recv", actor="a", socket="pull", count=10)
            adapter.ok("pipe.close", actor="a", pipe="pipe")
            for actor, socket in (("a", "pull"), ("b", "push")):
                adapter.ok("close", actor=actor, socket=socket)
            adapter.ok("context.term", actor="a", context="context")
            for actor in "ab":
                adapter.ok("actor.close", actor=actor)
            assert adapter.state() == before
