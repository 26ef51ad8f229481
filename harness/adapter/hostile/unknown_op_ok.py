#!/usr/bin/env python3
"""Answers whatever it does not know with ok. Found by validation, where an operation with a random name is asked."""

from sound import Adapter, RefusedError, serve


def anything(adapter, operation, arguments, bound=Adapter._bound):
    try:
        return bound(adapter, operation, arguments)
    except RefusedError:
        return dict


Adapter._bound = anything
serve()
