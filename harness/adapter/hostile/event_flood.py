#!/usr/bin/env python3
"""Writes one event again and again in place of an answer. Found as: event-flood, or hang if there is less time."""

from sound import now_ns, serve, write


def misbehave(adapter, request):
    while True:
        write({"event": "began", "id": request["id"], "call": request["op"], "at": now_ns()})


serve(misbehave)
