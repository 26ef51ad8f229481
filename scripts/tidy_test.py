"""The house stays tidy: what no compiler and no formatter looks at."""

import pathlib
import re
import subprocess

import pytest
import yaml

TREE = pathlib.Path(__file__).resolve().parent.parent
NOT_OURS = {"build", "out", ".venv", ".git", "testdata", "__pycache__", ".pytest_cache", ".ruff_cache"}
CODE = {".cpp", ".hpp", ".c", ".h", ".py", ".js", ".css", ".cmake"}

# Where a program may pause by the clock, and why no verdict and no test depends on how long.
MAY_SLEEP: dict[str, str] = {}

# A pause of fixed length, in any of the languages here. ZeroMQ's own timers, and waits for an event with a limit, are
# something else.
SLEEP = re.compile(
    r"\b(sleep_for|sleep_until|usleep|nanosleep|clock_nanosleep|time\.sleep|asyncio\.sleep|zmq_sleep|sleep)\s*\("
)
SHELL_SLEEP = re.compile(r"^\s*sleep\s+[0-9.$\"]", re.M)
UNFINISHED = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + "X)\b")
# Where packages come from is a matter of the machine, not of the tree.
REGISTRY = re.compile(
    r"https?://[^\s/]*(pypi\.org|pythonhosted\.org|crates\.io|npmjs\.(org|com)|rubygems\.org|maven\.org|"
    r"deb\.debian\.org)"
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")


def is_ours(path: pathlib.Path) -> bool:
    return path.is_file() and not NOT_OURS & set(path.relative_to(TREE).parts)


def text_files() -> list[pathlib.Path]:
    """Every text file of the tree, in a fixed order."""
    found = [path for path in sorted(TREE.rglob("*")) if is_ours(path)]
    return [path for path in found if b"\0" not in path.read_bytes()[:8192]]


FILES = {str(path.relative_to(TREE)): path.read_text(encoding="utf-8") for path in text_files()}


def is_code(name: str) -> bool:
    first = FILES[name].partition("\n")[0]
    return pathlib.PurePath(name).suffix in CODE or name.endswith("CMakeLists.txt") or first.startswith("#!")


def is_third_party(name: str) -> bool:
    return "third_party" in pathlib.PurePath(name).parts


OUR_CODE = [name for name in FILES if is_code(name) and not is_third_party(name)]
CPP = [name for name in OUR_CODE if pathlib.PurePath(name).suffix in {".cpp", ".hpp", ".c", ".h"}]
PAGES = [name for name in FILES if name.endswith(".md") and not is_third_party(name)]


def test_the_tree_was_found():
    assert "harness/base/result.hpp" in CPP
    assert "scripts/tidy_test.py" in OUR_CODE
    assert "docs/adapter-protocol.md" in PAGES


def test_no_file_is_longer_than_400_lines():
    assert [name for name in OUR_CODE if FILES[name].count("\n") > 400] == []


def test_lines_have_at_most_120_columns():
    long = [
        f"{name}:{number}"
        for name in OUR_CODE
        for number, line in enumerate(FILES[name].splitlines(), 1)
        if len(line) > 120
    ]
    assert not long, "\n".join(long)


def test_text_ends_lines_in_one_way_and_cpp_has_no_tabs():
    assert [name for name in FILES if "\r" in FILES[name]] == []
    assert [name for name in CPP if "\t" in FILES[name]] == []


def test_nothing_pauses_by_the_clock():
    here = "scripts/tidy_test.py"
    paused = {
        name
        for name in OUR_CODE
        if name != here and (SLEEP.search(FILES[name]) or (is_shell(name) and SHELL_SLEEP.search(FILES[name])))
    }
    assert sorted(paused - MAY_SLEEP.keys()) == []
    assert sorted(MAY_SLEEP.keys() - paused) == [], "these no longer need their exception"


def is_shell(name: str) -> bool:
    return re.match(r"#!.*\b(bash|sh)\b", FILES[name]) is not None


@pytest.mark.parametrize("pause", ["std::this_thread::sleep_for(1ms)", "time.sleep(1)", "::usleep(5)", "sleep (2);"])
def test_a_pause_is_recognised(pause: str):
    assert SLEEP.search(pause)


@pytest.mark.parametrize(
    "word", ["asleep(op)", "is_asleep()", "Sleeper sleeper(", "there is no sleep step", "case SYS_nanosleep:"]
)
def test_other_words_are_no_pause(word: str):
    assert not SLEEP.search(word)


def test_nothing_is_left_unfinished():
    assert [name for name in OUR_CODE + PAGES if UNFINISHED.search(FILES[name])] == []


def test_no_package_registry_is_named():
    assert [name for name in FILES if REGISTRY.search(FILES[name])] == []


def links_of(name: str) -> list[str]:
    """Targets of the links of a page that lead to files, as paths from the top of the tree."""
    text = re.sub(r"^```.*?^```", "", FILES[name], flags=re.M | re.S)
    text = re.sub(r"`[^`\n]*`", "", text)
    targets = [target.partition("#")[0] for target in LINK.findall(text) if "://" not in target]
    folder = (TREE / name).parent
    return [str((folder / target).resolve()) for target in targets if target and not target.startswith("mailto:")]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str):
    assert [target for target in links_of(page) if not pathlib.Path(target).exists()] == []


def test_every_page_of_docs_can_be_reached():
    linked = {target for page in PAGES for target in links_of(page) if target != str(TREE / page)}
    pages = [page for page in PAGES if page.startswith("docs/")]
    assert [page for page in pages if str(TREE / page) not in linked] == []


def test_each_dependency_is_explained_once():
    setup = FILES["scripts/setup"]
    blocks = re.findall(r"^(?:test_)?packages=\(([^)]*)\)", setup, flags=re.M)
    needed = [name for block in blocks for name in block.split()]
    assert len(blocks) == 2
    for name in FILES:
        if name.endswith("requirements.txt"):
            direct = FILES[name].partition("# Needed by ")[0]
            needed += re.findall(r"^([A-Za-z][\w.-]*)==", direct, flags=re.M)
    rows = [line.split("|")[1] for line in FILES["docs/dependencies.md"].splitlines() if line.startswith("| `")]
    explained = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert sorted(explained) == sorted(needed)


def test_each_header_guards_itself():
    assert [name for name in CPP if name.endswith(".hpp") and not FILES[name].startswith("#pragma once\n")] == []


def test_cases_have_names_and_titles_of_their_own():
    cases = [name for name in FILES if re.fullmatch(r"scenarios/[^/]+/.*\.yaml", name)]
    titles: dict[str, list[str]] = {}
    for name in cases:
        titles.setdefault(yaml.safe_load(FILES[name])["title"], []).append(name)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}
    # A name is its path without the ending; two files may not differ in letter case alone.
    folded = [name.lower() for name in cases]
    assert sorted(name for name in folded if folded.count(name) > 1) == []


def test_scripts_can_be_run():
    scripts = [name for name in FILES if FILES[name].startswith("#!")]
    assert [name for name in scripts if not (TREE / name).stat().st_mode & 0o100] == []


def test_what_is_built_is_not_in_the_repository():
    if not (TREE / ".git").exists():
        pytest.skip("this tree is no git checkout")
    kept = subprocess.run(["git", "-C", TREE, "ls-files", "-z"], capture_output=True, text=True, check=False)
    if kept.returncode != 0:
        pytest.skip(f"git does not list the files here: {kept.stderr.strip()}")
    names = [pathlib.PurePath(name) for name in kept.stdout.split("\0") if name]
    assert [str(name) for name in names if (NOT_OURS - {"testdata"}) & set(name.parts)] == []
