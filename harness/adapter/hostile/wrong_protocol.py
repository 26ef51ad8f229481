#!/usr/bin/env python3
"""Speaks a later version of the protocol. It must be refused with that reason."""

from sound import hello, serve, write

serve(say_hello=lambda: write(hello(protocol=2)))
