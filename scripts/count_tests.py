"""Adds up the tests of JUnit files as ctest and pytest write them, and prints `N passed, N failed`.

With --stages "NAME NAME…" (those that failed), each that brought no failed test of its own counts as one failed: a
build that breaks must not end in "0 failed".
"""

import argparse
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def count(path: pathlib.Path) -> tuple[int, int, int]:
    """Passed, failed and skipped. A file that is no JUnit report has none: its stage was cut off, and has failed."""
    try:
        cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return 0, 0, 0
    failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    return len(cases) - failed - skipped, failed, skipped


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stages", help="names of the stages that failed")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    counts = {path.stem: count(path) for path in arguments.files if path.exists()}
    passed, failed, skipped = (sum(numbers) for numbers in zip((0, 0, 0), *counts.values(), strict=True))
    for stage in (arguments.stages or "").split():
        failed += counts.get(stage, (0, 0, 0))[1] == 0
    line = f"{passed} passed, {failed} failed"
    print(line if arguments.stages is not None or not skipped else f"{line}, {skipped} skipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
