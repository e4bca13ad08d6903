"""Events: triggers, assignments, several at once."""

from math import exp

from case import Document, case, cell

CASES = []


def add(*given, **options):
    CASES.append(case(*given, **options))


def clock():
    """A parameter `x` that runs with the time."""
    return cell().par("x", 0, constant=False).rr("x", "1")


add("an event at a time", cell().sp("A", conc=1).ev("e", "time >= 1.3", A="5").rx("r", "A ->", "A*c"), 4, {"A": lambda t: exp(-t) if t < 1.3 else 5 * exp(1.3 - t)})
add("an event at a moment that is read", cell().sp("A", conc=1).ev("e", "time >= 1", A="5").rx("r", "A ->", "A*c"), 4, {"A": lambda t: exp(-t) if t < 1 else 5 * exp(1 - t)})
add("an event at a threshold", cell().sp("A", conc=1).ev("e", "A < 0.5", A="2*A").rx("r", "A ->", "A*c"), 0.6, {"A": lambda t: exp(-t)}, steps=3)
add("a threshold reached again and again", cell().sp("A", conc=1).ev("e", "A < 0.5", A="1").rx("r", "A ->", "A*c"), 3.3, {"A": lambda t: exp(-(t % 0.6931471805599453))}, steps=11)
add("a saw", clock().ev("e", "x > 0.75", x="0"), 4, {"x": lambda t: t % 0.75}, steps=9, absolute=1e-7)
add("a parameter is switched", cell().sp("A", conc=1).par("k", 1, constant=False).ev("e", "time > 1.5", k="0").rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: exp(-min(t, 1.5))})
add("on and off", cell().sp("A", conc=0).par("k", 0, constant=False).ev("on", "time > 1", k="2").ev("off", "time > 2.5", k="0").rx("r", "-> A", "k*c"), 4, {"A": lambda t: 2 * min(max(t - 1, 0), 1.5)})
add("a concentration is set in a compartment of size 4", cell(4).sp("A", conc=1).ev("e", "time > 1", A="3").rx("r", "A ->", "A*c"), 4, {"A": lambda t: exp(-t) if t <= 1 else 3 * exp(1 - t)})
add("an amount is set in a compartment of size 4", cell(4).sp("A", amt=1, only=True).ev("e", "time > 1", A="3").rx("r", "A ->", "A"), 4, {"A": lambda t: exp(-t) if t <= 1 else 3 * exp(1 - t)}, amount=["A"])
add("a compartment is set", Document().comp("c", 1, constant=False).sp("A", conc=2).ev("e", "time > 1.1", c="4"), 3, {"A": lambda t: 2 if t < 1.1 else 0.5})
add("a compartment and its species are set", Document().comp("c", 1, constant=False).sp("A", conc=2).ev("e", "time > 1.1", c="4", A="3"), 3, {"A": lambda t: 2 if t < 1.1 else 3})
add("two species change places", cell().sp("A", conc=1).sp("B", conc=5).ev("e", "time > 1.1", A="B", B="A"), 3, {"A": lambda t: 1 if t < 1.1 else 5, "B": lambda t: 5 if t < 1.1 else 1})
add("two events at one moment", clock().par("p", 0, constant=False).par("q", 0, constant=False).ev("e", "time > 1.1", p="1").ev("f", "x > 1.1", q="2"), 3, {"p": lambda t: float(t > 1.1), "q": lambda t: 2.0 * (t > 1.1)})
add("two events of one condition use the values before", clock().par("p", 1, constant=False).par("q", 2, constant=False).ev("e", "time > 1.1", p="q").ev("f", "time > 1.1", q="p"), 3, {"p": lambda t: 1 + float(t > 1.1), "q": lambda t: 2 - float(t > 1.1)})
add("an event sets off another", clock().par("p", 0, constant=False).par("q", 0, constant=False).ev("e", "x > 1.1", p="2").ev("f", "p > 1", q="7"), 3, {"q": lambda t: 7.0 * (t > 1.1)})
add("a chain of three events", clock().par("p", 0, constant=False).par("q", 0, constant=False).par("z", 0, constant=False).ev("e", "x > 1.1", p="2").ev("f", "p > 1", q="7").ev("g", "q > 5", z="p + q"), 3, {"z": lambda t: 9.0 * (t > 1.1)})
add("true from the start, and it was before", cell().sp("A", conc=1).ev("e", "A > 0.5", A="10"), 2, {"A": lambda t: 1})
add("true from the start, and it was not before", cell().sp("A", conc=1).ev("e", "A > 0.5", initial=False, A="10").rx("r", "A ->", "A*c"), 2, {"A": lambda t: 10 * exp(-t)})
add("not true at the start nor before", cell().sp("A", conc=1).ev("e", "A < 0.5", initial=False, A="10").rx("r", "A ->", "A*c"), 2, {"A": lambda t: exp(-t) if t < 0.6931471805599453 else 10 * exp(0.6931471805599453 - t)})
add("exactly at the threshold at the start", clock().par("p", 0, constant=False).ev("e", "x > 0", p="3"), 2, {"p": lambda t: 3.0 * (t > 0)}, steps=4)
add("both conditions", clock().par("p", 0, constant=False).ev("e", "x > 1.1 && time < 2", p="3"), 3, {"p": lambda t: 3.0 * (t > 1.1)})
add("either condition", clock().par("p", 0, constant=False).ev("e", "x > 1.1 || time > 2", p="p + 1"), 3, {"p": lambda t: float(t > 1.1)})
add("a condition that comes, goes and comes", cell().par("p", 0, constant=False).par("y", constant=False).ar("y", "sin(pi*time)").ev("e", "y > 0.5", p="p + 1"), 4, {"p": lambda t: float(t > 1 / 6) + float(t > 2 + 1 / 6)})
add("the negation of a condition", clock().par("p", 0, constant=False).ev("e", "!(x <= 1.1)", p="3"), 3, {"p": lambda t: 3.0 * (t > 1.1)})
add("the time in an assignment", clock().par("p", 0, constant=False).ev("e", "x > 1.1", p="2*time"), 3, {"p": lambda t: 2.2 * (t > 1.1)})
add("a boundary species is set", cell().sp("S", conc=1, boundary=True).sp("P", conc=0).ev("e", "time > 1", S="3").rx("r", "S -> P", "S*c"), 4, {"P": lambda t: t if t <= 1 else 1 + 3 * (t - 1)})
add("what a rate rule changes is set", clock().ev("e", "time > 1", x="10"), 4, {"x": lambda t: t if t < 1 else 9 + t}, steps=7)
add("an assigned parameter in the condition", clock().par("y", constant=False).par("p", 0, constant=False).ar("y", "x^2").ev("e", "y > 2", p="1"), 3, {"p": lambda t: float(t > 2**0.5)})
add("a function in the condition", clock().fun("f", ["a", "b"], "a > b").par("p", 0, constant=False).ev("e", "f(x, 1.1)", p="1"), 3, {"p": lambda t: float(t > 1.1)})
add("many events", clock().par("p", 0, constant=False).ev("a", "x > 0.3", p="p + 1").ev("b", "x > 0.6", p="p + 10").ev("d", "x > 0.9", p="p + 100").ev("f", "x > 1.2", p="0"), 2, {"p": lambda t: 0.0 if t > 1.2 else float(t > 0.3) + 10 * (t > 0.6) + 100 * (t > 0.9)})
add("an event stops an inflow at a level", cell().sp("A", conc=0).par("v", 1, constant=False).ev("e", "A >= 1.5", v="0").rx("r", "-> A", "v*c"), 4, {"A": lambda t: min(t, 1.5)})
