"""The recorder's own end of a connection: just enough ZMTP to be answered, apart from the codec that it tests."""

import ctypes
import ctypes.util
import socket
import struct

LIMIT_S = 10  # nothing here takes that long

SIGNATURE = bytes([0xFF, 0, 0, 0, 0, 0, 0, 0, 1, 0x7F])


def greeting(mechanism: str, minor: int = 1, as_server: bool = False) -> bytes:
    name = mechanism.encode().ljust(20, b"\0")
    return SIGNATURE + bytes([3, minor]) + name + bytes([as_server]) + bytes(31)


def command(body: bytes) -> bytes:
    if len(body) < 256:
        return bytes([4, len(body)]) + body
    return b"\6" + struct.pack(">Q", len(body)) + body


def metadata(socket_type: str) -> bytes:
    return b"\x0bSocket-Type" + struct.pack(">I", len(socket_type)) + socket_type.encode()


class End:
    """Keeps all that the other side sent, and all that was answered."""

    def __init__(self, connected: socket.socket) -> None:
        self.socket = connected
        self.socket.settimeout(LIMIT_S)
        self.received = b""
        self.sent: list[bytes] = []

    def read(self, count: int) -> bytes:
        octets = b""
        while len(octets) < count:
            part = self.socket.recv(count - len(octets))
            if not part:
                raise EOFError(f"closed behind {self.received!r}")
            octets += part
            self.received += part
        return octets

    def write(self, octets: bytes) -> None:
        self.sent.append(octets)
        self.socket.sendall(octets)

    def frame(self) -> bytes:
        """The body of the next frame, as of 2.0 and later."""
        flags = self.read(1)[0]
        size = struct.unpack(">Q", self.read(8))[0] if flags & 2 else self.read(1)[0]
        return self.read(size)

    def old_frame(self) -> bytes:
        """The body of the next frame, as of 1.0."""
        length = self.read(1)[0]
        if length == 255:
            length = struct.unpack(">Q", self.read(8))[0]
        return self.read(length)[1:]


class Sodium:
    """Boxes of libsodium, through its C interface."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(ctypes.util.find_library("sodium"))
        self.library.sodium_init()

    def public_key(self, secret: bytes) -> bytes:
        public = ctypes.create_string_buffer(32)
        self.library.crypto_scalarmult_base(public, secret)
        return public.raw

    def call(self, function: str, text: bytes, size: int, nonce: bytes, *keys: bytes) -> bytes:
        out = ctypes.create_string_buffer(max(size, 1))
        status = getattr(self.library, function)(out, text, ctypes.c_ulonglong(len(text)), nonce, *keys)
        if status != 0:
            raise ValueError(f"{function} failed")
        return out.raw[:size]

    def seal(self, text: bytes, nonce: bytes, to_public: bytes, from_secret: bytes) -> bytes:
        return self.call("crypto_box_easy", text, len(text) + 16, nonce, to_public, from_secret)

    def open(self, box: bytes, nonce: bytes, from_public: bytes, to_secret: bytes) -> bytes:
        return self.call("crypto_box_open_easy", box, len(box) - 16, nonce, from_public, to_secret)

    def seal_secret(self, text: bytes, nonce: bytes, key: bytes) -> bytes:
        return self.call("crypto_secretbox_easy", text, len(text) + 16, nonce, key)


def number(value: int) -> bytes:
    return struct.pack(">Q", value)


class CurveKeys:
    """Those of the recorder, the same in each recording; a test that reads it can play the recorder again."""

    def __init__(self, sodium: Sodium) -> None:
        self.secret = bytes(range(1, 33))
        self.transient_secret = bytes(range(33, 65))
        self.cookie_key = bytes(range(65, 97))
        self.cookie_nonce = bytes(range(97, 113))
        self.long_nonce = bytes(range(113, 129))  # of WELCOME, or of the vouch
        self.public = sodium.public_key(self.secret)
        self.transient = sodium.public_key(self.transient_secret)


def serve_curve(end: End, sodium: Sodium, keys: CurveKeys, socket_type: str) -> None:
    """CURVE as its server: RFC 26."""
    hello = end.frame()
    client = hello[80:112]
    assert sodium.open(hello[120:], b"CurveZMQHELLO---" + hello[112:120], client, keys.secret) == bytes(64)
    cookie = sodium.seal_secret(client + keys.transient_secret, b"COOKIE--" + keys.cookie_nonce, keys.cookie_key)
    box = sodium.seal(keys.transient + keys.cookie_nonce + cookie, b"WELCOME-" + keys.long_nonce, client, keys.secret)
    end.write(command(b"\7WELCOME" + keys.long_nonce + box))
    initiate = end.frame()
    assert initiate[9:105] == keys.cookie_nonce + cookie
    sodium.open(initiate[113:], b"CurveZMQINITIATE" + initiate[105:113], client, keys.transient_secret)
    ready = sodium.seal(metadata(socket_type), b"CurveZMQREADY---" + number(1), client, keys.transient_secret)
    end.write(command(b"\5READY" + number(1) + ready))


def use_curve(end: End, sodium: Sodium, keys: CurveKeys, server: bytes, socket_type: str) -> None:
    """CURVE as its client."""
    box = sodium.seal(bytes(64), b"CurveZMQHELLO---" + number(1), server, keys.transient_secret)
    end.write(command(b"\5HELLO\1\0" + bytes(72) + keys.transient + number(1) + box))
    welcome = end.frame()
    opened = sodium.open(welcome[24:], b"WELCOME-" + welcome[8:24], server, keys.transient_secret)
    transient, cookie = opened[:32], opened[32:]
    vouch = sodium.seal(keys.transient + server, b"VOUCH---" + keys.long_nonce, transient, keys.secret)
    contents = keys.public + keys.long_nonce + vouch + metadata(socket_type)
    box = sodium.seal(contents, b"CurveZMQINITIATE" + number(2), transient, keys.transient_secret)
    end.write(command(b"\x08INITIATE" + cookie + number(2) + box))
    ready = end.frame()
    sodium.open(ready[14:], b"CurveZMQREADY---" + ready[6:14], transient, keys.transient_secret)
