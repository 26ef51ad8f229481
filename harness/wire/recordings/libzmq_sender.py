"""A socket of any libzmq, through its C interface: the one of the system, or the one that pyzmq brings."""

import ctypes

PUB, SUB, DEALER = 1, 2, 5
OPTIONS = {
    "ROUTING_ID": 5,
    "SUBSCRIBE": 6,
    "UNSUBSCRIBE": 7,
    "LINGER": 17,
    "SNDTIMEO": 28,
    "PLAIN_USERNAME": 45,
    "PLAIN_PASSWORD": 46,
    "CURVE_SERVER": 47,
    "CURVE_PUBLICKEY": 48,
    "CURVE_SECRETKEY": 49,
    "CURVE_SERVERKEY": 50,
    "HEARTBEAT_IVL": 75,
    "HEARTBEAT_TTL": 76,
}


class LibzmqSender:
    def __init__(self, library: str) -> None:
        self.library = ctypes.CDLL(library)
        self.library.zmq_ctx_new.restype = ctypes.c_void_p
        self.library.zmq_socket.restype = ctypes.c_void_p
        parts = [ctypes.c_int() for _ in range(3)]
        self.library.zmq_version(*[ctypes.byref(part) for part in parts])
        self.version = ".".join(str(part.value) for part in parts)

    def open(self, kind: int, **options: int | bytes) -> None:
        self.context = ctypes.c_void_p(self.library.zmq_ctx_new())
        self.socket = ctypes.c_void_p(self.library.zmq_socket(self.context, kind))
        for name, value in {"LINGER": 0, **options}.items():
            self.set(name, value)

    def set(self, name: str, value: int | bytes) -> None:
        octets = ctypes.c_int(value) if isinstance(value, int) else ctypes.create_string_buffer(value, len(value))
        size = ctypes.c_size_t(ctypes.sizeof(octets))
        self.must(self.library.zmq_setsockopt(self.socket, OPTIONS[name], ctypes.byref(octets), size))

    def connect(self, port: int) -> None:
        self.must(self.library.zmq_connect(self.socket, f"tcp://127.0.0.1:{port}".encode()))

    def bind(self, port: int) -> None:
        self.must(self.library.zmq_bind(self.socket, f"tcp://127.0.0.1:{port}".encode()))

    def send(self, *frames: bytes) -> None:
        for index, frame in enumerate(frames):
            more = 2 if index + 1 < len(frames) else 0
            if self.library.zmq_send(self.socket, frame, ctypes.c_size_t(len(frame)), more) < 0:
                raise OSError("zmq_send failed")

    def close(self) -> None:
        self.library.zmq_close(self.socket)
        self.library.zmq_ctx_term(self.context)

    @staticmethod
    def must(status: int) -> None:
        if status != 0:
            raise OSError("a call of libzmq failed")
