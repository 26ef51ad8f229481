"""The pytest plugin against a program that gives recorded answers, as `zassay` would on its command line."""

import json
import pathlib
import sys

import pytest

FAKE = """\
import json, pathlib, signal, sys
home = pathlib.Path(__file__).parent
with (home / "calls").open("a") as calls:
    calls.write(json.dumps(sys.argv[1:]) + "\\n")
answers = json.loads((home / "answers.json").read_text())
def after(option):
    return sys.argv[sys.argv.index(option) + 1]
if sys.argv[1] == "list":
    files = [argument for argument in sys.argv[2:] if argument.endswith(".yaml")]
    for file in files:
        if pathlib.Path(file).name in answers["bad"]:
            sys.exit(file + ":3:1: unknown key 'stepz'; did you mean 'steps'?")
    names = {pathlib.Path(file).name: file for file in files}
    cells = [dict(cell, file=names[cell["in"]]) for cell in answers["cells"] if cell["in"] in names]
    print(json.dumps({"cells": cells}))
else:
    assert "--quiet" in sys.argv
    answer = answers["runs"][after("--cell")]
    if answer == "hang":
        signal.pause()
    if isinstance(answer, str):
        sys.exit(answer)
    out = pathlib.Path(after("--out"))
    (out / "results.json").write_text(json.dumps(answer))
    sys.exit(0 if answer["cells"][0]["judgement"]["verdict"] == "pass" else 1)
"""

CLAUSES = {
    "PIPELINE-PUSH-07": {
        "id": "PIPELINE-PUSH-07",
        "source": "RFC 30",
        "section": "The PUSH socket type",
        "level": "MUST",
        "text": "SHALL block on sending, or return a suitable error, when it has no available peers.",
    }
}


