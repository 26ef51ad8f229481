#!/usr/bin/env python3
"""Answers by JSON that is 100,000 levels deep. Found as: garbage."""

from sound import serve, write_bytes

DEPTH = 100_000


def misbehave(adapter, request):
    write_bytes(b'{"id":%d,"ok":{"value":%s%s}}\n' % (request["id"], b"[" * DEPTH, b"]" * DEPTH))


serve(misbehave)
