"""A pytest plugin that collects zassay's cases: one item for each cell, each run by a `zassay` process of its own.

    pytest scenarios -k hwm -n auto --zassay-adapter ./my-adapter

A case is a *.yaml below a folder named `scenarios`, or any *.yaml named on the command line. What fails is told in the
engine's words: verdict, check, clauses, history and the command that repeats it. A cell that the implementation cannot
express is skipped, a known deviation (expectations/) is an expected failure, a SHOULD or INFO that does not hold is a
warning; every other verdict but `pass` fails. `-k` also matches the tags of a case.
"""

import pathlib

import pytest

from pytest_zassay.cells import CaseFile
from pytest_zassay.program import Program

program_key = pytest.StashKey[Program]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("zassay", "ZeroMQ conformance cases (zassay)")
    group.addoption(
        "--zassay-adapter", action="append", default=[], metavar="CMD", help="adapter command of an implementation"
    )
    group.addoption("--zassay-lib", action="append", default=[], metavar="PATH", help="library with libzmq's C ABI")
    group.addoption("--zassay-impl", action="append", default=[], metavar="NAME", help="implementation known by name")
    group.addoption(
        "--zassay-program",
        metavar="PATH",
        help="the zassay program (build/dev/bin/zassay of this tree, else from PATH)",
    )
    group.addoption(
        "--zassay-timeout",
        type=float,
        default=120.0,
        metavar="SECONDS",
        help="limit for the process of one cell (%(default)s); the engine has limits of its own well below",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[program_key] = Program(config)


def pytest_collect_file(file_path: pathlib.Path, parent: pytest.Collector) -> CaseFile | None:
    if file_path.suffix != ".yaml":
        return None
    program = parent.config.stash[program_key]
    if not program.is_case(file_path):
        return None
    return CaseFile.from_parent(parent, path=file_path, program=program)


def pytest_report_header(config: pytest.Config) -> str | None:
    program = config.stash[program_key]
    return f"zassay: {' '.join([program.path, *program.options])}" if program.was_asked_for() else None
