"""What a user may get wrong: each is told in a sentence that says what, where and what to do, and nothing runs."""

import re
import socket
import subprocess

import pytest
from program import hostile


def test_an_unreadable_case_is_named(place):
    sentence = place.zassay("run", "nowhere/case.yaml", code=2).errors
    assert "nowhere/case.yaml is neither a file nor a folder; name one that is there" in sentence
    assert not place.out.exists()


def test_a_folder_without_a_catalogue_of_clauses_is_named(place):
    place.plain()
    ended = place.zassay("run", "--scenarios", "elsewhere", code=2)
    assert "elsewhere/clauses.yaml" in ended.errors and "--scenarios" in ended.errors


@pytest.mark.parametrize(
    "old, new, line, column, part",
    [
        ("tags:", "tagz:", 3, 1, "tagz"),
        ("type: PULL", "type: PULLL", 6, 16, "PULLL"),
        ("- exact: s", "- exact: [", None, None, "yaml"),
        ("connect: pull", "connect: pul", 7, None, "pul"),
    ],
)
def test_a_bad_case_is_told_by_line_and_column(place, old, new, line, column, part):
    text = place.plain(tags="[x]").read_text("utf-8")
    assert old in text
    place.case("t/plain", text.replace(old, new))
    place.plain("t/good")
    ended = place.zassay("run", code=2)
    first = ended.errors.splitlines()[0]
    found = re.match(r"scenarios/t/plain\.yaml:(\d+):(\d+): ", first)
    assert found and part in first.lower() + first, first
    assert line in (None, int(found[1])) and column in (None, int(found[2])), first
    assert ended.errors.splitlines()[-1] == "zassay: no case was run, because of the errors above"
    assert not place.out.exists()


@pytest.mark.parametrize(
    "arguments, part",
    [
        (["--no-such-option"], "--no-such-option"),
        (["--jobs", "0"], "--jobs: Value 0 not in range 1 to 1024"),
        (["--jobs", "many"], "many"),
        (["--repeat", "0"], "--repeat"),
        (["--timeout", "nan"], "nan is not a number of seconds from 0.05 to 86400"),
        (["--timeout", "-1"], "--timeout"),
        (["--seed", "-1"], "--seed"),
        (["--impl"], "--impl"),
    ],
)
def test_a_wrong_option_is_told(place, arguments, part):
    place.plain()
    errors = place.zassay("run", *arguments, code=2).errors
    assert part in errors and len(errors.splitlines()) <= 2
    assert not place.out.exists()


def test_a_command_is_needed(place):
    assert "subcommand" in place.zassay(code=2).errors


def test_an_unknown_implementation_is_told_with_those_that_are_known(place):
    place.plain()
    sentence = place.complaint("run", "--impl", "libzmk", code=2)
    assert "'libzmk'" in sentence and "libzmq and pyzmq" in sentence and "--adapter" in sentence


@pytest.mark.parametrize(
    "command, part",
    [
        ("./nothere", "does not exist"),
        ("nothere-either-x7f3", "nothere-either-x7f3"),
        ("./text", "text"),
        ("'./text", "left open"),
        (" ", "empty"),
    ],
)
def test_an_adapter_that_cannot_be_started_is_told(place, command, part):
    place.plain()
    (place.folder / "text").write_text("not executable", "utf-8")
    assert part in place.complaint("run", "--adapter", command, code=2)
    assert not place.out.exists()


@pytest.mark.parametrize(
    "name, part",
    [
        ("crash_at_start", "exited with code 1"),
        ("cannot_serve", "There is no such library here."),
        ("wrong_protocol", "protocol"),
        ("wrong_hello", "hello"),
    ],
)
def test_an_adapter_that_does_not_serve_is_told(place, name, part):
    place.plain()
    sentence = place.complaint("run", "--adapter", hostile(name), code=2)
    assert part in sentence and name in sentence


def test_the_last_words_of_an_adapter_that_dies_at_once_are_told(place):
    place.plain()
    assert "This adapter cannot start." in place.complaint("run", "--adapter", hostile("crash_at_start"), code=2)


def test_an_adapter_that_never_says_hello_is_not_waited_for_without_limit(place):
    place.plain()
    sentence = place.complaint("run", "--adapter", hostile("no_hello"), "--start-timeout", 0.5, code=2)
    assert "hello" in sentence and "500 ms" in sentence


def test_a_command_with_blanks_can_be_quoted(place):
    place.plain()
    program = place.folder / "my adapter"
    program.symlink_to(hostile("sound"))
    ended = place.run("--adapter", f"'{program}'")
    assert ended.results["implementations"][0]["label"] == "toy@1"


def test_a_library_that_does_not_load_is_told(place):
    place.plain()
    library = place.folder / "libzmq.so"
    assert "libzmq.so" in place.complaint("run", "--lib", library, code=2)
    library.write_text("no library", "utf-8")
    sentence = place.complaint("run", "--lib", library, code=2)
    assert "cannot load the library" in sentence and str(library) in sentence


def test_a_library_that_lacks_a_call_is_told(place):
    place.plain()
    source, library = place.folder / "empty.c", place.folder / "libempty.so"
    source.write_text("int zmq_errno(void) { return 0; }\n", "utf-8")
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", library, source], check=True)
    sentence = place.complaint("run", "--lib", library, code=2)
    assert str(library) in sentence and re.search(r"zmq_\w+", sentence)


def test_a_port_that_is_taken_fails_its_cell_by_name(place):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        endpoint = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        text = place.plain(transports="tcp").read_text("utf-8")
        place.case("t/plain", text.replace("bind: auto", f'bind: "{endpoint}"'))
        judgement = place.run(code=1).cell["judgement"]
    assert (judgement["verdict"], judgement["check"]) == ("fail", "step")
    assert "EADDRINUSE" in judgement["reason"] and endpoint in judgement["reason"]


def test_bad_expectations_are_told_before_anything_runs(place):
    place.plain()
    folder = place.folder / "expectations"
    folder.mkdir()
    (folder / "libzmq.yaml").write_text('- cells: "*"\n  chek: exact\n', "utf-8")
    assert re.search(r"libzmq\.yaml:2:\d+: ", place.complaint("run", code=2))
    assert not place.out.exists()


def test_foreign_text_cannot_act_on_a_terminal(place):
    place.plain()
    errors = place.zassay("run", "--impl", "\x1b[2Jx", code=2).errors
    assert "\x1b" not in errors and "␛[2Jx" in errors


def test_a_proof_that_cannot_be_read_leaves_the_results_of_the_run_before(place):
    place.plain()
    place.run(code=0)
    before = (place.out / "results.json").read_bytes()
    proof = place.out.parent / "broken-proof.json"
    proof.write_text("{broken")
    ended = place.run("--proof", str(proof), code=2)
    assert "broken-proof.json" in ended.errors and (place.out / "results.json").read_bytes() == before
