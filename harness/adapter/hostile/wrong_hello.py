#!/usr/bin/env python3
"""Says hello with a member of the wrong type, out of its range, or missing. Found as: bad-hello, or wrong-protocol.

wrong_hello.py NUMBER chooses one of the wrong hellos, from 0 on; a number beyond the last is answered by `failed`.
"""

import sys

from sound import hello, serve, write

HUGE = 10**30
WRONG = [
    {"event": "hullo"},
    {"event": None},
    {"protocol": "1"},
    {"protocol": HUGE},
    {"adapter": 5},
    {"implementation": None},
    {"implementation": {"name": 5, "version": "1"}},
    {"implementation": {"name": "toy"}},
    {"library": []},
    {"library": {"path": "/x", "sha256": 5}},
    {"process": "x"},
    {"monotonic_ns": HUGE},
    {"monotonic_ns": None},
    {"line_limit": "x"},
    {"line_limit": 0},
    {"line_limit": -1},
    {"capabilities": None},
    {"capabilities": []},
    {"capabilities": {"socket_types": 5, "transports": None}},
    {"capabilities": {"socket_types": [5], "transports": [None]}},
]

number = int(sys.argv[1]) if len(sys.argv) > 1 else 0
if number >= len(WRONG):
    write({"event": "failed", "reason": f"There are only {len(WRONG)} wrong hellos."})
    sys.exit(2)
serve(say_hello=lambda: write(hello(**WRONG[number])))
