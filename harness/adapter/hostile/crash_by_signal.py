#!/usr/bin/env python3
"""Dies by a signal in the middle of an operation. Found as: crash."""

import os
import resource
import signal

from sound import serve


def misbehave(adapter, request):
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.kill(os.getpid(), signal.SIGSEGV)


serve(misbehave)
