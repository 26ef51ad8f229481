#!/usr/bin/env python3
"""Exits with code 1 before it said hello. Found as: crash."""

import sys

sys.exit("This adapter cannot start.")
