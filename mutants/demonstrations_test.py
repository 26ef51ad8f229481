"""Each seeded defect shows in a program of ten lines, which a sound library passes, alone and behind the carrier."""

import concurrent.futures
import os
import pathlib
import re
import subprocess

import pytest
import yaml

TREE = pathlib.Path(__file__).resolve().parent.parent
SOURCES = TREE / "mutants" / "demonstrations"
BUILT = TREE / "build" / "dev" / "bin"
CARRIERS = {"shim": BUILT / "libzassay-mutant.so", "model": BUILT / "libzassay-model.so"}
WHOLE = yaml.safe_load((TREE / "mutants" / "catalogue.yaml").read_text())
# A defect of the wire is not in a library, so that no program can show it: that it is noticed is another test's.
CATALOGUE = {entry["name"]: entry for entry in WHOLE if entry["carrier"] != "wire"}
AT_ONCE = 8  # most of them wait more than they compute
LIMIT_S = 60.0
MOST_LINES = 10
# What the C library offers beside zmq.h; a header of anything else is none of a demonstration's.
LIBC = {
    "errno.h",
    "poll.h",
    "fcntl.h",
    "sched.h",
    "signal.h",
    "stdio.h",
    "stdlib.h",
    "string.h",
    "sys/stat.h",
    "sys/time.h",
    "time.h",
    "unistd.h",
}


def written() -> dict[str, str]:
    return {path.stem: path.read_text() for path in sorted(SOURCES.glob("*.c"))}


def runnable() -> list[str]:
    """Names of the catalogue with a program whose carrier is there."""
    programs = written()
    return [name for name, entry in CATALOGUE.items() if name in programs and CARRIERS[entry["carrier"]].exists()]


def exit_codes(environments: dict[str, dict[str, str]]) -> dict[str, int]:
    """The exit code of each named program, run with additions to the environment; minus the signal that ended it."""

    def run(name: str) -> int:
        program = [str(BUILT / "demonstrations" / name)]
        environment = os.environ | environments[name]
        return subprocess.run(program, env=environment, capture_output=True, timeout=LIMIT_S, check=False).returncode

    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(environments, pool.map(run, environments), strict=True))


def behind_carrier(name: str) -> dict[str, str]:
    return {"LD_PRELOAD": str(CARRIERS[CATALOGUE[name]["carrier"]]), "ZASSAY_MUTANT": ""}


def is_shown(name: str, code: int) -> bool:
    """1 says that the defect shows. One that ends or holds up the program may do so by the signal that this gives."""
    waits_no_longer = "alarm(" in (SOURCES / f"{name}.c").read_text()
    may_be_signalled = waits_no_longer or bool({"crash", "hang", "stuck"} & CATALOGUE[name]["noticed_by"].keys())
    return code == 1 or (code < 0 and may_be_signalled)


def test_a_sound_library_passes_each_program() -> None:
    codes = exit_codes({name: {} for name in written()})
    assert {name: code for name, code in codes.items() if code != 0} == {}


def test_a_carrier_without_a_mutant_passes_each_program() -> None:
    codes = exit_codes({name: behind_carrier(name) for name in runnable()})
    assert {name: code for name, code in codes.items() if code != 0} == {}


def test_each_mutant_shows_in_its_program() -> None:
    codes = exit_codes({name: behind_carrier(name) | {"ZASSAY_MUTANT": name} for name in runnable()})
    assert {name: code for name, code in codes.items() if not is_shown(name, code)} == {}


def test_each_carrier_whose_mutants_have_programs_is_built() -> None:
    assert CARRIERS["shim"].exists()
    carriers = {CATALOGUE[name]["carrier"] for name in written() if name in CATALOGUE}
    built = {carrier for carrier in carriers if CARRIERS[carrier].exists()}
    sources = {carrier for carrier in carriers if (TREE / "mutants" / carrier).is_dir()}
    assert built >= sources, "a carrier has sources and was not built"


def test_each_mutant_has_a_program_and_each_program_a_mutant() -> None:
    # A carrier that is not in the tree has no programs yet; once it is there, each of its mutants has one.
    due = {name for name, entry in CATALOGUE.items() if (TREE / "mutants" / entry["carrier"]).is_dir()}
    programs = written().keys()
    assert sorted(due - programs) == []
    assert sorted(programs - CATALOGUE.keys()) == []


def lines_of_code(text: str) -> list[str]:
    """Lines that say something: without comments, headers, and the first and last line of a function."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith(("//", "#", "}"))]
    return [line for line in lines if line.startswith(" ") or not line.endswith("{")]


def test_lines_are_counted() -> None:
    text = (
        "// Says.\n#include <zmq.h>\n\nstatic int one(void) { return 1; }\n\nint main(void) {\n\n  return one();\n}\n"
    )
    assert lines_of_code(text) == ["static int one(void) { return 1; }", "  return one();"]


@pytest.mark.parametrize("name", written())
def test_a_program_is_short_and_plain(name: str) -> None:
    text = written()[name]
    assert len(lines_of_code(text)) <= MOST_LINES
    assert re.match(r"// Sound: [^\n]+\.\n#include ", text), "the first line says what a sound library does"
    included = set(re.findall(r"^#include [<\"](.+)[>\"]$", text, re.MULTILINE))
    assert "zmq.h" in included
    assert included - {"zmq.h"} <= LIBC
    assert "zassay" not in text.lower()
