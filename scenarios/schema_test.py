"""Every case file fits scenarios/case.schema.json, and broken ones do not."""

import json
import pathlib
import re

import jsonschema
import pytest
import yaml

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = json.loads((HERE / "case.schema.json").read_text(encoding="utf-8"))
CASES = sorted(path for path in HERE.rglob("*.yaml") if path.name != "clauses.yaml")
CASES += sorted((HERE.parent / "harness" / "case" / "testdata").glob("every-*.yaml"))


class CaseLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: "no", "on" and "12:30" are texts."""


CaseLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":int", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
CaseLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def with_text_keys(value):
    """Keys as a schema sees them: an option may be named by its number, and JSON has only text there."""
    if isinstance(value, dict):
        return {str(key): with_text_keys(item) for key, item in value.items()}
    return [with_text_keys(item) for item in value] if isinstance(value, list) else value


def load(text):
    return with_text_keys(yaml.load(text, Loader=CaseLoader))  # a SafeLoader


def validator():
    return jsonschema.Draft202012Validator(SCHEMA)


def test_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_there_are_cases():
    assert CASES


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.relative_to(HERE.parent).as_posix())
def test_case_is_valid(path):
    errors = [error.message for error in validator().iter_errors(load(path.read_text(encoding="utf-8")))]
    assert errors == []


@pytest.mark.parametrize("path", sorted(HERE.glob("*/*.yaml")), ids=lambda path: path.relative_to(HERE).as_posix())
def test_case_is_a_story_under_40_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 40


GOOD = """
title: A sentence
clauses: [API-SEND-02]
matrix: {transport: [tcp], n: [1, 2]}
sockets:
  x: {type: PUSH, connect: y, sndhwm: $n, linger: 2 * $n + 1, routing_id: {hex: "00ff"}}
  y: {type: PULL, side: b, bind: auto}
actors: {w: [x]}
steps:
  - open: [y, x]
  - x.send: {stream: s, size: 1KiB, count: $n}
  - x.send: {frames: ["", {size: 1KiB, first: 3}]}
  - start: {y.recv: {count: 1}}
    as: got
  - until: {returned: got}
  - repeat: 3
    steps:
      - y.recv: {flags: [DONTWAIT]}
        as: again
  - poll: {items: {x: [OUT]}, timeout: forever}
    as: polled
expect:
  - fifo
  - exact: s
  - returns: {op: again, error: EAGAIN, level: SHOULD}
  - ready: {op: polled, count: 1}
"""


def test_good_case_is_valid():
    assert list(validator().iter_errors(load(GOOD))) == []


# What to replace in the good case, and by what: each gives a case that editors must mark.
BROKEN = {
    "unknown key of a case": ("actors: {w: [x]}", "actor: {w: [x]}"),
    "no title": ("title: A sentence", ""),
    "no clause": ("[API-SEND-02]", "[]"),
    "unknown transport": ("transport: [tcp]", "transport: [udp]"),
    "values that are no list": ("n: [1, 2]", "n: 1"),
    "unknown socket type": ("type: PUSH", "type: PUSHH"),
    "socket without type": ("{type: PULL, side: b, bind: auto}", "{side: b, bind: auto}"),
    "unknown socket option": ("sndhwm: $n", "sndhwn: $n"),
    "upper-case socket option": ("sndhwm: $n", "SNDHWM: $n"),
    "text for a number option": ("linger: 2 * $n + 1", "linger: soon"),
    "bytes spelled wrong": ('{hex: "00ff"}', '{hexa: "00ff"}'),
    "side of several letters": ("side: b", "side: left"),
    "unknown verb": ("open: [y, x]", "opne: [y, x]"),
    "two verbs": ("open: [y, x]", "{open: x, close: y}"),
    "unknown key of a verb": ("size: 1KiB, count", "sise: 1KiB, count"),
    "text for a size": ("size: 1KiB, count", "size: big, count"),
    "send of nothing": ('frames: ["", {size: 1KiB, first: 3}]', "count: 1"),
    "start without as": ("    as: got\n", ""),
    "start of what cannot be started": ("start: {y.recv: {count: 1}}", "start: {join: got}"),
    "started collection": ("start: {y.recv: {count: 1}}", "start: {y.recv: {rest: true}}"),
    "unknown evidence": ("until: {returned: got}", "until: {came: got}"),
    "repeat without steps": ("    steps:\n      - y.recv: {flags: [DONTWAIT]}\n        as: again\n", ""),
    "unknown flag": ("[DONTWAIT]", "[NOWAIT]"),
    "two forms of recv": ("{flags: [DONTWAIT]}", "{count: 1, rest: true}"),
    "unknown poll event": ("x: [OUT]", "x: [OUTT]"),
    "unknown check": ("- fifo", "- fifoo"),
    "check without its subject": ("- fifo", "- exact"),
    "unknown error name": ("error: EAGAIN", "error: EAGIN"),
    "unknown level": ("level: SHOULD", "level: MAYBE"),
    "check that says nothing": ("{op: polled, count: 1}", "{op: polled}"),
    "no expectations": (GOOD[GOOD.index("expect:") :], "expect: []\n"),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_broken_case_is_refused(change):
    old, new = change
    assert GOOD.count(old) == 1
    assert list(validator().iter_errors(load(GOOD.replace(old, new)))) != []


def test_catalogue_is_yaml_with_unique_ids():
    clauses = yaml.load((HERE / "clauses.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    identifiers = [clause["id"] for clause in clauses]
    assert len(identifiers) >= 588
    assert len(set(identifiers)) == len(identifiers)
    for clause in clauses:
        assert set(clause) - {"libzmq", "scope", "no_evidence"} == {"id", "source", "section", "level", "text"}
