#!/usr/bin/env python3
"""Writes cases.jsonl: SBML models with settings and time courses in the form of the SBML semantic test suite.

Every expected value is a closed form, written beside the model, or a Runge-Kutta solution with steps far below the
tolerance. Needs libSBML (PyPI python-libsbml) to write MathML and to check that every document is valid. Run by hand
after a change: python3 generate.py
"""

import json
import math
import pathlib

import libsbml

import events
import kinetics
import levels
import mathematics
import rules

CASES = [*kinetics.CASES, *rules.CASES, *mathematics.CASES, *events.CASES, *levels.CASES]


def check(title, xml):
    document = libsbml.readSBMLFromString(xml)
    document.setConsistencyChecks(libsbml.LIBSBML_CAT_UNITS_CONSISTENCY, False)
    document.setConsistencyChecks(libsbml.LIBSBML_CAT_MODELING_PRACTICE, False)
    document.checkConsistency()
    if document.getNumErrors(libsbml.LIBSBML_SEV_ERROR) > 0:
        raise SystemExit(f"{title}: {document.getErrorLog().toString()}")


def line(number, case):
    xml = case["document"].xml()
    check(case["title"], xml)
    names = list(case["expected"])
    times = [case["duration"] * step / case["steps"] for step in range(case["steps"] + 1)]
    rows = [",".join(["time", *names])]
    for time in times:
        values = [case["expected"][name](time) for name in names]
        if not all(math.isfinite(value) for value in values):
            raise SystemExit(f"{case['title']}: {values} at {time}")
        rows.append(",".join(repr(float(value)) for value in [time, *values]))
    settings = {key: case[key] for key in ("duration", "steps", "absolute", "relative", "amount")}
    return json.dumps({"id": number, "title": case["title"], "settings": settings, "sbml": xml, "csv": "\n".join(rows)})


if __name__ == "__main__":
    lines = [line(number, case) for number, case in enumerate(CASES, 1)]
    titles = [case["title"] for case in CASES]
    assert len(set(titles)) == len(titles), "two cases have one title"
    pathlib.Path(__file__).with_name("cases.jsonl").write_text("\n".join(lines) + "\n")
    print(f"{len(lines)} cases")
