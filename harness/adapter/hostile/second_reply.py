#!/usr/bin/env python3
"""Answers a request twice. Found as: second-reply."""

from sound import serve, write


def misbehave(adapter, request):
    for _ in range(2):
        write({"id": request["id"], "error": "EAGAIN", "messages": [], "from": 1, "to": 1})


serve(misbehave)
