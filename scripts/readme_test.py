"""README.md shows what is really there: its case is a file of this tree, its picture is what the program draws."""

import os
import pathlib
import re
import subprocess

TREE = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.get("ZASSAY_BUILD", TREE / "build/dev"))
README = (TREE / "README.md").read_text(encoding="utf-8")
CASE_FORMAT = (TREE / "docs/case-format.md").read_text(encoding="utf-8")
CASE = "scenarios/hwm/push-blocks-and-resumes.yaml"
LIMIT_S = 300


def fence(text: str, first_words: str) -> str:
    """The fenced block that begins with these words."""
    (found,) = re.findall(rf"^```[a-z]*\n({re.escape(first_words)}.*?)^```$", text, flags=re.M | re.S)
    return found


def zassay(*arguments: str, **variables: str) -> tuple[int, str]:
    """Exit code, and what it printed on standard error or else on standard output."""
    command = [str(BUILD / "bin/zassay"), *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in ("TERM", "NO_COLOR")}
    ended = subprocess.run(
        command,
        cwd=TREE,
        env={**environment, **variables},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    return ended.returncode, ended.stderr or ended.stdout


def test_the_case_is_the_file_that_it_says_it_is():
    shown = fence(README, "title: ")
    without_remarks = "".join(re.sub(r" +# .*$", "", line) + "\n" for line in shown.splitlines())
    assert f"({CASE})" in README
    assert without_remarks == (TREE / CASE).read_text(encoding="utf-8")


def test_the_cases_of_the_format_are_files():
    shown = re.findall(r"^```yaml\n(title: .*?)^```$", CASE_FORMAT, flags=re.M | re.S)
    files = [path.read_text(encoding="utf-8") for path in (TREE / "scenarios").rglob("*.yaml")]
    assert len(shown) == 2
    assert [text for text in shown if text not in files] == []


def test_the_case_as_it_is_shown_is_accepted(tmp_path: pathlib.Path):
    (tmp_path / "shown.yaml").write_text(fence(README, "title: "), encoding="utf-8")
    code, printed = zassay("list", str(tmp_path / "shown.yaml"))
    assert code == 0, printed
    assert len(printed.splitlines()) == 15


def plain(text: str) -> str:
    """Lines may be broken elsewhere; times, and how often the runner looks in vain, differ from run to run."""
    rows = [line for line in text.splitlines() if "recv gave EAGAIN" not in line]
    rows = [re.sub(r"^»? +\d+( +\d+\.\d{3})?(?= {3})", "N", row) for row in rows]
    return " ".join(" ".join(rows).split())


def test_the_picture_is_what_the_program_draws(tmp_path: pathlib.Path):
    shown = fence(README, "✗ FAIL ")
    (cell,) = re.findall(r"^✗ FAIL (\S+): ", shown)
    (mutant,) = re.findall(r"`ZASSAY_MUTANT=([a-z-]+)`", README)
    # A path from the top of the tree, as a reader would give it, where the build is where readers have it.
    library = str((BUILD / "bin/libzassay-mutant.so").relative_to(TREE)) if TREE in BUILD.parents else None
    assert library, "the picture names the library below the tree: build there"
    options = ["--quiet", "--explain", "--seed", "7", "--lib", library, "--out", str(tmp_path), "--timeout", "20"]
    code, printed = zassay("run", *options, "--cell", cell, ZASSAY_MUTANT=mutant)
    assert code == 1, printed
    assert plain(shown) in plain(printed)
