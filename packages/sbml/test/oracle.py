"""Judges an SBML file with libSBML and runs it with libRoadRunner: reads a request as JSON, answers as JSON on the last line.

Request: {"file": path, "duration": s, "steps": n, "select": [ids]}
Answer: {"problems": [every error and warning of all consistency checks, units included], "courses": {id: [values]}}
"""

import json
import sys

import libsbml
import roadrunner

request = json.load(sys.stdin)
document = libsbml.readSBML(request["file"])
document.checkConsistency()
problems = []
for index in range(document.getNumErrors()):
    error = document.getError(index)
    problems.append(f"{error.getSeverityAsString()} {error.getErrorId()} line {error.getLine()}: {error.getMessage()}")

roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
model = roadrunner.RoadRunner(request["file"])
model.integrator.setValue("relative_tolerance", 1e-10)
model.integrator.setValue("absolute_tolerance", 1e-10)
model.timeCourseSelections = ["time", *request["select"]]
table = model.simulate(0, request["duration"], request["steps"] + 1)
courses = {id: [float(value) for value in table[:, index + 1]] for index, id in enumerate(request["select"])}
# Solvers may have printed warnings before: the answer is the last line.
print("\n" + json.dumps({"problems": problems, "courses": courses}))
