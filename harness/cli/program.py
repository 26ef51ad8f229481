"""Runs the built `zassay` as its users do, in a scratch folder with small cases.

LIMIT_S only ends a test that would wait for ever: every wait is for the end of a process or for a state. Cells and
adapters get limits that no machine reaches, however busy it is, unless the limit itself is what is tested.
"""

import contextlib
import json
import os
import select
import subprocess
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

LIMIT_S = 300
# Beside load the program's own limits of 20 s would now and then say more about the machine than about a cell.
GENEROUS = {"--timeout": 120, "--start-timeout": 120}
REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("ZASSAY_BUILD", REPOSITORY / "build/dev"))
PROGRAM = BUILD / "bin" / "zassay"
HOSTILE = REPOSITORY / "harness/adapter/hostile"

# Three messages through a pipe, which every adapter of this tree can do. `recv` is where hostile ones misbehave.
PLAIN = """\
title: What is sent arrives
clauses: [PIPELINE-PUSH-07]
{more}matrix: {{transport: [{transports}]}}
sockets:
  pull: {{type: PULL, bind: auto}}
  push: {{type: PUSH, {side}connect: pull}}
steps:
  - open: [pull, push]
  - push.send: {{stream: s, count: 3}}
  - pull.recv: {{count: 3}}
expect:
  - exact: s
"""


def hostile(name, *arguments):
    """The command of an adapter of harness/adapter/hostile."""
    return " ".join([f"{HOSTILE / name}.py", *arguments])


def with_limits(arguments):
    """The arguments of a run, with generous limits where they name none."""
    return [*arguments, *(word for name in GENEROUS.keys() - set(arguments) for word in (name, GENEROUS[name]))]


@dataclass
class Ended:
    """What a run of the program left: exit code, what it printed, and its folder of results."""

    code: int
    output: str
    errors: str
    out: Path

    @property
    def results(self):
        return json.loads((self.out / "results.json").read_text("utf-8"))

    @property
    def cells(self):
        return self.results["cells"]

    @property
    def cell(self):
        """The only cell of the run."""
        (only,) = self.cells
        return only

    def verdicts(self):
        return [cell["judgement"]["verdict"] for cell in self.cells]

    def history(self, cell):
        """The header and the events of a cell."""
        lines = (self.out / cell["history"]).read_text("utf-8").splitlines()
        return json.loads(lines[0]), [json.loads(line) for line in lines[1:]]


class Place:
    """A folder with cases, where the program runs. Its processes carry a mark of this place in their environment."""

    def __init__(self, folder, temporary):
        self.folder, self.out = folder, folder / "out"
        self.scenarios = folder / "scenarios"
        self.scenarios.mkdir()
        clauses = (REPOSITORY / "scenarios/clauses.yaml").read_bytes()
        (self.scenarios / "clauses.yaml").write_bytes(clauses)
        self.mark = f"ZASSAY_TEST_PLACE={uuid.uuid4()}"
        name, value = self.mark.split("=")
        environment = {**os.environ, name: value, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"}
        self.environment = {key: value for key, value in environment.items() if key not in ("TERM", "NO_COLOR")}

    def case(self, name, text):
        path = self.scenarios / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def plain(self, name="t/plain", transports="inproc", side="", **members):
        more = "".join(f"{key}: {value}\n" for key, value in members.items())
        return self.case(name, PLAIN.format(transports=transports, side=f"side: {side}, " if side else "", more=more))

    def popen(self, *arguments, **options):
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        command = [str(PROGRAM), *map(str, arguments)]
        return subprocess.Popen(command, cwd=self.folder, env=self.environment, **{**pipes, **options})

    def ended(self, process):
        try:
            output, errors = process.communicate(timeout=LIMIT_S)
        finally:
            process.kill()
        texts = [(text or b"").decode("utf-8") for text in (output, errors)]
        return Ended(process.returncode, *texts, self.out)

    def zassay(self, *arguments, code=0, **options):
        """Runs the program to its end, which must have that exit code."""
        ended = self.ended(self.popen(*arguments, **options))
        assert ended.code == code, f"exit code {ended.code}, not {code}:\n{ended.errors}\n{ended.output}"
        return ended

    def run(self, *arguments, code=0, **options):
        return self.zassay("run", *with_limits(arguments), code=code, **options)

    def run_until_decided(self, *arguments):
        """A run whose cell is ended by its limit, with a longer one as long as the machine was too busy to tell."""
        for limit_s in (1, 10, 100):
            ended = self.ended(self.popen("run", *with_limits([*arguments, "--timeout", limit_s])))
            if "inconclusive" not in ended.verdicts():
                break
        return ended

    def complaint(self, *arguments, code):
        """The one sentence of a run that could not begin."""
        ended = self.zassay(*arguments, code=code)
        lines = ended.errors.splitlines()
        assert len(lines) == 1 and lines[0].startswith("zassay: "), ended.errors
        return lines[0]

    def processes(self):
        """Those that carry this place's mark and are no zombies."""
        found = []
        for folder in Path("/proc").iterdir():
            # What ended in between is not there; what belongs to another user is not ours.
            with contextlib.suppress(OSError):
                if folder.name.isdigit() and self.mark.encode() in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
        return found

    def await_end_of_all(self):
        """Returns once no process of this place is alive; one that stays fails the test."""
        deadline_s = time.monotonic() + LIMIT_S
        while processes := self.processes():
            for process in processes:
                left_ms = int((deadline_s - time.monotonic()) * 1000)
                command = Path(f"/proc/{process}/cmdline")
                with contextlib.suppress(ProcessLookupError):
                    assert await_exit(process, left_ms), f"{command.read_bytes()} was left behind"


def await_exit(process, limit_ms):
    """Whether the process ended within the limit."""
    descriptor = os.pidfd_open(process)
    try:
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return bool(poll.poll(max(0, limit_ms)))
    finally:
        os.close(descriptor)


def await_state(process, is_reached):
    """Looks until the state is reached; it must be while the process (a Popen) lives."""
    deadline_s = time.monotonic() + LIMIT_S
    while not is_reached():
        assert time.monotonic() < deadline_s, "the state is not reached"
        assert not await_exit(process.pid, 5), "the program ended first"


def has_invoked(history, call):
    """Whether the history, which is being written, has that call in it."""

    def look():
        if not history.exists():
            return False
        lines = [line for line in history.read_bytes().splitlines(keepends=True) if line.endswith(b"\n")]
        return any(json.loads(line).get("call") == call for line in lines)

    return look
