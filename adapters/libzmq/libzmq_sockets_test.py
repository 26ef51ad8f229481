"""The libzmq adapter: the library it loads, requests, options and errors, over pipes."""

import ctypes
import ctypes.util
import hashlib
import subprocess
from pathlib import Path

import pytest
from driver import LIBZMQ_ADAPTER, Adapter, b64, connect, stream


def open_all(adapter, *sockets):
    for name, type_ in sockets:
        adapter.open("a", name, type_)


def test_hello_names_the_library_that_was_loaded(bare):
    library = Path(bare.hello["library"]["path"])
    assert library.is_absolute() and library == library.resolve()
    assert hashlib.sha256(library.read_bytes()).hexdigest() == bare.hello["library"]["sha256"]
    assert str(library) in Path(f"/proc/{bare.pid}/maps").read_text()
    parts = [ctypes.c_int() for _ in range(3)]
    ctypes.CDLL(str(library)).zmq_version(*map(ctypes.byref, parts))
    assert bare.hello["implementation"] == {"name": "libzmq", "version": ".".join(str(part.value) for part in parts)}
    assert {"inproc", "tcp", "ipc"} <= set(bare.hello["capabilities"]["transports"])
    assert {"PAIR", "PUB", "ROUTER", "STREAM"} <= set(bare.hello["capabilities"]["socket_types"])


def test_it_serves_another_library_with_the_same_abi():
    zmq = pytest.importorskip("zmq", reason="install adapters/pyzmq/requirements.txt to test another library")
    found = list((Path(zmq.__file__).parents[1] / "pyzmq.libs").glob("libzmq-*"))
    if not found:
        pytest.skip("this pyzmq does not bundle a libzmq")
    with Adapter([*LIBZMQ_ADAPTER, "--lib", str(found[0])]) as other:
        assert other.hello["library"]["path"] == str(found[0].resolve())
        assert other.hello["implementation"]["version"] == zmq.zmq_version()
        other.ok("context.open", context="context")
        for actor in "ab":
            other.ok("actor.open", actor=actor)
        connect(other, "PULL", "PUSH", "tcp://127.0.0.1:*")
        other.ok("send", actor="b", socket="push", stream=stream(100))
        assert len(other.ok("recv", actor="a", socket="pull", count=100)["messages"]) == 100


