"""Drives an adapter over pipes, for the tests of adapters.

Every wait is for a reply, an event, or the end of the process; LIMIT_S only ends a test that would wait for ever.
"""

import base64
import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

LIMIT_S = 20
REPOSITORY = Path(__file__).resolve().parents[1]
PYZMQ_ADAPTER = [sys.executable, str(REPOSITORY / "adapters/pyzmq/zassay-adapter-pyzmq")]
LIBZMQ_ADAPTER = [str(Path(os.environ.get("ZASSAY_BUILD", REPOSITORY / "build/dev")) / "bin" / "zassay-adapter-libzmq")]


class Adapter:
    """A running adapter. One thread uses it; another one sorts what comes in."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.next_id = 1
        self.inbox = queue.Queue()  # lines in the order in which they came; None at the end of output
        self.seen = []  # taken from the inbox and not yet asked for
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.hello = self.event("hello")
        self.pid = self.hello["process"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(LIMIT_S)
        finally:
            self.process.kill()
            self.process.wait()
            self.reader.join()
            self.process.stdout.close()

    def _read(self):
        for line in self.process.stdout:
            self.inbox.put(json.loads(line))
        self.inbox.put(None)

    def take(self, wanted):
        """The first line that came in, or comes in, that is `wanted`; the others are kept for later."""
        for message in self.seen:
            if wanted(message):
                self.seen.remove(message)
                return message
        while True:
            message = self.inbox.get(timeout=LIMIT_S)
            assert message is not None, f"the adapter ended its output; unclaimed: {self.seen}"
            if wanted(message):
                return message
            self.seen.append(message)

    def event(self, event, /, **members):
        """The next event of that name whose members are these."""
        return self.take(lambda m: m.get("event") == event and members.items() <= m.items())

    def start(self, op, **arguments):
        """Sends a request, and returns its id. `from_` is Python's spelling of the argument `from`."""
        request = {"id": self.next_id, "op": op, **{name.rstrip("_"): value for name, value in arguments.items()}}
        self.next_id += 1
        self.write_line(json.dumps(request).encode())
        return request["id"]

    def write_line(self, line):
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def reply(self, request_id):
        reply = self.take(lambda m: m.get("id") == request_id and "event" not in m)
        return {name: value for name, value in reply.items() if name != "id"}

    def ask(self, op, **arguments):
        """The whole reply."""
        return self.reply(self.start(op, **arguments))

    def ok(self, op, **arguments):
        """What `ok` holds; anything else is a failure of the test."""
        reply = self.ask(op, **arguments)
        assert reply.keys() == {"ok"}, f"{op} {arguments} was answered {reply}"
        return reply["ok"]

    def open(self, actor, socket, type_, context="context"):
        self.ok("open", actor=actor, context=context, socket=socket, type=type_)

    def end(self):
        """Ends the input, and returns the exit code."""
        self.process.stdin.close()
        return self.process.wait(LIMIT_S)

    def state(self):
        """What must be the same after a cell as before: the numbers of descriptors, threads and children."""
        process = Path(f"/proc/{self.pid}")
        tasks = list((process / "task").iterdir())
        children = [child for task in tasks for child in (task / "children").read_text().split()]
        return len(list((process / "fd").iterdir())), len(tasks), len(children)


def b64(data):
    """A frame of these bytes."""
    return {"b64": base64.b64encode(data).decode()}


def bytes_of(frame):
    return base64.b64decode(frame["b64"], validate=True)


def connect(adapter, left, right, endpoint="inproc://here", left_options=None, right_options=None):
    """The sockets `left` of the actor a, bound, and `right` of the actor b, connected to it."""
    for actor, type_, options in (("a", left, left_options), ("b", right, right_options)):
        adapter.open(actor, type_.lower(), type_)
        for option, value in (options or {}).items():
            adapter.ok("set", actor=actor, socket=type_.lower(), option=option, value=value)
    endpoint = adapter.ok("bind", actor="a", socket=left.lower(), endpoint=endpoint)["endpoint"]
    adapter.ok("connect", actor="b", socket=right.lower(), endpoint=endpoint)
    return endpoint


def stream(count=1, **more):
    return {"run": 7, "stream": 3, "first": 0, "count": count, **more}
