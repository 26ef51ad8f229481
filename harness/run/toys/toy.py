#!/usr/bin/env python3
"""A sound toy adapter for the tests of the runner: while an operation waits, its thread sleeps as a library's would,
in poll(2) without a limit. Its argument is Python source that says what it does otherwise."""

import os
import pathlib
import select
import sys
import types

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "adapter" / "hostile"))
import sound
from sound import Adapter, write

CAPABILITIES = {"thread_state": True}  # beside those of the sound toy
running = []  # the one adapter


def remembering(adapter, initialise=Adapter.__init__):
    initialise(adapter)
    running.append(adapter)


def impatient(adapter, actor, items, timeout_ms, poll=Adapter.poll):
    """It has no clock: a poll with a limit is over at once."""
    return poll(adapter, actor, items, min(timeout_ms, 0))


def rest():
    """How the thread waits inside a call, until there is another request."""
    waiting = select.poll()
    waiting.register(0, select.POLLIN)
    waiting.poll()


def lines():
    kept = b""
    while True:
        line, end, others = kept.partition(b"\n")
        if end:
            kept = others
            yield line
            continue
        if running[0]._pending:
            rest()
        more = os.read(0, 1 << 16)
        if not more:
            return
        kept += more


def greet():
    hello = sound.hello()
    hello["capabilities"].update(CAPABILITIES)
    write(hello)


Adapter.__init__, Adapter.poll = remembering, impatient
sys.stdin = types.SimpleNamespace(buffer=lines())
if len(sys.argv) > 1:
    exec(sys.argv[1])
sound.serve(say_hello=greet)
