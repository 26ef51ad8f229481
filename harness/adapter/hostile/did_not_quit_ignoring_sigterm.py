#!/usr/bin/env python3
"""Stays after the end of input, and SIGTERM does not end it either. Found as: did-not-quit."""

import signal

from sound import serve


def stay():
    while True:
        signal.pause()


signal.signal(signal.SIGTERM, signal.SIG_IGN)
serve(at_end=stay)
