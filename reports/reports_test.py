"""Golden reports against their schemas: results.json against results.schema.json, junit.xml against junit.xsd."""

import copy
import json
import re
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

FOLDER = Path(__file__).parent
GOLDEN = FOLDER / "golden"
RESULTS = ["results.json", "hostile.results.json"]
JUNIT = ["junit.xml", "hostile.junit.xml"]


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((FOLDER / "results.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def xsd():
    return etree.XMLSchema(etree.parse(FOLDER / "junit.xsd"))


@pytest.mark.parametrize("name", RESULTS)
def test_results_hold_to_the_schema(validator, name):
    results = json.loads((GOLDEN / name).read_text("utf-8"))
    assert [error.message for error in validator.iter_errors(results)] == []
    assert results["cells"], "a golden file without cells proves nothing"


def test_the_schema_notices_a_wrong_member_anywhere(validator):
    results = json.loads((GOLDEN / "results.json").read_text("utf-8"))
    breaks = [
        lambda r: r.pop("seed"),
        lambda r: r.update(seed=-1),
        lambda r: r.update(unknown=1),
        lambda r: r["cells"][0].pop("judgement"),
        lambda r: r["cells"][0]["judgement"].update(verdict="maybe"),
        lambda r: r["cells"][2]["judgement"]["findings"][1].update(outcome="ok"),
        lambda r: r["cells"][2]["judgement"]["ledger"][0].update(sequences=["17"]),
        lambda r: r["summary"].update(exit_code=2),
    ]
    for index, spoil in enumerate(breaks):
        broken = copy.deepcopy(results)
        spoil(broken)
        assert not validator.is_valid(broken), f"break {index} went unnoticed"


def test_the_example_in_the_document_holds_to_the_schema(validator):
    page = (FOLDER.parent / "docs" / "results.md").read_text("utf-8")
    examples = [json.loads(text) for text in re.findall(r"```json\n(.*?)```", page, re.DOTALL)]
    assert examples
    cell = validator.evolve(schema={**validator.schema["$defs"]["cell"], "$defs": validator.schema["$defs"]})
    for example in examples:
        assert [error.message for error in cell.iter_errors(example)] == []


@pytest.mark.parametrize("name", JUNIT)
def test_junit_holds_to_the_xsd(xsd, name):
    document = etree.parse(GOLDEN / name)
    xsd.assertValid(document)
    assert document.findall(".//failure") and document.findall(".//error") and document.findall(".//skipped")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda suite: suite.attrib.pop("tests"),
        lambda suite: suite.set("failures", "-1"),
        lambda suite: suite.append(etree.Element("surprise")),
        lambda suite: suite.find("testcase").attrib.pop("name"),
        lambda suite: suite.find("testcase").set("time", "long"),
        lambda suite: suite.find(".//failure").attrib.pop("type"),
    ],
)
def test_the_xsd_notices_what_is_wrong(xsd, spoil):
    document = etree.parse(GOLDEN / "junit.xml")
    spoil(document.find(".//testsuite"))
    assert not xsd.validate(document)


def test_junit_says_the_same_as_results():
    results = json.loads((GOLDEN / "results.json").read_text("utf-8"))
    document = etree.parse(GOLDEN / "junit.xml")
    names = [case.get("name") for case in document.iterfind(".//testcase") if case.get("classname") != "zassay"]
    assert names == [cell["cell"] for cell in results["cells"]]
    standings = results["summary"]["standings"]
    of_run = len(results["errors"])
    assert len(document.findall(".//error")) == standings["harness error"] + of_run
    stale = len(results["stale_expectations"])
    assert len(document.findall(".//failure")) == standings["failed"] + standings["undecided"] + stale
