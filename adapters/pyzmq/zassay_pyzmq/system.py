"""Actors, pipes of the operating system, and signals."""

import os
import signal

from .actor import Actor, HelperThread, known, must_be_new, operation
from .protocol import OUTPUT, BadRequestError, UnsupportedError, now_ns

PIPE_LIMIT_BYTES = 1 << 20  # in one call; the kernel's pipes hold less


@operation("actor.open", on_actor=False)
def actor_open(call, *, actor: str):
    must_be_new(call.session.actors, actor, "actor")
    opened = call.session.actors[actor] = Actor(actor)
    opened.start()
    return {"thread": opened.native_id}


@operation("actor.close", on_actor=False)
def actor_close(call, *, actor: str):
    closing = known(call.session.actors, actor, "actor")
    if not closing.is_idle():
        raise BadRequestError(f"The actor {actor!r} has operations that are not done.")
    if closing.sockets or closing.pipes:
        raise BadRequestError(f"The actor {actor!r} still owns {', '.join([*closing.sockets, *closing.pipes])}.")
    closing.stop()
    del call.session.actors[actor]
    return {}


@operation("pipe.open")
def pipe_open(call, *, pipe: str):
    must_be_new(call.actor.pipes, pipe, "pipe")
    call.actor.pipes[pipe] = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
    return {}


@operation("pipe.close")
def pipe_close(call, *, pipe: str):
    for end in call.pipe(pipe):
        os.close(end)
    del call.actor.pipes[pipe]
    return {}


@operation("pipe.write")
def pipe_write(call, *, pipe: str, size: int = 1):
    return {"size": os.write(call.pipe(pipe)[1], bytes(checked(size)))}


@operation("pipe.read")
def pipe_read(call, *, pipe: str, size: int = 1):
    return {"size": len(os.read(call.pipe(pipe)[0], checked(size)))}


def checked(size):
    if not 0 < size <= PIPE_LIMIT_BYTES:
        raise BadRequestError(f"A pipe is read and written by 1 to {PIPE_LIMIT_BYTES} bytes.")
    return size


@operation("handler", on_actor=False)
def handler(call, *, number: str, mode: str):
    """Runs on the main thread, as Python asks of whoever installs a handler."""
    if number not in signal.Signals.__members__:
        raise BadRequestError(f"There is no signal named {number!r}.")
    if mode not in ("plain", "restart", "default"):
        raise UnsupportedError(f"A handler is plain, restart or default, not {mode!r}.")
    chosen = signal.Signals[number]
    signal.signal(chosen, signal.SIG_DFL if mode == "default" else lambda *_: None)
    signal.siginterrupt(chosen, mode != "restart")
    return {}


def report_handled(read_end):
    """Python's own handler, in C, writes the number of a signal to a pipe as soon as it runs, on any thread."""
    while numbers := os.read(read_end, 4096):
        for number in numbers:
            OUTPUT.write({"event": "handled", "number": signal.Signals(number).name, "at": now_ns()})


def watch_signals():
    """To be called once, on the main thread, before the hello."""
    read_end, write_end = os.pipe2(os.O_CLOEXEC)
    os.set_blocking(write_end, False)
    signal.set_wakeup_fd(write_end)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    HelperThread(report_handled, read_end).start()
