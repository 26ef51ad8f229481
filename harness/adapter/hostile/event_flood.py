#!/usr/bin/env python3
"""Writes events without end in place of an answer. Found as: hang, whatever the harness keeps of the events."""

from sound import now_ns, serve, write


def misbehave(adapter, request):
    while True:
        write({"event": "began", "id": request["id"], "call": request["op"], "at": now_ns()})


serve(misbehave)
