"""Leaves a process behind, for the two programs that do so."""

import os
import signal
import sys


def leave_process(*, keep_output):
    """Returns when a process exists that has no parent of ours, a session of its own, and sleeps for good. Its id goes
    to standard error."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        if os.fork() > 0:
            os._exit(0)
        signal.alarm(600)  # if all who should end it are broken: no test takes as long
        for descriptor in (0, 2, read_end) if keep_output else (0, 1, 2, read_end):
            os.close(descriptor)
        os.write(write_end, str(os.getpid()).encode())
        os.close(write_end)
        while True:
            signal.pause()
    os.close(write_end)
    os.waitpid(child, 0)
    print("left process", os.read(read_end, 32).decode(), file=sys.stderr, flush=True)
    os.close(read_end)
