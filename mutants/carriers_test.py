"""The two carriers refuse what they cannot be, and without a mutant they are sound."""

import json
import os
import pathlib
import subprocess

import pytest

TREE = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = pathlib.Path(os.environ.get("ZASSAY_BUILD", TREE / "build/dev")) / "bin"
CARRIERS = {"shim": PROGRAMS / "libzassay-mutant.so", "model": PROGRAMS / "libzassay-model.so"}
RUN_LIMIT_S = 300.0


def adapter(library: pathlib.Path, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [str(PROGRAMS / "zassay-adapter-libzmq"), "--lib", str(library)],
        env=os.environ | environment,
        input="",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("carrier", CARRIERS)
def test_unknown_mutant_is_refused(carrier: str) -> None:
    ended = adapter(CARRIERS[carrier], ZASSAY_MUTANT="no-such-mutant")
    assert ended.returncode == 2
    assert json.loads(ended.stdout)["event"] == "failed"
    assert "ZASSAY_MUTANT=no-such-mutant is not a mutant" in ended.stderr


def test_shim_that_would_stand_behind_itself_is_refused() -> None:
    ended = adapter(CARRIERS["shim"], ZASSAY_MUTANT_LIBRARY=str(CARRIERS["shim"]))
    assert ended.returncode == 2
    assert "names the library of mutants itself" in ended.stderr


def test_the_model_passes_every_cell_that_it_can_run_and_has_no_known_deviation(tmp_path: pathlib.Path) -> None:
    command = [str(PROGRAMS / "zassay"), "run", "--lib", str(CARRIERS["model"]), "--quiet", "--out", str(tmp_path)]
    command += ["--scenarios", str(TREE / "scenarios"), "--expectations", str(tmp_path / "none"), "--timeout", "120"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=RUN_LIMIT_S, check=False)
    cells = json.loads((tmp_path / "results.json").read_text())["cells"]
    verdicts = {cell["cell"]: cell["judgement"]["verdict"] for cell in cells}
    assert {cell: verdict for cell, verdict in verdicts.items() if verdict not in ("pass", "unsupported")} == {}
    assert ended.returncode == 0, ended.stdout + ended.stderr
    over_inproc = [cell for cell in cells if {"name": "transport", "value": "inproc"} in cell["parameters"]]
    assert len([cell for cell in over_inproc if verdicts[cell["cell"]] == "pass"]) > 0.9 * len(over_inproc)
    assert all(label.startswith("model@") for cell in cells for label in cell["sides"].values())
