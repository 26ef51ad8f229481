#!/usr/bin/env python3
"""Never answers an operation, and SIGTERM does not end it. Found as: ignored-sigterm."""

import signal

from sound import serve


def misbehave(adapter, request):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        signal.pause()


serve(misbehave)
