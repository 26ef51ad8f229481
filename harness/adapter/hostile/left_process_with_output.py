#!/usr/bin/env python3
"""Leaves an orphan behind that keeps the output open, so that its end is never read. Found as: left-process."""

from orphan import leave_process
from sound import serve


def misbehave(adapter, request):
    leave_process(keep_output=True)
    adapter._answer(request)


serve(misbehave)
