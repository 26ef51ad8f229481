"""The session: hello, then requests from standard input until its end."""

import hashlib
import json
import os
import sys
from pathlib import Path

import zmq

from . import contexts, sockets, system, traffic  # noqa: F401  they register their operations
from .actor import OPERATIONS, Call, known, operation
from .protocol import LINE_LIMIT_BYTES, OUTPUT, START_NS, BadRequestError, UnsupportedError, bind, is_integer

NOT_IN_PYZMQ = {
    "context.shutdown": "pyzmq offers no zmq_ctx_shutdown: Context.term and Context.destroy wait.",
    "message": "pyzmq's Frame shows no zmq_msg_init, copy, move and close one by one.",
}


class Session:
    """What the requests of one process share: `contexts` and `given` with actors; the rest is the reader's."""

    def __init__(self):
        self.actors, self.contexts = {}, {}
        self.given = {}  # sockets that one actor gave away and none has taken yet
        self.is_over = False

    def handle(self, request):
        """Carries a request out, or hands it to its actor."""
        name = request.pop("op", None)
        request_id = request.pop("id", None)
        if not is_integer(request_id):
            give_up("A request has no integer id.")
        try:
            call = self.call_of(request_id, name, request)
        except UnsupportedError as refusal:
            OUTPUT.write({"id": request_id, "unsupported": str(refusal)})
        except BadRequestError as refusal:
            OUTPUT.write({"id": request_id, "bad_request": str(refusal)})
        else:
            call.actor.submit(call) if call.actor else call.carry_out()

    def call_of(self, request_id, name, arguments):
        offered = OPERATIONS.get(name) if isinstance(name, str) else None
        if offered is None:
            known_lack = NOT_IN_PYZMQ.get(str(name)) or NOT_IN_PYZMQ.get(str(name).split(".")[0])
            raise UnsupportedError(known_lack or f"This adapter has no operation {str(name)[:80]!r}.")
        actor = None
        if offered.on_actor:
            actor = known(self.actors, arguments.pop("actor", None), "actor")
        return Call(self, request_id, offered, bind(offered.function, arguments, offered.name), actor)


@operation("quit", on_actor=False)
def quit_session(call):
    call.session.is_over = True
    return {}


def serve():
    """Serves one session, and ends the process."""
    system.watch_signals()
    say_hello(offered_socket_types())
    session = Session()
    line = b""
    while not session.is_over and (line := sys.stdin.buffer.readline(LINE_LIMIT_BYTES + 1)).endswith(b"\n"):
        session.handle(parse(line))
    if len(line) > LINE_LIMIT_BYTES:
        give_up(f"A request is longer than {LINE_LIMIT_BYTES} bytes.")
    sys.stderr.flush()
    os._exit(0)  # actors may be blocked for ever: nothing waits for them


def parse(line):
    try:
        request = json.loads(line)
    except (ValueError, RecursionError) as error:
        give_up(f"A request is not JSON: {error}.")
    if not isinstance(request, dict):
        give_up("A request is not a JSON object.")
    return request


def give_up(reason):
    """Ends the process: a request that cannot be read cannot be answered."""
    print(f"zassay-adapter-pyzmq: {reason}", file=sys.stderr, flush=True)
    os._exit(1)


def offered_socket_types():
    """The types that can be opened here. Opening them also makes the descriptors that libzmq opens only once."""
    context, offered = zmq.Context(), []
    for kind in zmq.SocketType:
        if kind > zmq.STREAM and not zmq.DRAFT_API:
            continue  # a draft: libzmq may have it, but this pyzmq lacks the calls that go with it
        try:
            context.socket(kind).close(linger=0)
            offered.append(kind.name)
        except zmq.ZMQError:
            pass  # this libzmq has no such type
    context.term()
    return offered


def library():
    """The file of the libzmq that pyzmq loaded, from the kernel's own list."""
    maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    paths = [line.split(maxsplit=5)[5] for line in maps if "libzmq" in line]
    if not paths:
        return {}
    return {"library": {"path": paths[0], "sha256": hashlib.sha256(Path(paths[0]).read_bytes()).hexdigest()}}


def say_hello(socket_types):
    capabilities = {
        "socket_types": socket_types,
        "transports": ["inproc", "ipc", "tcp"] if zmq.has("ipc") else ["inproc", "tcp"],
        "threads": True,
        "signals": True,
        "reports_eintr": False,
        "poll": True,
        "poll_descriptors": True,
        "monitor": True,
        "proxy": True,
        "messages": False,
        "free_events": False,
        "shutdown": False,
        "term_interrupt": False,
        "thread_state": True,
    }
    hello = {
        "event": "hello",
        "protocol": 1,
        "adapter": "zassay-adapter-pyzmq",
        "implementation": {"name": "pyzmq", "version": f"{zmq.__version__}+libzmq{zmq.zmq_version()}"},
        **library(),
        "process": os.getpid(),
        "monotonic_ns": START_NS,
        "line_limit": LINE_LIMIT_BYTES,
        "capabilities": capabilities,
    }
    OUTPUT.write(hello)
