#!/usr/bin/env python3
"""Writes 17 MiB to standard error, then answers as if nothing had been. Found as: stderr-flood."""

import os

from sound import serve

KIB = b"All work and no play" * 51 + b"!!!\n"


def misbehave(adapter, request):
    for _ in range(17 * 1024):
        view = memoryview(KIB)
        while view:
            view = view[os.write(2, view) :]
    adapter._answer(request)


serve(misbehave)
