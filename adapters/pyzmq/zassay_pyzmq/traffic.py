"""Messages on their way: send, recv, relay, poll, proxy. pyzmq repeats what EINTR interrupts, so none reports it."""

import zmq

from .actor import error_name, operation
from .protocol import (
    HEAD_BYTES,
    INLINE_LIMIT_BYTES,
    BadRequestError,
    UnsupportedError,
    bind,
    decode_frame,
    encode_frame,
    now_ns,
)
from .stamp import stamped_messages

DONTWAIT, SNDMORE, RCVMORE = int(zmq.DONTWAIT), int(zmq.SNDMORE), zmq.RCVMORE
POLL_EVENTS = {"IN": int(zmq.POLLIN), "OUT": int(zmq.POLLOUT), "ERR": int(zmq.POLLERR), "PRI": int(zmq.POLLPRI)}


def sum_of(names, table, what):
    for name in names:
        if not isinstance(name, str) or name not in table:
            raise UnsupportedError(f"{name!r} is not one of the {what} {', '.join(table)} that are known here.")
    return sum(table[name] for name in set(names))


@operation("send")
def send(call, *, socket: str, frames: list | None = None, stream: dict | None = None, flags: list = ()):
    target = call.socket(socket)
    more = sum_of(flags, {"DONTWAIT": 0, "SNDMORE": SNDMORE}, "flags")
    wait = DONTWAIT if "DONTWAIT" in flags else 0
    if (frames is None) == (stream is None) or frames == []:
        raise BadRequestError("send takes either frames, at least one, or a stream.")
    if stream is not None:
        messages = stamped_messages(**bind(stamped_messages, stream, "a stream"))
    else:
        messages = [([decode_frame(frame) for frame in frames], True)]
    if not wait and (stream is None or stream["count"]):
        call.began("send")
    return send_all(target, messages, wait, more)


def send_all(target, messages, wait, more):
    """Sends (frames, whether they end the message) … until the first error; says how far it came."""
    accepted, failure, start_ns = 0, {}, now_ns()
    sent = 0  # frames of the message that failed
    try:
        for frames, ends in messages:
            last = len(frames) - 1
            for sent, frame in enumerate(frames):
                target.send(frame, wait | (more if ends and sent == last else SNDMORE))
            accepted += 1
        sent = 0
    except zmq.ZMQError as error:
        failure = {"error": error_name(error)}
    return {**failure, "accepted": accepted, "frames": sent, "from": start_ns, "to": now_ns()}


@operation("recv")
def recv(call, *, socket: str, count: int = 1, flags: list = (), digest_above: int = INLINE_LIMIT_BYTES):
    source = call.socket(socket)
    wait = sum_of(flags, {"DONTWAIT": DONTWAIT}, "flags of recv")
    if count < 0 or not HEAD_BYTES <= digest_above <= INLINE_LIMIT_BYTES:
        raise BadRequestError("A recv has a count from 0 on, and digest_above between 128 and 4096.")
    if not wait and count:
        call.began("recv")
    messages, open_frames, failure, start_ns = [], [], {}, now_ns()
    try:
        for _ in range(count):
            open_frames = []
            receive_message(source, wait, open_frames)
            messages.append((open_frames, now_ns()))
        open_frames = []
    except zmq.ZMQError as error:
        failure = {"error": error_name(error)}
    end_ns = now_ns()

    def shown(frames):
        return [encode_frame(frame, digest_above) for frame in frames]

    rest = {"open": shown(open_frames)} if open_frames else {}
    shown_messages = [{"frames": shown(frames), "at": at_ns} for frames, at_ns in messages]
    return {**failure, "messages": shown_messages, **rest, "from": start_ns, "to": end_ns}


def receive_message(source, wait, frames):
    """Appends frames until the library says that no more follow."""
    while True:
        frames.append(source.recv(wait))
        if not source.get(RCVMORE):
            return


