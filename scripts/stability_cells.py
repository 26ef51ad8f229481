"""What was seen of each cell in all its runs, and what that proves."""

import collections
import dataclasses

FAILURES = ("fail", "stuck", "violation", "hang", "crash")
UNDECIDED = ("inconclusive", "not-exercised")


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def answer_of(cell: dict) -> str:
    """Verdict and standing of a cell in a few words."""
    judgement = cell["judgement"]
    verdict = judgement["verdict"]
    if verdict in FAILURES and "expected_reason" in cell:
        return f"{verdict} (known deviation)"
    return verdict if verdict == "pass" or judgement["level"] == "MUST" else f"{verdict} ({judgement['level']})"


@dataclasses.dataclass
class Cell:
    """What was seen of one cell in all its runs."""

    name: str
    case: str
    is_timing: bool
    answers: collections.Counter = dataclasses.field(default_factory=collections.Counter)  # the first one first
    reasons: dict[str, str] = dataclasses.field(default_factory=dict)

    def runs(self) -> int:
        return self.answers.total()

    def changed(self) -> bool:
        return len(self.answers) > 1

    def undecided(self) -> int:
        return sum(self.answers[answer] for answer in UNDECIDED)

    def line(self) -> str:
        said = ", then ".join(
            f"{number:,} × {answer}" + (f" ({self.reasons[answer]})" if self.reasons[answer] else "")
            for answer, number in self.answers.items()
        )
        return f"{'CHANGED' if self.changed() else 'UNDECIDED'}  {self.name}: {said}"


@dataclasses.dataclass
class Group:
    """Cells that stand for one thing: all those of a case, or a single one."""

    cells: list[Cell]

    def runs(self) -> int:
        return sum(cell.runs() for cell in self.cells)

    def changed(self) -> bool:
        return any(cell.changed() for cell in self.cells)

    def rare(self) -> int:
        """Runs that gave another answer than the first of their cell."""
        return sum(cell.runs() - next(iter(cell.answers.values())) for cell in self.cells)


def by_case(cells: list[Cell]) -> list[Group]:
    cases: dict[str, list[Cell]] = {}
    for cell in cells:
        cases.setdefault(cell.case, []).append(cell)
    return [Group(of_case) for of_case in cases.values()]


def bound_of(what: str, groups: list[Group]) -> str:
    """What so many repetitions say about the rate of flakes: none in n runs is a rate below 3/n, at 95 %."""
    least = min(group.runs() for group in groups)
    changed = sum(group.changed() for group in groups)
    if changed:
        rare, runs = sum(group.rare() for group in groups), sum(group.runs() for group in groups)
        return f"{counted(len(groups), what)}: {changed} changed, in {rare:,} of {runs:,} runs."
    seen = f"{counted(len(groups), what)}: none changed in {counted(least, 'run')} or more each"
    return f"{seen}, a flake rate of each below {min(1, 3 / least):.2%} (3/{least:,}, at 95 %)."
