#!/usr/bin/env python3
"""Exits with code 0 in the middle of an operation. Found as: early-exit."""

import os

from sound import serve

serve(lambda adapter, request: os._exit(0))
