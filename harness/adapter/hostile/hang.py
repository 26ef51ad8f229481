#!/usr/bin/env python3
"""Never answers an operation, nor reads on. Found as: hang."""

import signal

from sound import serve


def misbehave(adapter, request):
    signal.pause()


serve(misbehave)
