#!/usr/bin/env python3
"""Answers by a line of 65 MiB, in pieces. Found as: line-too-long."""

from sound import serve, write_bytes

MIB = b"A" * (1 << 20)


def misbehave(adapter, request):
    write_bytes(b'{"id":%d,"unsupported":"' % request["id"])
    for _ in range(65):
        write_bytes(MIB)
    write_bytes(b'"}\n')


serve(misbehave)
