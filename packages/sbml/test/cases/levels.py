"""Levels and Versions, and units that are declared, missing or odd."""

from math import exp

from case import Document, case, cell

CASES = []


def add(*given, **options):
    CASES.append(case(*given, **options))


for level, version in [(2, 1), (2, 2), (2, 3), (2, 4), (2, 5), (3, 1)]:
    name = f"Level {level} Version {version}"
    chain = cell(2, level=level, version=version).sp("A", conc=3).sp("B", conc=0).rx("r", "A -> 2 B", "k*A*c", local={"k": 0.5})
    add(f"{name}: a reaction", chain, 4, {"A": lambda t: 3 * exp(-t / 2), "B": lambda t: 6 * (1 - exp(-t / 2))})
    # Version 1 lets no assignment set the initial value and knows no times of events.
    ruled = cell(1, level=level, version=version).sp("A", conc=1).par("x", 0, constant=False).par("y", 0, constant=False)
    ruled.rr("x", "A").ar("y", "2*x").ev("e", "time > 1", A="3").fun("f", ["z"], "2*z").rx("r", "A ->", "f(A)*c")
    course = lambda t: exp(-2 * t) if t <= 1 else 3 * exp(2 - 2 * t)
    integral = lambda t: (1 - exp(-2 * t)) / 2 if t <= 1 else (1 - exp(-2)) / 2 + 1.5 * (1 - exp(2 - 2 * t))
    add(f"{name}: rules, an event, a function", ruled, 3, {"A": course, "y": lambda t: 2 * integral(t)})

add("Level 2: stoichiometry by a formula", cell(level=2, version=4).sp("A", conc=1).sp("B", conc=0).par("p", 2).rx("r", "A -> {p*1.5} B", "A*c"), 3, {"B": lambda t: 3 * (1 - exp(-t))})
add("Level 2: stoichiometry that follows a rule", cell(level=2, version=4).sp("A", conc=0).par("p", 1, constant=False).rr("p", "2").rx("r", "-> {p} A", "c"), 3, {"A": lambda t: t + t * t})


def with_units(time="second", seconds=1, substance=-9, **given):
    """nM, litres and a unit of time."""
    document = Document(substanceUnits="n", timeUnits="u", volumeUnits="litre", extentUnits="n", **given)
    document.unit("n", ("mole", 1, substance, 1)).unit("u", ("second", 1, 0, seconds))
    document.unit("per_time", ("second", -1, 0, seconds)).unit("flow", ("litre", 1, 0, 1), ("second", -1, 0, seconds))
    document.unit("second_order", ("litre", 1, 0, 1), ("mole", -1, substance, 1), ("second", -1, 0, seconds))
    return document


add("units: nmol, litres and seconds", with_units().comp("c", 2, units="litre").sp("A", conc=3, units="n").par("k", 0.5, units="per_time").rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 3 * exp(-t / 2)})
add("units: amounts in nmol", with_units().comp("c", 2, units="litre").sp("A", conc=3, units="n").par("k", 0.5, units="per_time").rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 6 * exp(-t / 2)}, amount=["A"])
add("units: second order", with_units().comp("c", 0.5, units="litre").sp("A", conc=2, units="n").sp("B", conc=2, units="n").par("k", 0.5, units="second_order").rx("r", "A + B ->", "k*A*B*c"), 4, {"A": lambda t: 2 / (1 + t)})
add("units: minutes", with_units(seconds=60).comp("c", 2, units="litre").sp("A", conc=3, units="n").par("k", 0.5, units="per_time").rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 3 * exp(-t / 2)})
add("units: two compartments", with_units().comp("a", 1, units="litre").comp("b", 4, units="litre").sp("A", conc=2, c="a", units="n").sp("B", conc=0, c="b", units="n").par("p", 2, units="flow").rx("r", "A -> B", "p*A"), 2, {"B": lambda t: 0.5 * (1 - exp(-2 * t))})
add("units: inherited from the model", with_units().comp("c", 2).sp("A", conc=3).par("k", 0.5, units="per_time").rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 3 * exp(-t / 2)})
add("units: a rate rule in minutes", with_units(seconds=60).comp("c", 1).par("x", 1, constant=False, units="dimensionless").par("k", 0.5, units="per_time").rr("x", "-k*x"), 4, {"x": lambda t: exp(-t / 2)})
add("units: the time in hours with bare numbers", with_units(seconds=3600).comp("c", 1).sp("A", conc=0, units="n").rx("r", "-> A", "2*time*c"), 4, {"A": lambda t: t * t})
add("units: an event at a time with a unit", with_units(seconds=60).comp("c", 1).sp("A", conc=0, units="n").par("v", 2, units="per_time").par("one", 1, units="n").par("when", 1.5, units="u").par("on", 1, constant=False, units="dimensionless").ev("e", "time > when", on="0").rx("r", "-> A", "on*v*one"), 4, {"A": lambda t: 2 * min(t, 1.5)})
add("units: an odd multiplier", with_units(seconds=7).comp("c", 2).sp("A", conc=3).par("k", 0.5, units="per_time").rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 3 * exp(-t / 2)})
add("units: that do not fit are left out", with_units().comp("c", 2).sp("A", conc=3).par("k", 0.5, units="flow").rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 3 * exp(-t / 2)})
add("units: of electricity are left out", with_units().unit("volts", ("volt", 1, -3, 1)).comp("c", 2).par("V", 3, constant=False, units="volts").rr("V", "-V"), 4, {"V": lambda t: 3 * exp(-t)})
add("units: items", Document(substanceUnits="item", timeUnits="second", extentUnits="item", volumeUnits="litre").comp("c", 1e-12).sp("A", amt=300, only=True).unit("per_s", ("second", -1, 0, 1)).par("k", 1, units="per_s").rx("r", "A ->", "k*A"), 4, {"A": lambda t: 300 * exp(-t)}, amount=["A"])
add("Level 2: built-in units", cell(2, level=2, version=4).unit("per_s", ("second", -1, 0, 1)).sp("A", conc=3).par("k", 0.5, units="per_s").rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 3 * exp(-t / 2)})
add("Level 2: built-in units defined anew", cell(2, level=2, version=4).unit("substance", ("mole", 1, -6, 1)).unit("time", ("second", 1, 0, 60)).unit("per_min", ("second", -1, 0, 60)).sp("A", conc=3).par("k", 0.5, units="per_min").rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 3 * exp(-t / 2)})
