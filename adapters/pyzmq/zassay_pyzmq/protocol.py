"""What the protocol says before ZeroMQ comes in: clock, lines, frames, and the arguments of operations."""

import base64
import binascii
import functools
import hashlib
import inspect
import json
import os
import threading
import time

LINE_LIMIT_BYTES = 16 << 20
INLINE_LIMIT_BYTES = 4096  # a frame up to this size may travel as base64
FRAME_LIMIT_BYTES = 1 << 30  # a frame that is made here is not longer
HEAD_BYTES = 128  # what is shown of a longer frame

START_NS = time.monotonic_ns()
CYCLE = bytes(range(256))


class BadRequestError(Exception):
    """The request makes no sense."""


class UnsupportedError(Exception):
    """pyzmq cannot express the request."""


def now_ns():
    """Monotonic nanoseconds since the hello."""
    return time.monotonic_ns() - START_NS


class Output:
    """Writes whole lines to a descriptor. Any thread may call write."""

    def __init__(self, descriptor):
        self.descriptor = descriptor
        self.lock = threading.Lock()

    def write(self, message):
        line = memoryview(json.dumps(message, separators=(",", ":")).encode() + b"\n")
        with self.lock:
            while line:
                line = line[os.write(self.descriptor, line) :]


OUTPUT = Output(1)


def cycle(first, size):
    """`size` bytes, byte i being (first + i) mod 256."""
    first %= 256
    return (CYCLE * ((first + size) // 256 + 1))[first : first + size]


def decode_base64(text):
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadRequestError(f"{text[:40]!r} is not base64: {error}.") from error


def decode_frame(frame):
    """The bytes that a frame of a request stands for."""
    if isinstance(frame, dict):
        if frame.keys() == {"b64"} and isinstance(frame["b64"], str):
            data = decode_base64(frame["b64"])
            if len(data) > INLINE_LIMIT_BYTES:
                raise BadRequestError(f"A frame of {len(data)} bytes is spelled as base64: the limit is 4096 bytes.")
            return data
        if frame.keys() == {"size", "generator", "first"}:
            size, generator, first = frame["size"], frame["generator"], frame["first"]
            if generator != "cycle":
                raise UnsupportedError(f"The generator {generator!r} is unknown: only cycle is there.")
            if is_integer(size) and is_integer(first) and 0 <= size <= FRAME_LIMIT_BYTES and 0 <= first <= 255:
                return cycle(first, size)
    raise BadRequestError(f"{str(frame)[:80]} is not a frame: give b64, or size, generator and first.")


def encode_frame(data, inline_bytes=INLINE_LIMIT_BYTES):
    """A frame as a reply shows it: base64 up to `inline_bytes`, else size, head and digest."""
    if len(data) <= inline_bytes:
        return {"b64": base64.b64encode(data).decode()}
    head = base64.b64encode(data[:HEAD_BYTES]).decode()
    return {"size": len(data), "head": head, "sha256": hashlib.sha256(data).hexdigest()}


def is_integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


@functools.cache
def parameters_of(function):
    """A function's keyword-only parameters by their names in the protocol: `from_` is Python's spelling of `from`."""
    parameters = inspect.signature(function).parameters.values()
    return {p.name.rstrip("_"): p for p in parameters if p.kind is p.KEYWORD_ONLY}


def bind(function, given, what):
    """The arguments to call `function` with; its signature says which there are, of what type, and their defaults.

    An unknown argument is UnsupportedError: to ignore it would make a wrong verdict.
    """
    parameters = parameters_of(function)
    for name in given:
        if name not in parameters:
            raise UnsupportedError(f"{what} has no argument {name!r} here.")
    bound = {}
    for name, parameter in parameters.items():
        if name in given:
            value, kind = given[name], parameter.annotation
            if isinstance(value, bool) or not isinstance(value, kind):
                raise BadRequestError(f"The argument {name!r} of {what} must be {getattr(kind, '__name__', kind)}.")
            bound[parameter.name] = value
        elif parameter.default is parameter.empty:
            raise BadRequestError(f"{what} lacks its argument {name!r}.")
    return bound
