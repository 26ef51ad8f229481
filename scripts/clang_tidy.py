"""Runs clang-tidy over what a build folder compiles, and remembers what was clean.

A file is looked at again only when it, a header of the tree that it includes, its compile command, .clang-tidy or
clang-tidy itself changed: its fingerprint over all of these stands in BUILD/clang-tidy/. Test files are left to the
compiler's warnings unless --tests is given: GoogleTest's macros make them slow and say nothing new.

With --limit-s, no further file is begun after that time; how many are left is said, and the next run goes on with them.
Files changed last come first.

Exit code 1 if anything was found, 2 if the build folder is not one.
"""

import argparse
import concurrent.futures
import hashlib
import json
import math
import pathlib
import re
import shlex
import subprocess
import sys
import time

TREE = pathlib.Path(__file__).resolve().parent.parent


def headers_by_object(build: pathlib.Path) -> dict[str, list[pathlib.Path]]:
    """What ninja has recorded of each object: the files of the tree that it was made from."""
    text = subprocess.run(["ninja", "-C", build, "-t", "deps"], capture_output=True, text=True, check=True).stdout
    found: dict[str, list[pathlib.Path]] = {}
    current: list[pathlib.Path] = []
    for line in text.splitlines():
        if line.startswith("    "):
            path = (build / line.strip()).resolve()
            if path.is_relative_to(TREE) and not path.is_relative_to(TREE / "build"):
                current.append(path)
        elif ": #deps" in line:
            current = found.setdefault(line.split(": #deps")[0], [])
    return found


def fingerprint(entry: dict, headers: list[pathlib.Path], common: str) -> str:
    digest = hashlib.sha256(f"{common}\0{entry['command']}".encode())
    for path in sorted({pathlib.Path(entry["file"]), *headers}):
        digest.update(f"\0{path}\0".encode())
        digest.update(path.read_bytes() if path.exists() else b"")
    return digest.hexdigest()


def object_of(entry: dict) -> str:
    words = shlex.split(entry["command"])
    return words[words.index("-o") + 1]


def write_database(build: pathlib.Path) -> pathlib.Path:
    """The compile commands without the precompiled header, which is the compiler's and which clang cannot read."""
    folder = build / "clang-tidy"
    folder.mkdir(exist_ok=True)
    text = (build / "compile_commands.json").read_text()
    (folder / "compile_commands.json").write_text(
        re.sub(r" -Winvalid-pch| -include [^ ]*cmake_pch\.hxx| -fpch-preprocess", "", text)
    )
    return folder


def look_at(file: str, build: pathlib.Path) -> str:
    """What clang-tidy finds in one file; empty if it is clean."""
    # clang 14 knows C++20 coroutines but does not say so, and the standard library and Asio ask.
    defines = ["__cpp_impl_coroutine=201902L", "ASIO_HAS_CO_AWAIT", "ASIO_HAS_STD_COROUTINE"]
    extra = ["--extra-arg=-Wno-builtin-macro-redefined", *(f"--extra-arg=-D{define}" for define in defines)]
    run = subprocess.run(["clang-tidy", "-p", build, "--quiet", *extra, file], capture_output=True, text=True)
    found = run.stdout.strip()
    errors = re.sub(r"^\d+ warnings?.* generated\.$|^Suppressed .*|^Use -header-filter.*", "", run.stderr, flags=re.M)
    if run.returncode != 0 and not found:
        found = errors.strip() or f"{file}: clang-tidy ended with exit code {run.returncode} and said nothing."
    return found


def compiled_files(build: pathlib.Path, with_tests: bool) -> list[dict]:
    entries = json.loads((build / "compile_commands.json").read_text())
    ours = {entry["file"]: entry for entry in entries if pathlib.Path(entry["file"]).is_relative_to(TREE)}
    return [ours[file] for file in sorted(ours) if with_tests or not file.endswith("_test.cpp")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", type=pathlib.Path, default=TREE / "build" / "dev", help="a configured build folder")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--tests", action="store_true", help="look at the *_test.cpp files too")
    parser.add_argument("--limit-s", type=float, default=0.0, help="begin no file after this time (0: no limit)")
    parser.add_argument("only", nargs="*", help="look only at files whose path contains one of these")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    if not (build / "compile_commands.json").exists():
        print(f"clang-tidy: {build} has no compile_commands.json: run scripts/setup first.", file=sys.stderr)
        return 2

    version = subprocess.run(["clang-tidy", "--version"], capture_output=True, text=True, check=True).stdout
    common = (TREE / ".clang-tidy").read_text() + version + pathlib.Path(__file__).read_text()
    database = memory = write_database(build)
    memory.mkdir(exist_ok=True)
    headers = headers_by_object(build)
    waiting = []
    for entry in compiled_files(build, arguments.tests):
        if arguments.only and not any(part in entry["file"] for part in arguments.only):
            continue
        clean = memory / fingerprint(entry, headers.get(object_of(entry), []), common)
        if not clean.exists():
            waiting.append((entry["file"], clean))

    waiting.sort(key=lambda item: -pathlib.Path(item[0]).stat().st_mtime)
    deadline = time.monotonic() + arguments.limit_s if arguments.limit_s else math.inf

    dirty = left = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=arguments.jobs) as pool:
        found = pool.map(lambda item: look_at(item[0], database) if time.monotonic() < deadline else None, waiting)
        for (file, clean), text in zip(waiting, found, strict=True):
            if text is None:
                left += 1
            elif text:
                dirty += 1
                print(text, flush=True)
            else:
                clean.write_text(file + "\n")
    later = f"; {left} left for the next run" if left else ""
    print(f"clang-tidy: {len(waiting) - left} files looked at, {dirty} with findings{later}", file=sys.stderr)
    return 1 if dirty else 0


if __name__ == "__main__":
    sys.exit(main())
