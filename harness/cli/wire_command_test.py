"""`zassay wire` against sockets of pyzmq, and against what is none: silent, talkative, rude."""

import contextlib
import resource
import signal
import socket
import subprocess
import sys
import threading

import pytest
import zmq
from program import LIMIT_S, PROGRAM, REPOSITORY

SOME = [
    "--filter",
    "wire/greeting*",
    "--filter",
    "wire/command*",
    "--filter",
    "wire/metadata-that-is-*",
    "--filter",
    "wire/*2.0*",
]


def wire(endpoint, tmp_path, *arguments):
    command = [PROGRAM, "wire", endpoint, "--out", tmp_path / "out", "--timeout", "30", *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=LIMIT_S, check=False)


@contextlib.contextmanager
def bound(kind, endpoint="tcp://127.0.0.1:*"):
    """A socket of libzmq that listens and does nothing."""
    with zmq.Context() as context, context.socket(kind) as listening:
        listening.setsockopt(zmq.LINGER, 0)
        listening.bind(endpoint)
        yield listening.getsockopt_string(zmq.LAST_ENDPOINT)


@contextlib.contextmanager
def server(serve):
    """Something that listens on TCP; `serve` is given each connection in a thread of its own."""
    listening = socket.create_server(("127.0.0.1", 0))

    def accept():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listening.accept()
                threading.Thread(target=guarded, args=(connection,), daemon=True).start()

    def guarded(connection):
        with contextlib.suppress(OSError), connection:
            serve(connection)

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()


@pytest.mark.parametrize("kind", ["PULL", "REP", "ROUTER", "SUB", "XPUB"])
def test_a_socket_of_libzmq_does_what_libzmq_is_known_to_do(kind, tmp_path):
    with bound(getattr(zmq, kind)) as endpoint:
        ended = wire(endpoint, tmp_path, "--known", f"libzmq@{zmq.zmq_version()}", *SOME)
    assert ended.returncode == 0, ended.stderr
    assert f"the endpoint says: ZMTP 3.1, NULL, {kind}" in ended.stderr
    assert "not decided, for want of an adapter" in ended.stderr
    assert (tmp_path / "out/index.html").exists()


def test_over_ipc_and_as_another_type_that_fits(tmp_path):
    with bound(zmq.ROUTER, f"ipc://{tmp_path}/socket") as endpoint:
        ended = wire(endpoint, tmp_path, "--as", "REQ", "--filter", "wire/greeting-is-as-specified")
    assert ended.returncode == 0, ended.stderr
    assert "1 passed" in ended.stderr


def test_a_type_that_does_not_fit_is_replaced_and_that_is_said(tmp_path):
    with bound(zmq.PULL) as endpoint:
        ended = wire(endpoint, tmp_path, "--as", "PULL", "--filter", "wire/greeting-is-as-specified")
    assert ended.returncode == 0, ended.stderr
    assert "--as PULL: that does not talk to a PULL, so a PUSH is played" in ended.stderr


def test_what_libzmq_does_wrong_is_told_without_it_being_known(tmp_path):
    with bound(zmq.PULL) as endpoint:
        ended = wire(endpoint, tmp_path, "--filter", "wire/ready-in-a-message-frame")
    assert ended.returncode == 1
    assert "while 20 other connections were greeted, one after another" in ended.stderr


BIND = """
import zmq
socket = zmq.Context().socket(zmq.PULL)
socket.bind("tcp://127.0.0.1:*")
print(socket.getsockopt_string(zmq.LAST_ENDPOINT), flush=True)
while True:
    socket.recv()
"""


def test_an_endpoint_that_stands_still_for_seconds_is_not_blamed(tmp_path):
    """Its process is stopped for longer than any patience, again and again, and answers all the same."""
    with subprocess.Popen([sys.executable, "-c", BIND], stdout=subprocess.PIPE, text=True) as child:
        endpoint = child.stdout.readline().strip()
        over = threading.Event()

        def starve():
            while not over.is_set():
                child.send_signal(signal.SIGSTOP)
                over.wait(3)
                child.send_signal(signal.SIGCONT)
                over.wait(0.05)

        thread = threading.Thread(target=starve)
        thread.start()
        ended = wire(endpoint, tmp_path, "--filter", "wire/greeting-*", "--known", f"libzmq@{zmq.zmq_version()}")
        over.set()
        thread.join()
        child.kill()
    assert ended.returncode in (0, 5), ended.stderr
    assert "CONTRADICTED" not in ended.stderr.upper()


def test_a_secured_socket_is_not_judged(tmp_path):
    with zmq.Context() as context, context.socket(zmq.PULL) as listening:
        listening.setsockopt(zmq.LINGER, 0)
        listening.plain_server = True
        listening.bind("tcp://127.0.0.1:*")
        ended = wire(listening.getsockopt_string(zmq.LAST_ENDPOINT), tmp_path)
    assert ended.returncode == 6
    assert "mechanism PLAIN" in ended.stderr


@pytest.mark.parametrize(
    ("endpoint", "sentence"),
    [
        ("tcp://127.0.0.1:1", "refuses connections"),
        ("inproc://x", "neither tcp:// nor ipc://"),
        ("tcp://127.0.0.1:none", "tcp://127.0.0.1:none"),
        ("ipc:///nowhere/at/all", "refuses connections"),
    ],
)
def test_an_endpoint_where_nobody_listens_is_said(endpoint, sentence, tmp_path):
    ended = wire(endpoint, tmp_path)
    assert ended.returncode == 2
    assert sentence in ended.stderr
    assert ended.stderr.count("\n") == 1


def silent(connection):
    while connection.recv(65536):
        pass


def rude(connection):
    connection.close()


def garbage(connection):
    connection.sendall(bytes(range(255, -1, -1)) * 100)
    silent(connection)


def another_protocol(connection):
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def endless_greeting(connection):
    """More octets than anybody can hold, as fast as they are taken."""
    piece = b"\xff" + bytes(8) + b"\x7f\x03\x01NULL" + bytes(48) + b"\x02" + b"\x7f" * 8
    connection.sendall(piece)
    while True:
        connection.sendall(bytes(1 << 20))


@pytest.mark.parametrize("serve", [silent, rude, garbage, another_protocol, endless_greeting])
def test_what_is_no_zeromq_socket_ends_with_a_sentence(serve, tmp_path):
    with server(serve) as endpoint:
        ended = wire(endpoint, tmp_path)
    assert ended.returncode in (2, 6), ended.stderr
    assert ended.stderr.startswith("zassay: the endpoint ")
    assert ended.stderr.count("\n") == 1


def flooding(connection):
    """A socket of ZMTP as far as its READY, which then never stops to send."""
    connection.sendall(b"\xff" + bytes(8) + b"\x7f\x03\x01NULL" + bytes(48))
    connection.recv(64, socket.MSG_WAITALL)
    connection.sendall(bytes.fromhex("041a05") + b"READY" + bytes([11]) + b"Socket-Type" + bytes(3) + b"\x04PULL")
    while True:
        connection.sendall((b"\x00\xff" + bytes(255)) * 4096)


@pytest.mark.skipif(sys.platform != "linux", reason="memory of a child is read the Linux way")
def test_a_flood_neither_bloats_nor_blocks(tmp_path):
    with server(flooding) as endpoint:
        ended = wire(endpoint, tmp_path, "--filter", "wire/greeting-is-as-specified", "--jobs", "1")
    assert ended.returncode in (1, 5), ended.stderr
    largest_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert largest_mib < 1500
