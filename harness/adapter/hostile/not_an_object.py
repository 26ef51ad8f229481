#!/usr/bin/env python3
"""Writes a line of JSON that is not an object. Found as: garbage."""

from sound import serve, write

serve(lambda adapter, request: write([request["id"], {"ok": {}}]))
