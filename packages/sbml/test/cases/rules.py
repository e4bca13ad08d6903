"""Assignment rules, rate rules, initial assignments, function definitions."""

from math import cos, exp, sin, sqrt

from case import Document, case, cell

CASES = []


def add(*given, **options):
    CASES.append(case(*given, **options))


def empty():
    return cell()


add("a parameter by an assignment rule", empty().par("x", constant=False).ar("x", "3*time + 1"), 4, {"x": lambda t: 3 * t + 1})
add("rules that build on each other", empty().par("x", constant=False).par("y", constant=False).ar("y", "x*x").ar("x", "time + 1"), 4, {"y": lambda t: (t + 1) ** 2})
add("a species by an assignment rule", cell(2).sp("A", conc=1).sp("B", boundary=True).ar("B", "2*A").rx("r", "A ->", "A*c"), 3, {"B": lambda t: 2 * exp(-t)})
add("the amount of a species by an assignment rule", cell(2).sp("A", conc=1).sp("B", boundary=True).ar("B", "2*A").rx("r", "A ->", "A*c"), 3, {"B": lambda t: 4 * exp(-t)}, amount=["B"])
add("an amount by an assignment rule", cell(2).sp("A", conc=1).sp("B", only=True, boundary=True).ar("B", "2*A").rx("r", "A ->", "A*c"), 3, {"B": lambda t: 2 * exp(-t)}, amount=["B"])
add("a boundary species by a rule takes part", cell().sp("S", boundary=True).sp("P", conc=0).ar("S", "time").rx("r", "S -> P", "S*c"), 4, {"P": lambda t: t * t / 2})
add("a law with an assigned parameter", cell().sp("A", conc=1).par("k", constant=False).ar("k", "2*time").rx("r", "A ->", "k*A*c"), 3, {"A": lambda t: exp(-t * t)})
add("a parameter by a rate rule", empty().par("p", 1, constant=False).rr("p", "-p/2"), 4, {"p": lambda t: exp(-t / 2)})
add("a rate rule with the time", empty().par("p", 1, constant=False).rr("p", "time"), 4, {"p": lambda t: 1 + t * t / 2})
add("an oscillator of two rate rules", empty().par("x", 1, constant=False).par("v", 0, constant=False).par("w", 2).rr("x", "w*v").rr("v", "-w*x"), 3, {"x": lambda t: cos(2 * t), "v": lambda t: -sin(2 * t)}, absolute=1e-6)
add("a parameter that becomes negative", empty().par("p", 1, constant=False).rr("p", "-1"), 3, {"p": lambda t: 1 - t})
add("an amount by a rate rule", cell(3).sp("A", amt=1, only=True, boundary=True).rr("A", "-A"), 3, {"A": lambda t: exp(-t)}, amount=["A"])
add("a concentration by a rate rule", cell(3).sp("A", conc=1, boundary=True).rr("A", "-A"), 3, {"A": lambda t: exp(-t)})
add("the amount of a concentration by a rate rule", cell(3).sp("A", conc=1, boundary=True).rr("A", "-A"), 3, {"A": lambda t: 3 * exp(-t)}, amount=["A"])
add("a boundary species by a rate rule takes part", cell(2).sp("S", conc=1, boundary=True).sp("P", conc=0).rr("S", "1").rx("r", "S -> P", "S*c"), 3, {"S": lambda t: 1 + t, "P": lambda t: t + t * t / 2})
add("a growing compartment dilutes", Document().comp("c", 1, constant=False).sp("A", conc=2).rr("c", "1"), 4, {"A": lambda t: 2 / (1 + t), "c": lambda t: 1 + t})
add("a growing compartment keeps amounts", Document().comp("c", 1, constant=False).sp("A", conc=2).rr("c", "c"), 2, {"A": lambda t: 2}, amount=["A"])
add("decay in a growing compartment", Document().comp("c", 1, constant=False).sp("A", conc=2).rr("c", "1").rx("r", "A ->", "A*c"), 3, {"A": lambda t: 2 * exp(-t) / (1 + t)})
add("a concentration by a rate rule in a growing compartment", Document().comp("c", 1, constant=False).sp("A", conc=1, boundary=True).rr("c", "1").rr("A", "-A"), 3, {"A": lambda t: exp(-t)})
add("a compartment by an assignment rule", Document().comp("c", None, constant=False).sp("A", amt=2).ar("c", "1 + time"), 3, {"A": lambda t: 2 / (1 + t)})
add("a reaction in a compartment by an assignment rule", Document().comp("c", None, constant=False).sp("A", amt=2).ar("c", "2 + time").rx("r", "A ->", "A*c"), 3, {"A": lambda t: 2 * exp(-t) / (2 + t)})
add("an initial assignment to a concentration", cell(2).sp("A", conc=9).par("p", 3).ia("A", "p/2").rx("r", "A ->", "A*c"), 3, {"A": lambda t: 1.5 * exp(-t)})
add("an initial assignment to an amount", cell(2).sp("A", only=True).par("p", 3).ia("A", "p/2").rx("r", "A ->", "A"), 3, {"A": lambda t: 1.5 * exp(-t)}, amount=["A"])
add("an initial assignment to a parameter", cell().sp("A", conc=1).par("k").par("p", 4).ia("k", "sqrt(p)").rx("r", "A ->", "k*A*c"), 3, {"A": lambda t: exp(-2 * t)})
add("an initial assignment to a compartment", Document().comp("c", 1).sp("A", amt=6).par("p", 3).ia("c", "2*p").rx("r", "A ->", "A*c"), 3, {"A": lambda t: exp(-t)})
add("an initial assignment from a species", cell(2).sp("A", conc=3).sp("B").ia("B", "2*A").rx("r", "A ->", "A*c"), 3, {"B": lambda t: 6})
add("an initial assignment from an initial amount", cell(2).sp("A", amt=3).sp("B").ia("B", "2*A").rx("r", "A ->", "A*c"), 3, {"B": lambda t: 3})
add("initial assignments in a chain", cell().sp("A").par("p").par("q").ia("A", "p + 1").ia("p", "2*q").ia("q", "3").rx("r", "A ->", "A*c"), 3, {"A": lambda t: 7 * exp(-t)})
add("an initial assignment from a rule", cell().sp("A").par("p", constant=False).ar("p", "5 + time").ia("A", "2*p").rx("r", "A ->", "A*c"), 3, {"A": lambda t: 10 * exp(-t)})
add("an initial assignment from the rate of a reaction", cell(2).sp("A", conc=3).par("p").ia("p", "r/2").rx("r", "A ->", "A*c").sp("B", conc=0).rx("q", "-> B", "p*c"), 3, {"B": lambda t: 3 * t})
add("an initial assignment to what a rate rule changes", empty().par("p", 9, constant=False).ia("p", "2").rr("p", "-p"), 3, {"p": lambda t: 2 * exp(-t)})
add("an initial assignment to what an event changes", empty().par("p", 9, constant=False).par("x", 0, constant=False).ia("p", "2").rr("x", "p").ev("e", "time > 1", p="5"), 3, {"x": lambda t: 2 * t if t <= 1 else 2 + 5 * (t - 1)})
add("a function", cell().fun("f", ["x", "k"], "k*x").sp("A", conc=1).rx("r", "A ->", "f(A, 2)*c"), 3, {"A": lambda t: exp(-2 * t)})
add("a function with exchanged arguments", cell().fun("f", ["x", "y"], "x - 2*y").par("a", 3).par("b", 1).par("z", constant=False).ar("z", "f(b, a)"), 3, {"z": lambda t: -5})
add("a function in a function", cell().fun("g", ["x"], "x^2").fun("f", ["x"], "g(x) + g(x + 1)").par("z", constant=False).ar("z", "f(time)"), 3, {"z": lambda t: t * t + (t + 1) ** 2})
add("a function without arguments", cell().fun("f", [], "2.5").par("z", constant=False).ar("z", "f()*time"), 3, {"z": lambda t: 2.5 * t})
add("a function with a choice", cell().fun("f", ["x"], "piecewise(x, x < 1, 2 - x, x < 2, 0)").par("z", constant=False).ar("z", "f(time)"), 4, {"z": lambda t: t if t < 1 else 2 - t if t < 2 else 0})
add("an argument named like a parameter", cell().fun("f", ["k"], "k + 1").par("k", 5).par("z", constant=False).ar("z", "f(2*k)"), 3, {"z": lambda t: 11})
add("a function in an initial assignment", cell().fun("f", ["x"], "sqrt(x)").sp("A").ia("A", "f(9)").rx("r", "A ->", "A*c"), 3, {"A": lambda t: 3 * exp(-t)})
add("a rate rule that reads a species", cell().sp("A", conc=1).par("p", 0, constant=False).rr("p", "A").rx("r", "A ->", "A*c"), 3, {"p": lambda t: 1 - exp(-t)})
add("a law that reads a rate rule", cell().sp("A", conc=0).par("p", 0, constant=False).rr("p", "1").rx("r", "-> A", "p*c"), 3, {"A": lambda t: t * t / 2})
add("growth to a limit", empty().par("p", 0.1, constant=False).rr("p", "p*(1 - p)"), 6, {"p": lambda t: 0.1 * exp(t) / (0.9 + 0.1 * exp(t))})
add("a square root of a state", empty().par("p", 4, constant=False).rr("p", "-sqrt(p)"), 3, {"p": lambda t: (2 - t / 2) ** 2})
add("a species of which only rules speak", cell(2).sp("A", conc=4).par("z", constant=False).ar("z", "sqrt(A)"), 3, {"z": lambda t: sqrt(4)})
