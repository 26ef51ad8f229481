"""Actors, and the calls that they carry out."""

import errno
import os
import queue
import signal
import threading
import traceback
from pathlib import Path

import zmq

from .protocol import OUTPUT, BadRequestError, UnsupportedError, now_ns

OPERATIONS = {}  # name → Operation


class Operation:
    """A function (call, *, arguments…) → what the reply says. A member `error` makes the reply an error."""

    def __init__(self, name, function, on_actor):
        self.name, self.function, self.on_actor = name, function, on_actor


def operation(name, *, on_actor=True):
    """Offers a function as the operation `name`, on the thread of its actor or on the one that reads requests."""

    def register(function):
        OPERATIONS[name] = Operation(name, function, on_actor)
        return function

    return register


def error_name(error):
    """The POSIX or ZeroMQ name of the errno of a ZMQError or OSError."""
    try:
        return zmq.Errno(error.errno).name
    except ValueError:
        return errno.errorcode.get(error.errno, f"E{error.errno}")


class HelperThread(threading.Thread):
    """A thread that takes no signals away from the actors, and whose end can be awaited."""

    def __init__(self, target, *arguments):
        super().__init__(target=self._run_without_signals, args=(target, *arguments), daemon=True)

    @staticmethod
    def _run_without_signals(target, *arguments):
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        target(*arguments)

    def await_end(self):
        await_end(self)


def await_end(thread):
    """Returns when the kernel has no such thread any more: join alone returns a moment before that."""
    thread.join()
    task = Path(f"/proc/self/task/{thread.native_id}")
    while task.exists():
        os.sched_yield()


class Actor(threading.Thread):
    """A thread that owns sockets and carries out calls in order. It waits for them on a lock, never in poll(2).

    `sockets` and `pipes` are touched by its own thread alone, but for `owned`.
    """

    def __init__(self, name):
        super().__init__(name=name, daemon=True)
        self.sockets, self.pipes = {}, {}
        self.calls = queue.SimpleQueue()
        self.submitted = self.finished = 0  # written by the reader of requests, and by this thread

    def submit(self, call):
        self.submitted += 1
        self.calls.put(call)

    def is_idle(self):
        return self.submitted == self.finished

    def run(self):
        while (call := self.calls.get()) is not None:
            call.carry_out()

    def stop(self):
        """Ends the thread, and returns when it is gone."""
        self.calls.put(None)
        await_end(self)


class Call:
    """One request on its way to its reply."""

    def __init__(self, session, request_id, offered, arguments, actor=None):
        self.session, self.request_id, self.actor = session, request_id, actor
        self.offered, self.arguments = offered, arguments

    def carry_out(self):
        reply = self._reply()
        if self.actor:
            self.actor.finished += 1  # before the reply, so that an actor whose last reply was read is idle
        OUTPUT.write({"id": self.request_id, **reply})

    def _reply(self):
        try:
            result = self.offered.function(self, **self.arguments)
            return result if "error" in result else {"ok": result}
        except UnsupportedError as refusal:
            return {"unsupported": str(refusal)}
        except BadRequestError as refusal:
            return {"bad_request": str(refusal)}
        except (zmq.ZMQError, OSError) as error:
            return {"error": error_name(error)}
        except BaseException:  # a fault of the adapter must not pass for an answer
            traceback.print_exc()
            os._exit(1)

    def began(self, name):
        OUTPUT.write({"event": "began", "id": self.request_id, "call": name, "at": now_ns()})

    def returned(self, name, error=None):
        OUTPUT.write({"event": "returned", "id": self.request_id, "call": name, "error": error, "at": now_ns()})

    def context(self, name):
        return known(self.session.contexts, name, "context")

    def socket(self, name):
        return known(self.actor.sockets, name, f"socket of the actor {self.actor.name!r}")

    def pipe(self, name):
        return known(self.actor.pipes, name, f"pipe of the actor {self.actor.name!r}")


def known(table, name, what):
    if not isinstance(name, str) or name not in table:
        raise BadRequestError(f"There is no {what} named {name!r}.")
    return table[name]


def must_be_new(table, name, what):
    if name in table:
        raise BadRequestError(f"There is a {what} named {name!r} already.")
