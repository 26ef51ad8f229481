#!/usr/bin/env python3
"""Writes a line that is not JSON. Found as: garbage."""

from sound import serve, write_bytes

serve(lambda adapter, request: write_bytes(b"Segmentation fault (core dumped)\n"))
