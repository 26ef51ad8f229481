"""scripts/setup in a scratch tree, with programs in PATH that record how they are called."""

import os
import pathlib
import shutil
import subprocess

import pytest

HERE = pathlib.Path(__file__).resolve().parent


class Scratch:
    """A tree with nothing but the script, in a folder with a space in its name."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.tree = folder / "a tree"
        self.programs = folder / "programs"
        self.calls = folder / "calls"
        (self.tree / "scripts").mkdir(parents=True)
        self.programs.mkdir()
        shutil.copy(HERE / "setup", self.tree / "scripts" / "setup")
        (self.tree / "CMakePresets.json").write_text("{}\n")
        self.program("cmake", 'mkdir -p "$2/build/dev" && touch "$2/build/dev/build.ninja"')
        self.program("ninja", "echo 'ninja: no work to do.'")
        self.program("dpkg-query", 'shift 2; for name in "$@"; do echo "$name installed"; done')

    def program(self, name: str, body: str) -> None:
        path = self.programs / name
        path.write_text(f'#!/bin/bash\necho "{name} $*" >>"{self.calls}"\n{body}\n')
        path.chmod(0o755)

    def run(self, *arguments: str, folder: str = "/") -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.tree / "scripts" / "setup", *arguments],
            cwd=folder,
            env={**os.environ, "PATH": f"{self.programs}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
        )

    def called(self, name: str) -> list[str]:
        lines = self.calls.read_text().splitlines() if self.calls.exists() else []
        return [line for line in lines if line.startswith(f"{name} ")]


@pytest.fixture
def scratch(tmp_path: pathlib.Path) -> Scratch:
    return Scratch(tmp_path)


def test_the_second_run_says_nothing_and_does_nothing_again(scratch: Scratch):
    first = scratch.run()
    assert (first.returncode, first.stdout) == (0, "")
    assert first.stderr == "setup: making .venv\nsetup: configuring build/dev\n"
    second = scratch.run(folder=str(scratch.tree.parent))
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert len(scratch.called("cmake")) == 1
    assert len(scratch.called("ninja")) == 2


def test_a_moved_tree_gets_an_environment_and_a_build_of_its_own(scratch: Scratch):
    scratch.run()
    (scratch.tree / "build/dev/CMakeCache.txt").write_text(f"CMAKE_HOME_DIRECTORY:INTERNAL={scratch.tree}\n")
    scratch.tree = scratch.tree.rename(scratch.tree.with_name("another tree"))
    moved = scratch.run()
    assert moved.stderr == "setup: making .venv\nsetup: configuring build/dev\n"
    python = scratch.tree / ".venv" / "bin" / "python"
    prefix = subprocess.run([python, "-c", "import sys; print(sys.prefix)"], capture_output=True, text=True, check=True)
    assert prefix.stdout.strip() == str(scratch.tree / ".venv")


def test_missing_packages_are_named_when_it_may_not_install_them(scratch: Scratch):
    scratch.program(
        "dpkg-query", 'shift 2; for name in "$@"; do [[ $name == libzmq3-dev ]] || echo "$name installed"; done'
    )
    scratch.program("id", "echo 1000")
    scratch.program("sudo", "exit 1")
    ended = scratch.run()
    assert ended.returncode == 2
    assert ended.stderr == (
        "setup: these packages are missing, and only root may install them: apt-get install libzmq3-dev\n"
    )
    assert scratch.called("cmake") == []


def test_missing_packages_are_installed_by_sudo(scratch: Scratch):
    scratch.program("dpkg-query", 'shift 2; for name in "$@"; do [[ $name == cmake ]] || echo "$name installed"; done')
    scratch.program("id", "echo 1000")
    scratch.program("sudo", 'shift; "$@"')
    scratch.program("apt-get", "exit 0")
    ended = scratch.run("run")
    assert ended.returncode == 0, ended.stderr
    assert scratch.called("apt-get") == ["apt-get install -y --no-install-recommends cmake"]


def test_a_failed_build_shows_its_log(scratch: Scratch):
    scratch.program(
        "ninja", "echo '[1/2] Building CXX object a.o'; echo 'FAILED: a.o'; echo 'a.cpp:1: error: no'; exit 1"
    )
    ended = scratch.run()
    assert ended.returncode == 1
    assert "setup: building build/dev\n" in ended.stderr
    assert "FAILED: a.o\na.cpp:1: error: no\n" in ended.stderr
    assert ended.stderr.endswith(f"setup: the build failed; the whole log is {scratch.tree}/build/setup/ninja.log.\n")


def test_requirements_are_installed_once_and_again_when_they_change(scratch: Scratch):
    scratch.run()
    python = scratch.tree / ".venv" / "bin" / "python"
    python.unlink()
    scratch.program("recorded-python", "exit 0")
    python.symlink_to(scratch.programs / "recorded-python")
    adapter = scratch.tree / "adapters" / "mine"
    adapter.mkdir(parents=True)
    for version in ("1", "1", "2"):
        (adapter / "requirements.txt").write_text(f"mine=={version}\n")
        assert scratch.run("run").returncode == 0
    installs = [call for call in scratch.called("recorded-python") if " -m pip install " in call]
    assert len(installs) == 2
    assert all(call.endswith(f"--requirement={adapter}/requirements.txt") for call in installs)


def test_an_unknown_purpose_is_refused(scratch: Scratch):
    ended = scratch.run("deploy")
    assert ended.returncode == 2
    assert ended.stderr == "setup: unknown purpose 'deploy': say run or test.\n"
