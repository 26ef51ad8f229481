"""The libzmq adapter: the end of contexts, actors and the process, and the baseline between cells, over pipes."""

import subprocess
import time

import pytest
from driver import LIBZMQ_ADAPTER, LIMIT_S, b64, connect


def block(adapter, until_asleep, actor="a"):
    """A receive that nothing will end."""
    adapter.open(actor, "pull", "PULL")
    adapter.ok("bind", actor=actor, socket="pull", endpoint="inproc://x")
    call = adapter.start("recv", actor=actor, socket="pull")
    adapter.event("began", id=call)
    until_asleep(adapter, adapter.threads[actor])
    return call


def until_state(adapter, wanted):
    """A thread that ended is listed by the kernel for a moment more."""
    deadline = time.monotonic() + LIMIT_S
    while adapter.state() != wanted:
        assert time.monotonic() < deadline, f"{adapter.state()} does not become {wanted}"


def close_all(adapter, context="context"):
    """As zassay ends a cell."""
    adapter.ok("context.term", actor="a", context=context)
    for actor in "ab":
        adapter.ok("actor.close", actor=actor)


def test_after_a_cell_the_process_is_as_before(bare):
    before = bare.state()
    for _ in range(3):
        bare.ok("context.open", context="context")
        for actor in "ab":
            bare.ok("actor.open", actor=actor)
        connect(bare, "PULL", "PUSH", "tcp://127.0.0.1:*")
        bare.ok("monitor", actor="a", socket="pull")
        bare.ok("pipe.open", actor="a", pipe="p")
        bare.ok("message.init_size", actor="b", message="m", size=100_000)
        bare.ok("handler", number="SIGUSR1", mode="plain")
        bare.ok("send", actor="b", socket="push", frames=[b64(b"x")])
        bare.ok("recv", actor="a", socket="pull")
        assert bare.state() != before
        bare.ok("context.shutdown", context="context")
        bare.ok("close", actor="a", socket="pull")
        bare.ok("close", actor="b", socket="push")
        bare.ok("handler", number="SIGUSR1", mode="default")
        close_all(bare)
        until_state(bare, before)


@pytest.mark.parametrize("shutdown", [True, False])
def test_a_monitor_never_holds_up_term(adapter, shutdown):
    connect(adapter, "PULL", "PUSH", "tcp://127.0.0.1:*")
    for actor, socket in (("a", "pull"), ("b", "push")):
        adapter.ok("monitor", actor=actor, socket=socket)
        adapter.ok("monitor", actor=actor, socket=socket)  # replaces the first
    if shutdown:
        adapter.ok("context.shutdown", context="context")
    adapter.ok("close", actor="b", socket="push")
    adapter.ok("close", actor="a", socket="pull")
    close_all(adapter)


def test_term_waits_for_sockets_and_ends_their_calls(adapter, until_asleep):
    adapter.ok("actor.open", actor="third")
    blocked = block(adapter, until_asleep)
    term = adapter.start("context.term", actor="b", context="context")
    assert adapter.event("began", id=term)["call"] == "term"
    assert adapter.reply(blocked)["error"] == "ETERM"
    assert adapter.ask("open", actor="third", context="context", socket="s", type="PAIR") == {"error": "ETERM"}
    assert adapter.ask("send", actor="a", socket="pull", frames=[b64(b"")])["error"] == "ETERM"
    assert "bad_request" in adapter.ask("context.term", actor="third", context="context"), "one at a time"
    until_asleep(adapter, adapter.threads["b"])
    assert not [m for m in adapter.seen if m.get("id") == term], "term is blocked"
    adapter.ok("close", actor="a", socket="pull")
    assert adapter.reply(term) == {"ok": {}}
    assert "bad_request" in adapter.ask("context.shutdown", context="context"), "it is gone"
    adapter.ok("context.open", context="context")
    adapter.ok("context.term", actor="b", context="context")


def test_shutdown_ends_blocked_calls(adapter, until_asleep):
    blocked = block(adapter, until_asleep)
    adapter.ok("context.shutdown", context="context")
    assert adapter.reply(blocked)["error"] == "ETERM"


def test_an_actor_closes_only_when_it_is_done(adapter, until_asleep):
    blocked = block(adapter, until_asleep)
    assert "bad_request" in adapter.ask("actor.close", actor="a"), "it has not answered yet"
    adapter.ok("context.shutdown", context="context")
    adapter.reply(blocked)
    assert "bad_request" in adapter.ask("actor.close", actor="a"), "its socket could never be closed"
    adapter.ok("close", actor="a", socket="pull")
    adapter.ok("actor.close", actor="a")
    assert "bad_request" in adapter.ask("close", actor="a", socket="pull")


@pytest.mark.parametrize("way", ["quit", "end of input"])
def test_it_ends_within_a_second_even_when_blocked(adapter, until_asleep, way):
    block(adapter, until_asleep)
    began = time.monotonic()
    if way == "quit":
        assert adapter.ok("quit") == {}
        assert adapter.process.wait(LIMIT_S) == 0
    else:
        assert adapter.end() == 0
    # The protocol's own limit; it is reached only by a machine that is stuck.
    assert time.monotonic() - began < 1


def test_a_reader_that_is_gone_ends_it():
    with subprocess.Popen(LIBZMQ_ADAPTER, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert b"hello" in process.stdout.readline()
        process.stdout.close()
        process.stdin.write(b'{"id":1,"op":"no-such-operation"}\n')
        process.stdin.flush()
        assert process.wait(LIMIT_S) == 1
