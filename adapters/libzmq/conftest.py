"""The libzmq adapter with a context and two actors, and what the tests of this folder ask of the kernel about it."""

import time
from pathlib import Path

import pytest
from driver import LIBZMQ_ADAPTER, LIMIT_S, Adapter

POLL = "7"  # poll(2) on x86-64, in which every blocked call of libzmq waits


@pytest.fixture
def bare():
    """Just started: nothing is open."""
    if not Path(LIBZMQ_ADAPTER[0]).exists():
        pytest.fail(f"{LIBZMQ_ADAPTER[0]} is not built: build it, or name the build folder by ZASSAY_BUILD")
    with Adapter(LIBZMQ_ADAPTER) as running:
        yield running


@pytest.fixture
def adapter(bare):
    bare.ok("context.open", context="context")
    bare.threads = {actor: bare.ok("actor.open", actor=actor)["thread"] for actor in ("a", "b")}
    return bare


@pytest.fixture
def until_asleep():
    """Waits until the kernel shows a thread asleep in poll(2)."""

    def wait(running, thread):
        path = Path(f"/proc/{running.pid}/task/{thread}/syscall")
        deadline = time.monotonic() + LIMIT_S
        while path.read_text().split()[0] != POLL:
            assert time.monotonic() < deadline, f"thread {thread} does not go to sleep in poll(2)"

    return wait
