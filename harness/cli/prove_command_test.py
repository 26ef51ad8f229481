"""`zassay prove`: what counts as noticed, what is a problem, and what the page shows of it."""

import json
import signal

import pytest
from program import await_state

ENTRY = """\
- name: {name}
  family: messages
  carrier: shim
  wrong: "something is wrong"
  breaks: [PIPELINE-PUSH-07]
  strikes: "somewhere"
  noticed_by:
    {check}: ["{words}"]
"""


class Bench:
    """A place with one plain case, and a folder of mutants."""

    def __init__(self, place):
        self.place, self.folder = place, place.folder / "mutants"
        self.folder.mkdir()
        (self.folder / "catalogue.yaml").write_text("")

    def mutant(self, name="drop-one", check="exact", words="never arrived"):
        with (self.folder / "catalogue.yaml").open("a") as file:
            file.write(ENTRY.format(name=name, check=check, words=words))

    def excuse(self, text):
        (self.folder / "excuses.yaml").write_text(text)

    def prove(self, *arguments, code):
        ended = self.place.zassay("prove", "--timeout", "120", *arguments, code=code)
        self.last_line = ended.output.splitlines()[-1] if ended.output else ""
        return ended

    def recorded(self, *arguments, code=0):
        """Proves with a record that is not out of date."""
        self.prove("--record", code=code)
        return self.prove(*arguments, code=code)

    @property
    def proof(self):
        return json.loads((self.place.folder / "out/prove/proof.json").read_text())


@pytest.fixture
def bench(place):
    return Bench(place)


def test_a_mutant_that_is_noticed_for_its_reason_proves_the_check(bench):
    bench.place.plain(transports="tcp, inproc", mutants="[drop-one]")
    bench.mutant()
    output = bench.recorded().output
    assert bench.last_line.startswith(
        "Proven: 1 pairs of case and mutant noticed, 1 of 1 checks proven, 0 problems; 2 "
    )
    (case,) = bench.proof["cases"]
    assert case["kills"] == {"drop-one": "exact"} and case["checks"][0]["proven_by"] == ["drop-one"]
    assert "+ drop-one" in output
    histories = {path.name for path in (bench.place.folder / "out/prove/histories").rglob("*.jsonl")}
    assert histories == {"_transport=inproc__shim.jsonl", "_transport=inproc__drop-one.jsonl"}, "the cheapest cell only"


@pytest.mark.parametrize(("check", "words"), [("exact", "arrived twice"), ("fifo", "never arrived")])
def test_another_reason_or_check_is_no_notice(bench, check, words):
    bench.place.plain(mutants="[drop-one]")
    bench.mutant(check=check, words=words)
    output = bench.recorded(code=1).output
    assert "names the mutant drop-one and does not notice it: fail by exact: message 1 of stream s" in output
    assert "the check exact is unproven" in output and "drop-one survives" in output
    assert bench.proof["mutants"][0]["killers"] == []


def test_a_mutant_that_changes_nothing_here_is_a_problem_of_the_case_that_names_it(bench):
    bench.place.plain(mutants="[drop-one, eintr-loses]")
    bench.mutant()
    bench.mutant("eintr-loses")
    output = bench.recorded(code=1).output
    assert "t/plain.yaml names the mutant eintr-loses and does not notice it: pass" in output
    bench.excuse(
        "- mutant: eintr-loses\n  reason: nothing is interrupted here\n"
        "- case: t/plain\n  mutant: eintr-loses\n  reason: the same\n"
    )
    assert "survives: nothing is interrupted here" in bench.recorded().output
    bench.excuse("- mutant: drop-one\n  reason: no\n")
    assert "the excuse for drop-one is not needed" in bench.recorded(code=1).output


def test_a_mutant_that_no_case_names_survives_unless_the_whole_matrix_is_asked_for(bench):
    bench.place.plain(mutants="[drop-one]")
    bench.mutant()
    bench.mutant("duplicate-one", words="arrived twice")
    assert "duplicate-one survives: no case names it" in bench.recorded(code=1).output
    bench.prove("--all", code=0)
    assert bench.proof["cases"][0]["kills"] == {"drop-one": "exact", "duplicate-one": "exact"}
    bench.prove("--mutant", "drop-one", code=0)


