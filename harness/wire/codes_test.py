"""Each code that the codec gives is explained in docs/wire.md, and no other."""

import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
GIVEN = re.compile(r'(?:malformed\(|Malformed\{|end_with\(\{|add_fault\(faults,)\s*"([a-z-]+)"')


def test_codes_are_explained():
    sources = [path for path in HERE.glob("*.cpp") if not path.name.endswith("_test.cpp")]
    given = {code for path in sources for code in GIVEN.findall(path.read_text())}
    assert len(given) > 30
    rows = [line.split("|")[1] for line in (HERE.parents[1] / "docs/wire.md").read_text().splitlines() if "|" in line]
    explained = {code for row in rows for code in re.findall(r"`([a-z]+(?:-[a-z]+)*)`", row)}
    assert explained == given
