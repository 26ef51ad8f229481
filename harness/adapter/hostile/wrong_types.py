#!/usr/bin/env python3
"""Answers with a member of the wrong type, out of its range, or missing. Found as: garbage, or unknown-id where the
id is wrong.

wrong_types.py NUMBER chooses one of the wrong answers, from 0 on; a number beyond the last is answered by `failed` in
place of the hello, so that a test can count up to it. Each is an answer to `recv`, wherever it is asked for.
"""

import sys
from functools import partial

from sound import serve, write, write_bytes

FRAME = {"b64": "AAAA"}
MESSAGE = {"frames": [FRAME], "at": 1}
TIMES = {"from": 1, "to": 2}
HUGE = 10**30
WRONG_OK = [
    None,
    5,
    [],
    "x",
    {},
    {"messages": None, **TIMES},
    {"messages": {}, **TIMES},
    {"messages": [None], **TIMES},
    {"messages": [{"frames": 5, "at": 1}], **TIMES},
    {"messages": [{"frames": [5], "at": 1}], **TIMES},
    {"messages": [{"frames": [{}], "at": 1}], **TIMES},
    {"messages": [{"frames": [{"b64": 5}], "at": 1}], **TIMES},
    {"messages": [{"frames": [{"b64": "?"}], "at": 1}], **TIMES},
    {"messages": [{"frames": [{"size": -1, "head": "", "sha256": ""}], "at": 1}], **TIMES},
    {"messages": [{"frames": [{"size": HUGE, "head": "AAAA", "sha256": "0" * 64}], "at": 1}], **TIMES},
    {"messages": [{"frames": [{"size": 9999, "head": "AAAA", "sha256": 7}], "at": 1}], **TIMES},
    {"messages": [{"frames": [FRAME]}], **TIMES},
    {"messages": [{"frames": [FRAME], "at": "x"}], **TIMES},
    {"messages": [{"frames": [FRAME], "at": HUGE}], **TIMES},
    {"messages": [{"frames": [FRAME], "at": 1.5}], **TIMES},
    {"messages": [MESSAGE], "open": 5, **TIMES},
    {"messages": [MESSAGE], "from": None, "to": 2},
    {"messages": [MESSAGE], "from": 1, "to": True},
    {"messages": [MESSAGE], "from": 1},
    {"messages": [MESSAGE], "from": 1, "to": -HUGE},
]
WRONG_REPLIES = [
    {},
    {"error": None},
    {"error": 11},
    {"error": "EAGAIN", "messages": None, **TIMES},
    {"error": {"name": "EAGAIN"}},
    {"unsupported": None},
    {"unsupported": True},
    {"bad_request": 5},
    {"ok": {"messages": [MESSAGE], **TIMES}, "error": "EAGAIN"},
    {"event": 5},
    {"event": "x7f3"},
    {"event": "began", "call": 5, "at": 1},
    {"event": "began", "call": "recv", "at": "x"},
    {"event": "returned", "call": "recv", "error": 5, "at": 1},
    {"event": "monitor", "socket": None, "name": "CONNECTED", "value": 1, "endpoint": "", "at": 1},
    {"event": "monitor", "socket": "s", "name": 5, "value": "x", "endpoint": None, "at": 1},
    {"event": "handled", "number": 10, "at": 1},
    {"event": "free", "message": 5, "at": 1},
]
WRONG_IDS = [None, "1", -1, 1.5, HUGE, [], True]
WRONG_LINES = [b'{"id":1e999,"ok":{}}', b'{"id":%d,"ok":{}', b'{"id":%d,"ok":NaN}', b"\0", b"", b'{"id":%d,"id":0}']


def wrong_lines(request_id):
    """The functions that write one wrong line each."""
    replies = [{"id": request_id, "ok": wrong} for wrong in WRONG_OK]
    replies += [{"id": request_id, **wrong} for wrong in WRONG_REPLIES]
    replies += [{"id": wrong, "error": "EAGAIN"} for wrong in WRONG_IDS]
    lines = [line.replace(b"%d", str(request_id).encode()) + b"\n" for line in WRONG_LINES]
    return [partial(write, reply) for reply in replies] + [partial(write_bytes, line) for line in lines]


number = int(sys.argv[1]) if len(sys.argv) > 1 else 0
if number >= len(wrong_lines(0)):
    write({"event": "failed", "reason": f"There are only {len(wrong_lines(0))} wrong answers."})
    sys.exit(2)
serve(lambda adapter, request: wrong_lines(request["id"])[number]())
