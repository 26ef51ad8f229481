#!/usr/bin/env python3
"""Answers everything and leaves an orphan behind. Found as: left-process."""

from orphan import leave_process
from sound import serve


def misbehave(adapter, request):
    leave_process(keep_output=False)
    adapter._answer(request)


serve(misbehave)
