#!/usr/bin/env python3
"""A sound adapter over a toy implementation in memory, for the tests of zassay's own client; started by itself it is
the control that must be accepted. The other programs of this folder are this one, each broken in one way.

It has one thread and knows PUSH, PULL, PAIR and DEALER over inproc, without marks: enough for a case to run. An
operation that must wait is tried again after every later request.
"""

import base64
import collections
import hashlib
import json
import os
import sys
import time
import zlib

START_NS = time.monotonic_ns()
SOCKET_TYPES = ("DEALER", "PAIR", "PULL", "PUSH")
CYCLE = bytes(range(256))


class RefusedError(Exception):
    """Its arguments: "error", "unsupported" or "bad_request", and what to say with it."""


def now_ns():
    return time.monotonic_ns() - START_NS


def write_bytes(data):
    view = memoryview(data)
    while view:
        view = view[os.write(1, view) :]


def write(message):
    write_bytes(json.dumps(message, separators=(",", ":")).encode() + b"\n")


def cycle(first, size):
    return (CYCLE * (size // 256 + 2))[first % 256 :][:size]


def decoded(frame):
    return base64.b64decode(frame["b64"]) if "b64" in frame else cycle(frame["first"], frame["size"])


def encoded(data, digest_above=4096):
    if len(data) <= min(max(digest_above, 128), 4096):
        return {"b64": base64.b64encode(data).decode()}
    head = base64.b64encode(data[:128]).decode()
    return {"size": len(data), "head": head, "sha256": hashlib.sha256(data).hexdigest()}


def stamped(stream, index, sequence):
    prefix = b"" if index else base64.b64decode(stream.get("prefix", ""))
    size, numbers = stream.get("size", 32), [(stream["run"], 4), (stream["stream"], 2), (index, 2)]
    numbers += [(stream.get("frames", 1), 2), (len(prefix), 2), (sequence, 8), (size, 4)]
    if size < len(prefix) + 32:
        raise RefusedError("bad_request", f"A stamp does not fit into {size} bytes.")
    head = prefix + b"zAsY" + b"".join(number.to_bytes(width, "big") for number, width in numbers)
    filler = cycle(sequence + index, size - len(head) - 4)
    return head + zlib.crc32(head + filler).to_bytes(4, "big") + filler


def cut(stream, sequence):
    """The frames of one message of a stream, and whether they end it."""
    first, count = stream.get("from_frame", 0), stream.get("frames", 1)
    end = stream.get("to_frame", count)
    lead = [decoded(frame) for frame in stream.get("lead", [])] if first == 0 else []
    return lead + [stamped(stream, index, sequence) for index in range(first, end)], end == count


class Socket:
    def __init__(self, context, kind, actor):
        self.context, self.kind, self.actor = context, kind, actor
        self.inbox, self.peers, self.unfinished, self.options = collections.deque(), [], [], {}


class Adapter:
    """Every method without a leading underscore is the operation of its name, `_` standing for a dot inside it."""

    def __init__(self):
        self._actors, self._contexts, self._sockets, self._endpoints = set(), {}, {}, {}
        self._pending = []  # (id, actor, function that gives a reply, or None for: not yet, or what to try from now on)

    # -- requests

    def _answer(self, request):
        """Carries a request out and writes its reply, now or when its time has come."""
        arguments = {name: value for name, value in request.items() if name not in ("id", "op")}
        attempt = self._guarded(lambda: self._bound(str(request["op"]), arguments)())
        self._pending.append((request["id"], arguments.get("actor"), attempt))
        count = 0
        while count != len(self._pending):  # what was done last may be what another one waits for
            count = len(self._pending)
            self._advance()

    def _advance(self):
        """Tries every operation but those behind one of the same actor that has to wait."""
        pending, self._pending, blocked = self._pending, [], set()
        for request_id, actor, attempt in pending:
            result = None if actor in blocked else attempt()
            if callable(result):
                write({"event": "began", "id": request_id, "call": result.__name__, "at": now_ns()})
                attempt = self._guarded(result)
                result = attempt()
            if result is None:
                self._pending.append((request_id, actor, attempt))
                blocked.add(actor)
            else:
                refused = result.keys() & {"error", "unsupported", "bad_request"}
                write({"id": request_id, **(result if refused else {"ok": result})})

    @staticmethod
    def _guarded(function):
        """The function, with a reply in place of an exception."""

        def guarded():
            try:
                return function()
            except RefusedError as refusal:
                return {refusal.args[0]: refusal.args[1]}
            except (KeyError, TypeError, ValueError) as error:
                return {"bad_request": f"This makes no sense: {error!r}."}

        return guarded

    def _bound(self, operation, arguments):
        method = getattr(self, operation.replace(".", "_"), None)
        if method is None or operation.startswith("_") or "_" in operation:
            raise RefusedError("unsupported", f"There is no operation {operation[:80]!r}.")
        known = [name.rstrip("_") for name in method.__code__.co_varnames[1 : method.__code__.co_argcount]]
        if unknown := set(arguments) - set(known):
            raise RefusedError("unsupported", f"{operation} has no argument {unknown.pop()!r} here.")
        if missing := set(known[: len(known) - len(method.__defaults__ or ())]) - set(arguments):
            raise RefusedError("bad_request", f"{operation} lacks its argument {missing.pop()!r}.")
        if arguments.get("actor") not in self._actors and "actor" in arguments and operation != "actor.open":
            raise RefusedError("bad_request", f"There is no actor {arguments['actor']!r}.")
        owned = self._sockets.get(arguments.get("socket"))
        if owned and operation != "open" and owned.actor != arguments.get("actor"):
            raise RefusedError("bad_request", f"The socket {arguments['socket']!r} is another actor's.")
        named = {name + "_" if name == "type" else name: value for name, value in arguments.items()}
        return lambda: method(**named)

    def _socket(self, name):
        if name not in self._sockets:
            raise RefusedError("bad_request", f"There is no socket {name!r}.")
        return self._sockets[name]

    # -- actors and contexts

    def actor_open(self, actor):
        self._actors.add(actor)
        return {"thread": os.getpid()}

    def actor_close(self, actor):
        self._actors.discard(actor)
        return {}

    def context_open(self, context, options=()):
        self._contexts[context] = {"ended": False, **dict(options)}
        return {}

    def context_shutdown(self, context):
        self._contexts[context]["ended"] = True
        return {}

    def context_term(self, actor, context):
        self._contexts[context]["ended"] = True

        def term():
            return None if any(s.context is self._contexts[context] for s in self._sockets.values()) else {}

        return term

    # -- sockets

    def open(self, actor, context, socket, type_):
        if type_ not in SOCKET_TYPES:
            raise RefusedError("unsupported", f"There is no socket type {type_} here.")
        self._sockets[socket] = Socket(self._contexts[context], type_, actor)
        return {}

    def close(self, actor, socket):
        closed = self._sockets.pop(socket)
        for peer in closed.peers:
            peer.peers.remove(closed)
        self._endpoints = {at: bound for at, bound in self._endpoints.items() if bound is not closed}
        return {}

    def bind(self, actor, socket, endpoint):
        if endpoint in self._endpoints:
            raise RefusedError("error", "EADDRINUSE")
        self._endpoints[endpoint] = self._socket(socket)
        return {"endpoint": endpoint}

    def connect(self, actor, socket, endpoint):
        if endpoint not in self._endpoints:
            raise RefusedError("error", "ECONNREFUSED")
        left, right = self._socket(socket), self._endpoints[endpoint]
        left.peers.append(right)
        right.peers.append(left)
        return {}

    def set(self, actor, socket, option, value):
        if option not in ("LINGER", "RCVHWM", "SNDHWM"):
            raise RefusedError("unsupported", f"There is no option {option} here.")
        self._socket(socket).options[option] = value
        return {}

    def get(self, actor, socket, option):
        options = self._socket(socket).options
        if option not in options:
            raise RefusedError("unsupported", f"There is no option {option} here.")
        return {"value": options[option]}

    # -- messages

    def send(self, actor, socket, frames=None, stream=None, flags=()):
        source, start_ns = self._socket(socket), now_ns()
        if stream is not None:
            last = stream["first"] + stream["count"]
            messages = collections.deque(cut(stream, number) for number in range(stream["first"], last))
        else:
            messages = collections.deque([([decoded(frame) for frame in frames], "SNDMORE" not in flags)])
        wanted = len(messages)

        def report(**error):
            counts = {"accepted": wanted - len(messages), "frames": 0}
            return {**error, **counts, "from": start_ns, "to": now_ns()}

        def send():
            while messages:
                if source.context["ended"] or not source.peers:
                    return report(error="ETERM") if source.context["ended"] else None
                parts, ends = messages.popleft()
                source.unfinished += parts
                if ends:
                    source.peers[0].inbox.append(source.unfinished)
                    source.unfinished = []
            return report()

        return (send() or report(error="EAGAIN")) if "DONTWAIT" in flags else send

    def recv(self, actor, socket, count=1, flags=(), digest_above=4096):
        target, messages, start_ns = self._socket(socket), [], now_ns()

        def report(**error):
            return {**error, "messages": messages, "from": start_ns, "to": now_ns()}

        def recv():
            while len(messages) < count:
                if target.context["ended"] or not target.inbox:
                    return report(error="ETERM") if target.context["ended"] else None
                frames = [encoded(frame, digest_above) for frame in target.inbox.popleft()]
                messages.append({"frames": frames, "at": now_ns()})
            return report()

        return (recv() or report(error="EAGAIN")) if "DONTWAIT" in flags else recv

    def poll(self, actor, items, timeout_ms):
        sockets, start_ns = [(self._socket(item["socket"]), item["events"]) for item in items], now_ns()
        if timeout_ms > 0:
            raise RefusedError("unsupported", "This toy has no clock to poll by.")

        def poll():
            can = [{"IN": bool(socket.inbox), "OUT": bool(socket.peers)} for socket, _ in sockets]
            ready = [[name for name in events if can[i].get(name)] for i, (_, events) in enumerate(sockets)]
            count = sum(map(bool, ready))
            report = {"count": count, "ready": ready, "from": start_ns, "to": now_ns()}
            return report if count or timeout_ms == 0 else None

        return poll

    def quit(self):
        return {}


def hello(**other):
    """The hello of a sound adapter; `other` replaces members."""
    able = ("threads", "poll", "shutdown")
    unable = ("signals", "reports_eintr", "poll_descriptors", "monitor", "proxy", "messages", "free_events")
    unable += ("term_interrupt", "thread_state")
    capabilities = {**dict.fromkeys(able, True), **dict.fromkeys(unable, False)}
    return {
        "event": "hello",
        "protocol": 1,
        "adapter": os.path.basename(sys.argv[0]),  # noqa: PTH119  pathlib takes longer to import than the rest to run
        "implementation": {"name": "toy", "version": "1"},
        "process": os.getpid(),
        "monotonic_ns": START_NS,
        "line_limit": 1 << 20,
        "capabilities": {"socket_types": list(SOCKET_TYPES), "transports": ["inproc"], **capabilities},
        **other,
    }


def serve(misbehave=None, *, say_hello=lambda: write(hello()), at_end=lambda: None):
    """Serves until the end of input. `misbehave(adapter, request)` is called in place of the answer to each operation
    that the variable ZASSAY_HOSTILE_AT names (by default `recv`), `say_hello` in place of the hello, and `at_end` after
    the last answer."""
    adapter, at = Adapter(), os.environ.get("ZASSAY_HOSTILE_AT", "recv")
    say_hello()
    for line in sys.stdin.buffer:
        request = json.loads(line)
        if misbehave and request["op"] == at:
            misbehave(adapter, request)
        else:
            adapter._answer(request)
        if request["op"] == "quit":
            break
    at_end()


if __name__ == "__main__":
    serve()
