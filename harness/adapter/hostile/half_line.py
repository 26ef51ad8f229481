#!/usr/bin/env python3
"""Ends its output, and itself, in the middle of a line. Found as: half-line."""

import os

from sound import serve, write_bytes


def misbehave(adapter, request):
    write_bytes(b'{"id":%d,"ok":{"mess' % request["id"])
    os._exit(0)


serve(misbehave)
