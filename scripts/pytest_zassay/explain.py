"""The engine's words about a cell that is not green, as the text that pytest shows."""

import pathlib
import textwrap

ERROR_LINES = 20  # of the adapter's standard error; the whole is in the report


def explain(cell: dict, clauses: dict, path: pathlib.Path, out: pathlib.Path) -> str:
    judgement = cell["judgement"]
    by = f" by {judgement['check']}" if judgement.get("check") else ""
    place = f"{path}:{judgement['line']}" if judgement.get("line") else str(path)
    lines = [f"{judgement['verdict']}{by}: {judgement.get('reason', '')}".rstrip(": "), f"  at {place}"]
    if cell.get("title"):
        lines.append(f"  case: {cell['title']}")
    lines += _clauses(cell, clauses) + _findings(judgement) + _ledger(judgement)
    if cell.get("standard_error"):
        said = cell["standard_error"].rstrip().splitlines()[-ERROR_LINES:]
        lines += ["  the adapter's standard error:", *(f"    {line}" for line in said)]
    if cell.get("history"):
        lines.append(f"  history: {out / cell['history']}")
    if cell.get("repeat_command"):
        lines.append(f"  repeat:  {cell['repeat_command']}")
    return "\n".join(lines)


def _clauses(cell: dict, clauses: dict) -> list[str]:
    lines = []
    for name in cell.get("clauses", []):
        clause = clauses.get(name, {})
        source = " ".join(str(clause[key]) for key in ("source", "section") if clause.get(key))
        head = f"  clause {name}" + (f" ({source})" if source else "")
        lines += [head + (":" if clause.get("text") else "")]
        lines += textwrap.wrap(clause.get("text", ""), 110, initial_indent="    ", subsequent_indent="    ")
    return lines


def _findings(judgement: dict) -> list[str]:
    return [
        f"  {finding['outcome']}: {finding['check']}"
        + (f" of {finding['subject']}" if finding.get("subject") else "")
        + (f": {finding['sentence']}" if finding.get("sentence") else "")
        for finding in judgement.get("findings", [])
        if finding["outcome"] != "pass" and finding.get("sentence") != judgement.get("reason")
    ]


def _ledger(judgement: dict) -> list[str]:
    return [
        f"  lost: {len(entry['sequences'])} of stream {entry['stream']} at {entry['at']}: "
        f"{entry['cause']} ({entry['certainty']}): {entry.get('evidence', '')}".rstrip(": ")
        for entry in judgement.get("ledger", [])
    ]
