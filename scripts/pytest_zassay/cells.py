"""Case files and cells as pytest nodes."""

import json
import pathlib
import shutil
import tempfile
from collections.abc import Iterator

import pytest

from pytest_zassay.explain import explain
from pytest_zassay.program import Program, ZassayError


class NotPassed(Exception):  # noqa: N818 - it is no error of the plugin: the text is the engine's explanation
    """A cell that is not green."""


class CaseFile(pytest.File):
    """One YAML file: its cells, as the program lists them for the chosen implementations."""

    def __init__(self, *, program: Program, **others) -> None:
        super().__init__(**others)
        self.program = program

    def collect(self) -> Iterator[pytest.Item]:
        try:
            cells = self.program.cells_of(self.path)
        except ZassayError as error:
            raise self.CollectError(str(error)) from error
        for cell in cells:
            yield CellItem.from_parent(self, name=cell["cell"], tags=cell.get("tags", []))


class CellItem(pytest.Item):
    """One cell. Its folder of results is kept only when it is not green: the explanation names files in it."""

    parent: CaseFile

    def __init__(self, *, tags: list[str], **others) -> None:
        super().__init__(**others)
        self.extra_keyword_matches.update(tags)

    def runtest(self) -> None:
        out = pathlib.Path(tempfile.mkdtemp(prefix="zassay-"))
        try:
            self._judge(self._run(out), out)
        except (NotPassed, ZassayError):
            raise
        except BaseException:  # green, skipped, expected or interrupted
            shutil.rmtree(out, ignore_errors=True)
            raise
        shutil.rmtree(out, ignore_errors=True)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style=None):
        if isinstance(excinfo.value, NotPassed | ZassayError):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[pathlib.Path, int, str]:
        return self.path, 0, self.name

    def _run(self, out: pathlib.Path) -> dict:
        """The report of a run with this cell alone."""
        ended = self.parent.program.run(self.path, self.name, out)
        report = out / "results.json"
        try:
            results = json.loads(report.read_text(encoding="utf-8"))
            cells = [cell["cell"] for cell in results["cells"]]
        except FileNotFoundError:
            results, cells = {}, []
        except (ValueError, KeyError, TypeError) as error:
            raise ZassayError(f"{report} is no report of zassay: {error!r}.") from error
        if cells != [self.name]:
            said = "\n".join([*results.get("errors", []), ended.errors.strip()])
            what = f"zassay ended with exit code {ended.code} and without a result of this cell alone."
            raise ZassayError(f"{what}\n{said}".strip())
        return results

    def _judge(self, results: dict, out: pathlib.Path) -> None:
        """Turns what the engine makes of the cell, by its level and by the known deviations, into pytest's words."""
        (cell,) = results["cells"]
        (standing,) = (name for name, count in results["summary"]["standings"].items() if count)
        judgement = cell["judgement"]
        self.user_properties.append(("zassay_verdict", judgement["verdict"]))
        for sentence in results["stale_expectations"]:
            self.warn(UserWarning(f"zassay: {sentence}"))
        match standing:
            case "passed":
                return
            case "unsupported":
                pytest.skip(judgement["reason"] or "the implementation cannot express this case")
            case "known deviation":
                pytest.xfail(f"known deviation: {cell['expected_reason']}")
        text = explain(cell, results["clauses"], self.path, out)
        # Exit code 5 beside a warning: a MUST of the same cell could not be decided.
        if standing in {"recorded (INFO)", "warning (SHOULD)"} and results["summary"]["exit_code"] == 0:
            self.warn(UserWarning(f"zassay: {self.name}: {standing}\n{text}"))
            return
        raise NotPassed(text)
