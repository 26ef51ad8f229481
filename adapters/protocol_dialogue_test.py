"""Every adapter of this tree holds the dialogue that docs/adapter-protocol.md shows, and hands sockets on."""

import json
import queue
import re
from pathlib import Path

import pytest
from driver import LIBZMQ_ADAPTER, LIMIT_S, PYZMQ_ADAPTER, REPOSITORY, Adapter, b64, connect

ANY = "…"
ANY_INTEGER = "\0integer"
PAGE = REPOSITORY / "docs/adapter-protocol.md"


def dialogue():
    """The lines of the section as ("→" or "←", object)."""
    section = PAGE.read_text(encoding="utf-8").split("\n## A complete dialogue\n")[1].split("\n## ")[0]
    text = "\n".join(re.findall(r"^```\n(.*?)^```$", section, re.M | re.S))
    lines = re.findall(r"^([→←]) (.*(?:\n +.*)*)", text, re.M)
    assert sum(map(len, re.findall(r"^[→←]", text, re.M))) == len(lines)
    spelled = json.dumps(ANY_INTEGER)
    return [(way, json.loads(re.sub(r"(?<=[:,\[])N(?=[,}\]])", lambda _: spelled, line))) for way, line in lines]


def fits(expected, value):
    if expected == ANY:
        return True
    if expected == ANY_INTEGER:
        return isinstance(value, int) and not isinstance(value, bool)
    if isinstance(expected, dict) and isinstance(value, dict):
        named = expected.keys() - {ANY}
        rest = value.keys() - named
        return (
            named <= value.keys()
            and len(rest) == len(expected) - len(named)
            and all(fits(expected[name], value[name]) for name in named)
            and all(fits(expected[ANY], value[name]) for name in rest)
        )
    if isinstance(expected, list) and isinstance(value, list):
        return len(expected) == len(value) and all(map(fits, expected, value))
    return type(expected) is type(value) and expected == value


@pytest.mark.parametrize(
    "expected, value, outcome",
    [
        ({"at": ANY_INTEGER}, {"at": 5}, True),
        ({"at": ANY_INTEGER}, {"at": "5"}, False),
        ({"at": ANY_INTEGER}, {"at": True}, False),
        ({"at": 1}, {"at": True}, False),
        ({"id": 1, ANY: ANY}, {"id": 1, "ok": {}}, True),
        ({"id": 1, ANY: ANY}, {"id": 1}, False),
        ({"id": 1, ANY: ANY}, {"id": 2, "ok": {}}, False),
        ({"id": 1}, {"id": 1, "ok": {}}, False),
        ([{}], [{}, {}], False),
        ([], None, False),
    ],
)
def test_what_fits_the_notation(expected, value, outcome):
    assert fits(expected, value) is outcome


def test_the_page_shows_each_kind_of_line():
    sent = [line for way, line in dialogue() if way == "→"]
    came = [line for way, line in dialogue() if way == "←"]
    assert [line["id"] for line in sent] == list(range(1, len(sent) + 1))
    assert {"ok", "error", "unsupported", "bad_request", "event"} <= {name for line in came for name in line}
    replies = [line["id"] for line in came if "event" not in line]
    assert sorted(replies) == list(range(1, len(sent) + 1)), "one reply to each request"


@pytest.fixture(params=["libzmq", "pyzmq"])
def command(request):
    """Of each adapter in turn."""
    found = {"libzmq": LIBZMQ_ADAPTER, "pyzmq": PYZMQ_ADAPTER}[request.param]
    if request.param == "pyzmq":
        pytest.importorskip("zmq", reason="install adapters/pyzmq/requirements.txt to test this adapter")
    elif not Path(found[0]).exists():
        pytest.skip(f"{found[0]} is not built: set ZASSAY_BUILD to the folder of a build")
    return found


def test_an_adapter_holds_the_dialogue(command):
    with Adapter(command) as adapter:
        adapter.seen.append(adapter.hello)  # the driver has read it; here it is a line like the others
        for way, line in dialogue():
            if way == "→":
                adapter.write_line(json.dumps(line).encode())
                continue
            try:
                adapter.take(lambda came, line=line: fits(line, came))
            except queue.Empty:
                pytest.fail(f"{line} did not come, but {adapter.seen}")
        assert adapter.process.wait(LIMIT_S) == 0
        assert adapter.inbox.get(timeout=LIMIT_S) is None and adapter.seen == [], "nothing else came"


def test_a_socket_goes_from_one_actor_to_another(command):
    with Adapter(command) as adapter:
        adapter.ok("context.open", context="context")
        for actor in "ab":
            adapter.ok("actor.open", actor=actor)
        connect(adapter, "PULL", "PUSH")
        adapter.ok("give", actor="a", socket="pull")
        assert "bad_request" in adapter.ask("recv", actor="a", socket="pull", flags=["DONTWAIT"])
        assert "bad_request" in adapter.ask("give", actor="a", socket="pull")
        adapter.ok("take", actor="b", socket="pull")
        assert "bad_request" in adapter.ask("take", actor="a", socket="pull")
        adapter.ok("send", actor="b", socket="push", frames=[b64(b"x")])
        assert len(adapter.ok("recv", actor="b", socket="pull")["messages"]) == 1
        adapter.ok("close", actor="b", socket="pull")
