"""What the pages say can be typed can be typed: commands in ```sh blocks, and options, in both directions."""

import functools
import json
import os
import pathlib
import re
import shlex
import subprocess

import pytest

TREE = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = pathlib.Path(os.environ.get("ZASSAY_BUILD", TREE / "build/dev")) / "bin/zassay"
PAGES = sorted([*TREE.glob("*.md"), *TREE.glob("docs/*.md"), TREE / "mutants/README.md"])
TEXTS = {str(page.relative_to(TREE)): page.read_text(encoding="utf-8") for page in PAGES}
MANUAL = "docs/program.md"
COMMANDS = ("run", "list", "judge", "prove", "doctor", "wire", "adapter")
CALL = re.compile(rf"(?:^|[ /])(?:zassay ({'|'.join(COMMANDS)})|scripts/run)\b")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
LIMIT_S = 120


def zassay(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [str(PROGRAM), *arguments],
        cwd=TREE,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )


@functools.cache
def options_of(command: str) -> set[str]:
    """What its help declares; the program itself if the command is empty."""
    text = zassay(*command.split(), "--help").stdout
    return set(re.findall(r"^ +(?:-\w,)?(--[a-z-]+)", text, re.MULTILINE))


def commands_in(text: str) -> list[str]:
    """Everything that is spelled as code and calls the program or its script: blocks by line, and words in a line."""
    blocks = re.findall(r"^```(?:sh)?\n(.*?)^```$", text, flags=re.M | re.S)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))
    lines = [line for block in blocks for line in block.splitlines()] + spans
    return [line for line in lines if CALL.search(line)]


@pytest.mark.parametrize("page", TEXTS)
def test_commands_have_only_options_that_there_are(page: str):
    for line in commands_in(TEXTS[page]):
        command = CALL.search(line)[1] or "run"
        unknown = set(OPTION.findall(line.partition(" # ")[0])) - options_of(command)
        assert not unknown, f"{line}: {unknown}"


def test_commands_are_found():
    assert sum(len(commands_in(text)) for text in TEXTS.values()) > 15
    assert options_of("list") - options_of("run") == {"--coverage"} and options_of("run") < options_of("list")
    assert "--start-timeout" in options_of("run")


def chapter(heading: str) -> str:
    return TEXTS[MANUAL].split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(
    ("heading", "command"),
    [("Options of `run` and `list`", "run"), ("Options of `prove`", "prove"), ("Options of `wire`", "wire")],
)
def test_the_manual_explains_every_option_once_and_no_other(heading: str, command: str):
    cells = re.findall(r"^\| ([^|]*`--[^|]*) \|", chapter(heading), re.M)
    assert sorted(OPTION.findall(" ".join(cells))) == sorted(options_of(command) - {"--help"})


def test_the_manual_names_every_command_and_what_else_it_takes():
    for command in COMMANDS:
        assert f"| `zassay {command}" in TEXTS[MANUAL], command
    for command in ("", *COMMANDS):
        for name in options_of(command):
            assert name in TEXTS[MANUAL], f"{command} {name}"


def test_an_option_that_stands_alone_is_one_of_ours():
    known = {name for command in ("", *COMMANDS) for name in options_of(command)}
    known |= options_of_plugin() | options_of_stability()
    for page, text in TEXTS.items():
        for span in re.findall(r"`(--[^`\n]+)`", text):
            assert span.split()[0].split("=")[0] in known, f"{page}: {span}"


def options_of_stability() -> set[str]:
    text = (TREE / "scripts/stability.py").read_text(encoding="utf-8")
    return set(re.findall(r'add_argument\("(--[a-z-]+)"', text))


def test_the_chapter_on_stability_explains_every_option_once_and_no_other():
    text = TEXTS["docs/verdicts.md"].split("\n## Stability\n")[1].split("\n## ")[0]
    assert sorted(re.findall(r"^\| `(--[a-z-]+)", text, re.M)) == sorted(options_of_stability()) != []


def options_of_plugin() -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in (TREE / "scripts/pytest_zassay").glob("*.py")]
    return {name for source in sources for name in re.findall(r'"(--zassay-[a-z-]+)"', source)}


def test_the_page_of_the_plugin_explains_its_options():
    assert set(re.findall(r"^\| `(--[a-z-]+)", TEXTS["docs/pytest.md"], re.M)) == options_of_plugin() != set()


def runnable() -> list[str]:
    """Lines of ```sh blocks: each can be typed at the top of the tree as it stands."""
    blocks = [block for text in TEXTS.values() for block in re.findall(r"^```sh\n(.*?)^```$", text, flags=re.M | re.S)]
    return sorted({line for block in blocks for line in block.splitlines() if line})


@pytest.mark.parametrize("line", runnable())
def test_what_can_be_typed_would_run(line: str):
    """In a light form: cells are listed and not run, tests are only looked for."""
    words = [word for word in shlex.split(line, comments=True) if not re.match(r"[A-Z_]+=", word)]
    program, arguments = words[0], words[1:]
    if program == "scripts/run":
        ended = zassay("list", *[word for word in arguments if word != "--explain"])
        assert ended.returncode == 0 and ended.stdout, ended.stderr
    elif program.startswith("scripts/"):
        text = (TREE / program).read_text(encoding="utf-8")
        assert os.access(TREE / program, os.X_OK)
        # Stages and purposes are the labels of a `case`.
        labels = {word for row in re.findall(r"^ +([a-z |]+)\)", text, re.M) for word in row.split(" | ")}
        assert set(arguments) <= labels
    elif program == "build/dev/bin/zassay":
        assert arguments[0] in COMMANDS
    elif words[1:3] == ["-m", "pytest"]:
        assert [word for word in words[3:] if not word.startswith("-") and not (TREE / word).exists()] == []
    elif program == "cmake":
        presets = json.loads((TREE / "CMakePresets.json").read_text(encoding="utf-8"))["configurePresets"]
        assert arguments[1] in [preset["name"] for preset in presets]
    else:
        pytest.fail(f"there is no light form of {program} here")
