"""Contexts."""

import zmq

from .actor import must_be_new, operation
from .protocol import UnsupportedError, decode_frame

# libzmq has these two as context options as well, and pyzmq lists them among the socket options.
OPTIONS = {**zmq.ContextOption.__members__, "BLOCKY": zmq.BLOCKY, "IPV6": zmq.IPV6}


class Context:
    """A zmq.Context and the monitors of its sockets."""

    def __init__(self):
        self.zmq = zmq.Context()
        self.monitored = {}  # zmq.Socket → the thread that drains its monitor


def number_of(name):
    if isinstance(name, int):
        return name
    if name not in OPTIONS:
        raise UnsupportedError(f"pyzmq {zmq.__version__} names no context option {name}.")
    return OPTIONS[name]


def set_option(context, name, value):
    value = decode_frame(value) if isinstance(value, dict) else value
    try:
        context.zmq.set(number_of(name), value)
    except (TypeError, OverflowError) as error:
        raise UnsupportedError(f"pyzmq takes no such value of {name}: {error}.") from error


@operation("context.open", on_actor=False)
def context_open(call, *, context: str, options: dict | None = None):
    must_be_new(call.session.contexts, context, "context")
    opened = Context()
    try:
        for name, value in (options or {}).items():
            set_option(opened, name, value)
    except BaseException:
        opened.zmq.term()
        raise
    call.session.contexts[context] = opened
    return {}


@operation("context.set", on_actor=False)
def context_set(call, *, context: str, option: str | int, value: int | dict):
    set_option(call.context(context), option, value)
    return {}


@operation("context.get", on_actor=False)
def context_get(call, *, context: str, option: str | int):
    return {"value": call.context(context).zmq.get(number_of(option))}


@operation("context.term")
def context_term(call, *, context: str):
    """pyzmq ends its own context object even when term is interrupted, and says nothing of it: so does the reply."""
    terminated = call.context(context)
    call.began("term")
    terminated.zmq.term()
    for drain in terminated.monitored.values():
        drain.await_end()
    call.session.contexts.pop(context, None)
    return {}
