#!/usr/bin/env python3
"""Repeats the cases beside a busy machine, and says whether the verdict of any cell changed (docs/verdicts.md).

The whole set --rounds times, and each case with the tag `timing` --timing times more, the points of its matrix in
turn. What is not named below goes to
`zassay run`: case files, --filter, --impl, --adapter, --lib, … A run of the program has at most --at-once cells, and
its results are removed when they show nothing new.

Exit codes: 0 nothing changed and nothing was undecided · 1 a verdict changed · 2 usage, or nothing ran · 3 the harness
or the load failed · 5 undecided: a cell was, or the time was over or Ctrl-C came before everything was repeated.
"""

import argparse
import dataclasses
import json
import math
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from busy_machine import BusyMachine, bound_to_us, processors
from stability_cells import FAILURES, UNDECIDED, Cell, Group, answer_of, bound_of, by_case, counted

TREE = pathlib.Path(__file__).resolve().parent.parent
OURS = ("--tag", "--out", "--repeat", "--list", "--json", "--fail-fast", "--write-expectations")
KEPT_RUNS = 5  # results of so many runs are kept where something changed: later ones seldom tell more


@dataclasses.dataclass
class Part:
    """Some of the cells, and how often they are to run."""

    name: str
    options: list[str]
    asked: int
    cells: int = 0  # planned for one repetition; 0: not known yet
    done: int = 0

    def next_repeat(self, at_once: int) -> int:
        return min(self.asked - self.done, max(1, at_once // self.cells)) if self.cells else 1


class Stability:
    def __init__(self, arguments: argparse.Namespace, passed_on: list[str]) -> None:
        self.arguments, self.passed_on = arguments, passed_on
        self.began_s = time.monotonic()
        self.cells: dict[tuple, Cell] = {}
        self.parts = [Part("whole set", [], arguments.rounds)]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="zassay-stability-"))
        self.process: subprocess.Popen | None = None
        self.ended_early = ""  # why
        self.kept: list[pathlib.Path] = []

    def stop(self, why: str) -> None:
        """Has the run in flight end its cells and write its results; the second time, end at once."""
        self.ended_early = self.ended_early or why
        if self.process:
            self.process.send_signal(signal.SIGINT)

    def run(self, part: Part, repeat: int, out: pathlib.Path) -> dict | None:
        """The results of one run of the program, also of one that was stopped; None if there are none."""
        usual = [("--scenarios", "scenarios"), ("--expectations", "expectations"), ("--proof", "mutants/proof.json")]
        command = [self.arguments.zassay, "run", "--quiet", "--out", str(out), "--repeat", str(repeat)]
        for option, folder in usual:
            if not any(word.split("=")[0] == option for word in self.passed_on):
                command += [option, str(TREE / folder)]
        command = bound_to_us([*command, *part.options, *self.passed_on], "INT")
        with (self.folder / "printed.txt").open("w+b") as printed:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=printed, stderr=subprocess.STDOUT, start_new_session=True
            )
            if self.ended_early:  # by a signal that came before there was a process to tell
                self.process.send_signal(signal.SIGINT)
            try:
                left_s = self.arguments.limit and self.began_s + self.arguments.limit - time.monotonic()
                self.process.wait(None if left_s is None else max(0, left_s))
            except subprocess.TimeoutExpired:
                self.stop("the time was over")
                self.process.wait()
            self.process = None
            results = out / "results.json"
            if results.exists():
                return json.loads(results.read_text(encoding="utf-8"))
            printed.seek(0)
            if not self.ended_early:
                sys.stderr.write(printed.read().decode("utf-8", "replace"))
            return None

    def take(self, results: dict) -> set[str]:
        """Counts the cells of a run; the names of those worth keeping."""
        notable = set()
        for cell in results["cells"]:
            key = (cell["cell"], *cell["sides"].values())
            name = f"{cell['cell']} on {' and '.join(dict.fromkeys(cell['sides'].values())) or 'nothing'}"
            seen = self.cells.setdefault(key, Cell(name, cell["case"], "timing" in cell["tags"]))
            answer = answer_of(cell)
            is_new = answer not in seen.answers
            seen.answers[answer] += 1
            seen.reasons.setdefault(answer, "" if answer == "pass" else cell["judgement"]["reason"])
            if answer != next(iter(seen.answers)) or answer in UNDECIDED:
                notable.add(cell["cell"])
                if is_new:
                    print(f"  {seen.line()}", flush=True)
        return notable

    def keep(self, out: pathlib.Path, results: dict, notable: set[str]) -> None:
        """Leaves of a run what shows something new: its reports, and the histories of those cells."""
        if not notable or len(self.kept) == KEPT_RUNS:
            shutil.rmtree(out)
            return
        self.kept.append(out)
        for cell in results["cells"]:
            if cell["cell"] not in notable and cell["history"]:
                (out / cell["history"]).unlink(missing_ok=True)

    def plan_timing(self, results: dict) -> None:
        """A part for all timing cases with so many cells each: the more cells, the fewer rounds."""
        cells: dict[str, set[str]] = {}
        for cell in results["cells"]:
            if "timing" in cell["tags"]:
                cells.setdefault(cell["case"], set()).add(cell["cell"])
        for points in sorted({len(of_case) for of_case in cells.values()}):
            names = sorted(name for of_case in cells.values() if len(of_case) == points for name in of_case)
            chosen = [word for name in names for word in ("--cell", name)]
            rounds = math.ceil(self.arguments.timing / points)
            self.parts.append(Part(f"timing cases of {counted(points, 'cell')}", chosen, rounds, len(names)))

    def next_part(self) -> Part | None:
        """The one that lags behind, so that a run that is ended early has seen some of all."""
        parts = [part for part in self.parts if part.done < part.asked]
        return min(parts, key=lambda part: part.done / part.asked, default=None)

    def repeat(self, load: BusyMachine) -> int:
        """Runs everything; the exit code if it could not be done."""
        number = 0
        while not self.ended_early and (part := self.next_part()):
            number += 1
            repeat, out = part.next_repeat(self.arguments.at_once), self.folder / str(number)
            results = self.run(part, repeat, out)
            if results is None or not (results["cells"] or self.ended_early):
                return 5 if self.ended_early else 2
            self.keep(out, results, self.take(results))
            part.cells = part.cells or results["planned"]
            part.done += repeat if results["complete"] else 0  # the bound below counts what else was seen
            if number == 1 and not self.ended_early:
                self.plan_timing(results)
            if results["errors"]:
                print("\n".join(results["errors"]), file=sys.stderr)
                return 3
            if not load.is_busy():
                print("stability: the load ended by itself: nothing is said about a busy machine.", file=sys.stderr)
                return 3
            self.print_progress(part)
        return 0

    def print_progress(self, part: Part) -> None:
        runs = sum(cell.runs() for cell in self.cells.values())
        changed = sum(cell.changed() for cell in self.cells.values())
        undecided = sum(cell.undecided() for cell in self.cells.values())
        said = f"{changed} changed, {undecided} undecided" if changed or undecided else "nothing changed"
        seconds = time.monotonic() - self.began_s
        print(f"{part.name:24}  {part.done:4} of {part.asked:,}  {runs:9,} runs  {seconds:6.0f} s  {said}", flush=True)

    def print_end(self, load: BusyMachine) -> None:
        cells = self.cells.values()
        for cell in cells:
            if cell.changed() or cell.undecided():
                print(cell.line())
        if self.kept:
            print(f"What shows it is kept: {', '.join(map(str, self.kept))}")
        if self.ended_early:
            parts = [f"{part.name} {part.done:,} of {part.asked:,} times" for part in self.parts]
            print(f"Not finished, because {self.ended_early}: {', '.join(parts)}.")
        runs, seconds = sum(cell.runs() for cell in cells), time.monotonic() - self.began_s
        print(f"{counted(len(cells), 'cell')}, {counted(runs, 'run')} in {seconds:.0f} s beside {load.name}.")
        for what, groups in (
            ("timing case", by_case([cell for cell in cells if cell.is_timing])),
            ("other cell", [Group([cell]) for cell in cells if not cell.is_timing]),
        ):
            if groups:
                print(bound_of(what, groups))
        failed = [cell for cell in cells if not cell.changed() and next(iter(cell.answers)) in FAILURES]
        if failed:
            print(f"{counted(len(failed), 'cell')} failed every time: stable, and not as expected.")

    def exit_code(self) -> int:
        if any(cell.changed() for cell in self.cells.values()):
            return 1
        return 5 if self.ended_early or any(cell.undecided() for cell in self.cells.values()) else 0


