"""Sockets: their life, their endpoints, their options, their monitors."""

import itertools

import zmq
from zmq.utils.monitor import recv_monitor_message

from .actor import HelperThread, known, must_be_new, operation
from .protocol import OUTPUT, BadRequestError, UnsupportedError, decode_frame, encode_frame, now_ns

MONITOR_NUMBERS = itertools.count()
WATCHED = ""  # the endpoint of a monitor that the adapter itself reads


@operation("open")
def open_socket(call, *, context: str, socket: str, type_: str | int):
    must_be_new(call.actor.sockets, socket, "socket")
    if isinstance(type_, str) and type_ not in zmq.SocketType.__members__:
        raise UnsupportedError(f"pyzmq {zmq.__version__} names no socket type {type_}.")
    number = zmq.SocketType[type_] if isinstance(type_, str) else type_
    call.actor.sockets[socket] = call.context(context).zmq.socket(number)
    return {}


@operation("close")
def close(call, *, socket: str):
    call.socket(socket).close()
    del call.actor.sockets[socket]
    return {}


@operation("give")
def give(call, *, socket: str):
    """The interpreter's lock is the fence that a socket needs between two threads."""
    given = call.socket(socket)
    must_be_new(call.session.given, socket, "given socket")
    call.session.given[socket] = given
    del call.actor.sockets[socket]
    return {}


@operation("take")
def take(call, *, socket: str):
    must_be_new(call.actor.sockets, socket, "socket")
    known(call.session.given, socket, "given socket")
    call.actor.sockets[socket] = call.session.given.pop(socket)
    return {}


@operation("bind")
def bind(call, *, socket: str, endpoint: str):
    target = call.socket(socket)
    target.bind(endpoint)
    return {"endpoint": target.get(zmq.LAST_ENDPOINT).decode(errors="replace")}


@operation("connect")
def connect(call, *, socket: str, endpoint: str):
    call.socket(socket).connect(endpoint)
    return {}


@operation("unbind")
def unbind(call, *, socket: str, endpoint: str):
    call.socket(socket).unbind(endpoint)
    return {}


@operation("disconnect")
def disconnect(call, *, socket: str, endpoint: str):
    call.socket(socket).disconnect(endpoint)
    return {}


def number_of(option):
    if isinstance(option, int):
        return option
    if option not in zmq.SocketOption.__members__:
        raise UnsupportedError(f"pyzmq {zmq.__version__} names no socket option {option}.")
    return zmq.SocketOption[option]


@operation("set")
def set_option(call, *, socket: str, option: str | int, value: int | dict):
    target, number = call.socket(socket), number_of(option)
    value = decode_frame(value) if isinstance(value, dict) else value
    try:
        target.set(number, value)
    except (TypeError, OverflowError) as error:
        raise UnsupportedError(f"pyzmq takes no such value of {option}: {error}.") from error
    return {}


@operation("get")
def get_option(call, *, socket: str, option: str | int):
    value = call.socket(socket).get(number_of(option))
    return {"value": encode_frame(value) if isinstance(value, bytes) else int(value)}


@operation("monitor")
def monitor(call, *, socket: str, endpoint: str | None = WATCHED, events: list | None = None):
    monitored = call.socket(socket)
    if endpoint is not WATCHED:
        return tell_at_endpoint(monitored, endpoint, events)
    if events is not None:
        raise UnsupportedError("pyzmq watches all events of a socket, or tells some of them at an endpoint.")
    context = next(each for each in call.session.contexts.values() if each.zmq is monitored.context)
    if monitored in context.monitored:
        raise BadRequestError(f"The socket {socket!r} has a monitor already.")
    # The endpoint that pyzmq would choose is named after a descriptor, and those are used again.
    source = monitored.get_monitor_socket(addr=f"inproc://zassay-monitor-{next(MONITOR_NUMBERS)}")
    thread = HelperThread(drain, source, socket)
    context.monitored[monitored] = thread
    thread.start()
    return {}


def tell_at_endpoint(monitored, endpoint: str | None, events: list | None):
    """The library's own call: whoever asked for it reads what is told there."""
    mask = zmq.EVENT_ALL
    if events is not None:
        unknown = [name for name in events if name not in zmq.Event.__members__]
        if unknown:
            raise UnsupportedError(f"pyzmq {zmq.__version__} names no event {unknown[0]}.")
        mask = sum(zmq.Event[name] for name in events)
    monitored.monitor(endpoint, mask)
    return {}


def drain(source, socket):
    """Reports every event of a socket until its monitor or its context ends."""
    stopped = False
    while not stopped:
        try:
            event = recv_monitor_message(source)
        except zmq.ZMQError:
            break
        stopped = event["event"] == zmq.EVENT_MONITOR_STOPPED
        report = {"name": event["event"].name or str(int(event["event"])), "value": int(event["value"])}
        endpoint = event["endpoint"].decode(errors="replace")
        OUTPUT.write({"event": "monitor", "socket": socket, **report, "endpoint": endpoint, "at": now_ns()})
    source.close()
