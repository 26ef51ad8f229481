#!/usr/bin/env python3
"""Writes a line that never ends. Found as: line-too-long."""

from sound import serve, write_bytes

MIB = b"A" * (1 << 20)


def misbehave(adapter, request):
    while True:
        write_bytes(MIB)


serve(misbehave)
