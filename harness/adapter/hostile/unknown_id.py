#!/usr/bin/env python3
"""Answers a request that was never made. Found as: unknown-id."""

from sound import serve, write

serve(lambda adapter, request: write({"id": request["id"] + 1_000_000, "ok": {}}))
