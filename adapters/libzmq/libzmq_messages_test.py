"""The libzmq adapter: message objects, over pipes."""

import hashlib
import signal

from driver import b64, connect, stream


def ask(adapter, op, message, actor="a", **more):
    return adapter.ask(f"message.{op}", actor=actor, message=message, **more)


def value(adapter, op, message, **more):
    reply = ask(adapter, op, message, **more)
    return reply["ok"]["value"] if "ok" in reply else reply


def test_messages_are_filled_and_read(adapter):
    assert ask(adapter, "init", "empty") == {"ok": {}}
    assert (value(adapter, "size", "empty"), value(adapter, "more", "empty")) == (0, 0)
    assert ask(adapter, "init_size", "m", size=5, first=254) == {"ok": {}}
    assert value(adapter, "data", "m") == b64(bytes([254, 255, 0, 1, 2]))
    assert ask(adapter, "init_size", "large", size=5000) == {"ok": {}}
    data = bytes(i % 256 for i in range(5000))
    assert value(adapter, "data", "large") == {
        "size": 5000, "head": b64(data[:128])["b64"], "sha256": hashlib.sha256(data).hexdigest(),
    }  # fmt: skip
    assert "bad_request" in ask(adapter, "init", "m"), "it is open"
    assert "bad_request" in ask(adapter, "size", "none")


def test_copies_share_and_moves_empty_their_source(adapter):
    ask(adapter, "init_size", "m", size=1000)
    for name in ("copy", "moved"):
        ask(adapter, "init", name)
    assert ask(adapter, "copy", "copy", from_="m") == {"ok": {}}
    assert value(adapter, "data", "copy") == value(adapter, "data", "m")
    assert value(adapter, "get", "m", property="SHARED") == 1
    assert ask(adapter, "move", "moved", from_="m") == {"ok": {}}
    assert (value(adapter, "size", "m"), value(adapter, "size", "moved")) == (0, 1000)
    assert value(adapter, "get", "m", property="MORE") == 0
    assert ask(adapter, "get", "m", property=99) == {"error": "EINVAL"}
    assert ask(adapter, "set", "m", property=99, value=1) == {"error": "EINVAL"}


def test_a_constant_buffer_is_told_from_another(adapter):
    connect(adapter, "PULL", "PUSH")
    for name, via, told in (("copied", "buffer", 0), ("itself", "constant", 1)):
        adapter.ok("send", actor="b", socket="push", frames=[b64(b"twice")], via=via)
        ask(adapter, "init", name)
        assert value(adapter, "constant", name) == 0, "nothing has come yet"
        ask(adapter, "recv", name, socket="pull")
        assert value(adapter, "constant", name) == told, via
        assert value(adapter, "data", name) == b64(b"twice")
    ask(adapter, "close", "itself")
    assert "bad_request" in ask(adapter, "constant", "itself")


def test_a_closed_message_is_the_librarys_to_refuse(adapter):
    ask(adapter, "init", "m")
    ask(adapter, "init", "other")
    assert ask(adapter, "close", "m") == {"ok": {}}
    assert ask(adapter, "close", "m") == {"error": "EFAULT"}
    assert ask(adapter, "copy", "other", from_="m") == {"error": "EFAULT"}
    adapter.open("a", "pair", "PAIR")
    assert ask(adapter, "recv", "m", socket="pair", flags=["DONTWAIT"]) == {"error": "EFAULT"}
    assert "bad_request" in ask(adapter, "data", "m"), "the library would abort"
    assert value(adapter, "more", "m") == 0, "it may be asked of a closed one"
    assert ask(adapter, "init", "m") == {"ok": {}}, "a closed one can be initialised again"


