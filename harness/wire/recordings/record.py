#!/usr/bin/env python3
"""Records what implementations send, for recordings_test.cpp: `record.py [NAME …]`, all of them if none is named.

    libzmq   the system's, by its C interface          pyzmq    the one that pyzmq brings
    jeromq   needs java, and JEROMQ=its jar and jnacl's, joined by a colon
    zmq4     needs go

Each scenario is one connection, whose other end is zmtp.py. Into NAME.json go what the implementation sent and what it
was answered. Random keys are in the octets of CURVE: recordings of the same thing differ, and the test does not mind.
"""

import json
import os
import pathlib
import socket
import subprocess
import sys
import threading
from collections.abc import Callable

import libzmq_sender
import zmtp

HERE = pathlib.Path(__file__).resolve().parent
OWN_SECRET = bytes(range(201, 233))  # the permanent key of who is recorded
MESSAGES = [(b"hello", b"x" * 300), (b"",)]


class Scenarios:
    """The recorder's side, by name; each ends when it has read all that it waits for."""

    def __init__(self) -> None:
        self.sodium = zmtp.Sodium()
        self.keys = zmtp.CurveKeys(self.sodium)

    def read_messages(self, end: zmtp.End, frames: int = 3) -> None:
        for _ in range(frames):
            end.frame()

    def greet(self, end: zmtp.End, mechanism: str, minor: int = 1, as_server: bool = False) -> None:
        end.write(zmtp.greeting(mechanism, minor, as_server))
        end.read(64)

    def null(self, end: zmtp.End) -> None:
        self.greet(end, "NULL")
        end.write(zmtp.command(b"\5READY" + zmtp.metadata("DEALER")))
        self.read_messages(end, 4)

    def sub(self, end: zmtp.End, minor: int) -> None:
        self.greet(end, "NULL", minor)
        end.write(zmtp.command(b"\5READY" + zmtp.metadata("PUB")))
        self.read_messages(end, 3)

    def ping(self, end: zmtp.End) -> None:
        self.greet(end, "NULL")
        end.write(zmtp.command(b"\5READY" + zmtp.metadata("DEALER")))
        self.read_messages(end, 2)

    def plain_client(self, end: zmtp.End) -> None:
        self.greet(end, "PLAIN", as_server=True)
        end.frame()
        end.write(zmtp.command(b"\7WELCOME"))
        end.frame()
        end.write(zmtp.command(b"\5READY" + zmtp.metadata("DEALER")))
        self.read_messages(end)

    def curve_client(self, end: zmtp.End) -> None:
        self.greet(end, "CURVE", as_server=True)
        zmtp.serve_curve(end, self.sodium, self.keys, "DEALER")
        self.read_messages(end)

    def curve_server(self, end: zmtp.End) -> None:
        self.greet(end, "CURVE")
        zmtp.use_curve(end, self.sodium, self.keys, self.sodium.public_key(OWN_SECRET), "DEALER")
        self.read_messages(end)

    def zmtp_1(self, end: zmtp.End) -> None:
        end.write(b"\1\0")
        for _ in range(4):
            end.old_frame()

    def zmtp_2(self, end: zmtp.End) -> None:
        end.write(zmtp.SIGNATURE + b"\1\5\0\0")
        end.read(12)
        self.read_messages(end, 4)

    def all(self) -> dict[str, Callable[[zmtp.End], None]]:
        return {
            "null": self.null,
            "sub-3-1": lambda end: self.sub(end, 1),
            "sub-3-0": lambda end: self.sub(end, 0),
            "ping": self.ping,
            "plain-client": self.plain_client,
            "curve-client": self.curve_client,
            "curve-server": self.curve_server,
            "zmtp-1": self.zmtp_1,
            "zmtp-2": self.zmtp_2,
        }


def own_keys(scenarios: Scenarios) -> list[bytes]:
    return [scenarios.sodium.public_key(OWN_SECRET), OWN_SECRET, scenarios.keys.public]


