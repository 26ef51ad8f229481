#!/usr/bin/env python3
"""Reads on and answers everything but one operation. Found as: hang."""

from sound import serve

serve(lambda adapter, request: None)