@pytest.mark.parametrize("library", ["/nonexistent/libzmq.so", ctypes.util.find_library("z")])
def test_a_library_that_is_none_is_refused_by_name(library):
    done = subprocess.run([*LIBZMQ_ADAPTER, "--lib", library], input=b"", capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stdout.startswith(b'{"event":"failed","reason":"') and done.stdout.count(b"\n") == 1
    assert Path(library).name.encode() in done.stdout


def test_unknown_operations_and_arguments_are_unsupported(adapter):
    assert "unsupported" in adapter.ask("no-such-operation")
    assert "unsupported" in adapter.ask("context.open", context="other", colour="red")
    adapter.open("a", "pair", "PAIR")
    assert "unsupported" in adapter.ask("recv", actor="a", socket="pair", flags=["DONTWAIT"], colour="red")
    assert "unsupported" in adapter.ask("send", actor="a", socket="pair", stream=stream(colour="red"))
    assert "unsupported" in adapter.ask("set", actor="a", socket="pair", option="NO_SUCH_OPTION", value=1)
    assert "bad_request" in adapter.ask("recv", actor="a", socket="none")
    assert "bad_request" in adapter.ask("recv", actor="b", socket="pair"), "it belongs to the other actor"
    assert "bad_request" in adapter.ask("bind", actor="a", socket="pair", endpoint="tcp://\0")
    assert "bad_request" in adapter.ask("send", actor="a", socket="pair", stream=stream(size=31))
    assert "bad_request" in adapter.ask("send", actor="a", socket="pair", stream=stream(frames=2, from_frame=2))


def test_lines_that_are_no_requests_are_survived(adapter):
    for line in (b"", b"nonsense", b"[]", b'{"op":"quit"}', b'{"id":-1,"op":"quit"}', b"[" * 100000, b"\xff\x00"):
        adapter.write_line(line)
    assert adapter.ok("context.get", context="context", option="MAX_SOCKETS") == {"value": 1023}


def test_context_options_pass_through(bare):
    bare.ok("context.open", context="c", options={"IO_THREADS": 2, "MAX_SOCKETS": 7})
    assert bare.ok("context.get", context="c", option="IO_THREADS") == {"value": 2}
    bare.ok("context.set", context="c", option="IPV6", value=1)
    assert bare.ok("context.get", context="c", option="IPV6") == {"value": 1}
    assert bare.ask("context.set", context="c", option="IO_THREADS", value=-1) == {"error": "EINVAL"}
    assert bare.ask("context.open", context="d", options={"IO_THREADS": -1}) == {"error": "EINVAL"}
    assert "unsupported" in bare.ask("context.open", context="d", options={"COLOUR": 1})
    assert bare.ask("context.get", context="c", option=12345) == {"error": "EINVAL"}


def test_options_have_their_types(adapter):
    open_all(adapter, ("s", "DEALER"))

    def set_(option, value):
        return adapter.ask("set", actor="a", socket="s", option=option, value=value)

    def get(option):
        return adapter.ask("get", actor="a", socket="s", option=option)

    for option, value in (("SNDHWM", 17), ("AFFINITY", 1 << 63), ("MAXMSGSIZE", -1), ("ROUTING_ID", b64(b"a\0b"))):
        assert set_(option, value) == {"ok": {}}
        assert get(option) == {"ok": {"value": value}}
    assert set_("PLAIN_USERNAME", b64(b"me")) == {"ok": {}}
    assert get("PLAIN_USERNAME") == {"ok": {"value": b64(b"me")}}, "without the terminating NUL"
    assert get("MECHANISM") == {"ok": {"value": 1}}
    assert set_("PLAIN_USERNAME", None) == {"ok": {}}
    assert get("MECHANISM") == {"ok": {"value": 0}}
    key = b64(b"rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7")
    assert set_("CURVE_SERVERKEY", key) == {"ok": {}}
    assert get("CURVE_SERVERKEY") == {"ok": {"value": key}}
    assert get("TYPE") == {"ok": {"value": 5}}
    assert get("FD")["ok"]["value"] > 2


def test_wrong_options_are_the_librarys_to_refuse(adapter):
    open_all(adapter, ("s", "DEALER"))
    for option, value in ((12345, 1), (23, -1), ("SNDHWM", b64(b"xyz")), ("AFFINITY", b64(b"1234"))):
        assert adapter.ask("set", actor="a", socket="s", option=option, value=value) == {"error": "EINVAL"}
    assert adapter.ask("set", actor="a", socket="s", option="SUBSCRIBE", value=b64(b"")) == {"error": "EINVAL"}
    assert adapter.ask("get", actor="a", socket="s", option=12345) == {"error": "EINVAL"}
    assert "bad_request" in adapter.ask("set", actor="a", socket="s", option="SNDHWM", value=1 << 31)
    assert "bad_request" in adapter.ask("set", actor="a", socket="s", option="SNDHWM", value="many")
    assert adapter.ask("open", actor="a", context="context", socket="t", type=99) == {"error": "EINVAL"}
    assert "unsupported" in adapter.ask("open", actor="a", context="context", socket="t", type="NO_SUCH_TYPE")


def test_errors_have_their_names(adapter):
    open_all(adapter, ("req", "REQ"), ("rep", "REP"), ("pub", "PUB"), ("pull", "PULL"))
    assert adapter.ask("recv", actor="a", socket="req")["error"] == "EFSM"
    assert adapter.ask("send", actor="a", socket="rep", frames=[b64(b"")])["error"] == "EFSM"
    assert adapter.ask("recv", actor="a", socket="pub")["error"] == "ENOTSUP"
    assert adapter.ask("recv", actor="a", socket="pull", flags=["DONTWAIT"])["error"] == "EAGAIN"
    assert adapter.ask("connect", actor="a", socket="req", endpoint="carrier-pigeon://x") == {
        "error": "EPROTONOSUPPORT"
    }
    assert adapter.ask("bind", actor="a", socket="req", endpoint="nonsense") == {"error": "EINVAL"}
    endpoint = adapter.ok("bind", actor="a", socket="rep", endpoint="tcp://127.0.0.1:*")["endpoint"]
    assert endpoint.startswith("tcp://127.0.0.1:") and "*" not in endpoint
    assert adapter.ask("bind", actor="a", socket="pull", endpoint=endpoint) == {"error": "EADDRINUSE"}
    assert adapter.ok("unbind", actor="a", socket="rep", endpoint=endpoint) == {}
    assert adapter.ask("disconnect", actor="a", socket="req", endpoint=endpoint) == {"error": "ENOENT"}
