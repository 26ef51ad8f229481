#!/usr/bin/env python3
"""Exits with code 3 in the middle of an operation. Found as: crash."""

import os
import sys

from sound import serve


def misbehave(adapter, request):
    print("This is why.", file=sys.stderr, flush=True)
    os._exit(3)


serve(misbehave)
