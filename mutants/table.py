#!/usr/bin/env python3
"""Writes the table of mutants/README.md from mutants/catalogue.yaml; --check only says whether it is up to date."""

import argparse
import pathlib
import sys

import yaml

FOLDER = pathlib.Path(__file__).resolve().parent
BEGIN, END = "<!-- the table: begin -->\n", "<!-- the table: end -->\n"
HEADER = "| mutant | what is wrong | where it strikes | noticed by | carrier |\n|---|---|---|---|---|\n"


def table(catalogue: list[dict]) -> str:
    """One row for each mutant in the order of the catalogue, each family under a row with its name."""
    rows, family = [], None
    for entry in catalogue:
        if entry["family"] != family:
            family = entry["family"]
            rows.append(f"| **{family}** | | | | |\n")
        checks = ", ".join(f"`{check}`" for check in entry["noticed_by"])
        cells = [f"`{entry['name']}`", entry["wrong"], entry["strikes"], checks, entry["carrier"]]
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n")
    return HEADER + "".join(rows)


def with_table(page: str, made: str) -> str:
    """The page with that table between its two marks."""
    if page.count(BEGIN) != 1 or page.count(END) != 1 or page.index(BEGIN) > page.index(END):
        raise ValueError(f"the page must have one line {BEGIN.strip()!r} and behind it one line {END.strip()!r}")
    before, _, rest = page.partition(BEGIN)
    return before + BEGIN + made + END + rest.partition(END)[2]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if the table is out of date")
    options = parser.parse_args(arguments)
    path = FOLDER / "README.md"
    page = path.read_text(encoding="utf-8")
    due = with_table(page, table(yaml.safe_load((FOLDER / "catalogue.yaml").read_text(encoding="utf-8"))))
    if page == due:
        return 0
    if options.check:
        print("mutants/README.md does not say what mutants/catalogue.yaml does: run mutants/table.py", file=sys.stderr)
        return 1
    path.write_text(due, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
