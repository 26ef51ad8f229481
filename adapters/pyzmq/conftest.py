"""An adapter with a context and two actors, for the tests of this folder."""

import pytest
from driver import PYZMQ_ADAPTER, Adapter


@pytest.fixture
def adapter():
    with Adapter(PYZMQ_ADAPTER) as running:
        running.ok("context.open", context="context")
        running.ok("actor.open", actor="a")
        running.ok("actor.open", actor="b")
        yield running
