#!/usr/bin/env python3
"""Closes its output in the middle of an operation and lives on. Found as: early-exit."""

import os
import signal

from sound import serve


def misbehave(adapter, request):
    os.close(1)
    signal.pause()


serve(misbehave)
