"""The `zassay` program as the plugin uses it: which cells a file has, and what came out of one."""

import contextlib
import dataclasses
import json
import pathlib
import shutil
import subprocess

import pytest

TREE = pathlib.Path(__file__).resolve().parent.parent.parent
LIST_LIMIT_S = 60.0  # for reading all case files
NOTHING_PLANNED = 6  # exit code


class ZassayError(Exception):
    """The program could not do its work; the text says what, where and what to do."""


@dataclasses.dataclass(frozen=True)
class Ended:
    """A process that ended by itself: its exit code and what it wrote."""

    code: int
    output: str
    errors: str


def folder_of_cases(path: pathlib.Path) -> pathlib.Path:
    """Where names of cases count from: the nearest folder above with a catalogue of clauses, else ours."""
    for folder in path.parents:
        if (folder / "clauses.yaml").exists():
            return folder
    return TREE / "scenarios"


def find_program(named: str | None) -> str:
    built = TREE / "build" / "dev" / "bin" / "zassay"
    return named or (str(built) if built.exists() else None) or shutil.which("zassay") or "zassay"


class Program:
    """One for each pytest process. Listings are asked for once and kept."""

    def __init__(self, config: pytest.Config) -> None:
        self.path = find_program(config.getoption("--zassay-program"))
        self.timeout_s: float = config.getoption("--zassay-timeout")
        self.options: list[str] = []
        for option in ("adapter", "lib", "impl"):
            for value in config.getoption(f"--zassay-{option}"):
                self.options += [f"--{option}", value]
        self._named = [pathlib.Path(config.invocation_params.dir, arg.split("::")[0]).resolve() for arg in config.args]
        self._cells: dict[pathlib.Path, list[dict]] | None = None

    def was_asked_for(self) -> bool:
        return bool(self.options) or any("scenarios" in path.parts for path in self._named)

    def is_case(self, path: pathlib.Path) -> bool:
        if path in self._named:
            return True
        # Lists of clauses, schemas and the like stand directly in scenarios/; cases stand by topic below it.
        return "scenarios" in path.parts[:-2]

    def cells_of(self, path: pathlib.Path) -> list[dict]:
        """The cells of one case file, as `zassay list` gives them."""
        if self._cells is None:
            self._cells = {}
            for folder, paths in self._files_by_folder().items():
                # One bad file spoils a common listing: asked file by file below, only it is blamed.
                with contextlib.suppress(ZassayError):
                    self._cells |= self._list(folder, paths)
        if path not in self._cells:
            self._cells |= self._list(folder_of_cases(path), [path])
        return self._cells[path]

    def run(self, path: pathlib.Path, cell: str, out: pathlib.Path) -> Ended:
        """Runs one cell; the report is in `out` afterwards."""
        folder = folder_of_cases(path)
        expectations = ["--expectations", str(folder.parent / "expectations")]
        only = ["--cell", cell, "--out", str(out), "--quiet"]
        return self._call(["run", str(path), *self._options_with(folder), *expectations, *only], self.timeout_s)

    def _options_with(self, folder: pathlib.Path) -> list[str]:
        return ["--scenarios", str(folder), *self.options]

    def _files_by_folder(self) -> dict[pathlib.Path, list[pathlib.Path]]:
        found = set()
        for named in self._named:
            found |= set(named.rglob("*.yaml")) if named.is_dir() else {named}
        folders: dict[pathlib.Path, list[pathlib.Path]] = {}
        for path in sorted(found):
            if path.suffix == ".yaml" and self.is_case(path):
                folders.setdefault(folder_of_cases(path), []).append(path)
        return folders

    def _list(self, folder: pathlib.Path, paths: list[pathlib.Path]) -> dict[pathlib.Path, list[dict]]:
        ended = self._call(["list", "--json", *map(str, paths), *self._options_with(folder)], LIST_LIMIT_S)
        if ended.code not in (0, NOTHING_PLANNED):
            raise ZassayError(ended.errors.strip() or f"{self.path} list ended with exit code {ended.code}.")
        cells: dict[pathlib.Path, list[dict]] = {path: [] for path in paths}
        try:
            for cell in json.loads(ended.output)["cells"]:
                cells.setdefault(pathlib.Path(cell["file"]).resolve(), []).append(cell)
        except (ValueError, KeyError, TypeError) as error:
            raise ZassayError(
                f"{self.path} list --json wrote something else than a list of cells: {error!r}."
            ) from error
        return cells

    def _call(self, arguments: list[str], limit_s: float) -> Ended:
        try:
            process = subprocess.Popen(
                [self.path, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                errors="replace",
            )
        except OSError as error:
            raise ZassayError(
                f"{self.path} cannot be started ({error.strerror}): "
                "build it by scripts/setup or name it by --zassay-program."
            ) from error
        with process:
            try:
                output, errors = process.communicate(timeout=limit_s)
            except subprocess.TimeoutExpired:
                process.kill()  # its guardian ends what it started
                _, errors = process.communicate()
                said = f"{self.path} {arguments[0]} did not end within {limit_s:g} s and was killed.\n{errors}"
                raise ZassayError(said.strip()) from None
        return Ended(process.returncode, output, errors)