def test_a_kill_counts_only_where_the_carrier_is_sound(bench):
    path = bench.place.plain(mutants="[drop-one]")
    path.write_text(path.read_text() + "  - silent: pull\n")
    bench.mutant()
    output = bench.recorded(code=1).output
    assert "shim without a mutant does not pass t/plain[transport=inproc]: fail by silent" in output
    assert bench.proof["cases"][0]["kills"] == {}


def test_a_case_that_names_no_mutant_is_unproven(bench):
    bench.place.plain()
    bench.place.plain("t/other", mutants="[drop-one]")
    bench.mutant()
    output = bench.recorded(code=1).output
    assert "t/plain.yaml is unproven: it notices no mutant" in output
    assert "t/other.yaml is unproven" not in output


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda bench: bench.place.plain(mutants="[drop-two]"), "did you mean 'drop-one'"),
        (lambda bench: bench.excuse("- reason: x\n"), "excuses.yaml:1:"),
        (lambda bench: bench.mutant(), "each mutant once"),
        (lambda bench: (bench.folder / "proof.json").write_text("{}"), "proof.json: "),
        (lambda bench: bench.place.case("t/bad", "title: [\n"), "t/bad.yaml"),
    ],
)
def test_what_cannot_be_read_is_told_before_anything_runs(bench, spoil, words):
    bench.place.plain(mutants="[drop-one]")
    bench.mutant()
    spoil(bench)
    ended = bench.prove(code=2)
    assert words in ended.errors + ended.output
    assert "Traceback" not in ended.errors


def test_a_mutant_that_its_carrier_lacks_is_told_in_the_carriers_words(bench):
    bench.place.plain(mutants="[drop-one, nosuch]")
    bench.mutant()
    bench.mutant("nosuch")
    assert "ZASSAY_MUTANT=nosuch is not" in bench.recorded(code=1).output, bench.last_line


def test_an_interrupt_ends_it_with_what_was_seen_and_accuses_nobody(bench):
    for number in range(40):
        bench.place.plain(f"t/plain{number}", mutants="[drop-one, eintr-loses]")
    bench.mutant()
    bench.mutant("eintr-loses")
    process = bench.place.popen("prove", "--jobs", "1")
    histories = bench.place.folder / "out/prove/histories"
    await_state(process, lambda: any(histories.rglob("*.jsonl")))
    process.send_signal(signal.SIGINT)
    ended = bench.place.ended(process)
    assert ended.code == 5, ended.output
    assert ended.output.splitlines()[-1].startswith("Stopped before the end: ")
    assert "does not notice it" not in ended.output and "survives:" not in ended.output


def test_a_choice_that_leaves_nothing_to_do_is_told(bench):
    path = bench.place.plain(mutants="[drop-one]")
    bench.mutant()
    bench.mutant("duplicate-one", words="arrived twice")
    assert "--all" in bench.prove("--mutant", "duplicate-one", path, code=6).errors
    bench.prove("--mutant", "duplicate-one", "--all", path, code=0)


def test_the_record_is_out_of_date_when_a_case_was_changed(bench):
    path = bench.place.plain(mutants="[drop-one]")
    bench.mutant()
    assert "proof.json is out of date" in bench.prove(code=1).output
    bench.recorded()
    path.write_text(path.read_text() + "# changed\n")
    assert "proof.json is out of date" in bench.prove(code=1).output
    bench.prove("--record", "--mutant", "drop-one", code=2)


def test_the_page_tells_what_proves_each_check(bench):
    path = bench.place.plain(mutants="[drop-one]")
    bench.mutant()
    bench.prove("--record", code=0)
    bench.place.run()
    page = (bench.place.out / "index.html").read_text()
    assert "proven by drop-one" in page and "Proof that the checks can fail" in page
    path.write_text(path.read_text() + "# changed\n")
    bench.place.run()
    page = (bench.place.out / "index.html").read_text()
    assert "proven by drop-one" not in page and "the case was changed after it was proven" in page
    bench.place.run("--proof", "nothere.json")
    assert "Proof that the checks can fail" not in (bench.place.out / "index.html").read_text()
