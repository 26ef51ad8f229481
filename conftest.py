"""Makes the plugin in scripts/ known to every pytest run inside this tree, and pytester to the plugin's own tests."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "scripts"))

pytest_plugins = ["pytest_zassay", "pytester"]