def arguments_of(words: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="scripts/stability", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )  # fmt: skip
    parser.add_argument("--rounds", type=int, default=50, help="how often the whole set runs (50)")
    parser.add_argument("--timing", type=int, default=1000, help="how often each timing case runs besides (1000)")
    parser.add_argument("--limit", type=float, metavar="SECONDS", help="ends after so long, and says how far it came")
    parser.add_argument("--load", type=int, default=processors(), help="busy loops (one for each processor; 0: none)")
    parser.add_argument("--at-once", type=int, default=10000, help="cells of a run of the program, at most (10000)")
    parser.add_argument("--zassay", default=str(TREE / "build/dev/bin/zassay"), help="the program")
    arguments, passed_on = parser.parse_known_args(words)
    if arguments.rounds < 1 or min(arguments.timing, arguments.load) < 0 or arguments.at_once < 1:
        parser.error("--rounds and --at-once are at least 1, --timing and --load at least 0")
    if taken := [word for word in passed_on if word.split("=")[0] in OURS]:
        parser.error(f"{taken[0]} is set by this command itself")
    return arguments, passed_on


def main() -> int:
    stability = Stability(*arguments_of(sys.argv[1:]))
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: stability.stop(f"{signal.Signals(number).name} came"))
    try:
        with BusyMachine(stability.arguments.load) as load:
            code = stability.repeat(load)
        if stability.cells or stability.ended_early:
            stability.print_end(load)
        return code or stability.exit_code()
    finally:
        (stability.folder / "printed.txt").unlink(missing_ok=True)
        if not stability.kept:
            shutil.rmtree(stability.folder)


if __name__ == "__main__":
    sys.exit(main())