class Libzmq:
    def __init__(self, library: str) -> None:
        self.sender = libzmq_sender.LibzmqSender(library)
        self.implementation, self.version = "libzmq", self.sender.version
        self.thread: threading.Thread | None = None

    def start(self, scenario: str, port: int, keys: list[bytes]) -> None:
        options: dict[str, int | bytes] = {"ROUTING_ID": b"me", "SNDTIMEO": 1000 * zmtp.LIMIT_S}
        if scenario == "plain-client":
            options |= {"PLAIN_USERNAME": b"admin", "PLAIN_PASSWORD": b"secret"}
        if scenario.startswith("curve"):
            options |= {"CURVE_PUBLICKEY": keys[0], "CURVE_SECRETKEY": keys[1]}
            options |= {"CURVE_SERVERKEY": keys[2]} if scenario == "curve-client" else {"CURVE_SERVER": 1}
        if scenario == "ping":
            options |= {"HEARTBEAT_IVL": 50, "HEARTBEAT_TTL": 3000}
        if scenario.startswith("sub"):
            self.sender.open(libzmq_sender.SUB, SUBSCRIBE=b"topic")
        else:
            self.sender.open(libzmq_sender.DEALER, **options)
        (self.sender.bind if scenario == "curve-server" else self.sender.connect)(port)
        if scenario.startswith("sub"):
            self.sender.set("UNSUBSCRIBE", b"topic")
        elif scenario not in ("ping", "curve-server"):
            self.send_messages()

    def connected(self, scenario: str) -> None:
        """Who is bound can send only when the handshake is over, which goes on meanwhile."""
        if scenario == "curve-server":
            self.thread = threading.Thread(target=self.send_messages)
            self.thread.start()

    def send_messages(self) -> None:
        for message in MESSAGES:
            self.sender.send(*message)

    def stop(self) -> None:
        if self.thread:
            self.thread.join()
            self.thread = None
        self.sender.close()


class Program:
    def __init__(self, implementation: str, version: str, command: list[str], folder: pathlib.Path) -> None:
        self.implementation, self.version, self.command, self.folder = implementation, version, command, folder

    def start(self, scenario: str, port: int, keys: list[bytes]) -> None:
        command = [*self.command, scenario, str(port), *[key.hex() for key in keys]]
        self.process = subprocess.Popen(command, cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if scenario == "curve-server":
            self.process.stdout.readline()

    def connected(self, scenario: str) -> None:
        """It sends by itself."""

    def stop(self) -> None:
        self.process.communicate()


def record(sender: Libzmq | Program, scenarios: Scenarios, name: str) -> dict[str, object]:
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(zmtp.LIMIT_S)
    port = listener.getsockname()[1]
    if name == "curve-server":
        listener.close()
    sender.start(name, port, own_keys(scenarios))
    try:
        connected = socket.create_connection(("127.0.0.1", port)) if name == "curve-server" else listener.accept()[0]
        sender.connected(name)
        end = zmtp.End(connected)
        scenarios.all()[name](end)
    finally:
        sender.stop()
        listener.close()
    return {"scenario": name, "sent": end.received.hex(), "answered": [octets.hex() for octets in end.sent]}


def pyzmq_library() -> str:
    import zmq

    folder = pathlib.Path(zmq.__file__).parent.parent / "pyzmq.libs"
    return str(next(folder.glob("libzmq*")))


def sender_named(name: str) -> tuple[Libzmq | Program, list[str]]:
    """Who is recorded, and the scenarios that it cannot play."""
    if name == "libzmq":
        return Libzmq("libzmq.so.5"), []
    if name == "pyzmq":
        return Libzmq(pyzmq_library()), []
    if name == "jeromq":
        return Program("JeroMQ", "0.6.0", ["java", "-cp", os.environ["JEROMQ"], "Sender.java"], HERE), []
    program = Program("zmq4", "0.17.0", ["go", "run", "."], HERE / "zmq4")
    return program, ["ping", "curve-client", "curve-server", "zmtp-1", "zmtp-2"]


def main(names: list[str]) -> None:
    scenarios = Scenarios()
    for name in names or ["libzmq", "pyzmq", "jeromq", "zmq4"]:
        sender, cannot = sender_named(name)
        recordings = []
        for scenario in scenarios.all():
            if scenario in cannot:
                continue
            try:
                recordings.append(record(sender, scenarios, scenario))
            except (OSError, EOFError) as error:
                print(f"{name} {scenario}: {error}", file=sys.stderr)
        about = {"implementation": sender.implementation, "version": sender.version, "recordings": recordings}
        (HERE / f"{name}.json").write_text(json.dumps(about, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
