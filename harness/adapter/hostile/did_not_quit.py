#!/usr/bin/env python3
"""Answers everything, and stays after the end of input. Found as: did-not-quit."""

import signal

from sound import serve

serve(at_end=signal.pause)
