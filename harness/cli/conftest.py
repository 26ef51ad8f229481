"""The program in a scratch place of its own, for the tests of this folder."""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for program.py

from program import PROGRAM, Place


@pytest.fixture
def place(tmp_path):
    """Whatever a test does there, no process and no temporary file of the program may be left behind."""
    if not PROGRAM.exists():
        pytest.fail(f"{PROGRAM} is not built: build it, or name the build folder by ZASSAY_BUILD")
    temporary = Path(tempfile.mkdtemp(prefix="z-"))  # short: the path of an ipc socket has room for 107 bytes
    try:
        place = Place(tmp_path, temporary)
        yield place
        place.await_end_of_all()
        assert list(temporary.iterdir()) == []
    finally:
        shutil.rmtree(temporary)
