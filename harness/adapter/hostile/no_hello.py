#!/usr/bin/env python3
"""Never says hello. Found as: hang."""

import signal

signal.pause()
