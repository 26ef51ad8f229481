"""The catalogue is whole, its table on the page is up to date, and the library of mutants carries what it says."""

import importlib.util
import pathlib
import re

import pytest
import yaml

FOLDER = pathlib.Path(__file__).resolve().parent
SCENARIOS = FOLDER.parent / "scenarios"
CATALOGUE = yaml.safe_load((FOLDER / "catalogue.yaml").read_text())
KEYS = ["name", "family", "carrier", "wrong", "breaks", "strikes", "noticed_by"]
CLAUSES = {clause["id"] for clause in yaml.safe_load((SCENARIOS / "clauses.yaml").read_text())}
# Besides the checks, what a cell can be noticed by: a verdict, or how its story ended.
VERDICTS = {"stuck", "crash", "hang", "until", "step"}
CHECKS = set(
    re.findall(r'^ +\{"([a-z_]+)",', (FOLDER.parent / "harness" / "check" / "checks.cpp").read_text(), re.MULTILINE)
)

specification = importlib.util.spec_from_file_location("mutants_table", FOLDER / "table.py")
table = importlib.util.module_from_spec(specification)
specification.loader.exec_module(table)


def rows_of(path: str) -> list[str]:
    return re.findall(r'^ +\{"([a-z0-9-]+)",', (FOLDER / path).read_text(), re.MULTILINE)


def test_names_are_unique_and_families_stand_together() -> None:
    names = [entry["name"] for entry in CATALOGUE]
    assert len(names) == len(set(names))
    families = [entry["family"] for entry in CATALOGUE]
    begun = [family for family, before in zip(families, [None, *families], strict=False) if family != before]
    assert len(begun) == len(set(begun))


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry["name"])
def test_an_entry_is_whole(entry: dict) -> None:
    assert list(entry) == KEYS
    assert entry["carrier"] in {"shim", "model", "wire"}
    assert entry["wrong"]
    assert set(entry["breaks"]) <= CLAUSES
    assert entry["noticed_by"].keys() <= CHECKS | VERDICTS | {"released", "ledger"}
    assert all(words and all(isinstance(word, str) for word in words) for words in entry["noticed_by"].values())
    if (FOLDER / entry["carrier"]).is_dir():
        assert entry["breaks"]
        assert entry["strikes"]
        assert "" not in [word for words in entry["noticed_by"].values() for word in words]


@pytest.mark.parametrize(("carrier", "rows"), [("shim", "shim/table.cpp"), ("wire", "wire/wire_defects.cpp")])
def test_a_carrier_has_what_the_catalogue_says(carrier: str, rows: str) -> None:
    carried = [entry["name"] for entry in CATALOGUE if entry["carrier"] == carrier]
    assert rows_of(rows) == sorted(carried)


def test_the_page_is_up_to_date() -> None:
    assert table.main(["--check"]) == 0


def test_a_page_that_says_something_else_is_refused_and_written_anew(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = {"name": "a", "family": "f", "carrier": "shim", "wrong": "it | that", "breaks": [], "strikes": "all"}
    (tmp_path / "catalogue.yaml").write_text(yaml.safe_dump([entry | {"noticed_by": {"exact": ["lost"]}}]))
    page = tmp_path / "README.md"
    page.write_text(f"before\n{table.BEGIN}old\n{table.END}behind\n")
    monkeypatch.setattr(table, "FOLDER", tmp_path)
    assert table.main(["--check"]) == 1
    assert "old" in page.read_text()
    assert table.main([]) == 0
    assert table.main(["--check"]) == 0
    row = "| `a` | it \\| that | all | `exact` | shim |\n"
    assert page.read_text() == f"before\n{table.BEGIN}{table.HEADER}| **f** | | | | |\n{row}{table.END}behind\n"


@pytest.mark.parametrize("page", ["nothing", f"{table.BEGIN}twice\n{table.BEGIN}{table.END}", table.END + table.BEGIN])
def test_a_page_without_both_marks_is_refused(page: str) -> None:
    with pytest.raises(ValueError, match="must have one line"):
        table.with_table(page, "")


def test_cases_name_mutants_of_the_catalogue_only() -> None:
    known = {entry["name"] for entry in CATALOGUE}
    unknown = {}
    for path in sorted(SCENARIOS.rglob("*.yaml")):
        if path.name != "clauses.yaml":
            unknown[path.name] = set(yaml.safe_load(path.read_text()).get("mutants") or []) - known
    assert {name: names for name, names in unknown.items() if names} == {}
