#!/usr/bin/env python3
"""Tells of calls that begin and return without end in place of an answer. Found as: event-flood."""

from sound import now_ns, serve, write


def misbehave(adapter, request):
    while True:
        for event, more in (("began", {}), ("returned", {"error": None})):
            write({"event": event, "id": request["id"], "call": request["op"], "at": now_ns(), **more})


serve(misbehave)
