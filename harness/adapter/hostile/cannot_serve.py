#!/usr/bin/env python3
"""Says, as the protocol has it, that it cannot serve: no breakage of the protocol, and no hello either."""

import sys

from sound import write

write({"event": "failed", "reason": "There is no such library here."})
sys.exit(2)
