""".github/workflows/test.yml calls what is there. It runs elsewhere: here it is only read."""

import os
import pathlib
import re

import pytest
import yaml

TREE = pathlib.Path(__file__).resolve().parent.parent
WORKFLOW = yaml.safe_load((TREE / ".github/workflows/test.yml").read_text(encoding="utf-8"))
JOBS = WORKFLOW["jobs"]


def commands(job: str) -> list[str]:
    return [step["run"] for step in JOBS[job]["steps"] if "run" in step]


def uploaded(job: str) -> list[str]:
    return [step["with"]["path"] for step in JOBS[job]["steps"] if "upload-artifact" in step.get("uses", "")]


def test_it_runs_for_every_change():
    # YAML 1.1 takes the key `on` for a truth value.
    assert WORKFLOW[True].keys() == {"push", "pull_request"}


@pytest.mark.parametrize("job", JOBS)
def test_each_job_checks_out_into_the_system_that_the_scripts_are_for(job: str):
    assert JOBS[job]["container"]["image"] == "debian:12"
    uses = [step["uses"].partition("@")[0] for step in JOBS[job]["steps"] if "uses" in step]
    assert uses == ["actions/checkout", "actions/upload-artifact"]
    assert JOBS[job]["timeout-minutes"] <= 60


@pytest.mark.parametrize("job", JOBS)
def test_each_script_is_there_and_can_be_run(job: str):
    scripts = [word for line in commands(job) for word in re.findall(r"(?:^|&& )((?:\.ci|scripts)/\S+)", line)]
    assert len(scripts) == 1
    assert os.access(TREE / scripts[0], os.X_OK)


def test_what_the_scripts_write_is_kept():
    assert commands("test")[-1] == ".ci/run" and "scripts/test" in (TREE / ".ci/run").read_text(encoding="utf-8")
    assert 'logs="$tree/build/test"' in (TREE / "scripts/test").read_text(encoding="utf-8")
    assert uploaded("test") == ["build/test"]
    assert "scripts/run" in commands("conformance")
    assert '--out "$tree/out"' in (TREE / "scripts/run").read_text(encoding="utf-8")
    assert uploaded("conformance") == ["out"]


def test_the_summary_is_shown_also_when_a_cell_failed():
    (step,) = [step for step in JOBS["conformance"]["steps"] if "GITHUB_STEP_SUMMARY" in step.get("run", "")]
    assert step["run"] == 'cat out/summary.md >>"$GITHUB_STEP_SUMMARY"' and step["if"] == "always()"
    assert "`summary.md`" in (TREE / "docs/results.md").read_text(encoding="utf-8")