@operation("relay")
def relay(
    call, *, from_: str, to: str, count: int, via: str = "recv", on_eintr: str = "retry", append: dict | None = None
):
    source, target = call.socket(from_), call.socket(to)
    appended = None if append is None else decode_frame(append)
    if count < 0:
        raise BadRequestError("A relay has a count from 0 on.")
    if via not in ("recv", "poll"):
        raise UnsupportedError(f"A relay goes via recv or poll, not {via!r}.")
    if on_eintr != "retry":
        raise UnsupportedError("pyzmq repeats interrupted calls by itself, so a relay cannot end at EINTR.")

    def reported(name, function, *arguments):
        call.began(name)
        try:
            result = function(*arguments)
        except zmq.ZMQError as error:
            call.returned(name, error_name(error))
            raise
        call.returned(name)
        return result

    holding = False  # a message was taken and not, or not wholly, sent on

    def relay_message():
        nonlocal holding
        if via == "poll":
            reported("poll", zmq.zmq_poll, [(source, zmq.POLLIN)], -1)
        more = True
        while more:
            frame = reported("recv", source.recv)
            holding = True
            more = source.get(RCVMORE)
            reported("send", target.send, frame, SNDMORE if more or appended is not None else 0)
        if appended is not None:
            reported("send", target.send, appended)
        holding = False

    relayed, failure, start_ns = 0, {}, now_ns()
    try:
        for _ in range(count):
            relay_message()
            relayed += 1
    except zmq.ZMQError as error:
        failure = {"error": error_name(error)} | ({"holding": True} if holding else {})
    return {**failure, "relayed": relayed, "from": start_ns, "to": now_ns()}


@operation("poll")
def poll(call, *, items: list, timeout_ms: int):
    if not items:
        raise UnsupportedError("pyzmq does not ask the library where there is nothing to poll.")
    targets = [poll_target(call, item) for item in items]
    call.began("poll")
    start_ns = now_ns()
    try:
        ready = zmq.zmq_poll(targets, timeout_ms)
    except OverflowError as error:
        raise UnsupportedError(f"pyzmq takes no such timeout: {error}.") from error
    except zmq.ZMQError as error:
        return {"error": error_name(error), "from": start_ns, "to": now_ns()}
    end_ns = now_ns()
    return {"count": len(ready), "ready": by_item(targets, ready), "from": start_ns, "to": end_ns}


def poll_target(call, item):
    """A poll item as (socket or descriptor, event bits)."""
    if not isinstance(item, dict) or not isinstance(item.get("events"), list):
        raise BadRequestError("A poll item is an object with a socket or a pipe, and events.")
    if item.keys() - {"socket", "pipe", "descriptor_of", "events"} or item.keys() > {"socket", "pipe"}:
        raise UnsupportedError("A poll item has a socket, a pipe or a descriptor, and events, and nothing else here.")
    names = item["events"]
    events = sum_of(names, POLL_EVENTS, "events")
    if item.keys() == {"socket", "events"}:
        return call.socket(item["socket"]), events
    if item.keys() == {"descriptor_of", "events"}:
        return call.socket(item["descriptor_of"]).FD, events
    if "socket" in item or "pipe" not in item or ("IN" in names and "OUT" in names):
        raise BadRequestError("A poll item is of one socket, of its descriptor, or of one end of a pipe.")
    read_end, write_end = call.pipe(item["pipe"])
    return (write_end if "OUT" in names else read_end), events


def by_item(targets, ready):
    """The events of each item: zmq_poll tells only the targets that are ready, in the order of the items."""
    ready, shown = list(ready), []
    for target, events in targets:
        bits = 0
        if ready and ready[0][0] is target and not ready[0][1] & ~(events | zmq.POLLERR):
            bits = ready.pop(0)[1]
        shown.append([name for name, bit in POLL_EVENTS.items() if bits & bit])
    return shown


@operation("proxy")
def proxy(call, *, frontend: str, backend: str | None = None, capture: str | None = None):
    if backend is None:
        raise UnsupportedError("pyzmq's proxy takes two sockets.")
    sockets = [call.socket(name) for name in (frontend, backend, capture) if name is not None]
    call.began("proxy")
    zmq.proxy(*sockets)
    return {}