def test_messages_are_sent_and_received(adapter):
    connect(adapter, "PULL", "PUSH", "tcp://127.0.0.1:*")
    for name, size in (("one", 3), ("two", 40)):
        ask(adapter, "init_size", name, actor="b", size=size)
    sent = ask(adapter, "send", "one", actor="b", socket="push", flags=["SNDMORE"])
    assert sent == {"ok": {"size": 3}}
    assert ask(adapter, "send", "two", actor="b", socket="push") == {"ok": {"size": 40}}
    assert ask(adapter, "size", "two", actor="b") == {"ok": {"value": 0}}, "it is the library's now"
    ask(adapter, "init", "m")
    receive = adapter.start("message.recv", actor="a", message="m", socket="pull")
    assert adapter.event("began", id=receive)["call"] == "recv"
    assert adapter.reply(receive) == {"ok": {"size": 3}}
    assert value(adapter, "more", "m") == 1
    assert value(adapter, "gets", "m", property="Socket-Type") == "PUSH"
    assert ask(adapter, "gets", "m", property="No-Such") == {"error": "EINVAL"}
    assert ask(adapter, "recv", "m", socket="pull") == {"ok": {"size": 40}}
    assert value(adapter, "more", "m") == 0
    assert ask(adapter, "recv", "m", socket="pull", flags=["DONTWAIT"]) == {"error": "EAGAIN"}


def test_a_closed_message_ends_libzmq_when_it_is_sent(adapter):
    adapter.open("a", "pair", "PAIR")
    ask(adapter, "init", "m")
    ask(adapter, "close", "m")
    adapter.start("message.send", actor="a", message="m", socket="pair", flags=["DONTWAIT"])
    assert adapter.process.wait(timeout=30) == -signal.SIGABRT


def test_buffers_are_sent_and_received_into(adapter):
    connect(adapter, "PULL", "PUSH")
    for via in ("buffer", "constant"):
        sent = adapter.ok("send", actor="b", socket="push", frames=[b64(b"head"), b64(b"tail's")], via=via)
        assert (sent["accepted"], sent["size"]) == (1, 6)
    received = adapter.ok("recv", actor="a", socket="pull", room=5)
    assert received["messages"][0]["frames"] == [b64(b"head"), b64(b"tail'")]
    assert received["size"] == 6, "the true size, and not what fits"
    received = adapter.ok("recv", actor="a", socket="pull", room=0)
    assert received["messages"][0]["frames"] == [b64(b""), b64(b"")], "into a null pointer"
    assert received["size"] == 6
    assert adapter.ask("recv", actor="a", socket="pull", room=5, flags=["DONTWAIT"])["error"] == "EAGAIN"
    assert "bad_request" in adapter.ask("send", actor="b", socket="push", frames=[b64(b"x")], via="pigeon")
    assert "unsupported" in adapter.ask("send", actor="b", socket="push", stream=stream(), via="buffer")


def test_a_lent_buffer_is_given_back_once_when_nobody_holds_it(adapter):
    assert ask(adapter, "init_data", "m", size=2000, first=9) == {"ok": {}}
    ask(adapter, "init", "copy")
    ask(adapter, "copy", "copy", from_="m")
    ask(adapter, "close", "m")
    assert not [m for m in adapter.seen if m.get("event") == "free"], "the copy still holds it"
    assert value(adapter, "data", "copy") == b64(bytes((9 + i) % 256 for i in range(2000)))
    ask(adapter, "close", "copy")
    assert adapter.event("free", message="m")["at"] > 0
    connect(adapter, "PULL", "PUSH", "tcp://127.0.0.1:*")
    ask(adapter, "init_data", "sent", actor="b", size=100_000)
    assert ask(adapter, "send", "sent", actor="b", socket="push") == {"ok": {"size": 100_000}}
    adapter.ok("recv", actor="a", socket="pull")
    adapter.event("free", message="sent")
    ask(adapter, "init_data", "left", size=1)
    adapter.ok("close", actor="a", socket="pull")
    adapter.ok("actor.close", actor="a")
    adapter.event("free", message="left")
    assert not [m for m in adapter.seen if m.get("event") == "free"]
