"""pyzmq behind zassay's adapter protocol. Only what pyzmq documents is used; the rest is answered `unsupported`.

The modules:
    protocol.py    lines, frames, arguments: nothing of ZeroMQ
    stamp.py       the bytes of stamped messages
    actor.py       threads that own sockets, and the calls that they carry out
    contexts.py sockets.py traffic.py system.py    the operations
    session.py     the hello, and the loop that reads requests
"""
