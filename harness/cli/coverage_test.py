"""`zassay list --coverage`: what each clause is covered by."""

import json
import subprocess

from program import LIMIT_S, PROGRAM, REPOSITORY

CLAUSES = """- id: A-1
  source: "RFC 0"
  section: "Here"
  level: "MUST"
  text: "It is so."
- id: A-2
  source: "RFC 0"
  section: "Here"
  level: "MUST"
  scope: "draft"
  text: "It will be so."
- id: PIPELINE-PUSH-07
  source: "RFC 30"
  section: "Here"
  level: "MUST"
  text: "A peer is available only while its queue is not full."
"""


def coverage(place, clauses, code):
    (place.scenarios / "clauses.yaml").write_text(clauses, encoding="utf-8")
    ended = place.zassay("list", "--coverage", "--json", code=code)
    return {entry["clause"]: entry for entry in json.loads(ended.output)["clauses"]}


def test_each_clause_has_its_cover_and_holes_are_told_by_the_exit_code(place):
    place.plain("t/one")
    seen = coverage(place, CLAUSES, 1)
    assert seen["A-1"]["cover"] == "open"
    assert seen["A-2"]["cover"] == "open"
    assert seen["PIPELINE-PUSH-07"] | {"cases": []} == {
        "clause": "PIPELINE-PUSH-07",
        "level": "MUST",
        "scope": "",
        "cover": "named only",
        "cases": [],
        "proofs": [],
        "no_evidence": "",
    }
    assert seen["PIPELINE-PUSH-07"]["cases"] == ["t/one"]


def test_what_has_a_reason_is_no_hole(place):
    place.plain("t/one")
    reason = '  no_evidence: "Both ways are allowed."\n'
    seen = coverage(place, CLAUSES.replace('  text: "It is so."\n', '  text: "It is so."\n' + reason) + reason, 0)
    assert {entry["cover"] for entry in seen.values() if not entry["scope"]} == {"no evidence"}


def test_the_clauses_of_the_tree_have_no_reason_that_is_not_needed():
    command = [PROGRAM, "list", "--coverage"]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=LIMIT_S, check=False)
    assert "remove its no_evidence" not in ended.stderr
    assert "messaging semantics: " in ended.stdout