class Shop:
    """A scratch folder with cases and a recorded program."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.program = pytester.path / "bin" / "zassay"
        self.program.parent.mkdir()
        script = self.program.with_suffix(".py")
        script.write_text(FAKE)
        self.program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n')
        self.program.chmod(0o755)
        self.answers = {"bad": [], "cells": [], "runs": {}}

    def case(self, file: str) -> None:
        path = self.pytester.path / "scenarios" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("title: recorded\n")

    def cell(self, file: str, cell: str, run: object, tags: tuple[str, ...] = ()) -> None:
        self.case(file)
        name = file.rsplit("/", 1)[-1]
        self.answers["cells"].append({"case": file[:-5], "in": name, "cell": cell, "tags": list(tags)})
        self.answers["runs"][cell] = run

    def run(self, *arguments: str) -> pytest.RunResult:
        (self.program.parent / "answers.json").write_text(json.dumps(self.answers))
        return self.pytester.runpytest_subprocess("--zassay-program", str(self.program), *arguments)

    def calls(self, command: str) -> list[list[str]]:
        lines = (self.program.parent / "calls").read_text().splitlines()
        return [call for call in map(json.loads, lines) if call[0] == command]


@pytest.fixture
def shop(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Shop:
    monkeypatch.setenv("PYTHONPATH", str(pathlib.Path(__file__).parent))
    monkeypatch.setenv("TMPDIR", str(pytester.mkdir("temporary")))
    pytester.makeini("[pytest]\naddopts = -p pytest_zassay\n")
    return Shop(pytester)


STANDINGS = (
    "passed",
    "known deviation",
    "unsupported",
    "recorded (INFO)",
    "warning (SHOULD)",
    "undecided",
    "failed",
    "harness error",
)


def result(cell: str, verdict: str, standing: str = "failed", exit_code: int | None = None, **others) -> dict:
    """A results.json as reports/results_json.cpp writes it, of a run with one cell."""
    judgement = {
        "verdict": verdict,
        "level": "MUST",
        "check": "",
        "reason": "",
        "line": 0,
        "findings": [],
        "ledger": [],
    }
    judgement |= others.pop("judgement", {})
    named = {"cell": cell, "title": "A recorded case", "clauses": ["PIPELINE-PUSH-07"], "judgement": judgement}
    fine = standing in {"passed", "known deviation", "recorded (INFO)", "warning (SHOULD)"}
    code = exit_code if exit_code is not None else 0 if fine else 1
    summary = {"exit_code": code, "standings": {name: int(name == standing) for name in STANDINGS}}
    stale = others.pop("stale", [])
    return {
        "cells": [named | others],
        "clauses": CLAUSES,
        "errors": [],
        "stale_expectations": stale,
        "summary": summary,
    }


def test_each_cell_is_an_item_that_passes_and_leaves_nothing(shop: Shop):
    for transport in ("tcp", "ipc"):
        name = f"hwm/blocks[transport={transport}]"
        shop.cell("hwm/blocks.yaml", name, result(name, "pass", "passed"))
    ended = shop.run("-v", "scenarios")
    ended.assert_outcomes(passed=2)
    ended.stdout.fnmatch_lines(["scenarios/hwm/blocks.yaml::hwm/blocks[[]transport=tcp[]] PASSED*"])
    assert list((shop.pytester.path / "temporary").glob("zassay-*")) == []


def test_a_failure_is_told_in_the_engines_words_and_without_a_traceback(shop: Shop):
    name = "hwm/blocks[transport=tcp]"
    judgement = {
        "check": "exact",
        "reason": "message 3 of stream s was accepted and is lost at pull",
        "line": 17,
        "findings": [
            {"check": "exact", "subject": "stream s at pull", "outcome": "fail", "sentence": "3 is lost"},
            {"check": "fifo", "subject": "stream s", "outcome": "pass", "sentence": "all in order"},
        ],
        "ledger": [
            {
                "stream": "s",
                "at": "pull",
                "cause": "unexplained",
                "certainty": "certain",
                "sequences": [3],
                "evidence": "",
            }
        ],
    }
    others = {"history": "histories/1.jsonl", "repeat_command": "zassay run --cell X", "standard_error": "boo\n"}
    shop.cell("hwm/blocks.yaml", name, result(name, "fail", judgement=judgement, **others))
    ended = shop.run("scenarios")
    ended.assert_outcomes(failed=1)
    ended.stdout.fnmatch_lines(
        [
            "fail by exact: message 3 of stream s was accepted and is lost at pull",
            "  at */scenarios/hwm/blocks.yaml:17",
            "  case: A recorded case",
            "  clause PIPELINE-PUSH-07 (RFC 30 The PUSH socket type):",
            "    SHALL block on sending, or return a suitable error, when it has no available peers.",
            "  fail: exact of stream s at pull: 3 is lost",
            "  lost: 1 of stream s at pull: unexplained (certain)",
            "  the adapter's standard error:",
            "    boo",
            "  history: */histories/1.jsonl",
            "  repeat:  zassay run --cell X",
        ]
    )
    ended.stdout.no_fnmatch_line("*Traceback*")
    ended.stdout.no_fnmatch_line("*cells.py*")
    ended.stdout.no_fnmatch_line("*all in order*")
    assert len(list((shop.pytester.path / "temporary").glob("zassay-*/results.json"))) == 1


@pytest.mark.parametrize(
    ("verdict", "standing"),
    [
        ("not-exercised", "undecided"),
        ("inconclusive", "undecided"),
        ("stuck", "failed"),
        ("violation", "failed"),
        ("hang", "failed"),
        ("crash", "failed"),
        ("error", "harness error"),
    ],
)
def test_every_other_verdict_fails_by_its_name(shop: Shop, verdict: str, standing: str):
    shop.cell("x/y.yaml", "x/y", result("x/y", verdict, standing, judgement={"reason": "so it was"}))
    ended = shop.run("scenarios")
    ended.assert_outcomes(failed=1)
    ended.stdout.fnmatch_lines([f"{verdict}: so it was"])


def test_unsupported_is_skipped_with_its_reason(shop: Shop):
    answer = result("x/y", "unsupported", "unsupported", 6, judgement={"reason": "no monitor here"})
    shop.cell("x/y.yaml", "x/y", answer)
    ended = shop.run("-rs", "scenarios")
    ended.assert_outcomes(skipped=1)
    ended.stdout.fnmatch_lines(["*no monitor here*"])


def test_a_known_deviation_is_an_expected_failure(shop: Shop):
    reason = "libzmq drops here, see its manual"
    shop.cell("x/y.yaml", "x/y", result("x/y", "fail", "known deviation", expected_reason=reason))
    ended = shop.run("-rx", "scenarios")
    ended.assert_outcomes(xfailed=1)
    ended.stdout.fnmatch_lines(["*libzmq drops here*"])


def test_a_stale_expectation_is_a_warning(shop: Shop):
    sentence = "expectations/libzmq.yaml: hwm/* passes"
    shop.cell("x/y.yaml", "x/y", result("x/y", "pass", "passed", 4, stale=[sentence]))
    ended = shop.run("scenarios")
    ended.assert_outcomes(passed=1, warnings=1)
    ended.stdout.fnmatch_lines([f"*{sentence}"])


def test_a_should_that_does_not_hold_is_a_warning(shop: Shop):
    judgement = {"level": "SHOULD", "check": "fair", "reason": "one stream was 9 turns ahead"}
    shop.cell("x/y.yaml", "x/y", result("x/y", "fail", "warning (SHOULD)", judgement=judgement))
    ended = shop.run("scenarios")
    ended.assert_outcomes(passed=1, warnings=1)
    ended.stdout.fnmatch_lines(["*x/y: warning (SHOULD)*", "*fail by fair: one stream was 9 turns ahead*"])


def test_a_warning_beside_an_undecided_must_fails(shop: Shop):
    shop.cell("x/y.yaml", "x/y", result("x/y", "fail", "warning (SHOULD)", 5))
    shop.run("scenarios").assert_outcomes(failed=1)


def test_one_bad_file_is_blamed_alone(shop: Shop):
    shop.cell("x/good.yaml", "x/good", result("x/good", "pass", "passed"))
    shop.case("x/bad.yaml")
    shop.answers["bad"] = ["bad.yaml"]
    ended = shop.run("--continue-on-collection-errors", "scenarios")
    ended.assert_outcomes(passed=1, errors=1)
    ended.stdout.fnmatch_lines(["*bad.yaml:3:1: unknown key 'stepz'; did you mean 'steps'?"])


def test_many_files_are_listed_by_one_process(shop: Shop):
    for name in ("a", "b", "c"):
        shop.cell(f"x/{name}.yaml", f"x/{name}", result(f"x/{name}", "pass", "passed"))
    shop.pytester.path.joinpath("scenarios/clauses.yaml").write_text("no: case\n")
    shop.run("scenarios").assert_outcomes(passed=3)
    assert len(shop.calls("list")) == 1
    assert not any("clauses.yaml" in word for word in shop.calls("list")[0])


def test_options_reach_the_program(shop: Shop):
    shop.cell("x/y.yaml", "x/y", result("x/y", "pass", "passed"))
    shop.pytester.path.joinpath("scenarios/clauses.yaml").write_text("[]\n")
    shop.run("--zassay-adapter", "./mine --fast", "--zassay-lib", "l.so", "--zassay-impl=A", "scenarios/x/y.yaml")
    for call in shop.calls("run"):
        assert call[call.index("--expectations") + 1] == str(shop.pytester.path / "expectations")
    expected = ["--adapter", "./mine --fast", "--lib", "l.so", "--impl", "A"]
    for call in (*shop.calls("list"), *shop.calls("run")):
        at = call.index("--adapter")
        assert call[at : at + 6] == expected
        assert call[call.index("--scenarios") + 1] == str(shop.pytester.path / "scenarios")
    (run,) = shop.calls("run")
    assert run[run.index("--cell") + 1] == "x/y"


def test_tags_are_keywords(shop: Shop):
    shop.cell("x/y.yaml", "x/y", result("x/y", "pass", "passed"), tags=("slow-joiner",))
    shop.cell("x/z.yaml", "x/z", result("x/z", "pass", "passed"))
    shop.run("-k", "joiner", "scenarios").assert_outcomes(passed=1, deselected=1)


def test_a_program_without_a_result_fails_with_what_it_said(shop: Shop):
    shop.cell("x/y.yaml", "x/y", "zassay: no such adapter: ./mine")
    ended = shop.run("scenarios")
    ended.assert_outcomes(failed=1)
    ended.stdout.fnmatch_lines(
        ["zassay ended with exit code 1 and without a result*", "zassay: no such adapter: ./mine"]
    )


def test_a_program_that_does_not_end_is_killed(shop: Shop):
    shop.cell("x/y.yaml", "x/y", "hang")
    ended = shop.run("--zassay-timeout=0.5", "scenarios/x/y.yaml")
    ended.assert_outcomes(failed=1)
    ended.stdout.fnmatch_lines(["* run did not end within 0.5 s and was killed."])


def test_a_missing_program_is_named(shop: Shop):
    shop.case("x/y.yaml")
    ended = shop.pytester.runpytest_subprocess("--zassay-program", "/nowhere/zassay", "scenarios")
    ended.assert_outcomes(errors=1)
    ended.stdout.fnmatch_lines(["/nowhere/zassay cannot be started (No such file or directory): build it by*"])


def test_cells_are_shared_among_workers(shop: Shop):
    for name in ("a", "b"):
        shop.cell(f"x/{name}.yaml", f"x/{name}", result(f"x/{name}", "pass", "passed"))
    shop.run("-p", "xdist", "-n", "2", "scenarios").assert_outcomes(passed=2)
