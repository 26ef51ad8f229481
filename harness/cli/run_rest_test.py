"""What is at rest: a collection ends as starved only when its last refused call has set nothing in motion."""

import shlex
import sys

import pytest
from program import REPOSITORY

# The toy implementation, whose messages come only some refused receives later, by the work of a thread of its own: so
# libzmq tells an XPUB that a subscriber has left.
HESITANT = """
import os, sys, threading

sys.path.insert(0, {folder!r})
import sound

REFUSALS = {refusals}


class Hesitant(sound.Adapter):
    def __init__(self):
        super().__init__()
        self._kept, self._refused, self._woken, self._worked = [], 0, threading.Semaphore(0), threading.Semaphore(0)
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self):
        while self._woken.acquire():
            self._refused += 1
            if self._refused == REFUSALS:
                for inbox, message in self._kept:
                    inbox.append(message)
                self._kept = []
            self._worked.release()

    def recv(self, actor, socket, count=1, flags=(), digest_above=4096):
        inbox = self._socket(socket).inbox
        if self._refused < REFUSALS:
            self._kept += [(inbox, message) for message in inbox]
            inbox.clear()
        answer = super().recv(actor, socket, count, flags, digest_above)
        if answer["messages"] == [] and (self._kept or self._refused < REFUSALS):
            self._woken.release()
            self._worked.acquire()
        return answer

    def poll(self, actor, items, timeout_ms):
        return super().poll(actor, items, 0)


sound.Adapter = Hesitant
able = sound.hello()["capabilities"] | {{"thread_state": True}}
sound.serve(say_hello=lambda: sound.write(sound.hello(capabilities=able)))
"""


@pytest.mark.parametrize("refusals", [1, 2, 3, 5])
def test_what_a_refused_call_has_set_in_motion_is_awaited(place, refusals):
    place.case("t/plain", place.plain().read_text("utf-8").replace("pull.recv: {count: 3}", "pull.recv: {rest: true}"))
    program = place.folder / "hesitant.py"
    folder = str(REPOSITORY / "harness/adapter/hostile")
    program.write_text(HESITANT.format(folder=folder, refusals=refusals), "utf-8")
    command = shlex.join([sys.executable, str(program)])
    assert place.run("--adapter", command, "--timeout", 120, code=0).verdicts() == ["pass"]


# The toy implementation, as an XPUB that refuses at its mark: it has room for one message, and what it took before its
# first refusal comes only then, as on a machine that keeps the subscriber waiting.
FULL = """
import sys

sys.path.insert(0, {folder!r})
import sound


class Full(sound.Adapter):
    def __init__(self):
        super().__init__()
        self._refused = False

    def set(self, actor, socket, option, value):
        return {{}}

    def send(self, actor, socket, frames=None, stream=None, flags=()):
        if stream["stream"] == 0 and any(peer.inbox for peer in self._socket(socket).peers):
            self._refused = True
            return {{"error": "EAGAIN", "accepted": 0, "frames": 0, "from": sound.now_ns(), "to": sound.now_ns()}}
        return super().send(actor, socket, frames, stream, flags)

    def recv(self, actor, socket, count=1, flags=(), digest_above=4096):
        if not self._refused:
            return {{"error": "EAGAIN", "messages": [], "from": sound.now_ns(), "to": sound.now_ns()}}
        return super().recv(actor, socket, count, flags, digest_above)

    def poll(self, actor, items, timeout_ms):
        return super().poll(actor, items, 0)


sound.Adapter, sound.SOCKET_TYPES = Full, ("XPUB", "SUB")
sound.serve()
"""


def test_a_probe_that_is_refused_at_the_mark_was_none(place):
    program = place.folder / "full.py"
    program.write_text(FULL.format(folder=str(REPOSITORY / "harness/adapter/hostile")), "utf-8")
    text = place.plain().read_text("utf-8")
    text = text.replace("type: PULL,", 'type: SUB, connect: push, subscribe: [""],').replace(" bind: auto}", "}", 1)
    text = text.replace("type: PUSH, connect: pull", "type: XPUB, bind: auto, xpub_nodrop: 1")
    text = text.replace("open: [pull, push]", "open: [push, pull]\n  - until: {subscribed: pull}")
    place.case("t/plain", text.replace(", }", "}"))
    command = shlex.join([sys.executable, str(program)])
    ended = place.run("--adapter", command)
    assert ended.verdicts() == ["pass"]
    sent = [event for event in ended.history(ended.cell)[1] if event.get("error") == "EAGAIN" and "result" in event]
    assert any("accepted" in event["result"] for event in sent)
