#!/usr/bin/env python3
"""Answers by a line whose bytes are not UTF-8. Found as: garbage."""

from sound import serve, write_bytes

serve(lambda adapter, request: write_bytes(b'{"id":%d,"error":"E\xff\xc0\xaf\xed\xa0\x80"}\n' % request["id"]))
